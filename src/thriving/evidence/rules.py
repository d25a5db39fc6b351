"""Who may open a row, who sees people counted from day to day, who defines, publishes and states."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from thriving.evidence.kinds import people_kinds
from thriving.evidence.models import Visibility
from thriving.kernel.access import Scope, declare, lets_read, role, roles_of

EVALUATOR, PROGRAM_LEAD = "evaluator", "program_lead"
TRUSTED = frozenset({EVALUATOR, PROGRAM_LEAD})


def _open_rows(person: Any) -> Q:
    """Rows about people are for those who work with them, however openly the record behind them is known."""
    open_to = [Visibility.PUBLIC]
    if getattr(person, "is_authenticated", False):
        open_to.append(Visibility.MEMBERS)
    if TRUSTED & roles_of(person):
        return Q(visibility__in=[*open_to, Visibility.RESTRICTED])
    return Q(visibility__in=open_to) & ~Q(kind__in=people_kinds())


declare(
    open_fact=Scope(_open_rows),
    see_live_people=role(EVALUATOR) | role(PROGRAM_LEAD),
    define_measure=role(EVALUATOR) | role("plan_editor"),
    publish_release=role(EVALUATOR),
)


def _proposed_by_others(person: Any) -> Q:
    """What waits for a second person: never one's own."""
    return Q(state="proposed") & ~Q(proposed_by=getattr(person, "key", ""))


trusted = role(EVALUATOR) | role(PROGRAM_LEAD)
declare(
    import_records=role(EVALUATOR),
    propose_value=trusted,
    decide_value=trusted & Scope(_proposed_by_others),
    withdraw_value=trusted
    & Scope(lambda person: Q(state="proposed", proposed_by=getattr(person, "key", ""))),
    retract_value=role(EVALUATOR) & Scope(lambda _person: Q(state="confirmed")),
)


def _open_sources(person: Any) -> Q:
    """Whose names one may read: as openly as each record itself is known."""
    open_to = [Visibility.PUBLIC]
    if getattr(person, "is_authenticated", False):
        open_to.append(Visibility.MEMBERS)
    if TRUSTED & roles_of(person):
        open_to.append(Visibility.RESTRICTED)
    return Q(visibility__in=open_to)


declare(open_source=Scope(_open_sources))


declare(
    # Two evaluators agree on a table of people before anything is counted for it.
    see_table=role(EVALUATOR) | Scope(lambda _person: Q(state__in=("approved", "retired"))),
    propose_table=role(EVALUATOR),
    decide_table=role(EVALUATOR) & Scope(_proposed_by_others),
    retire_table=role(EVALUATOR) & Scope(lambda _person: Q(state="approved")),
)
lets_read("open_fact", "open_source")
