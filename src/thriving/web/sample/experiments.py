"""The experiments of the sample year, all invented, taken through the steps that real ones take."""

from __future__ import annotations

from datetime import date

from thriving.movement.models import Person
from thriving.programs.experiments import actions
from thriving.programs.experiments.actions import Planned, Told
from thriving.programs.experiments.models import Experiment
from thriving.web.sample.deeds import Connected, in_every_language
from thriving.web.sample.story.experiments import TRIALS

_TRIALS = {trial.key: trial for trial in TRIALS}


def decide(key: str, by: Person) -> None:
    trial = _TRIALS[key]
    said = Planned(
        title=in_every_language(trial.title),
        framework=trial.framework,
        question=trial.question,
        hypothesis=trial.hypothesis,
        change=trial.change,
        comparison=trial.comparison,
        measured=trial.measured,
        sample_words=trial.sample,
        planned_size=trial.planned,
        worth_having=trial.worth_having,
    )
    actions.decide(actions.propose_experiment(said, key=key, by=by, sample=True), by=by)


def begin(key: str, on: date, by: Person) -> None:
    actions.start(_found(key), on=on, by=by)


def conclude(key: str, on: date, by: Person) -> None:
    trial = _TRIALS[key]
    seen = {
        side: dict(zip(("reached", "size"), figures, strict=True))
        for side, figures in (("changed", trial.changed), ("compared", trial.compared))
    }
    actions.finish(_found(key), Told(seen, trial.lessons, trial.led_to), on=on, by=by)


def connect(deed: Connected, by: Person) -> None:
    actions.connect(_found(deed.experiment), deed.initiative, deed.patterns, by=by)


def _found(key: str) -> Experiment:
    return Experiment.objects.select_related("protocol").get(key=key)
