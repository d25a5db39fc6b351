"""Each rule on committees and on what they review, at each step: who may by it, and nobody else."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.conftest import person
from tests.grants import world as world_of_grants
from tests.grants.reach import who_may
from tests.grants.review import world

from thriving.grants.proposals.models import Proposal
from thriving.grants.review.actions import committees, deciding
from thriving.grants.review.models import Committee
from thriving.movement.models import Person, RoleHolding

pytestmark = pytest.mark.django_db

CLEARED = {"mia", "moe", "mixed"}  # of whom the last runs rounds too, since they are a member
MEMBERS = CLEARED | {"mei", "con"}  # who has not said yet; and who declared a conflict
APPLYING = {"ama", "insider"}
RUN = {"gita"}
OFFICERS = RUN | {"mixed", "insider", "shadow"}  # "shadow" is another account of "con"
EVERYBODY = MEMBERS | APPLYING | OFFICERS | {"left", "stranger", "visitor"}

NOBODY = set[str]()
IN_REVIEW = {
    "see_proposal": EVERYBODY - {"mei", "con", "shadow"},
    "see_inner_words": CLEARED | RUN,
    "declare_conflict": CLEARED | {"mei"} | RUN,
    "read_for_review": CLEARED,
    "give_review": CLEARED - {"mia"},
    "see_reviews": {"mia"} | RUN,
    "vote_on_proposal": NOBODY,
    "run_review": RUN,
}
VOTED_ON = IN_REVIEW | {
    "see_proposal": EVERYBODY - {"con", "shadow"},
    "see_inner_words": CLEARED | {"mei"} | RUN,
    "read_for_review": CLEARED | {"mei"},
    "give_review": (CLEARED | {"mei"}) - {"mia"},
    "vote_on_proposal": (CLEARED | {"mei"}) - {"moe"},
}
DECIDED = VOTED_ON | {
    "declare_conflict": NOBODY,
    "give_review": NOBODY,
    "vote_on_proposal": NOBODY,
}


@pytest.fixture
def officer(db: None) -> Person:
    return world.officer("gita")


@pytest.fixture
def people(officer: Person) -> dict[str, Person]:
    names = ("mia", "moe", "mixed", "mei", "con", "left", "ama", "stranger")
    found = {name: person(name) for name in names}
    shadow, insider = person("shadow"), person("insider", "grants_officer")
    for someone, address in ((found["con"], "con@example.org"), (shadow, "con+again@example.org")):
        someone.email = address
        someone.save()
    visitor = {"visitor": AnonymousUser()}
    return {**found, "gita": officer, "shadow": shadow, "insider": insider, **visitor}  # type: ignore[dict-item]


@pytest.fixture
def committee(people: dict[str, Person], officer: Person) -> Committee:
    """Of six. Only then one of them, and another account of one, come to run rounds."""
    made = world.committee(officer, [people[name] for name in ("mia", "moe", "mixed", "mei", "con", "left")])
    for name in ("mixed", "shadow"):
        RoleHolding.objects.create(
            person=people[name], role="grants_officer", begins_on=world_of_grants.OPENS
        )
    return made


@pytest.fixture
def proposal(people: dict[str, Person], committee: Committee, officer: Person) -> Proposal:
    """In review: all but one said whether they have a conflict, and one has reviewed it."""
    found = world.in_review(people["ama"], officer)
    world_of_grants.together(found, people["insider"])
    world.declared(found, [people[name] for name in ("mia", "moe", "mixed", "left")])
    world.declared(found, [people["con"]], "work")
    world.review(found, people["mia"])
    committees.release_member(committee.members.get(person=people["left"]), by=officer)
    for name, each in people.items():
        if each.pk:
            people[name] = Person.objects.get(pk=each.pk)
    return found


def voted_on(proposal: Proposal, people: dict[str, Person]) -> None:
    world.declared(proposal, [people["mei"]])
    deciding.deliberate(proposal, by=people["gita"])
    deciding.vote(proposal, "decline", by=people["moe"])


def decided(proposal: Proposal, people: dict[str, Person]) -> None:
    voted_on(proposal, people)
    world.voted(proposal, "decline", [people[name] for name in ("mia", "mei")])
    world.decide(proposal, people["gita"])


@pytest.mark.parametrize(
    ("bring", "table"),
    [(None, IN_REVIEW), (voted_on, VOTED_ON), (decided, DECIDED)],
    ids=["in review", "voted on", "decided"],
)
def test_each_is_for_whom_it_names(
    proposal: Proposal, people: dict[str, Person], bring: Any, table: Any
) -> None:
    if bring:
        bring(proposal, people)
    assert {rule: who_may(rule, proposal, people) for rule in table} == table


def test_a_committee_that_must_not_know_who_applies(
    proposal: Proposal, people: dict[str, Person], committee: Committee
) -> None:
    """It reads for review what others do not read at all before the decision; its officers must know."""
    Committee.objects.update(is_blind=True)
    assert who_may("see_proposal", proposal, people) == APPLYING | RUN
    assert who_may("see_inner_words", proposal, people) == RUN
    assert who_may("read_for_review", proposal, people) == CLEARED
    Proposal.objects.update(state="declined", reason="It does not fit.")
    assert who_may("see_proposal", proposal, people) == EVERYBODY - {"con", "shadow"}


def test_of_committees(people: dict[str, Person], committee: Committee, officer: Person) -> None:
    readers, runs = MEMBERS | OFFICERS | {"left"}, OFFICERS - {"mixed"}
    people = {name: Person.objects.get(pk=each.pk) if each.pk else each for name, each in people.items()}
    rules = ("see_committee", "run_committee", "form_committee", "see_grant_rubric")
    for state, round_state, forms, rubric in (
        ("forming", "open", runs, readers),
        ("working", "draft", NOBODY, readers),
        ("working", "open", NOBODY, EVERYBODY),
    ):
        Committee.objects.update(state=state)
        type(committee.round).objects.update(state=round_state)
        found = [who_may(rule, committee, people) for rule in rules]
        assert found == [readers, runs, forms, rubric]
    committees.release_member(committee.members.get(person=people["left"]), by=officer)
    assert "left" not in who_may("see_committee", committee, people)
    Committee.objects.update(state="dissolved")
    found = [who_may(rule, committee, people) for rule in rules]
    assert found == [OFFICERS, OFFICERS, NOBODY, EVERYBODY]


def test_a_disabled_account_may_nothing(proposal: Proposal, people: dict[str, Person]) -> None:
    for each in people.values():
        each.is_active = False
    rules = IN_REVIEW.keys() - {"see_proposal"}
    assert {rule: who_may(rule, proposal, people) for rule in rules} == dict.fromkeys(rules, NOBODY)
    committee = proposal.round.committee
    for rule in ("see_committee", "run_committee", "form_committee"):
        assert who_may(rule, committee, people) == NOBODY


@pytest.mark.parametrize("known", [{}, {"is_active": True}, {"is_authenticated": True}])
def test_a_command_speaks_for_nobody(
    proposal: Proposal, people: dict[str, Person], known: dict[str, bool]
) -> None:
    command = {"command": SimpleNamespace(pk=people["mia"].pk, key=people["mia"].key, **known)}
    found = {rule for rule in IN_REVIEW if who_may(rule, proposal, command)}  # type: ignore[arg-type] # no person
    assert found == {"see_proposal"}
    assert who_may("see_committee", proposal.round.committee, command) == NOBODY  # type: ignore[arg-type]
