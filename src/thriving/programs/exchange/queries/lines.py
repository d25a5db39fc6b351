"""What affiliates tell of their skills. A filter looks only at what the reader may see anyway."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from thriving.kernel import access
from thriving.movement import skills
from thriving.movement.models import Affiliate, AffiliateReach, PersonSkill, Reach
from thriving.movement.queries import groups
from thriving.programs.exchange.models import AffiliateSkill
from thriving.programs.exchange.rules import holds_today


@dataclass(frozen=True)
class Wanted:
    """What the list is asked for; an empty word asks for nothing."""

    side: str = ""
    skill: str = ""  # with all that belong to it
    language: str = ""
    region: str = ""


def lines_for(reader: Any) -> QuerySet[AffiliateSkill]:
    """Those that hold today, in the order of their affiliates."""
    shown = AffiliateSkill.objects.filter(holds_today()).select_related("affiliate")
    found = access.within(reader, "see_affiliate_skill", shown)
    return found.order_by("affiliate__sort_name", "affiliate", "side", "skill")


def lines_to_keep(reader: Any, affiliate: Affiliate) -> QuerySet[AffiliateSkill]:
    """All of an affiliate's, for its officers: also those that are over."""
    own = AffiliateSkill.objects.filter(affiliate=affiliate).select_related("affiliate")
    return access.within(reader, "keep_affiliate_skill", own).order_by("side", "skill")


def matching(lines: QuerySet[AffiliateSkill], wanted: Wanted) -> QuerySet[AffiliateSkill]:
    if wanted.side:
        lines = lines.filter(side=wanted.side) if wanted.side in PersonSkill.Side else lines.none()
    if wanted.skill:
        lines = lines.filter(skill__in=within(wanted.skill))
    if wanted.language:
        lines = lines.filter(_in_language(lines, wanted.language))
    if wanted.region:
        lines = lines.filter(affiliate__in=_serving(groups.in_region(wanted.region)))
    return lines


def within(skill: str) -> frozenset[str]:
    return skills.within(skill) if skill in skills.skills() else frozenset()


def _in_language(lines: QuerySet[AffiliateSkill], language: str) -> Q:
    """Lines that name it, and those that name none, of affiliates that serve it.

    SQLite cannot ask what a list in a column contains; there are a few lines for each affiliate.
    """
    told = lines.exclude(languages=[]).order_by().values_list("pk", "languages")
    named = [pk for pk, codes in told if language in codes]
    serving = _serving(Q(what=Reach.LANGUAGE, code=language))
    return Q(pk__in=named) | Q(languages=[], affiliate__in=serving)


def _serving(reach: Q) -> QuerySet[Any, Any]:
    return AffiliateReach.objects.filter(reach).values("affiliate")
