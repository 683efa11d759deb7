/** The home of a mediator or an officer: opens the desks that were assigned since, with keys made on this device. */
import { vault } from "../vault/client.js";
import { trouble } from "./page.js";

async function start() {
  await vault.unlocked();
  await vault.call("openMyDesks", {});
}

start().catch((error) => trouble(error.message));
