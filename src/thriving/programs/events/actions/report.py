"""The report of an event: the records say most of it; organizers add words and hand it in."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean_texts
from thriving.movement.models import Person
from thriving.programs.events.actions.course import pass_time
from thriving.programs.events.actions.course import report as hand_in_event
from thriving.programs.events.actions.event import hold, require_runs
from thriving.programs.events.models import Event, Report
from thriving.programs.events.states.event import HELD, OVER
from thriving.programs.patterns.queries import titles

LONGEST = 5_000
MOST_PATTERNS = 10


@dataclass(frozen=True)
class Told:
    words: Words = field(default_factory=Words)
    learned: Words = field(default_factory=Words)
    patterns: tuple[str, ...] = ()  # keys of learning patterns


@transaction.atomic
def write_report(event: Event, told: Told, *, by: Person) -> Report:
    """Keep what organizers write; it may be written anew after it was handed in."""
    require_runs(by, event)
    pass_time(event, by=by)
    hold(event)
    if event.state not in OVER:
        raise Refused(_("It is not over yet: a report comes afterwards."))
    _require_sound(told)
    report, _made = Report.objects.update_or_create(
        event=event,
        defaults={
            "words": clean_texts(told.words),
            "learned": clean_texts(told.learned),
            "patterns": list(dict.fromkeys(told.patterns)),
            "written_at": clock.now(),
        },
    )
    diary.note(report, "written", by=by)
    return report


@transaction.atomic
def hand_in(event: Event, *, by: Person) -> None:
    """From here on everybody reads it."""
    report = Report.objects.filter(event=event).first()
    if report is None or not report.learned:
        raise Refused(_("Say first what was learned; everything else stands there already."))
    if event.state == HELD:
        hand_in_event(event, by=by)
    report.handed_in_at = report.handed_in_at or clock.now()
    report.save(update_fields=["handed_in_at"])


def _require_sound(told: Told) -> None:
    if any(len(text) > LONGEST for words in (told.words, told.learned) for text in words.values()):
        raise Refused(_("This text has at most %(count)d characters.") % {"count": LONGEST})
    if len(set(told.patterns)) > MOST_PATTERNS:
        raise Refused(_("At most %(count)d: name the most important ones.") % {"count": MOST_PATTERNS})
    if unknown := set(told.patterns) - set(titles(told.patterns)):
        sentence = _("There is no learning pattern “%(key)s”.")
        raise Refused(sentence % {"key": min(unknown)[:60]})
