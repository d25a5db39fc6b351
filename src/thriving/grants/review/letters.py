"""Letters about reviews: that something waits or was decided, and where. Nothing of what a proposal says."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from thriving.grants.proposals.models import Proposal
from thriving.grants.review.models import Ballot, Member
from thriving.kernel import outbox
from thriving.movement.models import Person


def tell_named(member: Member) -> None:
    text = _("You are a member of a committee that decides on proposals. What waits for you stands here:")
    page = outbox.address_of("review:committee", member.committee.key)
    _send(member.person, _("You are on a committee"), text, page, f"committee:{member.committee.key}:named")


def tell_to_declare(proposal: Proposal, person: Person) -> None:
    """Neither its title nor who applies: nothing of it has opened to them yet."""
    text = _("A proposal waits for you. Say first whether you have a conflict of interest:")
    page = outbox.address_of("review:declare", proposal.key)
    _send(person, _("A proposal to review"), text, page, f"review:{proposal.key}:declare")


def tell_to_vote(proposal: Proposal, ballot: Ballot, person: Person) -> None:
    text = _("The committee votes on a proposal that you may read. Your vote waits here:")
    page = outbox.address_of("review:proposal", proposal.key)
    _send(person, _("Your vote"), text, page, f"review:{proposal.key}:vote-{ballot.number}")


def tell_decided(proposal: Proposal, ballot: Ballot, person: Person) -> None:
    text = _(
        "Your proposal has been decided on. The decision, its reason and what would be needed another time "
        "stand here:"
    )
    page = outbox.address_of("review:decision", proposal.key)
    _send(
        person,
        _("The decision on your proposal"),
        text,
        page,
        f"review:{proposal.key}:decided-{ballot.number}",
    )


def _send(to: Person, subject: Promise, text: Promise, page: str, key: str) -> None:
    outbox.send(to=to, subject=subject, text=format_lazy("{}\n{}\n", text, page), key=key, kind="work")
