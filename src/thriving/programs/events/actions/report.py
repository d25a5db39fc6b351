"""The report of an event: the records say most of it; organizers add words and hand it in."""

from __future__ import annotations

import hashlib
import json
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
from thriving.programs.events.models import Contribution, Event, Report, WikiName
from thriving.programs.events.queries.places import is_protected, tracks_contributions
from thriving.programs.events.states.event import HELD, OVER
from thriving.programs.patterns.queries import titles
from thriving.wiki import contributions

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


def measure_due() -> int:
    """Ask the lake anew of every event of which it may know more than it told last; how many were written."""
    over = Event.objects.filter(state__in=OVER, registrations__wiki_name__isnull=False).distinct()
    return sum(_measure(event) for event in over.prefetch_related("marks").order_by("pk"))


def _measure(event: Event) -> bool:
    """Only of those who agreed, and nowhere where it can harm them."""
    if not tracks_contributions(event, protected=is_protected(event)):
        return bool(Contribution.objects.filter(event=event).delete()[0])
    names = sorted(_names(event))
    digest = _digest(event, names)
    known = Contribution.objects.filter(event=event).first()
    if known and known.digest == digest:
        return False
    told = contributions.told(names, begins=event.starts_at, ends=event.ends_at, wikis=event.wikis)
    if told is None:
        return False
    figures = {
        each.name: {
            "value": each.value,
            "unit": each.unit,
            "known_from": each.known_from.isoformat() if each.known_from else "",
            "note": each.note,
        }
        for each in told.figures
    }
    Contribution.objects.update_or_create(
        event=event,
        defaults={
            "people": len(names),
            "figures": figures,
            "digest": digest,
            "computed_at": clock.now(),
        },
    )
    return True


def _names(event: Event) -> set[str]:
    agreed = WikiName.objects.filter(
        registration__event=event, registration__may_measure=True, registration__attended_on__isnull=False
    )
    return set(agreed.values_list("name", flat=True))


def _digest(event: Event, names: list[str]) -> str:
    wikis = contributions.measured_wikis(event.wikis)
    window = [event.starts_at.isoformat(), event.ends_at.isoformat()]
    known = [names, window, wikis, contributions.state_of_lake(wikis) if wikis else ""]
    return hashlib.sha256(json.dumps(known).encode()).hexdigest()


def _require_sound(told: Told) -> None:
    if any(len(text) > LONGEST for words in (told.words, told.learned) for text in words.values()):
        raise Refused(_("This text has at most %(count)d characters.") % {"count": LONGEST})
    if len(set(told.patterns)) > MOST_PATTERNS:
        raise Refused(_("At most %(count)d: name the most important ones.") % {"count": MOST_PATTERNS})
    if unknown := set(told.patterns) - set(titles(told.patterns)):
        sentence = _("There is no learning pattern “%(key)s”.")
        raise Refused(sentence % {"key": min(unknown)[:60]})
