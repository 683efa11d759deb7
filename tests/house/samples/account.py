from __future__ import annotations

SAMPLES = {
    "account/sign_in.html": {},
    "account/recover.html": {},
    "account/new_passphrase.html": {},
    "account/new_name.html": {},
    "account/account.html": {"name": "Anna", "sign_in": "anna", "role": "victim"},
}
