"""Pages for everybody: what the programme is, how to ask for it, help, privacy, accessibility, what this site keeps."""

from __future__ import annotations

from flask import render_template

from relay.web.i18n import pages_blueprint

blueprint = pages_blueprint("public", __name__)


@blueprint.get("/")
def index() -> str:
    """Say what this is, and lead to signing in, joining and asking."""
    return render_template("public/index.html")


@blueprint.get("/request")
def request_page() -> str:
    """Say how to ask for the programme by phone; for the other side, whom to speak to."""
    return render_template("public/request.html")


@blueprint.get("/help")
def help_page() -> str:
    """Answer what people ask about signing in, writing and leaving."""
    return render_template("public/help.html")


@blueprint.get("/privacy")
def privacy() -> str:
    """Say who can read what, and where confidentiality ends."""
    return render_template("public/privacy.html")


@blueprint.get("/accessibility")
def accessibility() -> str:
    """Say what this site does so that everybody can use it, and whom to tell where it fails."""
    return render_template("public/accessibility.html")


@blueprint.get("/keeps")
def keeps() -> str:
    """List what this site keeps, on the device and on the server."""
    return render_template("public/keeps.html")
