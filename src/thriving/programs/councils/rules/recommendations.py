"""Everybody reads what a council adopted and what came of it; only the one who is asked answers it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from thriving.kernel.access import NOTHING, Scope, declare, roles_of
from thriving.programs.councils.models import Addressed
from thriving.programs.councils.rules.councils import ROLES
from thriving.programs.councils.rules.reaching import runs, sits
from thriving.programs.councils.rules.taking_part import is_known
from thriving.programs.councils.states.recommendations import DRAFT, FOLLOWED, OPEN, UNTOLD


def _to_them(person: Any) -> Q:
    return Q(addressee=person.pk) if is_known(person) else NOTHING


def _ever_to_them(person: Any) -> Q:
    given = Addressed.objects.filter(person=person.pk).values("recommendation")
    return _to_them(person) | Q(pk__in=given)


def _by_role_today(person: Any) -> Q:
    """By the role for which they were asked, held this day; or as one who answers for the council."""
    if not is_known(person):
        return NOTHING
    found = Q(council__owners__person=person.pk) if roles_of(person).intersection(ROLES) else NOTHING
    for role in sorted(roles_of(person)):
        found |= Q(role=role, scope__in=sorted(person.scopes(role)))
    return found


told = Scope(lambda _person: ~Q(state__in=UNTOLD))
drafts = Scope(lambda _person: Q(state=DRAFT))
waiting = Scope(lambda _person: Q(state=OPEN))
answerable = Scope(lambda _person: Q(state__in=(OPEN, *FOLLOWED)))
theirs, by_role = Scope(_to_them), Scope(_by_role_today)
# Nobody takes away what waits for their own answer, or did before they handed it over.
not_theirs = Scope(lambda person: ~_ever_to_them(person) if is_known(person) else NOTHING)

declare(  # of recommendations
    see_recommendation=told | runs | sits,
    write_recommendation=drafts & (runs | sits),
    translate_recommendation=told & runs,
    adopt_recommendation=drafts & runs,
    answer_recommendation=theirs & by_role & answerable,
    pass_on_recommendation=((theirs & by_role) | runs) & answerable,
    take_back_recommendation=runs & not_theirs & waiting,
)
