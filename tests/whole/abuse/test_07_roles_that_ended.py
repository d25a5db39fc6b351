"""Abuse case 7: whoever lost a role of grants or safety, a seat or an account keeps nothing that was open."""

from __future__ import annotations

import sys

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast, person
from tests.whole import records
from tests.whole.connections import close
from tests.whole.records import *  # noqa: F403 -- its fixtures
from tests.whole.test_access import A_COMMITTEE, IN_REVIEW, MARKETS, PAID, TABLE

from thriving.grants.payments.models import Disbursement
from thriving.grants.review.models import Member
from thriving.kernel import clock
from thriving.movement import actions
from thriving.movement.models import Person
from thriving.movement.roles import roles

pytestmark = pytest.mark.django_db

# Of each role a page that it opens, and that nobody reads without it.
OPENED: dict[str, tuple[str, dict[str, str]]] = {
    "grants_officer": ("proposals:screening", {}),
    "finance_officer": ("payments:send", {}),
    "grants_auditor": ("payments:story", PAID),
    "risk_officer": ("event_risk:reviews", {}),
    "risk_authority": ("event_risk:waivers", MARKETS),
    "crisis_officer": ("crisis:queue", {}),
    "crisis_manager": ("crisis:new_playbook", {}),
    "conduct_keeper": ("conduct:new_code", {}),
}
ONCE = {"board_secretary"}  # opens a page only of what waits for it: see test_07 of conduct
SHUT = {302, 403, 404}


def declared_by(*packages: str) -> set[str]:
    """The names of roles that stand in the `roles` of these packages."""
    modules = [
        each for name, each in sys.modules.items() if name.startswith(packages) and name.endswith(".roles")
    ]
    return {value for each in modules for value in vars(each).values() if isinstance(value, str)} & set(roles)


def page_of(role: str) -> str:
    name, where = OPENED[role]
    row = next(each for each in TABLE if each.name == name)
    return records.address_of(type(row)(name, 200, with_={**row.with_, **where}))


def status(client: Client, address: str) -> int:
    answer = client.get(address)
    close(answer)
    return answer.status_code


def signed_in(someone: Person) -> Client:
    client = Client()
    client.force_login(someone)
    return client


def test_no_role_of_grants_and_safety_is_left_out() -> None:
    assert {*OPENED, *ONCE} == declared_by("thriving.grants", "thriving.safety")


@pytest.mark.parametrize("role", sorted(OPENED))
def test_a_session_opens_nothing_more_by_a_role_that_ended(all_records: Cast, role: str) -> None:
    holder = person("for-a-while", role)
    client, page = signed_in(holder), page_of(role)
    assert (status(client, page), status(signed_in(person("stranger")), page)) in {(200, 403), (200, 404)}
    actions.end_role(holder.holdings.get(), by="test")
    assert status(client, page) in SHUT


def test_nor_by_an_account_that_was_closed(all_records: Cast) -> None:
    holder = person("for-a-while", *sorted(OPENED))
    client, pages = signed_in(holder), [page_of(role) for role in sorted(OPENED)]
    assert {status(client, page) for page in pages} == {200}
    actions.close_account(holder, by="test")
    assert {status(client, page) for page in pages} <= SHUT


def test_a_form_that_was_open_is_not_taken_any_more(all_records: Cast) -> None:
    """Their page still stands in a tab: they send it after the role has ended."""
    holder = person("for-a-while", "grants_officer")
    client, page = signed_in(holder), reverse("payments:step", kwargs={**PAID, "step": "cancel"})
    payment = Disbursement.objects.filter(**PAID)
    said, before = {"reason": "It is not needed.", "why": "It is not needed."}, payment.get().state
    with transaction.atomic():
        client.post(page, said)
        assert payment.get().state != before
        transaction.set_rollback(True)
    actions.end_role(holder.holdings.get(), by="test")
    assert client.post(page, said).status_code in SHUT
    assert payment.get().state == before


def test_a_seat_on_a_committee_that_was_left_opens_no_proposal(all_records: Cast) -> None:
    client = signed_in(all_records.evaluator)
    pages = [reverse("review:proposals", kwargs=A_COMMITTEE), reverse("review:give_review", kwargs=IN_REVIEW)]
    assert [status(client, page) for page in pages] == [200, 200]
    Member.objects.filter(person=all_records.evaluator).update(left_at=clock.now())
    assert [status(client, page) for page in pages] == [404, 404]
