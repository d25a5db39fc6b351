"""Letters about proposals: that something waits, and where. Never what it is called, or what was said."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from thriving.grants.proposals.models import Proposal
from thriving.grants.proposals.queries import people_of
from thriving.kernel import outbox

outbox.declare(
    "grants",
    _("Grants"),
    _("That something of a proposal of yours is wanted, or was decided."),
)


def tell_side(proposal: Proposal, about: str, text: str | Promise) -> None:
    """To everybody on its side. ``about`` tells this letter from others of the same proposal."""
    for person in people_of(proposal).order_by("pk"):
        outbox.send(
            to=person,
            subject=_("Your proposal for a grant"),
            text=format_lazy("{}\n\n{}\n", text, outbox.address_of("proposals:proposal", proposal.key)),
            key=f"proposal:{proposal.key}:{about}:{person.key}",
            kind="grants",
        )


ASKED = _("The grants officers want to know more before your proposal is reviewed. Read here what:")
TURNED_AWAY = _("Your proposal does not fit the round. Read here why, and what would be needed:")
