"""Changes and publications in words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thriving.evidence.models import Release
from thriving.plan import phrases
from thriving.plan.editing.names import NAMES, TABLES
from thriving.plan.models import PlanChange
from thriving.ui import cldr


def part(change: PlanChange) -> str:
    """“Requirement people, of key result leadership-development-framework: target”."""
    path = [step.partition(":") for step in change.part.split("/")]
    told = [f"{TABLES.get(table.replace('-', '_'), table)} {key}".strip() for table, _colon, key in path]
    place = ", ".join(reversed(told))
    if not change.field:
        return place
    return _("%(place)s: %(field)s") % {"place": place, "field": NAMES.get(change.field, change.field)}


def from_to(change: PlanChange) -> str:
    before, after = phrases.stored(change.before), phrases.stored(change.after)
    if not change.field:
        return _("Added: %(after)s") % {"after": after} if after else _("Removed: %(before)s") % {"before": before}
    return _("from “%(before)s” to “%(after)s”") % {"before": before or "–", "after": after or "–"}


def publication(release: Release) -> str:
    told = {"published": cldr.day(release.published_at), "on": cldr.day(release.on)}
    if release.corrects_id:
        return _("%(published)s: a correction of what had happened by %(on)s.") % told
    return _("%(published)s: what had happened by %(on)s.") % told
