"""Whoever asked sees where it stands; the people of its area see and answer it; nobody else knows of it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from thriving.kernel.access import NOTHING, Scope, declare, lets_read
from thriving.programs.asking.areas import kinds
from thriving.programs.asking.states import WAITING


def _own(person: Any) -> Q:
    return Q(asker=getattr(person, "pk", None), asker__isnull=False)


def _of_their_areas(person: Any) -> Q:
    if not getattr(person, "is_authenticated", False):
        return NOTHING
    found = NOTHING
    for kind in kinds.values():
        found |= kind.reach(person)
    return found


waiting = Scope(lambda _person: Q(state__in=WAITING))
own, theirs = Scope(_own), Scope(_of_their_areas)
# Nobody answers their own: what counts as answered was answered by somebody else.
others = Scope(lambda person: ~_own(person) if getattr(person, "pk", None) else NOTHING)
declare(
    see_question=own | theirs,
    follow_question=own,
    read_questions=theirs,
    answer_question=theirs & others & waiting,
    publish_question=theirs & others,
)
lets_read("follow_question", "read_questions")
