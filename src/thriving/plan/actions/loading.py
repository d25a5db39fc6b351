"""A plan file takes effect: what it says is made so, what it no longer names goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from thriving.evidence.actions import define_measure
from thriving.evidence.models import MeasureVersion
from thriving.kernel import access, clock, diary
from thriving.plan.actions.revising import (
    EditRefused,
    keep_change,
    require,
    require_reason,
    require_unmoved,
    revise_open,
)
from thriving.plan.file import (
    Difference,
    KeyResultPart,
    MeasurePart,
    PlanFile,
    PlanFileRefused,
    Problem,
    RequirementPart,
    differences,
    read,
)
from thriving.plan.file.addresses import key_of
from thriving.plan.file.differences import stored
from thriving.plan.models import (
    Goal,
    KeyResult,
    NamedSet,
    Objective,
    Outcome,
    OutcomeLink,
    Plan,
    Priority,
    Requirement,
)
from thriving.plan.queries.document import document_of, measure_part
from thriving.plan.queries.soundness import problems_of, problems_of_turn

Record = TypeVar("Record", bound=Model)


def load(
    file: PlanFile | str,
    *,
    by: Any,
    reason: str = "",
    sample: bool = False,
    draft: bool = False,
) -> Plan:
    """Make the plan what ``file`` says. Loading the same again changes nothing."""
    said = read(file) if isinstance(file, str) else file
    if problems := problems_of(said):
        raise PlanFileRefused(problems)
    with transaction.atomic():
        plan = Plan.objects.filter(key=said.plan.key).first()
        if plan is None:
            return _begin(said, by, sample=sample, draft=draft)
        require(by, "edit_plan", plan)
        return change(plan, lambda _before: said, by=by, reason=reason)


def _begin(said: PlanFile, by: Any, *, sample: bool, draft: bool) -> Plan:
    if not isinstance(by, str):
        access.require_holds(by, "edit_plan")
    plan = Plan(key=said.plan.key, sample=sample, state="draft" if draft else "open")
    try:
        with transaction.atomic():
            _Loading(plan, said, by, "").run()
    except IntegrityError as error:
        if not Plan.objects.filter(key=said.plan.key).exists():
            raise
        raise EditRefused(_("Somebody else has just loaded this plan. Nothing of yours was kept.")) from error
    diary.note(plan, "begun", by=by, body={"key": plan.key})
    return plan


@transaction.atomic
def change(
    plan: Plan, turn: Callable[[PlanFile], PlanFile], *, by: Any, reason: str, seen: int | None = None
) -> Plan:
    """Turn the plan into another one, under the rules of its file; turned into itself, nothing happens."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    require_unmoved(plan, seen)
    before = document_of(plan)
    after = turn(before)
    if found := differences(before, after):
        if problems := problems_of_turn(after):
            raise PlanFileRefused(problems)
        revise_open(plan)
        keep_promises(plan, found, reason=reason, by=by)
        _Loading(plan, after, by, reason).run()
        diary.note(plan, "changed", by=by, why=reason, body={"changes": [asdict(each) for each in found]})
    return plan


def keep_promises(plan: Plan, found: Iterable[Difference], *, reason: str, by: Any) -> None:
    """List the changes of what was promised, which need their reason once everyone can see the plan."""
    promised = [each for each in found if each.promised]
    if plan.state == "draft" or not promised:
        return
    require_reason(reason)
    for each in promised:
        keep_change(plan, each.part, each.field, each.before, each.after, reason=reason, by=by)


