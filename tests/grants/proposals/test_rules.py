"""Each rule on proposals, at each step: who may by it, and nobody else."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.conftest import person
from tests.grants import world
from tests.grants.reach import too_near, who_may
from tests.grants.review.world import on

from thriving.grants.proposals.models import Applicant, Proposal
from thriving.movement.models import Person

pytestmark = pytest.mark.django_db

WRITERS = {"ama", "insider"}
EVERYBODY = WRITERS | {"kofi", "gita", "stranger", "visitor"}  # but whom it is shut to
SIGNED_IN = EVERYBODY - {"visitor"}

ALWAYS = {"act_for_proposal": WRITERS}
BY_STATE: dict[str, dict[str, set[str]]] = {
    "draft": {
        "see_proposal": WRITERS | {"kofi"},
        "read_proposal": WRITERS,
        "see_inner_words": set(),
        "read_safety_needs": WRITERS,
        "write_proposal": WRITERS,
        "join_proposal": {"kofi"},
        "answer_for_proposal": set(),
        "withdraw_proposal": WRITERS,
        "hide_proposal": WRITERS,
        "screen_proposal": set(),
        "comment_proposal": set(),
    },
    "submitted": {
        "see_proposal": EVERYBODY,
        "read_proposal": WRITERS | {"gita"},
        "see_inner_words": {"gita"},
        "read_safety_needs": WRITERS | {"gita"},
        "write_proposal": set(),
        "join_proposal": set(),
        "withdraw_proposal": WRITERS,
        "hide_proposal": WRITERS | {"gita"},
        "screen_proposal": {"gita"},
        "comment_proposal": SIGNED_IN,
    },
    "info_requested": {"answer_for_proposal": WRITERS, "withdraw_proposal": WRITERS},
    "withdrawn": {
        "see_proposal": WRITERS | {"gita"},
        "withdraw_proposal": set(),
        "screen_proposal": set(),
        "comment_proposal": set(),
    },
    "declined": {"see_proposal": EVERYBODY, "withdraw_proposal": set(), "screen_proposal": set()},
}


def made(by: Person, state: str, **otherwise: object) -> Proposal:
    found = world.proposal(by, state, **otherwise)
    asked = {"asked_at": world.HANDED_IN, "asked_by": "test"}
    Applicant.objects.create(proposal=found, person=person("kofi"), **asked)
    return found


def crowd(ama: Person, officer: Person) -> dict[str, Person]:
    kofi = Person.objects.get(username="kofi")
    return {"ama": ama, "gita": officer, "kofi": kofi, "visitor": AnonymousUser()}


@pytest.mark.parametrize("state", BY_STATE)
def test_each_is_for_whom_it_names(ama: Person, officer: Person, state: str) -> None:
    proposal, table = made(ama, state), BY_STATE[state] | ALWAYS
    with on(), too_near(proposal) as others:
        people = {**crowd(ama, officer), **others}
        found = {rule: who_may(rule, proposal, people) for rule in table}
    assert found == table


def test_before_its_day_and_hidden_it_is_not_everybodys(ama: Person, officer: Person) -> None:
    proposal = made(ama, "submitted")
    with too_near(proposal) as others:
        people = {**crowd(ama, officer), **others}
        for unseen in ({"shown_from": date(2026, 3, 10)}, {"shown_from": world.AFTERWARDS, "hidden": True}):
            Proposal.objects.update(**unseen)
            with on():
                assert who_may("see_proposal", proposal, people) == WRITERS | {"gita"}
                assert who_may("comment_proposal", proposal, people) == WRITERS | {"gita"}


def test_a_disabled_account_writes_and_comments_nothing(ama: Person, officer: Person) -> None:
    proposal = made(ama, "draft")
    people = crowd(ama, officer)
    for each in people.values():
        each.is_active = False
    with on():
        for rule in (*BY_STATE["draft"], *ALWAYS):
            assert who_may(rule, proposal, people) == set()
