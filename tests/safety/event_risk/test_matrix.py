"""A risk is looked up, and several together are as great as the greatest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from thriving.safety.event_risk.matrix import EXTREME, LOW, MATRICES, STEPS, Domain, Table, greatest
from thriving.safety.event_risk.models import Assessment, Risk
from thriving.safety.event_risk.queries.assessments import levels, overall

TABLES = [(version, domain) for version in MATRICES for domain in Domain]
STEP = some.sampled_from(STEPS)


def table(version: int, domain: str) -> Table:
    return MATRICES[version].tables[domain]


@pytest.mark.parametrize(("version", "domain"), TABLES)
def test_each_domain_has_a_worded_table_of_five_by_five(version: int, domain: str) -> None:
    rows, words = table(version, domain).rows, table(version, domain).consequences
    assert [len(row) for row in rows] == [5] * 5
    assert len(set(map(str, words))) == len(words) == len(MATRICES[version].likelihoods) == 5


@pytest.mark.parametrize(("version", "domain"), TABLES)
def test_what_is_likelier_or_worse_is_never_smaller(version: int, domain: str) -> None:
    rows = table(version, domain).rows
    assert all(list(row) == sorted(row) for row in rows)
    assert all(list(column) == sorted(column) for column in zip(*rows, strict=True))
    assert (rows[0][0], rows[4][4]) == (LOW, EXTREME)


@pytest.mark.parametrize(("likelihood", "consequence"), [(0, 1), (1, 6), (-1, 1), (1, 0)])
def test_what_stands_in_no_table_is_refused(likelihood: int, consequence: int) -> None:
    with pytest.raises(ValueError, match="from 1 to 5"):
        table(1, Domain.MONEY).level(likelihood, consequence)


def test_life_weighs_more_than_money() -> None:
    for likelihood in STEPS:
        for consequence in STEPS:
            life = table(1, Domain.LIFE_AND_LIBERTY).level(likelihood, consequence)
            assert life >= table(1, Domain.MONEY).level(likelihood, consequence)


def risk(domain: str, likelihood: int, consequence: int, less: tuple[int, int]) -> Risk:
    return Risk(
        assessment=Assessment(),
        domain=domain,
        likelihood=likelihood,
        consequence=consequence,
        residual_likelihood=max(1, likelihood - less[0]),
        residual_consequence=max(1, consequence - less[1]),
    )


risks = some.lists(
    some.builds(
        risk, some.sampled_from(Domain), STEP, STEP, some.tuples(some.integers(0, 4), some.integers(0, 4))
    )
)


@given(risks)
def test_the_whole_is_never_below_any_domain(found: list[Risk]) -> None:
    inherent, residual, life = overall(levels(found))
    assert all(inherent >= each.level >= each.residual for each in found)
    assert all(residual >= each.residual for each in found)
    assert life <= residual <= inherent
    assert all(life >= each.residual for each in found if each.domain == Domain.LIFE_AND_LIBERTY)


@given(risks, risks)
def test_one_more_risk_never_makes_it_smaller(some_: list[Risk], more: list[Risk]) -> None:
    alone, together = overall(levels(some_)), overall(levels([*some_, *more]))
    assert all(both >= before for before, both in zip(alone, together, strict=True))


def test_nothing_at_all_is_low() -> None:
    assert greatest([]) == LOW
