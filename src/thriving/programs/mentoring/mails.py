"""Letters about mentoring: that there is something to read, and where; no name, and no words of theirs."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from thriving.kernel import outbox
from thriving.movement.models import Person
from thriving.programs.mentoring.models import Letter, Outcome, Pair

outbox.declare(
    "mentoring", _("Mentoring"), _("That a newcomer asks, a mentor has answered, or a note waits for you.")
)


def ask_mentor(pair: Pair) -> None:
    sentence = _("Somebody wants to learn from you. Please answer within a week; a no is an answer too.")
    _send(pair.mentor, pair, _("A newcomer asks for you"), sentence, "asked")


def tell_newcomer(pair: Pair, *, accepted: bool) -> None:
    agreed = _("The mentor whom you asked has accepted. You can write to each other now.")
    no = _("The mentor whom you asked cannot take you at present. Others may: look at the offers again.")
    _send(pair.newcomer, pair, _("Your mentor has answered"), agreed if accepted else no, "answered")


def tell_ended(pair: Pair, by: Person) -> None:
    other = pair.newcomer if by.pk == pair.mentor_id else pair.mentor
    _send(other, pair, _("About your mentoring"), _("The other one has ended it. Your notes stay."), "ended")


def tell_of_note(pair: Pair, letter: Letter) -> None:
    other = pair.newcomer if letter.by_id == pair.mentor_id else pair.mentor
    _send(other, pair, _("A note waits for you"), _("You have a new note."), f"note:{letter.pk}")


def ask_outcome(outcome: Outcome, person: Person) -> None:
    sentence = _("You began to work together sixty days ago. What came of it? Two clicks are enough:")
    _send(person, outcome.pair, _("What came of it?"), sentence, f"outcome:{outcome.side}")


def _send(to: Person | None, pair: Pair, subject: Promise, sentence: Promise, what: str) -> None:
    if to is None:
        return
    page = outbox.address_of("mentoring:pair", pair.key)
    key = f"mentoring:{pair.key}:{what}"
    outbox.send(
        to=to, subject=subject, text=format_lazy("{}\n{}\n", sentence, page), key=key, kind="mentoring"
    )
