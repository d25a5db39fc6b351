"""Random pasts: what was stated, corrected and withdrawn, and questions about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from hypothesis import strategies as some

from thriving.evidence import actions
from thriving.evidence.measures import Question, Specification
from thriving.evidence.statements import Statement
from thriving.kernel import clock

FIRST = date(2020, 1, 1)
DAYS = 80
PEOPLE = [f"{number:032x}" for number in range(6)]
STAKEHOLDERS = [f"role-{number}" for number in range(6)]
REGIONS = ("south-asia", "sub-saharan-africa", "north-america")
STAGES = ("invited", "engaged", "tested", "refined")
SOURCES = ("", "workshop-1", "workshop-2", "pilot-1")


def _maybe(values: Sequence[str]) -> some.SearchStrategy[str]:
    return some.sampled_from(["", *values])


days = some.integers(0, DAYS).map(lambda number: FIRST + timedelta(days=number))
values = some.decimals(0, 5, places=2) | some.integers(0, 5).map(Decimal)

engaged = some.builds(
    Statement,
    kind=some.just("leadership.engaged"),
    subject=some.sampled_from(PEOPLE),
    occurred_on=days,
    dimensions=some.fixed_dictionaries({"stage": _maybe(STAGES), "region": _maybe(REGIONS)}),
    source=some.sampled_from(SOURCES),
)
scored = some.builds(
    Statement,
    kind=some.just("assessment.scored"),
    subject=some.sampled_from(PEOPLE),
    occurred_on=days,
    value=values,
    dimensions=some.fixed_dictionaries(
        {"wave": _maybe(("before", "after")), "cohort": _maybe(("spring", "autumn"))}
    ),
    source=some.sampled_from(SOURCES),
)
risks = some.builds(
    Statement,
    kind=some.sampled_from(("risk.stakeholder_required", "risk.stakeholder_engaged")),
    subject=some.sampled_from(STAKEHOLDERS),
    occurred_on=days,
    dimensions=some.fixed_dictionaries({"employer": _maybe(("foundation", "affiliate"))}),
    source=some.sampled_from(SOURCES),
)
stated_values = some.builds(
    Statement,
    kind=some.just("stated.value"),
    subject=some.sampled_from(("trained", "other")),
    occurred_on=days,
    value=values,
    source=some.sampled_from(SOURCES),
)
statements = engaged | scored | risks | stated_values


@dataclass(frozen=True)
class Withdrawal:
    """Withdraw what an earlier statement said, if it still stands."""

    statement: Statement


History = Sequence[list[Statement] | Withdrawal]


@contextmanager
def undone() -> Iterator[None]:
    """Each example of a property starts with an empty ledger."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _once_each(several: list[Statement]) -> list[Statement]:
    return list({(each.kind, each.natural_key): each for each in several}.values())


@some.composite
def histories(draw: some.DrawFn) -> list[list[Statement] | Withdrawal]:
    """Steps in their order: statements (some of them saying an earlier thing differently) and withdrawals."""
    steps: list[list[Statement] | Withdrawal] = []
    said: list[Statement] = []
    for _step in range(draw(some.integers(1, 6))):
        if said and draw(some.booleans()):
            steps.append(Withdrawal(draw(some.sampled_from(said))))
        else:
            several = _once_each(draw(some.lists(statements, min_size=1, max_size=12)))
            said += several
            steps.append(several)
    return steps


def live_through(history: History) -> None:
    """Take every step, each on a later day."""
    begin = datetime(2020, 4, 1, 9, tzinfo=UTC)
    for number, step in enumerate(history):
        with clock.stopped_at(begin + timedelta(days=number)):
            if isinstance(step, Withdrawal):
                actions.retract(step.statement.kind, [step.statement.natural_key], by="test", why="An error.")
            else:
                actions.state(step, by="test")


