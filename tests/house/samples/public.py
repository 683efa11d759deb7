from __future__ import annotations

SAMPLES = {
    "public/index.html": {},
    "public/request.html": {},
    "public/help.html": {},
    "public/privacy.html": {},
    "public/accessibility.html": {},
    "public/keeps.html": {},
}
