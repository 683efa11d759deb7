"""What a liaison reads of a task's state."""

from __future__ import annotations

from relay.errors import N_

STATES = {
    "taken": N_("Taken"),
    "pulled": N_("To be printed"),
    "printed": N_("Printed"),
    "delivered": N_("Handed over"),
    "not-accepted": N_("Not accepted"),
    "failed": N_("Could not be handed over"),
    "recalled": N_("Called back"),
}
