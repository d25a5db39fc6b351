"""Plays the sample year, day by day, through the actions of the product."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import singledispatch
from itertools import chain
from random import Random
from typing import Any

from django.db import transaction
from django.utils.translation import override

from thriving.evidence import actions as evidence
from thriving.evidence.models import Source
from thriving.kernel import clock
from thriving.movement.models import Person
from thriving.plan import actions as plan
from thriving.plan.models import KeyResult, Plan, Requirement
from thriving.web.sample import cast
from thriving.web.sample.deeds import CheckedIn, Proposed, Published, Retargeted, Told, Withdrawn, in_every_language
from thriving.web.sample.story import check_ins, content, diversity, framework, learning, publications, safety, steps

SEED = "a movement that does not exist"
MORNING = time(9)
EVENING = time(18)  # releases are published when the day's work has been recorded
Deed = Told | Withdrawn | CheckedIn | Retargeted | Published | Proposed
Told_day = Callable[[date], None]


def deeds() -> list[Deed]:
    """The whole year, the same each time."""
    chance = Random(SEED)  # noqa: S311 -- a story, not a secret
    return [
        *steps.deeds(),
        *diversity.deeds(),
        *learning.deeds(chance),
        *framework.deeds(chance),
        *content.deeds(),
        *safety.deeds(),
        *check_ins.deeds(),
        *publications.deeds(),
    ]
