from __future__ import annotations

SAMPLES = {
    "account/sign_in.html": {},
    "account/account.html": {"name": "Anna", "sign_in": "anna", "role": "victim"},
}
