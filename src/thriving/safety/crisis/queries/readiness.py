"""Who is on call, and until when somebody is; which playbooks hold; which drill was passed last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, schedule
from thriving.kernel.models import ScheduledJob
from thriving.movement.models import Person
from thriving.safety.crisis.models import Drill, Layer, Playbook, Shift
from thriving.safety.crisis.queries.crises import managers, responders
from thriving.safety.crisis.rota import Gap, Turn, covered_until, gaps, on_call

WATCH = "watch-crisis-clocks"
DRILL_HOLDS = timedelta(days=90)
AHEAD = timedelta(days=14)  # that far the rota must be without a gap


@dataclass(frozen=True)
class OnLayer:
    """One layer of the rota as it stands."""

    layer: Layer
    turns: tuple[Turn, ...]
    now: datetime

    @property
    def who(self) -> int | None:
        return on_call(self.turns, self.now)

    @property
    def gaps(self) -> list[Gap]:
        return gaps(self.turns, self.now, self.now + AHEAD)

    @property
    def covered_until(self) -> datetime:
        return covered_until(self.turns, self.now)


def layers() -> list[OnLayer]:
    """Turns of people who may no longer answer, or whom no letter reaches, count for nobody."""
    now, able = clock.now(), set(reachable().values_list("pk", flat=True))
    shifts = [each for each in shifts_ahead() if each.person_id in able]
    return [OnLayer(layer, tuple(_turns(shifts, layer)), now) for layer in Layer]


def _turns(shifts: Sequence[Shift], layer: Layer) -> list[Turn]:
    found = (each for each in shifts if each.layer == layer)
    return [Turn(each.person_id, each.begins_at, each.ends_at, each.is_override) for each in found]


def shifts_ahead() -> QuerySet[Shift]:
    """Those that are not over, the first first."""
    return Shift.objects.filter(ends_at__gt=clock.now()).select_related("person")


def reachable() -> QuerySet[Person]:
    """Those who may answer and have an address to which a letter can go."""
    return responders().exclude(email="")


def answering(layer: Layer) -> list[Person]:
    """Whoever is on call in a layer; where nobody is, all who may answer: silence is no answer."""
    found = next(each for each in layers() if each.layer == layer).who
    return list(Person.objects.filter(pk=found)) if found else list(reachable())


def told_in_the_end() -> list[Person]:
    """The managers; where there is none, all who may answer."""
    return list(managers().exclude(email="")) or list(reachable())


def playbooks() -> QuerySet[Playbook]:
    return Playbook.objects.filter(retired_at=None).prefetch_related("versions__reviews")


def good_until(playbook: Playbook, day: date) -> date | None:
    """Until when its newest version was found good; nothing where nobody found it good, or no longer."""
    newest = playbook.newest
    reviews = newest.reviews.all() if newest else ()
    return max((each.good_until for each in reviews if each.holds_on(day)), default=None)


def last_passed(day: date) -> Drill | None:
    """Of those that a second person has confirmed."""
    held = Drill.objects.filter(passed=True, held_on__lte=day, confirmed_at__isnull=False)
    return held.order_by("-held_on").first()


def on_call_by_name() -> list[tuple[Layer, Person | None]]:
    """Each layer, and who is on call in it now."""
    found = layers()
    people = Person.objects.in_bulk([each.who for each in found if each.who])
    return [(each.layer, people.get(each.who or 0)) for each in found]


def drills_to_confirm(reader: Any) -> QuerySet[Drill]:
    """Passed ones that somebody else recorded, while confirming them would still count."""
    found = Drill.objects.filter(held_on__gte=clock.today() - DRILL_HOLDS).select_related("playbook")
    return access.within(reader, "confirm_drill", found)


def unwatched() -> str:
    """A sentence where nobody would be told of a clock that runs out; empty when all is well."""
    job = ScheduledJob.objects.filter(name=WATCH).first()
    if schedule.late() or job is None or job.failure or job.due_at < clock.now() - schedule.LATE_AFTER:
        return _("No letter tells of clocks now: what does so stands still. Look here yourselves.")
    return ""
