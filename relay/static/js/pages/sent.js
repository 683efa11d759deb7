/** Something she sent: opens the copy that she kept for herself. */
import { vault } from "../vault/client.js";
import { fill, find, show, strings, trouble } from "./page.js";
import { layOut } from "./sheet.js";

async function start() {
  await vault.unlocked();
  const { text, images, lang } = await vault.call("openKept", { draft: find("#letter").dataset.kept });
  const parts = text === "" ? images : [{ type: "text/plain", text }, ...images];
  const sheet = find("#copy");
  layOut(sheet, { lang, parts }, (number) => fill(strings().picture, { number }));
  show(sheet);
}

start().catch((error) => trouble(error.message));
