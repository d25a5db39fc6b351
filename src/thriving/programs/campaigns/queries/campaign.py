from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from thriving.kernel import access
from thriving.programs.campaigns.models import Campaign, Contribution, Instance


def campaigns_for(reader: Any) -> QuerySet[Campaign]:
    return access.within(reader, "see_campaign", Campaign.objects.prefetch_related("marks"))


def run_by(person: Any) -> QuerySet[Campaign]:
    return access.within(person, "run_campaign", Campaign.objects.all())


def places_for(reader: Any, campaign: Campaign) -> QuerySet[Instance]:
    return access.within(reader, "see_place", _places(campaign))


def places_run_by(person: Any, campaign: Campaign) -> QuerySet[Instance]:
    return access.within(person, "run_place", _places(campaign))


def _places(campaign: Campaign) -> QuerySet[Instance]:
    return Instance.objects.filter(campaign=campaign).select_related("campaign").prefetch_related("marks")


def contributions_for(reader: Any, campaign: Campaign) -> QuerySet[Contribution]:
    """Rows with who did what: for those who run it, and everybody their own."""
    return access.within(reader, "see_contribution", Contribution.objects.filter(campaign=campaign))


def coordinated_by(person: Any) -> QuerySet[Campaign]:
    """Theirs by name: a lead runs all campaigns, and answers for those alone that name them."""
    if not person.pk:
        return Campaign.objects.none()
    return Campaign.objects.filter(coordinators__person=person.pk)


def places_organized_by(person: Any) -> QuerySet[Instance]:
    if not person.pk:
        return Instance.objects.none()
    return Instance.objects.filter(organizers__person=person.pk).select_related("campaign")
