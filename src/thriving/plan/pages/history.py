"""Changes and publications in words."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from thriving.evidence.models import Release
from thriving.plan.editing.names import NAMES, TABLES
from thriving.plan.models import KeyResult, Plan, PlanChange
from thriving.plan.pages import phrases
from thriving.ui import cldr


def titles_of(plan: Plan) -> dict[str, str]:
    """What stands at each address that a change may name."""
    results = KeyResult.objects.filter(objective__priority__plan=plan).prefetch_related("requirements")
    found: dict[str, str] = {}
    for each in results:
        address = f"key-result:{each.key}"
        found[address] = f"{each.number}. {each.title}"
        found |= {f"{address}/requirement:{one.key}": str(one.title) for one in each.requirements.all()}
    return found


def part(change: PlanChange, titles: Mapping[str, str]) -> str:
    """For example: “6. People who test …, Organizers who …: Target”."""
    steps = change.part.split("/")
    addresses = ["/".join(steps[: place + 1]) for place in range(len(steps))]
    place = ", ".join(titles.get(address) or _named(address) for address in addresses)
    if not change.field:
        return place
    return _("%(place)s: %(field)s") % {"place": place, "field": NAMES.get(change.field, change.field)}


def _named(address: str) -> str:
    table, _colon, key = address.rpartition("/")[2].partition(":")
    return f"{TABLES.get(table.replace('-', '_'), table)} {key}".strip()


def from_to(change: PlanChange) -> str:
    before, after = phrases.stored(change.before), phrases.stored(change.after)
    if not change.field:
        return (
            _("Added: %(after)s") % {"after": after}
            if after
            else _("Removed: %(before)s") % {"before": before}
        )
    return _("from “%(before)s” to “%(after)s”") % {"before": before or "–", "after": after or "–"}


def publication(release: Release) -> str:
    told = {"published": cldr.day(release.published_at), "on": cldr.day(release.on)}
    if release.corrects_id:
        return _("%(published)s: a correction of what had happened by %(on)s.") % told
    return _("%(published)s: what had happened by %(on)s.") % told
