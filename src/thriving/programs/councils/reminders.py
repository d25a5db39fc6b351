"""Letters about recommendations and meetings: that something waits, and where; never what it says."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from thriving.kernel import outbox
from thriving.movement.models import Person
from thriving.programs.councils.models import Meeting, Recommendation


def ask_to_answer(recommendation: Recommendation, turn: int) -> None:
    """``turn``: how often it has been given to somebody, so that each who gets it is told."""
    sentence = _(
        "A council asks you for an answer, and everybody reads there that it asks you, by your name. What it "
        "recommends, and by when you are to answer:"
    )
    to = [recommendation.addressee]
    _of(recommendation, to, _("A council waits for your answer"), sentence, f"asked:{turn}")


def remind(recommendation: Recommendation, what: str) -> None:
    sentence = _("The day by which you are to answer a council comes soon. It stands here:")
    _of(recommendation, [recommendation.addressee], _("An answer is due soon"), sentence, what)


def tell_overdue(recommendation: Recommendation, others: Iterable[Person], what: str) -> None:
    """To the one who is to answer, and to those who answer for the council and lead what it serves."""
    late = _(
        "Your answer to a council is overdue, and everybody can see it. A council that asks waits for it:"
    )
    _of(recommendation, [recommendation.addressee], _("An answer is overdue"), late, what)
    seen = _("A council has not been answered in the promised time. Who is to answer stands here:")
    rest = [each for each in others if each.pk != recommendation.addressee_id]
    _of(recommendation, rest, _("An answer is overdue"), seen, what)


def tell_answered(recommendation: Recommendation, people: Iterable[Person], version: int) -> None:
    sentence = _("What your council recommended has an answer. Everybody can read it here:")
    _of(recommendation, people, _("Your council has an answer"), sentence, f"answered:{version}")


def tell_left(recommendation: Recommendation, owners: Iterable[Person], turn: int) -> None:
    sentence = _(
        "Whoever was to answer a council has left that role. Read here who answers now; you can choose "
        "somebody else:"
    )
    _of(recommendation, owners, _("Somebody else answers now"), sentence, f"left:{turn}")


def tell_called(meeting: Meeting, people: Iterable[Person], what: str) -> None:
    sentence = _("A meeting of your council is called. When it is and how you join stands here:")
    _about(meeting, people, _("A meeting is called"), sentence, what)


def tell_called_off(meeting: Meeting, people: Iterable[Person]) -> None:
    sentence = _("A meeting of your council does not take place. Why stands here:")
    _about(meeting, people, _("A meeting is called off"), sentence, "called-off")


def _of(
    recommendation: Recommendation,
    people: Iterable[Person | None],
    subject: Promise,
    sentence: Promise,
    what: str,
) -> None:
    council, number = recommendation.council.key, recommendation.number
    page = outbox.address_of("councils:recommendation", council, number)
    _send(
        people, subject, format_lazy("{}\n{}\n", sentence, page), f"recommendation:{council}/{number}:{what}"
    )


def _about(
    meeting: Meeting, people: Iterable[Person], subject: Promise, sentence: Promise, what: str
) -> None:
    council, number = meeting.council.key, meeting.number
    page = outbox.address_of("councils:meeting", council, number)
    _send(
        people, subject, format_lazy("{}\n{}\n", sentence, page), f"council-meeting:{council}/{number}:{what}"
    )


def _send(people: Iterable[Person | None], subject: Promise, text: Promise, key: str) -> None:
    for person in people:
        if person is not None and person.is_active:
            outbox.send(to=person, subject=subject, text=text, key=key, kind="councils")
