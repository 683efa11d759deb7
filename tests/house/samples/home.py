from __future__ import annotations

SAMPLES = {"home/waiting.html": {"name": "Mona"}}
