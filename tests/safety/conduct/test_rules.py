"""Each rule on codes of conduct, at each step of a version: who may by it, and nobody else."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from tests.conftest import person
from tests.grants.reach import who_may
from tests.safety.conduct import world

from thriving.movement.models import Person
from thriving.safety.conduct import actions

pytestmark = pytest.mark.django_db

KEEPERS = {"kofi", "kept"}  # of whom the first also speaks for the Board, and freezes each text
READERS = KEEPERS | {"tara"}
SIGNED_IN = READERS | {"sara", "elector0", "elector1", "twin", "stranger"}
EVERYBODY = SIGNED_IN | {"visitor"}

NEVER: dict[str, set[str]] = {
    "see_code_version": EVERYBODY,
    "keep_code_version": KEEPERS,
    "translate_code_version": READERS,
    "comment_on_code": set(),
    "vote_on_code": set(),
    "endorse_code": set(),
    "withdraw_code_version": set(),
    "acknowledge_code": set(),
    "review_code": set(),
    "see_acknowledgements": KEEPERS,
}
AT = {
    "drafted": {**NEVER, "see_code_version": READERS, "withdraw_code_version": KEEPERS},
    "asked": {**NEVER, "comment_on_code": SIGNED_IN, "withdraw_code_version": KEEPERS},
    "frozen": {**NEVER, "withdraw_code_version": KEEPERS},
    "opened": {**NEVER, "vote_on_code": {"elector0", "elector1", "twin"}},
    "ratified": {**NEVER, "endorse_code": {"sara"}, "withdraw_code_version": {"sara"}},
    "endorsed": {**NEVER, "acknowledge_code": SIGNED_IN},
    "in_force": {**NEVER, "acknowledge_code": SIGNED_IN, "review_code": KEEPERS},
}


@pytest.fixture
def people(db: None) -> dict[str, Person]:
    kofi = person("kofi", "conduct_keeper", "board_secretary")
    electors = world.electors()
    Person.objects.filter(pk=electors[0].pk).update(email="elector0@example.org")
    twin = person("twin")
    Person.objects.filter(pk=twin.pk).update(email="elector0+again@example.org")
    return {
        "kofi": kofi,
        "kept": person("kept", "conduct_keeper"),
        "sara": world.secretary(),
        "tara": person("tara", "translator"),
        **{each.username: world.again(each) for each in (*electors[:2], twin)},
        "stranger": person("stranger", "evaluator"),
        "visitor": world.VISITOR,  # type: ignore[dict-item] # who has no account
    }


@pytest.mark.parametrize("step", AT)
def test_each_is_for_whom_it_names(people: dict[str, Person], step: str) -> None:
    version = getattr(world, step)()
    assert {rule: who_may(rule, version, people) for rule in NEVER} == AT[step]


def test_a_code_is_there_once_a_version_was_told(people: dict[str, Person]) -> None:
    version = world.drafted()
    assert who_may("see_code", version.code, people) == READERS
    assert who_may("keep_code", version.code, people) == KEEPERS
    with world.at(world.DRAFTED):
        actions.consult(version, until=world.ASKED_UNTIL, by=people["kofi"])
    assert who_may("see_code", version.code, people) == EVERYBODY
    assert who_may("keep_code", version.code, people) == KEEPERS


def test_whoever_voted_votes_no_more_from_any_account(people: dict[str, Person]) -> None:
    version = world.opened()
    with world.at(world.OPENED):
        actions.vote(version, "yes", by=people["elector0"])
    assert who_may("vote_on_code", version, people) == {"elector1"}


@pytest.mark.parametrize("step", AT)
def test_a_disabled_account_is_a_visitor(people: dict[str, Person], step: str) -> None:
    version = getattr(world, step)()
    for each in people.values():
        each.is_active = False
    told = set() if step == "drafted" else EVERYBODY
    nobody = {rule: told if rule == "see_code_version" else set() for rule in NEVER}
    assert {rule: who_may(rule, version, people) for rule in NEVER} == nobody


@pytest.mark.parametrize("step", ["asked", "opened", "ratified", "in_force"])
def test_a_command_speaks_for_nobody(people: dict[str, Person], step: str) -> None:
    version, command = getattr(world, step)(), {"command": SimpleNamespace(is_active=True)}
    reads = {rule for rule in NEVER if who_may(rule, version, command)}  # type: ignore[arg-type] # no person
    assert reads == {"see_code_version"}
