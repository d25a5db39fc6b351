"""Whoever takes part in a consultation or a ballot is not named in what everybody reads of it."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.utils.translation import gettext as _

from thriving.movement.actions import Refused
from thriving.movement.models import Audience, Person
from thriving.programs.councils.mentions import mentioned, names_of
from thriving.safety.conduct.models import Version


def require_no_names(version: Version, *texts: str) -> None:
    """It is not said who it is: that would be a name too."""
    said = "\n".join(texts)
    if any(mentioned(name, said) for name in _names(version)):
        raise Refused(
            _("The words name somebody who has not agreed to be named, or must not be. Write without names.")
        )


def _names(version: Version) -> Iterator[str]:
    around = Q(comments_on_conduct__version=version) | Q(ballots_on_conduct__ballot__version=version)
    hidden = ~Q(name_shown_to=Audience.EVERYONE) | Q(shielded=True)
    for each in Person.objects.filter(around, hidden).distinct().only("name", "username"):
        yield each.username
        if each.name:
            yield from names_of(each.name)
