"""Which roles are relevant to the safety of an event, for whom they work, and from which tier on.

The Foundation's are what the plan counts. Others are asked too, and shown beside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LIGHT, STANDARD, ENHANCED = "light", "standard", "enhanced"
TIERS = (LIGHT, STANDARD, ENHANCED)  # each asks for all that the ones before it ask for
NEVER = ""  # by no tier: somebody adds it


class Employer(models.TextChoices):
    FOUNDATION = "foundation", _("Wikimedia Foundation")
    AFFILIATE = "affiliate", _("Affiliate")
    PARTNER = "partner", _("Partner")


class How(models.TextChoices):
    """In what a role took part."""

    MET = "met", _("Took part in a meeting about it")
    READ = "read", _("Read the assessment and said what was missing")
    ADVISED = "advised", _("Gave advice in writing")
    AGREED = "agreed", _("Agreed to what they will do")


@dataclass(frozen=True)
class Part:
    """A role at an event. ``tier``: the lowest that asks for it; ``in_person``: only where people meet."""

    key: str
    title: str | Promise
    employer: Employer
    tier: str
    in_person: bool = False


PARTS = {
    part.key: part
    for part in (
        Part("grants-officer", _("Grants officer"), Employer.FOUNDATION, LIGHT),
        Part("trust-and-safety", _("Trust and safety"), Employer.FOUNDATION, LIGHT),
        Part("events-team", _("Events team"), Employer.FOUNDATION, STANDARD),
        Part("legal", _("Legal"), Employer.FOUNDATION, ENHANCED),
        Part("security", _("Security"), Employer.FOUNDATION, NEVER),
        Part("human-rights", _("Human rights"), Employer.FOUNDATION, NEVER),
        Part("communications", _("Communications"), Employer.FOUNDATION, NEVER),
        Part("organizer", _("Organizer"), Employer.AFFILIATE, LIGHT),
        Part("venue", _("Venue"), Employer.PARTNER, STANDARD, in_person=True),
    )
}


def relevant(tier: str, *, in_person: bool) -> Iterator[Part]:
    """Those that a tier asks for. An unknown tier asks for all: nobody is left out by a slip."""
    asked = TIERS[: TIERS.index(tier) + 1] if tier in TIERS else TIERS
    for part in PARTS.values():
        if part.tier in asked and (in_person or not part.in_person):
            yield part
