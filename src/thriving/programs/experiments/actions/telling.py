"""What came of an experiment: its figures, from which interval and verdict follow, and what was learned."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean, is_page
from thriving.movement.models import Person
from thriving.programs.experiments import facts
from thriving.programs.experiments.actions.planning import LEAST_SIZE, as_planned, digest_of
from thriving.programs.experiments.models import Experiment, Outcome, Result
from thriving.programs.experiments.states import EXPERIMENT, FINISHED
from thriving.programs.experiments.verdicts import (
    Direction,
    Interval,
    Mean,
    Share,
    of_means,
    of_shares,
    verdict,
)

LARGEST = Decimal(1_000_000_000)
SIDES = ("changed", "compared")
PARTS = {Outcome.SHARE: ("reached", "size"), Outcome.MEAN: ("mean", "deviation", "size")}
_FOURTH = Decimal("0.0001")

Seen = Mapping[str, Mapping[str, Decimal | int]]  # side → part → figure


@dataclass(frozen=True)
class Told:
    """``seen``: {"changed": {"reached": 12, "size": 40}, "compared": {…}}, or mean, deviation and size."""

    seen: Seen
    lessons: str
    led_to: str = ""
    data_url: str = ""


def problems(experiment: Experiment, told: Told) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with a result: the field, and the sentence for who can mend it."""
    for side in SIDES:
        for part, sentence in _wrong(experiment.outcome, told.seen[side]):
            yield f"{side}_{part}", sentence
    if not clean(told.lessons):
        yield "lessons", _("Say what was learned, whatever the result.")
    if told.data_url and not is_page(told.data_url):
        yield "data_url", _("This is no address of a page: it starts with https://.")


def _wrong(outcome: str, seen: Mapping[str, Decimal | int]) -> Iterator[tuple[str, str]]:
    if huge := [part for part, figure in seen.items() if not _is_sound(figure)]:
        yield from ((part, _("This number is too large to be right.")) for part in huge)
        return
    size = seen["size"]
    if size < LEAST_SIZE:
        yield "size", _("At least ten on each side: fewer could be recognized.")
    if outcome == Outcome.SHARE and not Decimal(0) <= Decimal(seen["reached"]) <= size:
        yield "reached", _("No more than took part, and no fewer than none.")
    if outcome == Outcome.MEAN and seen["deviation"] <= 0:
        yield "deviation", _("Values that do not spread at all leave nothing to compare.")


def _is_sound(figure: Decimal | int) -> bool:
    return Decimal(figure).is_finite() and Decimal(figure).copy_abs() <= LARGEST


@transaction.atomic
def finish(experiment: Experiment, told: Told, *, on: date, by: Person) -> Result:
    """End it with its result, and let the plan count it."""
    access.require(by, "run_experiment", experiment)
    if on > clock.today():
        raise Refused(_("The last day has not come yet."))
    if experiment.started_on and on < experiment.started_on:
        raise Refused(_("It cannot have ended before it started."))
    EXPERIMENT.take(experiment, "finish", ended_on=on)
    result = _record(experiment, told, why="", by=by)
    facts.tell(experiment, by)
    diary.note(experiment, "finished", by=by, body={"verdict": result.verdict})
    return result


@transaction.atomic
def correct(experiment: Experiment, told: Told, *, why: str, by: Person) -> Result:
    """Tell the result anew; the earlier one stays to be read, and why it was wrong."""
    access.require(by, "run_experiment", experiment)
    if experiment.state != FINISHED:
        raise Refused(_("There is no result to be corrected."))
    if not (why := clean(why)):
        raise Refused(_("Say what was wrong."))
    result = _record(experiment, told, why=why, by=by)
    diary.note(experiment, "corrected", by=by, why=why, body={"verdict": result.verdict})
    return result


@transaction.atomic
def withdraw(experiment: Experiment, *, reason: str, by: Person) -> None:
    """Take the result back; the plan no longer counts it, and as of earlier it stays known."""
    access.require(by, "run_experiment", experiment)
    EXPERIMENT.take(experiment, "withdraw", reason=clean(reason))
    facts.take_back(experiment, by, experiment.reason)
    diary.note(experiment, "withdrawn", by=by, why=experiment.reason)


def interval(experiment: Experiment, seen: Seen) -> Interval:
    level = experiment.level / 100
    if experiment.outcome == Outcome.SHARE:
        changed, compared = (Share(int(seen[side]["reached"]), int(seen[side]["size"])) for side in SIDES)
        return of_shares(changed, compared, level=level)
    means = (
        Mean(float(seen[side]["mean"]), float(seen[side]["deviation"]), int(seen[side]["size"]))
        for side in SIDES
    )
    return of_means(*means, level=level)


def _record(experiment: Experiment, told: Told, *, why: str, by: Person) -> Result:
    if found := [sentence for _field, sentence in problems(experiment, told)]:
        raise Refused(" ".join(dict.fromkeys(found)))
    if digest_of(as_planned(experiment)) != experiment.protocol.digest:
        raise Refused(_("What was decided has been changed since, past this page: no result can be told."))
    found_interval = interval(experiment, told.seen)
    experiment.__dict__.pop("result", None)
    return Result.objects.create(
        experiment=experiment,
        seen=_written(told.seen),
        **_values(found_interval),
        verdict=verdict(
            found_interval,
            worth_having=float(experiment.worth_having or 0),
            direction=Direction(experiment.hoped),
        ),
        lessons=clean(told.lessons),
        led_to=clean(told.led_to),
        data_url=told.data_url,
        why=why,
        recorded_at=clock.now(),
        recorded_by=by.key,
    )


def _values(found: Interval) -> dict[str, Decimal]:
    return {name: Decimal(getattr(found, name)).quantize(_FOURTH) for name in ("estimate", "low", "high")}


def _written(seen: Seen) -> dict[str, Any]:
    """Decimals as text, so that JSON changes none of them."""
    return {
        side: {part: str(figure) if isinstance(figure, Decimal) else figure for part, figure in parts.items()}
        for side, parts in seen.items()
    }
