"""An experiment under way: started, noted upon, or stopped."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person
from thriving.programs.experiments.models import Deviation, Experiment
from thriving.programs.experiments.states import EXPERIMENT, RUNNING


@transaction.atomic
def start(experiment: Experiment, *, on: date, by: Person) -> None:
    """From this day on. It was decided before: what began earlier has seen its result."""
    access.require(by, "run_experiment", experiment)
    if on > clock.today():
        raise Refused(_("It starts on this day at the latest: come back on the day itself."))
    if on < experiment.protocol.decided_at.date():
        raise Refused(_("It cannot have started before it was decided."))
    EXPERIMENT.take(experiment, "start", started_on=on)
    diary.note(experiment, "started", by=by)


@transaction.atomic
def deviate(experiment: Experiment, words: str, *, by: Person) -> Deviation:
    """Note what goes otherwise than decided, for everybody to read beside the result."""
    access.require(by, "run_experiment", experiment)
    if not (words := clean(words)):
        raise Refused(_("Say what goes otherwise than decided."))
    if experiment.state != RUNNING:
        raise Refused(_("This is noted while the experiment runs."))
    noted = Deviation.objects.create(
        experiment=experiment, words=words, noted_at=clock.now(), noted_by=by.key
    )
    diary.note(experiment, "deviated", by=by)
    return noted


@transaction.atomic
def stop(experiment: Experiment, *, reason: str, by: Person) -> None:
    """End it without a result. It stays in the list: what is hidden would make the others look better."""
    access.require(by, "run_experiment", experiment)
    EXPERIMENT.take(experiment, "stop", reason=clean(reason))
    diary.note(experiment, "stopped", by=by, why=experiment.reason)
