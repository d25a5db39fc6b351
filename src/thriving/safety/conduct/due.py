"""What is next for a version of a code, by whom, and by when where a day is set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.safety.conduct.models import Ballot, Version
from thriving.safety.conduct.states import (
    BALLOT_OPEN,
    CONSULTATION,
    DRAFT,
    ENDORSED,
    FROZEN,
    IN_FORCE,
    RATIFIED,
    VERSION,
)

Words = str | Promise
_TITLES: dict[str, Words] = {move.name: move.title for move in VERSION.moves}
_KEEPER = _("whoever keeps the code")


@dataclass(frozen=True)
class Next:
    title: Words
    by: Words
    day: date | None = None


NEXT: Mapping[str, Next] = {
    DRAFT: Next(_TITLES["consult"], _KEEPER),
    RATIFIED: Next(_TITLES["endorse"], _("the secretary of the Board")),
    ENDORSED: Next(_TITLES["take_effect"], _KEEPER),
}


def next_of(version: Version, ballot: Ballot | None) -> Next | None:
    """Nothing where its way is over."""
    if version.state == CONSULTATION:
        return _of_consultation(version)
    if version.state == FROZEN:
        return Next(_TITLES["open_ballot"] if ballot else _("Declare the ballot"), _KEEPER)
    if version.state == BALLOT_OPEN and ballot:
        return Next(_("Vote on it"), _("whoever is on the roll"), ballot.last_day)
    if version.state == IN_FORCE:
        return Next(_("Look whether it stays as it is"), _KEEPER, version.review_due_on)
    return NEXT.get(version.state)


def _of_consultation(version: Version) -> Next:
    if version.takes_comments:
        return Next(_("Comment on it"), _("whoever has an account"), version.consulted_until)
    if version.consulted_on is None:
        return Next(_("Answer every comment, and conclude the consultation"), _KEEPER)
    return Next(_TITLES["freeze"], _KEEPER)
