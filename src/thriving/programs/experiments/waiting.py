"""Experiments that wait for whoever leads them: to be decided, to be started, to be told the result of."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement import work
from thriving.programs.experiments.models import Experiment
from thriving.programs.experiments.queries import run_by
from thriving.programs.experiments.states import DECIDED, DRAFT, RUNNING
from thriving.ui import cldr

_TITLES = {
    DRAFT: gettext_lazy("Decide the experiment “%(title)s”"),
    DECIDED: gettext_lazy("Start the experiment “%(title)s”"),
    RUNNING: gettext_lazy("Write down what came of the experiment “%(title)s”"),
}
_NEXT = {DECIDED: "start", RUNNING: "finish"}  # a draft is read, and maybe completed, before it is decided


def waiting(reader: Any, _today: date) -> Iterator[work.Item]:
    """Theirs by name, and what nobody leads any longer: a program lead may run all, and need not do so."""
    answered_for = run_by(reader).filter(Q(lead=reader.pk) | Q(lead=None), state__in=_TITLES)
    for each in answered_for.select_related("protocol"):
        yield work.Item(
            title=str(_TITLES[each.state]) % {"title": cldr.apart(each)},
            address=_address(each),
            due=None,
            since=_since(each),
            kind=_("Take an experiment one step further"),
            sample=each.sample,
        )


def _address(experiment: Experiment) -> str:
    if step := _NEXT.get(experiment.state):
        return reverse("experiments:step", args=[experiment.key, step])
    return reverse("experiments:experiment", args=[experiment.key])


def _since(experiment: Experiment) -> date | None:
    if experiment.state == DECIDED:
        return experiment.protocol.decided_at.date()
    return experiment.started_on


work.declare("experiments", gettext_lazy("Experiments"), waiting)