class _Loading:
    """One file on its way into one plan."""

    def __init__(self, plan: Plan, said: PlanFile, by: Any, reason: str) -> None:
        self.plan, self.said, self.by, self.reason = plan, said, by, reason

    def run(self) -> None:
        self._plan()
        versions = self._measures()
        goals = self._goals()
        priorities = self._priorities(goals)
        sets = self._sets()
        outcomes = self._outcomes(priorities)
        key_results = self._key_results(self._objectives(priorities))
        for part in self.said.key_results:
            self._links(key_results[part.key], part, outcomes)
            self._requirements(key_results[part.key], part, versions, sets)
        self._drop_what_is_gone()

    def _plan(self) -> None:
        part, plan = self.said.plan, self.plan
        for name in (
            "language",
            "title",
            "direction",
            "summary",
            "source",
            "starts_on",
            "ends_on",
            "cadence",
        ):
            setattr(plan, name, getattr(part, name))
        plan.update_every_days, plan.rule = part.update_every_days, part.rule.stored()
        plan.continues = Plan.objects.filter(key=part.continues).first() if part.continues else None
        if part.continues and plan.continues is None:
            raise PlanFileRefused(
                [Problem("plan → continues", _("there is no plan “%(key)s”") % {"key": part.continues})]
            )
        plan.save()

    def _measures(self) -> dict[str, MeasureVersion]:
        known = MeasureVersion.objects.filter(measure__key__in=[part.key for part in self.said.measures])
        there: dict[str, list[MeasureVersion]] = {}
        for version in known.select_related("measure").order_by("-number"):
            there.setdefault(version.measure.key, []).append(version)
        return {part.key: self._measure(part, there.get(part.key, [])) for part in self.said.measures}

    def _measure(self, part: MeasurePart, there: Iterable[MeasureVersion]) -> MeasureVersion:
        """A version that says the same already, be it an old one; else a new one."""
        same = (version for version in there if measure_part(version) == part)
        return next(same, None) or self._define(part)

    def _define(self, part: MeasurePart) -> MeasureVersion:
        try:
            return define_measure(
                part.key,
                part.specification,
                title=part.title,
                short=part.short,
                limits=part.limits,
                reason=self.reason,
                by=self.by,
            )
        except ValidationError as error:
            place = f'measure "{part.key}"'
            raise PlanFileRefused([Problem(place, sentence) for sentence in error.messages]) from error

    def _goals(self) -> dict[str, Goal]:
        return kept(
            Goal,
            Goal.ever.filter(plan=self.plan),
            self.said.goals,
            lambda part: {"plan": self.plan} | _told(part),
        )

    def _priorities(self, goals: Mapping[str, Goal]) -> dict[str, Priority]:
        found = kept(
            Priority,
            Priority.ever.filter(plan=self.plan),
            self.said.priorities,
            lambda part: {"plan": self.plan, "level": part.level} | _told(part),
        )
        for part in self.said.priorities:
            found[part.key].goals.set(goals[key] for key in part.goals)
        return found

    def _sets(self) -> dict[str, NamedSet]:
        return kept(
            NamedSet,
            NamedSet.ever.filter(plan=self.plan),
            self.said.sets,
            lambda part: {
                "plan": self.plan,
                "title": part.title,
                "our_reading": part.our_reading,
                "why": part.why,
                "scheme": part.scheme,
                "members": stored(part.members),
            },
        )

    def _outcomes(self, priorities: Mapping[str, Priority]) -> dict[str, Outcome]:
        return kept(
            Outcome,
            Outcome.ever.filter(priority__plan=self.plan),
            self.said.outcomes,
            lambda part: (
                {"priority": priorities[part.priority], "indicators": list(part.indicators)} | _told(part)
            ),
        )

    def _objectives(self, priorities: Mapping[str, Priority]) -> dict[str, Objective]:
        return kept(
            Objective,
            Objective.ever.filter(priority__plan=self.plan),
            self.said.objectives,
            lambda part: {"priority": priorities[part.priority]} | _told(part),
        )

    def _key_results(self, objectives: Mapping[str, Objective]) -> dict[str, KeyResult]:
        return kept(
            KeyResult,
            KeyResult.ever.filter(objective__priority__plan=self.plan),
            self.said.key_results,
            lambda part: (
                {
                    "objective": objectives[part.objective],
                    "number": part.number,
                    "reading": part.reading,
                    "definitions": list(part.definitions),
                    "owner": part.owner,
                    "update_every_days": part.update_every_days,
                }
                | _told(part)
            ),
        )

    def _links(self, result: KeyResult, part: KeyResultPart, outcomes: Mapping[str, Outcome]) -> None:
        was = [(each.outcome.key, each.why) for each in result.links.select_related("outcome")]
        if was == [(each.outcome, each.why) for each in part.links]:
            return
        result.links.all().delete()
        OutcomeLink.objects.bulk_create(
            OutcomeLink(key_result=result, outcome=outcomes[each.outcome], why=each.why)
            for each in part.links
        )

    def _requirements(
        self,
        result: KeyResult,
        part: KeyResultPart,
        versions: Mapping[str, MeasureVersion],
        sets: Mapping[str, NamedSet],
    ) -> None:
        kept(
            Requirement,
            Requirement.ever.filter(key_result=result),
            part.requirements,
            lambda each: {"key_result": result} | requirement_values(each, versions, sets),
        )
        retire(result.requirements.all(), part.requirements)

    def _drop_what_is_gone(self) -> None:
        self._retire_key_results()
        retire(Outcome.objects.filter(priority__plan=self.plan), self.said.outcomes)
        retire(Objective.objects.filter(priority__plan=self.plan), self.said.objectives)
        retire(self.plan.priorities.all(), self.said.priorities)
        retire(self.plan.goals.all(), self.said.goals)
        retire(self.plan.sets.all(), self.said.sets)

    def _retire_key_results(self) -> None:
        every = KeyResult.objects.filter(objective__priority__plan=self.plan)
        going = list(every.exclude(key__in=[part.key for part in self.said.key_results]))
        if spoken := every.filter(pk__in=[each.pk for each in going], check_ins__isnull=False).first():
            raise EditRefused(was_under_way(spoken))
        OutcomeLink.objects.filter(key_result__in=going).delete()
        retire(Requirement.objects.filter(key_result__in=going), ())
        retire(every, self.said.key_results)


