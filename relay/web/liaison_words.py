"""What a liaison reads of a task: its state, and why it came to the counter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from relay.errors import N_
from relay.web.i18n import gettext

if TYPE_CHECKING:
    from relay.services.views_liaison import TaskLine

STATES = {
    "taken": N_("Taken"),
    "pulled": N_("To be printed"),
    "printed": N_("Printed"),
    "delivered": N_("Handed over"),
    "not-accepted": N_("Not accepted"),
    "failed": N_("Could not be handed over"),
    "recalling": N_("Called back: get it back"),
    "recalled": N_("Called back, and recorded"),
    "gone": N_("Called back before it was printed"),
}
UNANSWERED = N_("Handed over, no answer recorded")


def state_text(task: TaskLine) -> str:
    """Say where a task stands."""
    is_unanswered = task.asks and task.state == "delivered"
    return gettext(UNANSWERED if is_unanswered else STATES[task.state])
