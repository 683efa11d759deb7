from __future__ import annotations

SAMPLES = {
    "public/index.html": {},
    "public/request.html": {},
    "public/help.html": {"idle_minutes": 20},
    "public/privacy.html": {},
    "public/accessibility.html": {},
    "public/keeps.html": {"idle_minutes": 20},
}
