"""Each measure against the SQL written by hand that counts the same, on the same database."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import connection

from bench.definitions import Definition, definitions
from bench.timing import Pair, in_turn
from thriving.evidence import ledger
from thriving.evidence.measures import AsOf, Question, Specification, evaluate

MOST = 1.5
ON = date(2020, 6, 30)


def run(times: int) -> list[tuple[str, Pair]]:
    as_of = AsOf(ON, ledger.position())
    return [(each.name, _measured(each, as_of, times)) for each in definitions()]


def _measured(definition: Definition, as_of: AsOf, times: int) -> Pair:
    question = Question(
        Specification.parse(definition.specification), since=date(2019, 7, 1), members=definition.members
    )
    ours, other = evaluate(question, as_of).value, _by_hand(definition)
    if round(ours or 0, 4) != round(other, 4):
        raise SystemExit(f"{definition.name}: the measure says {ours}, the SQL by hand {other}")
    return in_turn(lambda: evaluate(question, as_of), lambda: _by_hand(definition), times)


def _by_hand(definition: Definition) -> Decimal:
    with connection.cursor() as cursor:
        cursor.execute(definition.by_hand)
        return Decimal(str(cursor.fetchone()[0] or 0))
