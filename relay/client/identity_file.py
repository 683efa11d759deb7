"""An identity file: what a person needs, with the passphrase, to act or to open messages elsewhere (api.md)."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from relay.client import wire
from relay.client.errors import NotPossible, WrongPassphrase
from relay.errors import ProtocolError
from relay.protocol import b64, seal_to, xwing
from relay.protocol.identity import Identity, key_id
from relay.protocol.notation import label_bytes
from relay.protocol.passphrase import sign_in_secrets, unwrap_seed

if TYPE_CHECKING:
    from relay.client.session import Session


@dataclass(frozen=True)
class IdentityFile:
    """The file's content; desks: (digest of the desk's `open`, its secret sealed to this person)."""

    person: str
    sign_in: str
    instance: bytes
    wrapped_seed: bytes = field(repr=False)
    desks: tuple[tuple[bytes, bytes], ...] = ()

    @classmethod
    def read(cls, path: Path) -> IdentityFile:
        """Read a file; raises NotPossible where it is none, OSError."""
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            desks = tuple((b64.decode(desk["open"], 32), b64.decode(desk["sealed"])) for desk in data["desks"])
            instance, seed = b64.decode(data["instance"], 32), b64.decode(data["wrapped_seed"])
            return cls(str(data["person"]), str(data["sign_in"]), instance, seed, desks)
        except (ValueError, KeyError, TypeError, AttributeError, ProtocolError) as error:
            raise NotPossible("not an identity file") from error

    def write(self, path: Path) -> None:
        """Write a file that only its owner may read."""
        write_private(
            path,
            {
                "person": self.person,
                "sign_in": self.sign_in,
                "instance": b64.encode(self.instance),
                "wrapped_seed": b64.encode(self.wrapped_seed),
                "desks": [{"open": b64.encode(opened), "sealed": b64.encode(sealed)} for opened, sealed in self.desks],
            },
        )

    def unlock(self, passphrase: str) -> Identity:
        """Unwrap the seed; raises WrongPassphrase."""
        try:
            secrets = sign_in_secrets(self.instance, self.sign_in, passphrase)
            return Identity.from_seed(unwrap_seed(secrets.wrap, self.wrapped_seed, self.instance, self.person))
        except ProtocolError as error:
            raise WrongPassphrase("does not open the file") from error

    def secret_of(self, keys: Identity, key: str) -> bytes:
        """Find the secret of the box key named key: one's own or a desk's. Raises NotPossible for neither."""
        if key == keys.key_id:
            return keys.box_sk
        for opened, sealed in self.desks:
            secret = seal_to.unseal_from(keys.box_sk, sealed, label_bytes("desk") + opened, xwing.SECRET_BYTES)
            if key_id(xwing.public_key(secret)) == key:
                return secret
        raise NotPossible("this identity cannot open this message")


def identity_of(session: Session) -> IdentityFile:
    """Collect the signed-in person's identity file, with every desk secret the server keeps for them."""
    held = [] if session.me.role == "victim" else wire.objects(session.http.get("/desks"), "desks")
    return IdentityFile(
        session.me.person,
        session.me.sign_in,
        session.trust.instance,
        session.me.wrapped_seed,
        tuple((wire.raw(item, "open", 32), wire.raw(item, "sealed")) for item in held),
    )


def write_private(path: Path, content: object) -> None:
    """Write JSON at once or not at all, readable by its owner alone."""
    partial = path.with_name(f".{path.name}.partial")
    partial.unlink(missing_ok=True)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=2)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    Path.replace(partial, path)
