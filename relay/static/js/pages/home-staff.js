/** The home of a mediator or an officer: finds a case; opens and shares the desks that were assigned since. */
import { vault } from "../vault/client.js";
import { watchFindCase } from "./find_case.js";
import { trouble } from "./page.js";

async function start() {
  watchFindCase();
  await vault.unlocked();
  await vault.call("openMyDesks", {});
}

start().catch((error) => trouble(error.message));
