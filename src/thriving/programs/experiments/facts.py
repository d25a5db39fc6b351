"""What experiments leave in the ledger."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from thriving.evidence import actions as evidence
from thriving.evidence.facts.research import EXPERIMENT_FINISHED
from thriving.evidence.models import Source
from thriving.evidence.statements import Statement
from thriving.movement.actions import Actor
from thriving.programs.experiments.models import Experiment
from thriving.programs.experiments.states import FINISHED

KIND = EXPERIMENT_FINISHED.name


def statements() -> Iterator[Statement]:
    """What the ledger should hold of experiments, from the experiments themselves."""
    yield from map(statement, Experiment.objects.filter(state=FINISHED).order_by("pk"))


def tell(experiment: Experiment, by: Actor) -> None:
    """State that it is finished; said again, nothing changes."""
    Source.objects.update_or_create(
        key=_source(experiment),
        defaults={
            "kind": "experiment",
            "title": experiment.title,
            "url": reverse("experiments:experiment", args=[experiment.key]),
            "sample": experiment.sample,
        },
    )
    evidence.state([statement(experiment)], by=by)


def take_back(experiment: Experiment, by: Actor, why: str) -> None:
    evidence.retract(KIND, [statement(experiment).natural_key], by=by, why=why)


def statement(experiment: Experiment) -> Statement:
    if experiment.ended_on is None:
        raise ValueError(f"{experiment.key} has not ended")
    dimensions = {
        "experiment": experiment.key,
        "framework": experiment.framework,
        "initiative": experiment.initiative,
    }
    return Statement(
        KIND, experiment.key, experiment.ended_on, dimensions=dimensions, source=_source(experiment)
    )


def _source(experiment: Experiment) -> str:
    return f"experiment/{experiment.key}"
