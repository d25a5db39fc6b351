"""Letters about agreements: that something waits or changed, and where. Nothing of the grant is in them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from thriving.grants.agreements.models import Agreement, Text
from thriving.grants.agreements.rules import people_of
from thriving.kernel import outbox
from thriving.movement.models import Person

SUBJECT = _("An agreement on a grant")


def ask_to_sign(text: Text) -> None:
    words = _("An agreement is ready to be signed for your side. Read it here:")
    page = outbox.address_of("agreements:text", text.agreement.key, text.number)
    tell_side(text.agreement, f"to-sign:{text.number}", SUBJECT, words, page)


def tell_signed(text: Text) -> None:
    words = _("Both sides have signed an agreement of yours. It stands here:")
    _tell(text.agreement, f"signed:{text.number}", words)


def tell_moved(agreement: Agreement, move: str, nth: int) -> None:
    """``nth`` tells this suspension from the one before."""
    if words := _MOVES.get(move):
        _tell(agreement, f"{move}:{nth}", words)


def tell_side(agreement: Agreement, about: str, subject: Promise, words: Promise, page: str) -> None:
    """To everybody on the grantee’s side. ``about`` tells this letter from others of the same agreement."""
    for person in Person.objects.filter(pk__in=people_of(agreement), is_active=True).order_by("pk"):
        outbox.send(
            to=person,
            subject=subject,
            text=format_lazy("{}\n\n{}\n", words, page),
            key=f"agreement:{agreement.key}:{about}:{person.key}",
            kind="grants",
        )


_MOVES = {
    "begin": _("An agreement of yours has begun: its payments can be asked for. It stands here:"),
    "suspend": _("An agreement of yours was suspended: until it goes on, nothing is paid. Read here why:"),
    "resume": _("An agreement of yours that was suspended goes on. It stands here:"),
    "terminate": _("An agreement of yours ended before its time. Read here why:"),
    "close": _("An agreement of yours is closed: nothing of it is open any longer. It stands here:"),
}


def _tell(agreement: Agreement, about: str, words: Promise) -> None:
    page = outbox.address_of("agreements:agreement", agreement.key)
    tell_side(agreement, about, SUBJECT, words, page)