def was_under_way(result: KeyResult) -> str:
    return _("“%(title)s” has check-ins already. It cannot be removed; it can be met or missed.") % {
        "title": result.title
    }


def requirement_values(
    part: RequirementPart, versions: Mapping[str, MeasureVersion], sets: Mapping[str, NamedSet]
) -> dict[str, Any]:
    """The columns of a requirement."""
    return {
        "title": part.title,
        "counted": part.counted,
        "measure_version": versions[part.measure],
        "filters": stored(part.filters),
        "named_set": sets[part.named_set] if part.named_set else None,
        "rule": part.rule,
        "target": part.target,
        "counts_from": part.counts_from,
        "baseline": part.baseline,
        "baseline_on": part.baseline_on,
        "baseline_source": part.baseline_source,
        "profile": part.profile or "",
        "profile_points": stored(part.points or part.steps),
        "our_reading": part.our_reading,
    }


def _told(part: Any) -> dict[str, Any]:
    return {"title": part.title, "sentence": part.sentence}


def kept(
    model: type[Record], there: Iterable[Record], parts: Sequence[Any], values: Any
) -> dict[str, Record]:
    """The records of ``parts``, by key: those that are there are changed, the others made.

    A part that comes back under its key is the one that it was.
    """
    found: dict[str, Any] = {str(record.key): record for record in there}  # type: ignore[attr-defined]  # all have one
    for position, part in enumerate(parts):
        record = found.setdefault(key_of(part), model(key=key_of(part)))
        for name, value in ({"position": position, "retired_at": None} | values(part)).items():
            setattr(record, name, value)
        record.save()
    return {key_of(part): found[key_of(part)] for part in parts}


def retire(there: Any, parts: Iterable[Any]) -> None:
    """The plan names them no longer; what releases said of them stays whole."""
    there.exclude(key__in=[key_of(part) for part in parts]).update(retired_at=clock.now())
