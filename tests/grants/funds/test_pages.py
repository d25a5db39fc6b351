from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests import places
from tests.conftest import person
from tests.grants import world
from tests.grants.proposals import written

from thriving.grants.funds.asked import questionnaire_of
from thriving.grants.funds.models import ExchangeRate, Fund, Round
from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.questions import actions as questions

FILLED = {
    "key": "autumn",
    "title": "Autumn round",
    "about": "For the next autumn.",
    "opens_on": "2026-09-01",
    "closes_on": "2026-10-15",
    "decides_by": "2026-12-20",
    "currency": "EUR",
    "budget": "20 000",
    "least": "100",
    "most": "5000.50",
    "months": "12",
    "shown_after": "2",
    "regions": ["south-asia"],
    "applicants": ["group"],
}


@pytest.fixture
def officer(db: None) -> Person:
    places.few()
    return person("gita", "grants_officer")


def test_officer_makes_a_fund_and_opens_a_round(client: Client, officer: Person) -> None:
    client.force_login(officer)
    client.post(reverse("funds:new_fund"), {"key": "rapid", "title": "Rapid", "about": "", "kind": "rapid"})
    assert Fund.objects.get().kind == "rapid"
    client.post(reverse("funds:new_round", args=["rapid"]), FILLED)
    one = Round.objects.get()
    assert (str(one.whole), str(one.largest), one.state) == ("20000.00 EUR", "5000.50 EUR", "draft")
    quiz = {"text": "Are you a group?", "wanted": "yes", "otherwise": "Ask a group to apply with you."}
    client.post(reverse("funds:quiz", args=["autumn"]), quiz)
    publish(one)
    client.post(reverse("funds:step", args=["autumn", "open"]))
    one.refresh_from_db()
    assert one.state == "open"


def test_officer_names_core_measures_which_everybody_reads(client: Client, officer: Person) -> None:
    one, shared = world.grant_round(state="draft"), written.measure()
    client.force_login(officer)
    filled = {name: value for name, value in FILLED.items() if name != "key"}
    changed = reverse("funds:change_round", args=["spring"])
    assert client.post(changed, {**filled, "core_measures": [shared.key]}).status_code == 302
    Round.objects.filter(pk=one.pk).update(state="open")
    client.logout()
    assert reverse("evidence:measure", args=[shared.key]) in page(
        client, reverse("funds:round", args=["spring"])
    )
    (row,) = client.get("/grants/rounds.json").json()["rows"]
    assert row["core_measures"] == [shared.key]


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def publish(one: Round) -> None:
    questionnaire = questionnaire_of(one)
    assert questionnaire
    why = questions.Asked(kind="long_text", title=Words(en="Why you?"))
    questions.add_question(questionnaire, why, by="test")
    questions.publish(questionnaire, by="test")


@pytest.mark.parametrize("amount", ["NaN", "-0.01", "1e400", "0.005", "1,250"])
def test_13_form_says_what_is_no_amount_and_loses_nothing(
    client: Client, officer: Person, amount: str
) -> None:
    world.fund()
    client.force_login(officer)
    address = reverse("funds:new_round", args=["community"])
    response = client.post(address, {**FILLED, "budget": amount})
    page = response.content.decode()
    assert response.status_code == 422
    assert f'value="{amount}"' in page
    assert "Autumn round" in page
    assert not Round.objects.exists()


def test_draft_is_for_officers(client: Client, officer: Person) -> None:
    world.grant_round("quiet", state="draft")
    address = reverse("funds:round", args=["quiet"])
    assert client.get(address).status_code == 404
    client.force_login(officer)
    assert client.get(address).status_code == 200


def test_question_of_a_draft_can_be_removed(client: Client, officer: Person) -> None:
    one = world.grant_round(state="draft")
    one.quiz.create(position=1, text={"en": "Why?"}, otherwise={"en": "So."})
    client.force_login(officer)
    client.post(reverse("funds:quiz", args=["spring"]), {"drop": "1"})
    assert not one.quiz.exists()


def test_officer_records_a_rate(client: Client, officer: Person) -> None:
    client.force_login(officer)
    typed = {"base": "EUR", "quote": "USD", "rate": "1.0843", "on": "2026-01-05", "source": "ECB"}
    client.post(reverse("funds:record_rate"), typed)
    assert str(ExchangeRate.objects.get()) == "1 EUR = 1.0843 USD"
    assert "1 EUR = 1.0843 USD" in client.get(reverse("funds:rates")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", ["rounds", "funds", "rates"])
def test_lists_cost_the_same_however_long(
    client: Client, db: None, django_assert_num_queries: DjangoAssertNumQueries, name: str, count: int
) -> None:
    for at in range(count):
        world.grant_round(f"round-{at}", fund=world.fund(f"fund-{at}"))
        world.rate()
    with django_assert_num_queries(3 if name != "funds" else 1):
        client.get(reverse(f"funds:{name}"))
