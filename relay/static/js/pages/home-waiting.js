/** The home of somebody who waits to be confirmed: the number to read to the office. */
import { vault } from "../vault/client.js";
import { find, trouble } from "./page.js";

async function start() {
  const { fingerprint } = await vault.unlocked();
  find("#own-fingerprint").textContent = fingerprint;
}

start().catch((error) => trouble(error.message));
