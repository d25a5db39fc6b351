"""Letters about councils: that there is something to read, and where. No name, nothing of what is said."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from thriving.kernel import outbox
from thriving.movement.models import Person
from thriving.programs.councils.models import Membership, Nomination
from thriving.programs.councils.queries.nominations import token_of

outbox.declare(
    "councils",
    _("Councils"),
    _("That you hold a seat, that your term ends, that something of a council waits for you."),
)


@dataclass(frozen=True)
class Addressee:
    """Somebody of whom nothing is known but where to write."""

    email: str
    language: str


def ask_nominee(nomination: Nomination) -> None:
    """Whoever has this address: neither who nominates nor for what stands in it."""
    outbox.send(
        to=Addressee(nomination.email, nomination.language),
        subject=_("Somebody thinks of you"),
        text=format_lazy(
            "{}\n\n{}\n\n{}\n",
            _(
                "Somebody thinks that you should be heard, and has nominated you for a council. Read for "
                "which one, and what it asks, and say yes or no here. Nobody else opens this page:"
            ),
            outbox.address_of("councils:nomination", token_of(nomination)),
            _(
                "You need not answer. Then what we know of you is deleted, and nobody learns that you were "
                "asked."
            ),
        ),
        key=f"council-nomination:{nomination.key}:asked",
        kind="councils",  # whoever has no account has no wishes: the letter goes
    )


def forget(nomination: Nomination) -> None:
    """The letter holds the address and the private link."""
    outbox.forget("council-nomination", {nomination.key})


def tell_decided(nomination: Nomination, person: Person) -> None:
    page = outbox.address_of("councils:standing", nomination.key)
    text = _("The panel has decided on the call for which you stand. Read here what it decided:")
    _send(person, _("It has been decided"), text, page, f"council-nomination:{nomination.key}:decided")


def tell_seated(membership: Membership) -> None:
    text = _("You have a seat. What begins now, and what others read of you, stands here:")
    _about(membership, _("A seat is yours"), text, "seated")


def tell_end(membership: Membership) -> None:
    text = _("Your term ends within two months. What this means for you stands here:")
    _about(membership, _("Your term ends soon"), text, "end")


def tell_removed(membership: Membership) -> None:
    text = _("Your seat has been taken from you. Why, and to whom you can turn, stands here:")
    _about(membership, _("About your seat"), text, "removed")


def _about(membership: Membership, subject: Promise, text: Promise, what: str) -> None:
    if membership.person:
        page = outbox.address_of("councils:membership", membership.council.key, membership.key)
        _send(membership.person, subject, text, page, f"council-membership:{membership.key}:{what}")


def _send(to: Person, subject: Promise, text: Promise, page: str, key: str) -> None:
    outbox.send(to=to, subject=subject, text=format_lazy("{}\n{}\n", text, page), key=key, kind="councils")
