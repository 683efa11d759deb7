/** Which of her cases something is about. */
import { vault } from "../vault/client.js";
import { showCaseNames } from "./case_names.js";
import { trouble } from "./page.js";

vault
  .unlocked()
  .then(showCaseNames)
  .catch((error) => trouble(error.message));
