"""Signing in, coming back in with a code, and one's own account, of which the page's script asks the rest."""

from __future__ import annotations

from flask import render_template

from relay.web.i18n import pages_blueprint
from relay.web.login import current_person

blueprint = pages_blueprint("account", __name__)


@blueprint.get("/sign-in")
def sign_in() -> str:
    """Ask for name and passphrase; they stay on the device."""
    return render_template("account/sign_in.html")


@blueprint.get("/recover")
def recover() -> str:
    """Ask for name and recovery code, then for a new passphrase; all of it stays on the device."""
    return render_template("account/recover.html")


@blueprint.get("/account")
def show() -> str:
    """Show whoever is signed in their own account. Raises NotSignedIn."""
    person = current_person()
    return render_template("account/account.html", name=person.name, sign_in=person.sign_in, role=person.role)
