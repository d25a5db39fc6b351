from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from thriving.kernel import access
from thriving.movement.models import Affiliate
from thriving.movement.queries.groups import affiliates_for, standing
from thriving.programs.capacity.models import Assessment, Look


def assessments_for(reader: Any) -> QuerySet[Assessment]:
    return access.within(reader, "see_assessment", Assessment.objects.select_related("affiliate"))


def assessments_kept_by(person: Any) -> QuerySet[Assessment]:
    return access.within(person, "keep_assessment", Assessment.objects.select_related("affiliate"))


def assessable(person: Any) -> QuerySet[Affiliate]:
    """The affiliates that the person may assess: those of which they are an officer."""
    return access.within(person, "assess_affiliate", Affiliate.objects.all())


def looks_open_to(person: Any) -> QuerySet[Look]:
    """What the person could take on."""
    return access.within(person, "take_look", _looks())


def looks_judged_by(person: Any) -> QuerySet[Look]:
    return access.within(person, "judge_look", _looks())


def peers_for(reader: Any, affiliate: Affiliate) -> QuerySet[Affiliate]:
    """Whom an affiliate may ask to look at what it wrote."""
    return standing(affiliates_for(reader)).exclude(pk=affiliate.pk)


def _looks() -> QuerySet[Look]:
    return Look.objects.select_related("assessment__affiliate", "peer")
