from __future__ import annotations

SAMPLES = {
    f"join/{step}.html": {} for step in ("join", "about", "name", "passphrase", "recovery", "done", "other_case")
}
