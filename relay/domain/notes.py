"""What happens to an account that its owner may want to know of."""

from __future__ import annotations

from typing import Literal

Happening = Literal["joined", "device", "passphrase", "name", "code", "recovered"]
