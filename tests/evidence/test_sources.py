"""People by public source: nobody can be found by subtracting rows, releases or questions from each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from tests.evidence.histories import undone
from tests.factories import with_example

from thriving.evidence import actions, releases
from thriving.evidence.asked import Asked
from thriving.evidence.measures import AsOf, evidence
from thriving.evidence.models import Release, Source, Visibility
from thriving.evidence.statements import Statement
from thriving.kernel import clock
from thriving.kernel.words import Words

pytestmark = pytest.mark.django_db
LAST = date(2020, 6, 30)
PUBLIC, HIDDEN = ("w1", "w2", "w3", "w4"), "quiet"
SPECIFICATION = {"kind": "distinct", "fact": "leadership.engaged", "unit": {"code": "person"}}


def key(number: int) -> str:
    return f"{number:032x}"


def attend(source: str, numbers: Sequence[int], *, day: int = 1, standing: str = "new") -> None:
    """These people come to ``source``; whoever is stated there already is corrected."""
    statements = (
        Statement(
            "leadership.engaged",
            key(number),
            date(2020, 1, 1) + timedelta(days=day),
            dimensions={"standing": standing},
            source=source,
        )
        for number in numbers
    )
    actions.state(statements, by="test")


def withdraw(source: str, numbers: Sequence[int]) -> None:
    keys = [f"{source}|{key(number)}|" for number in numbers]
    actions.retract("leadership.engaged", keys, by="test", why="Did not come.")


@pytest.fixture(autouse=True)
def _sources(db: None) -> None:
    for name in (*PUBLIC, HIDDEN):
        Source.objects.create(
            key=name,
            kind="workshop",
            title=Words(en=f"Workshop {name}"),
            visibility=Visibility.RESTRICTED if name == HIDDEN else Visibility.PUBLIC,
        )


@pytest.fixture
def asked(db: None) -> Asked:
    return Asked.of(
        actions.define_measure("people", with_example(SPECIFICATION), title=Words(en="People"), by="test")
    )


def publish(*asked: Asked) -> Release:
    return actions.publish("plan", asked, on=LAST, by="test")


def told(release: Release) -> dict[str, int]:
    return {row["source"]: row["people"] for row in release.snapshots.get().by_source}


def test_small_sources_stand_together(asked: Asked) -> None:
    attend("w1", range(30))
    attend("w2", range(30, 42))
    attend("w3", range(42, 51))
    attend("w4", range(51, 53))
    assert told(publish(asked)) == {"w1": 30, "w2": 12, "": 11}


def test_a_row_carries_its_title(asked: Asked) -> None:
    attend("w1", range(12))
    assert publish(asked).snapshots.get().by_source == [
        {"source": "w1", "title": {"en": "Workshop w1"}, "people": 12}
    ]


def test_the_others_are_never_few(asked: Asked) -> None:
    """41 in all less the 12 and 25 shown would tell the 4 at the last: so the smaller one joins them."""
    attend("w1", range(25))
    attend("w2", range(25, 37))
    attend("w3", range(37, 41))
    assert told(publish(asked)) == {"w1": 25, "": 16}


def test_few_people_stand_as_one_row(asked: Asked) -> None:
    attend("w1", range(3))
    assert told(publish(asked)) == {"": 3}


def test_a_source_that_is_not_public_is_not_named(asked: Asked) -> None:
    attend(HIDDEN, range(15))
    attend("w1", range(15, 30))
    assert told(publish(asked)) == {"w1": 15, "": 15}


def test_everybody_counts_once_where_they_came_first(asked: Asked) -> None:
    attend("w1", range(20), day=1)
    attend("w2", range(10, 40), day=2)
    assert told(publish(asked)) == {"w1": 20, "w2": 20}


def test_one_who_joins_does_not_show(asked: Asked) -> None:
    attend("w1", range(20))
    attend("w2", range(20, 40))
    publish(asked)
    attend("w1", [40])
    assert told(publish(asked)) == {"w1": 20, "": 21}
    attend("w3", range(50, 65))
    assert told(publish(asked)) == {"w1": 20, "w2": 20, "": 16}


def test_a_figure_that_stands_again_says_of_when_it_is(asked: Asked) -> None:
    attend("w1", range(20))
    attend("w2", range(20, 40))
    first = publish(asked)
    attend("w1", range(40, 45))
    attend(HIDDEN, range(50, 65))
    rows = {row["source"]: row for row in publish(asked).snapshots.get().by_source}
    assert (rows["w1"]["people"], rows["w1"]["counted"]) == (20, [LAST.isoformat(), first.known_number])
    assert rows[""]["people"] == 20


def test_ten_who_join_do_show(asked: Asked) -> None:
    attend("w1", range(20))
    publish(asked)
    attend("w1", range(20, 30))
    assert told(publish(asked)) == {"w1": 30}


def test_a_source_that_grows_does_not_tell_how_small_it_was(asked: Asked) -> None:
    attend("w1", range(20))
    attend("w2", range(20, 24))
    attend(HIDDEN, range(24, 36))
    assert told(publish(asked)) == {"w1": 20, "": 16}
    attend("w2", range(40, 60))
    # 16 less the 12 who are left would be the 4 who were at the second workshop.
    assert told(publish(asked)) == {"w1": 20, "": 36}
    attend(HIDDEN, range(60, 75))
    assert told(publish(asked)) == {"w2": 24, "w1": 20, "": 27}


def test_a_source_that_becomes_small_keeps_its_figure_or_joins_the_others(asked: Asked) -> None:
    attend("w1", range(12))
    attend("w2", range(12, 40))
    publish(asked)
    withdraw("w1", range(5))
    assert told(publish(asked)) == {"": 35}


def test_two_questions_do_not_tell_who_differs(asked: Asked) -> None:
    """12 came, 11 of them new: shown side by side, the one who is not new would stand alone."""
    attend("w1", range(11), standing="new")
    attend("w1", [11], standing="existing")
    attend("w2", range(20, 40), standing="new")
    attend("w3", range(50, 60), standing="existing")
    newcomers = Asked.of(asked.version, [["standing", "in", ["new"]]])
    of_all, of_new = (row.by_source for row in publish(asked, newcomers).snapshots.order_by("pk"))
    assert [(row["source"], row["people"]) for row in of_all] == [("w2", 20), ("w1", 12), ("w3", 10)]
    assert [(row["source"], row["people"]) for row in of_new] == [("w2", 20), ("", 11)]


@dataclass(frozen=True)
class Step:
    source: str
    first: int
    count: int
    leave: bool


steps = some.lists(
    some.builds(
        Step,
        source=some.sampled_from((*PUBLIC, HIDDEN, "")),
        first=some.integers(0, 40),
        count=some.sampled_from((1, 3, 8, 12, 25)),
        leave=some.booleans(),
    )
    | some.none(),  # publish
    min_size=3,
    max_size=12,
)


def take(step: Step, day: int) -> None:
    people = range(step.first, step.first + step.count)
    if step.leave:
        withdraw(step.source, people)
    else:
        attend(step.source, people, day=day % 5)


Told = tuple[AsOf, dict[str, frozenset[str]], dict[str, Any]]


def everything_told(question: Any) -> Iterator[Told]:
    """For each release: its dates, who came first by each source, counted here anew, and its rows."""
    for release in Release.objects.order_by("pk"):
        as_of = releases.as_of(release)
        yield as_of, who(question, as_of), {row["source"]: row for row in release.snapshots.get().by_source}


def who(question: Any, as_of: AsOf) -> dict[str, frozenset[str]]:
    firsts: dict[str, str] = {}
    for fact in sorted(evidence(question, as_of), key=lambda fact: (fact.occurred_on, fact.number)):
        firsts.setdefault(fact.subject, fact.source)
    return {
        source: frozenset(person for person, first in firsts.items() if first == source)
        for source in set(firsts.values())
    }


@settings(
    max_examples=30,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(history=steps)
def test_whatever_happens_nobody_is_found(asked: Asked, history: list[Step | None]) -> None:
    with undone():
        for number, step in enumerate([*history, None]):
            with clock.stopped_at(datetime(2020, 7, 1, tzinfo=UTC) + timedelta(days=number)):
                publish(asked) if step is None else take(step, number)
        everything = list(everything_told(asked.question))
        for as_of, people, rows in everything:
            assert_rows_add_up(people, rows)
            assert_figures_are_true(asked, as_of, rows)
        assert_subtracting_finds_nobody(asked, everything)


def assert_rows_add_up(people: dict[str, frozenset[str]], rows: dict[str, Any]) -> None:
    total = sum(map(len, people.values()))
    figures = [row["people"] for row in rows.values()]
    assert sum(figures) == total
    assert len(figures) <= 1 or min(figures) >= 10
    assert HIDDEN not in rows
    assert list(rows) == [""] or total >= 10 or not rows


def assert_figures_are_true(asked: Asked, as_of: AsOf, rows: dict[str, Any]) -> None:
    for source in set(rows) - {""}:
        assert rows[source]["people"] == len(counted(asked, as_of, rows[source]))


def counted(asked: Asked, as_of: AsOf, row: dict[str, Any]) -> frozenset[str]:
    """Of whom a row's figure was counted, then or earlier."""
    if "counted" in row:
        on, number = row["counted"]
        as_of = AsOf(date.fromisoformat(on), number)
    return who(asked.question, as_of)[row["source"]]


def assert_subtracting_finds_nobody(asked: Asked, everything: list[Told]) -> None:
    for (then, before, rows_then), (now, after, rows_now) in combinations(everything, 2):
        for source in PUBLIC:
            if source in rows_then and source in rows_now:
                difference = counted(asked, then, rows_then[source]) ^ counted(asked, now, rows_now[source])
                assert len(difference) == 0 or len(difference) >= 10
            if source in rows_now and source not in rows_then and "counted" not in rows_now[source]:
                few = 0 < len(before.get(source, ())) < 10
                assert (
                    not few or len(others(before, source, rows_then) ^ others(after, source, rows_then)) >= 10
                )


def others(people: dict[str, frozenset[str]], source: str, rows_then: dict[str, Any]) -> frozenset[str]:
    rest = [them for name, them in people.items() if name != source and name not in set(rows_then) - {""}]
    return frozenset().union(*rest)