conditions = (
    some.tuples(
        some.just("stage"),
        some.sampled_from(("in", "not_in")),
        some.lists(some.sampled_from((*STAGES, "not_stated")), min_size=1, max_size=3),
    )
    | some.tuples(
        some.just("region"),
        some.sampled_from(("in", "not_in")),
        some.lists(some.sampled_from((*REGIONS, "not_stated")), min_size=1, max_size=3),
    )
    | some.tuples(some.sampled_from(("stage", "region", "source")), some.sampled_from(("exists", "missing")))
).map(list)
sources = some.tuples(
    some.just("source"),
    some.sampled_from(("in", "not_in")),
    some.lists(some.sampled_from(SOURCES[1:]), min_size=1, max_size=2),
).map(list)
cohorts = some.tuples(
    some.just("cohort"),
    some.sampled_from(("in", "not_in")),
    some.lists(some.sampled_from(("spring", "not_stated")), min_size=1, max_size=2),
).map(list)
employers = some.tuples(
    some.just("employer"),
    some.sampled_from(("in", "not_in")),
    some.lists(some.sampled_from(("foundation", "not_stated")), min_size=1, max_size=2),
).map(list)


def _some_of(each: some.SearchStrategy[Any]) -> some.SearchStrategy[list[Any]]:
    return some.lists(each | sources, max_size=2)


UNIT = {"unit": {"code": "person"}}
EMPTY = some.sampled_from(("zero", "no_case"))


def _specified(filters: some.SearchStrategy[Any], **words: Any) -> some.SearchStrategy[Question]:
    """Questions put to the definitions made of ``words``, with filters and a window."""
    said = some.fixed_dictionaries(
        {
            **{name: _strategy(word) for name, word in words.items()},
            "unit": some.just({"code": "x"}),
            "empty": EMPTY,
        }
    )
    return some.builds(
        lambda definition, filters, since, until, members: Question(
            Specification.parse(definition), tuple(filters), since, until, tuple(members)
        ),
        said,
        _some_of(filters),
        some.none() | days,
        some.none() | days,
        some.lists(some.sampled_from(REGIONS), unique=True, max_size=3),
    )


def _strategy(word: Any) -> some.SearchStrategy[Any]:
    return word if isinstance(word, some.SearchStrategy) else some.just(word)


CHANGE = {
    "kind": "change",
    "fact": "assessment.scored",
    "pair": "wave",
    "before": "before",
    "after": "after",
    "scale": [0, 5],
}
BY_KIND: dict[str, some.SearchStrategy[Question]] = {
    "count": _specified(conditions, kind="count", fact="leadership.engaged", where=_some_of(conditions)),
    "sum": _specified(cohorts, kind="sum", fact="assessment.scored", where=_some_of(cohorts)),
    "median": _specified(
        cohorts,
        kind="median",
        fact="assessment.scored",
        where=_some_of(cohorts),
        minimum=some.integers(1, 4),
    ),
    "distinct": _specified(
        conditions,
        kind="distinct",
        fact="leadership.engaged",
        where=_some_of(conditions),
        of=some.sampled_from(("subject", "region", "stage")),
    ),
    "ratio": _specified(
        employers,
        kind="ratio",
        numerator=some.fixed_dictionaries(
            {"fact": some.just("risk.stakeholder_engaged"), "where": _some_of(employers)}
        ),
        denominator=some.fixed_dictionaries(
            {"fact": some.just("risk.stakeholder_required"), "where": _some_of(employers)}
        ),
    ),
    "ratio of one kind": _specified(
        conditions,
        kind="ratio",
        numerator=some.fixed_dictionaries(
            {"fact": some.just("leadership.engaged"), "where": _some_of(conditions)}
        ),
        denominator=some.fixed_dictionaries(
            {"fact": some.just("leadership.engaged"), "where": _some_of(conditions)}
        ),
    ),
    "change": _specified(
        cohorts,
        **CHANGE,
        where=_some_of(cohorts),
        statistic=some.sampled_from(("improved_count", "improved_share", "mean_change")),
        improved_by=some.sampled_from((0, 1, 0.5)),
        minimum=some.integers(1, 4),
        direction=some.sampled_from(("increase", "decrease")),
    ),
    "coverage": _specified(
        conditions, kind="coverage", fact="leadership.engaged", of="region", where=_some_of(conditions)
    ),
    "milestones": _specified(conditions, kind="milestones", fact="leadership.engaged", of="region"),
    "stated": _specified(sources, kind="stated", measure="trained"),
}
