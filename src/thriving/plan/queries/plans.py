"""Plans and what hangs from them, for whoever reads."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from thriving.kernel import access, clock
from thriving.movement.scopes import Name
from thriving.plan.judgment import sentences
from thriving.plan.judgment.calibration import Calibration, calibration
from thriving.plan.models import CheckIn, KeyResult, Plan, PlanChange, Priority, PublishedStanding
from thriving.plan.standing.asking import SET_OPERATORS
from thriving.plan.standing.key_results import KeyResultStanding
from thriving.plan.standing.requirements import Outlook, outlook_of
from thriving.plan.states import Status


def plans_for(reader: Any) -> QuerySet[Plan]:
    """Newest first; a draft is for its editors."""
    return access.within(reader, "see_plan", Plan.objects.order_by("-starts_on", "key"))


def current_plan(reader: Any) -> Plan | None:
    """The newest open plan that has begun; else the newest that is closed; else the next to begin."""
    begun = plans_for(reader).filter(starts_on__lte=clock.today())
    return (
        begun.filter(state="open").first() or begun.filter(state="closed").first() or plans_for(reader).last()
    )


def priorities_named(keys: Collection[str] | None) -> Mapping[str, Name]:
    """Priorities as "plan/priority": over which a lead's role can be held."""
    found = Priority.objects.select_related("plan").order_by("-plan__starts_on", "plan__key", "position")
    named = {f"{each.plan.key}/{each.key}": each.title for each in found}
    return named if keys is None else {key: named[key] for key in keys if key in named}


def led_by(person: Any) -> QuerySet[KeyResult]:
    """The key results that ``person`` answers for, in the order of their plans."""
    found = KeyResult.objects.select_related("objective__priority__plan")
    mine = access.within(person, "check_in", found)
    return mine.order_by("-objective__priority__plan__starts_on", "number")


def changes_for(plan: Plan) -> QuerySet[PlanChange]:
    """Newest first."""
    return plan.changes.all()


def changes_of(key_result: KeyResult) -> QuerySet[PlanChange]:
    """Of its sentence, its requirements, and the measures and sets that these rest on; newest first."""
    address = f"key-result:{key_result.key}"
    changes = key_result.objective.priority.plan.changes
    return changes.filter(Q(part__in=[address, *_rests_on(key_result)]) | Q(part__startswith=f"{address}/"))


def _rests_on(key_result: KeyResult) -> Iterator[str]:
    for each in key_result.requirements.select_related("measure_version__measure", "named_set"):
        yield f"measure:{each.measure_version.measure.key}"
        yield from (
            f"set:{values}" for _dimension, operator, values in each.filters if operator in SET_OPERATORS
        )
        if each.named_set:
            yield f"set:{each.named_set.key}"


def check_ins_of(key_result: KeyResult, *, on: date | None = None) -> QuerySet[CheckIn]:
    """What the team had said by the end of ``on``, newest first."""
    said = key_result.check_ins.order_by("-on", "-pk")
    return said.filter(recorded_at__date__lte=on) if on else said


def since_check_in(standing: KeyResultStanding) -> list[str]:
    """What has become of each requirement since the newest check-in, a sentence each."""
    seen = standing.check_in.value_seen if standing.check_in else {}
    return [
        sentences.since(each.figure, each.requirement.title, seen.get(each.requirement.key))
        for each in standing.requirements
    ]


@dataclass(frozen=True)
class Foretold:
    """A forecast that was published, and what came of it once the results were fixed."""

    said: PublishedStanding
    outlook: Outlook
    result: Decimal | None

    @property
    def on(self) -> date:
        return self.said.release.on

    @property
    def words(self) -> str:
        return self.outlook.words

    @property
    def came(self) -> str:
        return "" if self.result is None else self.outlook.figure.shown(self.result)

    @property
    def held(self) -> bool | None:
        """Whether what came lies within the forecast; ``None`` as long as nobody can say."""
        if self.result is None or self.said.low is None or self.said.high is None:
            return None
        return self.said.low <= self.result <= self.said.high


def forecasts_of(key_result: KeyResult, *, on: date | None = None) -> Sequence[Foretold]:
    """What each release until ``on`` foresaw, oldest first, of requirements that can be forecast."""
    said = PublishedStanding.objects.filter(requirement__key_result=key_result).exclude(step="")
    said = said.filter(release__known_on__lte=on) if on else said
    listed = said.select_related(
        "release", "requirement__result", "requirement__named_set", "requirement__measure_version"
    )
    return [_foretold(each) for each in listed.order_by("release__on", "release_id", "pk")]


def _foretold(said: PublishedStanding) -> Foretold:
    result = getattr(said.requirement, "result", None)
    return Foretold(said, outlook_of(said), result.value if result else None)


def calibration_of(plan: Plan) -> list[Calibration]:
    """Of the key results rated so by the middle of the period, how many were met at its close."""
    middle = plan.starts_on + timedelta(days=plan.period.days // 2)
    closed = KeyResult.objects.filter(objective__priority__plan=plan).exclude(closed_status="")
    words = CheckIn.objects.filter(key_result__in=closed, on__lte=middle).order_by("on", "pk")
    newest = {each.key_result_id: each.confidence for each in words}
    met = {each.pk: each.closed_status == Status.MET for each in closed}
    return calibration((confidence, met[pk]) for pk, confidence in newest.items())
