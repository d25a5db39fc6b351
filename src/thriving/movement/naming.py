"""Schemes and regions in the reader's language: as our translators call them, or as the reference does."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.kernel.words import Words

SCHEMES: dict[str, str | Promise] = {
    "economic": _("Economic regions"),
    "grant-committee": _("Grant committee regions"),
    "wikimedia": _("Wikimedia regions"),
}
WIKIMEDIA_REGIONS: dict[str, str | Promise] = {
    "central-and-eastern-europe-and-central-asia": _("Central & Eastern Europe & Central Asia"),
    "east-southeast-asia-and-pacific": _("East, Southeast Asia, & Pacific"),
    "latin-america-and-caribbean": _("Latin America & Caribbean"),
    "middle-east-and-north-africa": _("Middle East & North Africa"),
    "north-america": _("North America"),
    "northern-and-western-europe": _("Northern & Western Europe"),
    "south-asia": _("South Asia"),
    "sub-saharan-africa": _("Sub-Saharan Africa"),
}
REGIONS = WIKIMEDIA_REGIONS | {
    "global-north": _("Global North"),
    "global-south": _("Global South"),
    "middle-east-and-africa": _("Middle East & Africa"),
}
STANDINGS: dict[str, str | Promise] = {
    "emerging": _("emerging"),
    "underrepresented": _("underrepresented"),
}


def standing_title(kind: str) -> str:
    """What is said of a language, a country or a project."""
    return str(STANDINGS.get(kind) or kind.replace("-", " "))


def scheme_title(key: str, told: Words | None = None) -> str:
    return str(SCHEMES.get(key) or told or key)


def region_name(key: str, told: Words | None = None) -> str:
    """A key that nobody has named is written out."""
    return str(REGIONS.get(key) or told or key.replace("-", " "))
