"""What a reader calls the properties of records and their values; the codes stay in addresses and files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.evidence.kinds import NOT_STATED, FactKind, Type, kinds, vocabulary
from thriving.evidence.measures import Condition
from thriving.evidence.models import Fact, Visibility
from thriving.evidence.wording import listed
from thriving.movement.naming import region_name
from thriving.ui import cldr

PROPERTIES: dict[str, str | Promise] = {
    "affiliate_type": gettext_lazy("Kind of affiliate"),
    "capacity": gettext_lazy("Capacity"),
    "cohort": gettext_lazy("Group of learners"),
    "community_type": gettext_lazy("Type of community"),
    "country": gettext_lazy("Country"),
    "employer": gettext_lazy("Works for"),
    "experiment": gettext_lazy("Experiment"),
    "framework": gettext_lazy("Framework"),
    "holder_type": gettext_lazy("Type of collection"),
    "language": gettext_lazy("Language"),
    "language_standing": gettext_lazy("Standing of the language"),
    "measure": gettext_lazy("Measure"),
    "milestone": gettext_lazy("Milestone"),
    "region": gettext_lazy("Region"),
    "role": gettext_lazy("Role"),
    "serves": gettext_lazy("Works with"),
    "source": gettext_lazy("Source"),
    "stage": gettext_lazy("Stage"),
    "standing": gettext_lazy("New or experienced"),
    "step": gettext_lazy("Step"),
    "stream": gettext_lazy("Stream of research"),
    "subject": gettext_lazy("Subject"),
    "wave": gettext_lazy("Before or after"),
}
VALUES: dict[str, str | Promise] = {
    NOT_STATED: gettext_lazy("not stated"),
    "affiliate_leader": gettext_lazy("leader of an affiliate"),
    "after": gettext_lazy("after"),
    "archive": gettext_lazy("archive"),
    "before": gettext_lazy("before"),
    "chapter": gettext_lazy("chapter"),
    "community-facilitator": gettext_lazy("community facilitator"),
    "engaged": gettext_lazy("engaged"),
    "engaging-students": gettext_lazy("engaging students"),
    "existing": gettext_lazy("experienced"),
    "foundation": gettext_lazy("the Foundation"),
    "invited": gettext_lazy("invited"),
    "language-liaison": gettext_lazy("language liaison"),
    "library": gettext_lazy("library"),
    "museum": gettext_lazy("museum"),
    "new": gettext_lazy("new"),
    "organizer": gettext_lazy("organizer"),
    "other-role": gettext_lazy("another role"),
    "partner": gettext_lazy("a partner"),
    "program-manager": gettext_lazy("program manager"),
    "program-officer": gettext_lazy("program officer"),
    "refined": gettext_lazy("refined"),
    "regional": gettext_lazy("regional"),
    "regional-liaison": gettext_lazy("regional liaison"),
    "represented": gettext_lazy("represented"),
    "researcher": gettext_lazy("researcher"),
    "students": gettext_lazy("students"),
    "tested": gettext_lazy("tested"),
    "thematic": gettext_lazy("thematic"),
    "thematic_organization": gettext_lazy("thematic organization"),
    "trainer": gettext_lazy("trainer"),
    "underrepresented": gettext_lazy("underrepresented"),
    "user_group": gettext_lazy("user group"),
}
OPEN_TO: dict[str, str | Promise] = {
    Visibility.PUBLIC: gettext_lazy("about people"),
    Visibility.MEMBERS: gettext_lazy("open to those who are signed in"),
    Visibility.RESTRICTED: gettext_lazy("open to evaluators and leads"),
    Visibility.SEALED: gettext_lazy("open to nobody here"),
}
_BY_TYPE: dict[Type, Callable[[str], str]] = {
    Type.COUNTRY: cldr.country_name,
    Type.LANGUAGE: cldr.language_name,
    Type.REGION: region_name,
}


def property_title(name: str) -> str:
    """``community_type`` is "Type of community"; a property that nobody has named is written out."""
    return str(PROPERTIES.get(name, _written_out(name).capitalize()))


def value_title(name: str, value: str) -> str:
    """A value of the property ``name`` as a reader calls it; a code that nobody has named is written out."""
    if value in VALUES:
        return str(VALUES[value])
    type_ = next((dimension.type for dimension in vocabulary() if dimension.name == name), None)
    named = _BY_TYPE.get(type_) if type_ else None
    return named(value) if named else _written_out(value)


def condition_in_words(condition: Condition) -> str:
    """``Region: South Asia or Sub-Saharan Africa``."""
    title = property_title(condition.dimension)
    values = [value_title(condition.dimension, value) for value in condition.values]
    told = {"name": title, "values": listed(values, style="or")}
    match condition.operator:
        case "in":
            return _("%(name)s: %(values)s") % told
        case "not_in":
            return _("%(name)s: not %(values)s") % told
        case "exists":
            return _("%(name)s: stated") % told
        case _:
            return _("%(name)s: not stated") % told


def sentence_of(fact: Fact) -> str:
    """How a record reads, for those who may open it."""
    return sentence(kinds[fact.kind], fact.subject, fact.value, fact.dimensions)


def sentence(kind: FactKind, subject: str, value: Any, dimensions: Mapping[str, str]) -> str:
    stated = {name: value_title(name, dimensions.get(name) or NOT_STATED) for name in kind.named}
    told = "" if value is None else cldr.number(value)
    return str(kind.sentence) % {"subject": subject, "value": told, **stated}


def _written_out(code: str) -> str:
    return code.replace("_", " ").replace("-", " ")
