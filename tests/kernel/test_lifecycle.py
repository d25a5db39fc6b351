from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps.registry import Apps
from django.db import connection, models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from tests.conftest import AtOnce

from thriving.kernel import lifecycle
from thriving.kernel.lifecycle import Condition, Lifecycle, Move, MoveRefused

CASE = Lifecycle(
    "case",
    start="reported",
    moves=(
        Move("take_up", ("reported",), "in_review"),
        Move("set_aside", ("reported", "in_review"), "closed"),
        Move(
            "decide",
            ("in_review",),
            "decided",
            needs=(
                "decision",
                Condition(lambda case: case.readers >= 2, "A second person must have read it."),
            ),
        ),
        Move("reopen", ("decided",), "in_review", title="Open it again"),
    ),
)
MOVES = {move.name: move for move in CASE.moves}


class Case(models.Model):
    state = models.CharField(max_length=20, default="reported", choices=[("closed", "put away")])
    decision = models.TextField("what was decided", blank=True)
    readers = models.IntegerField(default=0)

    class Meta:
        app_label = "kernel"
        apps = Apps()  # of these tests alone
        constraints = [CASE.constraint("case_is_in_a_state")]


@pytest.fixture
def case(db: None) -> Iterator[Case]:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE kernel_case (id integer PRIMARY KEY, state text, decision text, readers integer)"
        )
        yield Case.objects.create(pk=1)
        cursor.execute("DROP TABLE kernel_case")


def in_review(case: Case) -> Case:
    CASE.take(case, "take_up")
    return case


def test_a_move_is_saved_with_what_it_brings(case: Case) -> None:
    CASE.take(in_review(case), "decide", decision="Warned.", readers=2)
    stored = Case.objects.get()
    assert (stored.state, stored.decision, stored.readers) == ("decided", "Warned.", 2)
    assert (case.state, case.decision) == ("decided", "Warned.")


def test_a_refusal_names_each_condition(case: Case) -> None:
    with pytest.raises(MoveRefused) as refusal:
        CASE.take(in_review(case), "decide", readers=1)
    assert refusal.value.sentences == (
        "“what was decided” must be filled in first.",
        "A second person must have read it.",
    )


def test_a_refused_move_changes_nothing(case: Case) -> None:
    with pytest.raises(MoveRefused):
        CASE.take(in_review(case), "decide", decision="Warned.")
    assert (case.state, case.decision, case.readers) == ("in_review", "", 0)
    assert Case.objects.values_list("state", "decision", "readers").get() == ("in_review", "", 0)


def test_a_move_not_open_says_so_in_the_readers_words(case: Case) -> None:
    CASE.take(case, "set_aside")
    with pytest.raises(MoveRefused, match="“take up” is not possible while this is “put away”"):
        CASE.take(case, "take_up")
    with pytest.raises(MoveRefused, match="“Open it again” is not possible"):
        CASE.take(case, "reopen")


def test_the_slower_of_two_is_told(case: Case) -> None:
    slower = Case.objects.get()
    CASE.take(case, "take_up")
    with pytest.raises(MoveRefused, match="Somebody else was faster"):
        CASE.take(slower, "set_aside")
    assert (slower.state, Case.objects.get().state) == ("reported", "in_review")


@pytest.mark.django_db(transaction=True)
def test_two_at_once_cannot_both_move(at_once: AtOnce, case: Case) -> None:
    first, second = Case.objects.get(), Case.objects.get()
    outcomes = at_once(lambda: CASE.take(first, "take_up"), lambda: CASE.take(second, "set_aside"))
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Move", "MoveRefused"]
    assert {first.state, second.state} == {"reported", Case.objects.get().state}


steps = some.tuples(some.integers(0, 2), some.sampled_from(sorted(MOVES)), some.booleans())


# Each example begins with a row of its own.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(story=some.lists(steps, max_size=12))
def test_only_who_knows_the_state_moves_it(case: Case, story: list[tuple[int, str, bool]]) -> None:
    Case.objects.update(state="reported", decision="", readers=0)
    copies = [Case.objects.get() for _ in range(3)]
    stored = "reported"
    for who, name, ready in story:
        copy, move = copies[who], MOVES[name]
        values = {"decision": "Warned.", "readers": 2} if ready else {"decision": "", "readers": 0}
        allowed = copy.state == stored and stored in move.source and (ready or not move.needs)
        try:
            CASE.take(copy, name, **values)
        except MoveRefused:
            assert not allowed
        else:
            assert allowed
            stored = move.target
        assert Case.objects.get().state == stored


def test_buttons_are_the_moves_that_would_succeed(case: Case) -> None:
    assert [move.name for move in CASE.open_to(case)] == ["take_up", "set_aside"]
    assert [move.name for move in CASE.open_to(in_review(case))] == ["set_aside"]


states = some.sampled_from("abcdef")
moves = some.builds(
    lambda source, target: (tuple(sorted(source)), target), some.sets(states, min_size=1, max_size=3), states
)


@given(start=states, drawn=some.lists(moves, min_size=1, max_size=8))
def test_a_process_with_a_lost_state_is_not_built(
    start: str, drawn: list[tuple[tuple[str, ...], str]]
) -> None:
    listed = tuple(Move(f"move_{n}", source, target) for n, (source, target) in enumerate(drawn))
    reached = {start}
    for _ in drawn:
        reached |= {target for source, target in drawn if reached & set(source)}
    named = {start, *(state for source, target in drawn for state in (*source, target))}
    if named == reached:
        assert Lifecycle("thing", start, listed).states == named
    else:
        with pytest.raises(ValueError, match="no way to reach " + ", ".join(sorted(named - reached))):
            Lifecycle("thing", start, listed)


def test_two_moves_of_one_name_are_not_built() -> None:
    with pytest.raises(ValueError, match="case: two moves are named go"):
        Lifecycle("case", "a", (Move("go", ("a",), "b"), Move("go", ("b",), "a")))


def test_a_move_from_nowhere_is_not_built() -> None:
    with pytest.raises(ValueError, match="case: go starts from no state"):
        Lifecycle("case", "a", (Move("go", (), "a"),))


def test_a_lifecycle_draws_itself() -> None:
    assert CASE.mermaid().splitlines() == [
        "stateDiagram-v2",
        "    [*] --> reported",
        "    reported --> in_review: take_up",
        "    reported --> closed: set_aside",
        "    in_review --> closed: set_aside",
        "    in_review --> decided: decide",
        "    decided --> in_review: reopen",
        "    closed --> [*]",
    ]


def test_the_database_can_promise_the_states() -> None:
    assert CASE.constraint("states").condition == models.Q(
        state__in=["closed", "decided", "in_review", "reported"]
    )


def test_a_declared_lifecycle_is_known_once() -> None:
    with lifecycle.declared.temporarily("case", CASE), pytest.raises(ValueError, match="declared twice"):
        lifecycle.declare(CASE)
