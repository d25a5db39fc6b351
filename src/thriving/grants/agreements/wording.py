"""The text of an agreement, from a template: named places in braces, and nothing else that runs.

A template is not code. A place is one of the names below in braces; what is put there is put there once and
never read again, so that a title with braces in it stays a title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LONGEST_BODY = 40_000  # characters

PLACES: Mapping[str, Promise] = {
    "agreement": gettext_lazy("The key of the agreement"),
    "title": gettext_lazy("The title of the proposal"),
    "fund": gettext_lazy("The fund that pays"),
    "grantor": gettext_lazy("Who grants the money"),
    "grantee": gettext_lazy("Who is granted the money"),
    "award": gettext_lazy("How much is granted, with its currency"),
    "first_day": gettext_lazy("The first day"),
    "last_day": gettext_lazy("The last day"),
    "works": gettext_lazy("The events, campaigns and initiatives that it pays for"),
    "conditions": gettext_lazy("The conditions of this grant"),
}
# Without these the two sides would not agree on what is granted to whom, until when, or on what conditions.
NEEDED = ("grantor", "grantee", "award", "first_day", "last_day", "conditions")
_PLACE = re.compile(r"\{([^{}]*)\}")


def problems(body: str) -> Iterator[str]:
    """Everything that keeps this from being a template, in sentences."""
    if len(body) > LONGEST_BODY:
        yield _("The text has at most %(count)d characters.") % {"count": LONGEST_BODY}
    for name in dict.fromkeys(_PLACE.findall(body)):
        if name not in PLACES:
            yield _("{%(name)s} is none of the places that can be filled.") % {"name": name[:40]}
    if re.search(r"[{}]", _PLACE.sub("", body)):
        yield _("A brace stands alone: a place is a name between two braces, such as {award}.")
    for name in NEEDED:
        if f"{{{name}}}" not in body:
            yield _("The text does not say {%(name)s}: %(meaning)s.") % {
                "name": name,
                "meaning": PLACES[name],
            }


def filled(body: str, values: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda place: values[place[1]], body)
