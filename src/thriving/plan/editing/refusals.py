"""Why a plan does not take a change, in the words of its pages instead of its file's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from thriving.plan.editing.names import CHOICES, NAMES, TABLES
from thriving.plan.file import PlanFile, PlanFileRefused, Problem, addresses

_STEP = re.compile(r'(?P<name>\S+)(?: "(?P<key>.*)")?')
_QUOTED = re.compile(r"(?<=[“«])[a-z_]+(?=[”»])")


class Step(NamedTuple):
    """One step of the way to what is wrong: ``requirement "people"``, or a field."""

    name: str
    key: str = ""


def in_words(problem: Problem, plan: PlanFile, own: Step) -> str:
    """The sentence behind the label of its field; a part other than ``own`` is named by its title."""
    steps = _steps(problem.place)
    begin = steps.index(own) + 1 if own in steps else 0
    labels = [_label(steps[: place + 1], plan) for place in range(begin, len(steps))]
    sentence = _QUOTED.sub(lambda found: str(CHOICES.get(found[0], found[0])), problem.sentence)
    return ": ".join([*labels, sentence])


def _steps(place: str) -> list[Step]:
    found = (_STEP.fullmatch(step) for step in place.split(" → "))
    return [Step(step["name"], step["key"] or "") for step in found if step]


def _label(way: Sequence[Step], plan: PlanFile) -> str:
    """What people call the last step of the way."""
    last = way[-1]
    kind = str(TABLES.get(last.name) or NAMES.get(last.name) or last.name)
    return _("%(kind)s “%(title)s”") % {"kind": kind, "title": _title(way, plan)} if last.key else kind


def _title(way: Sequence[Step], plan: PlanFile) -> str:
    address = "/".join(f"{step.name}:{step.key}" for step in way)
    try:
        part = addresses.part_at(plan, address)
    except PlanFileRefused:  # what is only now being added has no title yet
        return way[-1].key
    return str(getattr(part, "title", "")) or way[-1].key
