from __future__ import annotations

SAMPLES = {"errors/page.html": {"message": "There is nothing here.", "status": 404}}
