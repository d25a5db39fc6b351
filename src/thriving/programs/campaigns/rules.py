"""Everybody sees what is published. Coordinators run a campaign, organizers of a place that place alone."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from thriving.kernel.access import NOTHING, Scope, declare, role, signed_in
from thriving.programs.campaigns.states import DRAFT, WITHDRAWN
from thriving.programs.roles import ORGANIZER, TRANSLATOR

_PROGRAM_LEAD = "program_lead"


def _own(path: str) -> Scope:
    """Where the person stands at the end of ``path``, while their account is open."""
    return Scope(lambda person: Q((path, person.pk)) if _is_somebody(person) else NOTHING)


def _is_somebody(person: Any) -> bool:
    return bool(getattr(person, "is_active", False) and getattr(person, "pk", None))


def _my_contributions(person: Any) -> Q:
    return Q(contributor=person.key) if _is_somebody(person) else NOTHING


def _mine_or_brought(person: Any) -> Q:
    return _my_contributions(person) | Q(how="import", recorded_by=person.key)


lead = role(_PROGRAM_LEAD)
runs_programs = role(ORGANIZER) | lead

coordinates = _own("coordinators__person")
organizes_a_place = _own("instances__organizers__person")
published = Scope(lambda _person: Q(published_at__isnull=False))

of_my_campaign = _own("campaign__coordinators__person")
my_place = _own("organizers__person")
of_my_place = _own("instance__organizers__person")
place_is_public = Scope(lambda _person: ~Q(state=DRAFT) & Q(campaign__published_at__isnull=False))

declare(
    plan_campaign=runs_programs,
    see_campaign=published | coordinates | organizes_a_place | lead,
    run_campaign=coordinates | lead,
    translate_campaign=coordinates | lead | (published & role(TRANSLATOR)),
    see_place=place_is_public | of_my_campaign | my_place | lead,
    run_place=of_my_campaign | my_place | lead,
    translate_place=of_my_campaign | my_place | lead | (place_is_public & role(TRANSLATOR)),
    see_contribution=of_my_campaign | of_my_place | Scope(_my_contributions) | lead,
    # Nobody confirms what they themselves contributed, nor what they brought: it may be their own by a name
    # that nothing here connects to them.
    confirm_contribution=(of_my_campaign | of_my_place | lead)
    & Scope(lambda person: ~_mine_or_brought(person) if _is_somebody(person) else NOTHING),
    withdraw_contribution=(of_my_campaign | of_my_place | Scope(_my_contributions) | lead)
    & Scope(lambda _person: ~Q(state=WITHDRAWN)),
    take_part_in_campaigns=signed_in,
)

keeps = _own("keepers__person")
has_version = Scope(lambda _person: Q(versions__isnull=False))
declare(
    make_box=runs_programs,
    see_box=has_version | keeps | lead,
    keep_box=keeps | lead,
    translate_box=keeps | lead | (has_version & role(TRANSLATOR)),
)
