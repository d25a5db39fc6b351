"""Calls are everybody's to read once they are open; whoever is proposed is seen by those who judge alone."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from thriving.kernel.access import NOTHING, Scope, declare
from thriving.programs.councils.models import Nomination
from thriving.programs.councils.rules.councils import may_own
from thriving.programs.councils.rules.taking_part import cleared_where, is_known, taking_part
from thriving.programs.councils.states.call import DECIDED, DRAFT, SCORING
from thriving.programs.councils.states.nomination import OVER, RESERVE, SELECTED, SENT, STANDING, WITHDRAWN


def _of_owned(person: Any) -> Q:
    return Q(council__owners__person=person.pk) if is_known(person) else NOTHING


def _judged(person: Any) -> Q:
    """Whoever named them may not know that they stand: then they are on the panel, and cannot judge."""
    if not is_known(person):
        return NOTHING
    return Q(panel__person=person.pk) & ~Q(nominations__nominee=person.pk)


public = Scope(lambda _person: ~Q(state=DRAFT))
of_owned = may_own & Scope(_of_owned)
judged = Scope(_judged)
in_scoring = Scope(lambda _person: Q(state=SCORING))
# Whoever describes the council anew changes its flag, but no record of a minor.
_minors_stand = Exists(Nomination.objects.filter(call=OuterRef("pk"), nominee__shielded=True))
cleared_for_call = cleared_where(Q(council__takes_minors=True) | Q(_minors_stand))
cleared_for_nominee = cleared_where(Q(call__council__takes_minors=True) | Q(nominee__shielded=True))
cleared_for_member = cleared_where(Q(council__takes_minors=True) | Q(person__shielded=True))


def _own(person: Any) -> Q:
    return Q(nominee=person.pk) if is_known(person) else NOTHING


def _not_in_conflict(person: Any) -> Q:
    """Neither proposed by them, nor they themselves, nor said to be too close."""
    if not is_known(person):
        return NOTHING
    close = Q(recusals__person=person.pk) | Q(nominator=person.pk) | Q(nominee=person.pk)
    return Q(nominee__isnull=False) & ~Q(state__in=(SENT, OVER, WITHDRAWN)) & ~close


def _for_the_panel(person: Any) -> Q:
    """Once the call was handed over, and once they have said with whom they have a conflict."""
    if not is_known(person):
        return NOTHING
    mine = Q(call__panel__person=person.pk, call__panel__looked_on__isnull=False)
    return mine & Q(call__state__in=(SCORING, DECIDED))


def _for_owners(person: Any) -> Q:
    return Q(call__council__owners__person=person.pk) if is_known(person) else NOTHING


# No minor is read of before their band is confirmed and somebody has agreed for them.
ready = Scope(lambda _person: Q(nominee__isnull=False) & taking_part("nominee"))
_apart = Scope(_not_in_conflict) & cleared_for_nominee & ready

declare(
    # of calls
    see_call=public | of_owned,
    run_call=of_owned,
    judge_call=judged & cleared_for_call,
    decide_call=(judged | of_owned) & cleared_for_call & in_scoring,
    # of nominations
    see_candidate=(Scope(_for_the_panel) | (may_own & Scope(_for_owners))) & _apart,
    ready_to_be_read=ready,
    score_candidate=Scope(_for_the_panel) & _apart & Scope(lambda _person: Q(state=STANDING)),
    see_own_nomination=Scope(_own),
    withdraw_nomination=Scope(_own) & Scope(lambda _person: Q(state__in=(STANDING, RESERVE, SELECTED))),
)


def _holding(person: Any) -> Q:
    return Q(person=person.pk) if is_known(person) else NOTHING


declare(  # of memberships
    hold_seat=Scope(_holding),
    remove_member=of_owned & cleared_for_member,
    see_membership=Scope(_holding) | (of_owned & cleared_for_member),
)
