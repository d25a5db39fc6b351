"""What may be told of some people now, beside all that was ever told of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from thriving.evidence import ledger
from thriving.evidence.disclosure.protect import Protected, protect
from thriving.evidence.disclosure.protect import Why as Refusal
from thriving.evidence.disclosure.tables import PublishedTable, Table
from thriving.evidence.measures import AsOf
from thriving.evidence.models import TableSpecification
from thriving.evidence.tables import linking, populations
from thriving.kernel import clock


class Why(StrEnum):
    """Why a table is not told anew."""

    FEW_MOVED = "few_moved"  # so few came or went that they could be found by subtracting
    WAITS = "waits"  # the same, for a table that was never told
    UNSAFE = "unsafe"
    FEW_PEOPLE = "few_people"


@dataclass(frozen=True)
class Verdict:
    """What becomes of one table: told so, or not, and why."""

    specification: TableSpecification
    published: PublishedTable | None
    why: Why | None = None


def why_not(table: TableSpecification) -> str:
    """What would keep ``table`` from being told today; empty where nothing does.

    Too few people yet, or too few who came or went, is no reason against it: it waits by itself.
    """
    if populations.told_by_filters(populations.question_of(table)):
        return populations.told_by_filters_in_words()
    now = AsOf(clock.today(), ledger.position())
    verdicts = judge([*approved(table.question_hash), table], now)
    mine = next(each for each in verdicts if each.specification == table)
    others = [each for each in verdicts if each is not mine and each.why is Why.UNSAFE]
    if mine.why is Why.UNSAFE:
        return _(
            "However much is hidden, a small figure could be computed from the others. Propose a table with "
            "fewer or larger categories."
        )
    if others:
        return _("With this table, “%(table)s” could be told no longer.") % {"table": others[0].specification}
    return ""


def judge(specifications: Sequence[TableSpecification], now: AsOf) -> list[Verdict]:
    """What becomes of tables of the same people that are due together, in the order given.

    One that cannot be told is left out, and the others are judged without it.
    """
    counted = {each.key: linking.count(each, now)[0] for each in specifications}
    earlier = linking.earlier(specifications[0].question_hash, now)
    verdicts = dict(_of_few_people(specifications, counted))
    while left := [each for each in specifications if each.key not in verdicts]:
        answer = protect(
            [counted[each.key] for each in left],
            earlier=earlier,
            rules=linking.rules_of(left),
            secret=_secret(),
        )
        if isinstance(answer, Protected):
            verdicts |= {each.key: _told(each, answer) for each in left}
        else:
            guilty = next((each for each in left if each.key == answer.table), left[0])
            why = Why.FEW_PEOPLE if answer.why is Refusal.FEW_PEOPLE else Why.UNSAFE
            verdicts[guilty.key] = Verdict(guilty, None, why)
    return [verdicts[each.key] for each in specifications]


def _secret() -> bytes:
    """Decides among cells that would hide as well: whoever has our code cannot replay which ones we chose."""
    return salted_hmac("thriving.evidence.disclosure", "", algorithm="sha256").digest()


def _of_few_people(
    specifications: Sequence[TableSpecification], counted: Mapping[str, Table]
) -> Iterator[tuple[str, Verdict]]:
    for each in specifications:
        table = counted[each.key]
        if table[table.total] < each.least_population:
            yield each.key, Verdict(each, None, Why.FEW_PEOPLE)


def _told(table: TableSpecification, answer: Protected) -> Verdict:
    if table.key in answer.reissued:
        return Verdict(table, None, Why.FEW_MOVED)
    if table.key in answer.waiting:
        return Verdict(table, None, Why.WAITS)
    return Verdict(table, next(each for each in answer.tables if each.key == table.key))


def approved(question_hash: str) -> list[TableSpecification]:
    in_use = TableSpecification.objects.filter(state="approved", question_hash=question_hash)
    return list(in_use.select_related("version__measure").order_by("key"))
