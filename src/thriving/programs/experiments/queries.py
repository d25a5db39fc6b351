"""Experiments as their reader may see them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from thriving.kernel import access
from thriving.programs.experiments.models import Experiment


def experiments_for(reader: Any) -> QuerySet[Experiment]:
    """With their results, newest first."""
    return access.within(reader, "see_experiment", Experiment.objects.prefetch_related("results"))


def run_by(person: Any) -> QuerySet[Experiment]:
    return access.within(person, "run_experiment", Experiment.objects.all())
