"""The pages of an assessment, as each of its people walks them."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.conftest import person
from tests.programs.events.world import announced
from tests.safety.event_risk.world import (
    DUE,
    LATER,
    World,
    accepted,
    answers,
    drafted,
    in_review,
    later,
    on_conditions,
    submitted,
    triaged,
    with_risk,
)

from thriving.kernel import clock
from thriving.movement.models import Country, CountryProtection, Person
from thriving.safety.event_risk.actions import assessing, measures, reviewing, staleness, triage
from thriving.safety.event_risk.matrix import Domain
from thriving.safety.event_risk.models import Assessment, CountryAlert, Mitigation, Proviso, Risk
from thriving.safety.event_risk.queries import assessments
from thriving.safety.event_risk.questionnaire import Tier

RISK = {
    "threat": "Buses stop",
    "likelihood": 4,
    "consequence": 3,
    "residual_likelihood": 2,
    "residual_consequence": 3,
}


def signed_in(someone: Person) -> Client:
    client = Client()
    client.force_login(someone)
    return client


def at(name: str, *more: object) -> str:
    return reverse(f"event_risk:{name}", args=["markets", *more])


def took(client: Client, address: str, **said: object) -> None:
    """Sent and taken: it leads on."""
    answer = client.post(address, said)
    assert answer.status_code == 302, answer.context["form"].errors


def test_an_organizer_goes_from_the_triage_to_handing_in(it: World) -> None:
    client = signed_in(it.olga)
    assert "Nobody has looked at the risks" in client.get(at("event")).content.decode()
    took(client, at("triage"), **answers(Tier.LIGHT))
    took(client, at("begin"))
    assert "How bad it would be now" in client.get(at("add_risk", "travel")).content.decode()
    took(client, at("add_risk", "travel"), **RISK)
    risk = Risk.objects.get()
    took(
        client,
        at("plan_measure", risk.key),
        words="Taxis",
        effect="likelihood",
        owner=it.oskar.key,
        due_on=DUE.isoformat(),
    )
    refused = client.post(at("submit"))
    assert (refused.status_code, "in: Life and liberty, Health." in refused.content.decode()) == (422, True)
    took(client, at("context"), context="A quiet town.", nothing_found=["life_and_liberty", "health"])
    took(client, at("submit"))
    page = client.get(at("assessment")).content.decode()
    assert "Handed in for review" in page
    assert "Taxis" in page
    assert "Take up the review" not in page


def test_a_reviewer_accepts_on_conditions_and_confirms_them(it: World) -> None:
    submitted(it)
    client = signed_in(it.rita)
    assert "Writing about markets" in client.get(reverse("event_risk:reviews")).content.decode()
    took(client, at("review", "take-up"), seen=seen())
    took(client, at("add_condition"), words="A nurse is there", owner=it.oskar.key, due_on=DUE.isoformat())
    took(client, at("review", "accept"), seen=seen(), reason="Only with a nurse.")
    for step in ("take-up", "accept"):
        assert client.get(at("review", step)).headers["Location"] == at("assessment")
    took(signed_in(it.oskar), at("condition", 1, "meet"), evidence="She said yes.")
    took(client, at("condition", 1, "confirm"))
    assert Proviso.objects.get().is_verified


def seen() -> str:
    found = Assessment.objects.get()
    assert found.submitted_at
    return f"{found.number}/{found.submitted_at.isoformat()}"


def test_nobody_accepts_what_was_handed_in_again_since_they_read_it(it: World) -> None:
    found = in_review(it)
    old = seen()
    Assessment.objects.filter(pk=found.pk).update(submitted_at=clock.now() + timedelta(minutes=5))
    answer = signed_in(it.rita).post(at("review", "accept"), {"seen": old})
    assert "handed in again since you opened it" in answer.content.decode()


def test_5_what_is_posted_beside_the_form_is_ignored(it: World) -> None:
    found = in_review(it)
    posted = {
        "state": "accepted",
        "decided_by": "me",
        "limit": 4,
        "residual": 1,
        "reason": "Why",
        "seen": seen(),
    }
    took(signed_in(it.rita), at("review", "ask-changes"), **posted)
    found.refresh_from_db()
    assert (found.state, found.decided_by, found.limit, found.residual) == ("changes_requested", "", 0, 2)


def test_1_a_stranger_finds_nothing_as_if_nothing_were_there(it: World) -> None:
    accepted(it)
    client = signed_in(it.stranger)
    for name in ("event", "assessment", "triage", "begin", "context", "submit"):
        there, absent = at(name), reverse(f"event_risk:{name}", args=["absent"])
        assert plain(client, there) == plain(client, absent), name


def plain(client: Client, address: str) -> tuple[int, str]:
    """Without the address itself, and what is random on each page."""
    answer = client.get(address)
    said = answer.content.decode().replace(address, "").replace(quote(address, safe=""), "")
    return answer.status_code, re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", said)


def test_1_a_risk_of_another_event_is_not_there(it: World) -> None:
    drafted(it)
    other = person("otto2", "organizer")
    event = announced(other, key="elsewhere")
    triage.answer(event, answers(Tier.LIGHT), by=other)
    mine = assessing.begin(event, by=other)
    risk = assessing.add_risk(mine, assessing.Said(Domain.MONEY, "A fee", 1, 1, 1, 1), by=other)
    for name in ("risk", "drop_risk", "plan_measure"):
        assert signed_in(it.olga).get(at(name, risk.key)).status_code == 404


def test_a_second_person_signs_that_none_is_needed(it: World) -> None:
    took(signed_in(it.olga), at("triage"), **answers(Tier.NONE), words="Online, in the evening")
    assert signed_in(it.olga).get(at("decide_triage", "sign")).status_code == 404
    client = signed_in(it.rita)
    assert "Online, in the evening" in client.get(at("decide_triage", "sign")).content.decode()
    took(client, at("decide_triage", "sign"))
    assert "two people signed it" in client.get(at("event")).content.decode()


def test_a_second_person_may_decline_it(it: World) -> None:
    triaged(it, Tier.NONE)
    took(signed_in(it.rita), at("decide_triage", "decline"), reason="People travel there.")
    assert assessments.waiting_triage(it.event) is None


def test_the_page_says_what_changed_before_anybody_looked(it: World) -> None:
    accepted(it)
    type(it.event).objects.update(place="Accra")
    page = signed_in(it.olga).get(at("event")).content.decode()
    assert "Of the event these have changed since: its place." in page


def test_the_country_tells_what_is_known_of_it(it: World) -> None:
    ghana = Country.objects.get_or_create(code="GH", defaults={"alpha3": "GHA", "name": "Ghana"})[0]
    CountryProtection.objects.create(country=ghana, begins_on=LATER.date(), source="A report")
    staleness.raise_alert("GH", "A curfew", "https://example.org/curfew", by=it.rafa)
    page = signed_in(it.olga).get(at("event")).content.decode()
    assert "taking part can be dangerous there" in page
    assert "A curfew" in page


def test_a_reviewer_raises_and_ends_an_alert(it: World) -> None:
    Country.objects.get_or_create(code="GH", defaults={"alpha3": "GHA", "name": "Ghana"})
    client = signed_in(it.rita)
    took(
        client,
        reverse("event_risk:raise_alert"),
        country="GH",
        words="A curfew",
        source="https://example.org/curfew",
    )
    alert = CountryAlert.objects.get()
    assert "A curfew" in client.get(reverse("event_risk:alerts")).content.decode()
    client.post(reverse("event_risk:end_alert", args=[alert.pk]))
    alert.refresh_from_db()
    assert alert.ended_by == it.rita.key


def test_27_nothing_is_done_by_looking(it: World) -> None:
    submitted(it)
    client = signed_in(it.rita)
    assert client.get(at("review", "take-up")).status_code == 200
    assert Assessment.objects.get().state == "submitted"
    alert = reverse("event_risk:end_alert", args=[1])
    assert client.get(alert).status_code == 405


def test_31_pages_of_risks_are_kept_by_nobody(it: World) -> None:
    submitted(it)
    client = signed_in(it.rita)
    for address in (at("event"), at("assessment"), at("triage"), reverse("event_risk:reviews")):
        assert "no-store" in client.get(address)["Cache-Control"]


def test_17_what_is_written_is_shown_and_never_run(it: World) -> None:
    found = drafted(it)
    with_risk(it, found, threat="<script>alert(1)</script>", domain=Domain.LEGAL)
    page = signed_in(it.olga).get(at("assessment")).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page


def test_older_versions_are_read_and_not_written(it: World) -> None:
    accepted(it)
    staleness.make_stale(it.event, "incident", by=it.rita)
    assessing.begin(it.event, by=it.olga)
    page = signed_in(it.olga).get(at("version", 1)).content.decode()
    assert "Buses stop running" in page
    assert "Change it" not in page
    assert "Hand it in" not in page


def test_measures_are_done_and_confirmed_on_their_pages(it: World) -> None:
    drafted(it)
    one = Mitigation.objects.get()
    took(signed_in(it.oskar), at("measure", one.key, "do"), evidence="Ordered.")
    assert signed_in(it.olga).get(at("measure", one.key, "confirm")).status_code == 404
    took(signed_in(it.rita), at("measure", one.key, "send-back"))
    measures.do(one, "Ordered again.", by=it.oskar)
    took(signed_in(it.rita), at("measure", one.key, "confirm"))
    one.refresh_from_db()
    assert one.state == "verified"


def test_a_condition_goes_to_somebody_else(it: World) -> None:
    _found, proviso = on_conditions(it)
    took(signed_in(it.rita), at("condition", 1, "hand-over"), owner=it.olga.key)
    proviso.refresh_from_db()
    assert proviso.owner == it.olga
    assert signed_in(it.oskar).get(at("condition", 1, "meet")).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_reviews_asks_the_same_however_long(
    it: World, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(rows):
        event = announced(it.olga, key=f"event-{number}")
        with later():
            triage.answer(event, answers(Tier.LIGHT), by=it.olga)
            found = assessing.begin(event, by=it.olga)
            assessing.describe_place(found, "", ["life_and_liberty", "health"], by=it.olga)
            assessing.submit(found, by=it.olga)
    client = signed_in(it.rita)
    client.get(reverse("event_risk:reviews"))
    with django_assert_num_queries(16):
        answer = client.get(reverse("event_risk:reviews"))
    assert len(answer.context["listed"]) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_an_assessment_asks_the_same_however_many_risks(
    it: World, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    found = drafted(it)
    for _each in range(rows - 1):
        with_risk(it, found, domain=Domain.LEGAL)

    client = signed_in(it.olga)
    client.get(at("assessment"))
    with django_assert_num_queries(16):
        assert len(client.get(at("assessment")).context["risks"]) == rows


def test_reviewing_by_the_list_leaves_out_ones_own_events(it: World) -> None:
    submitted(it)
    olga = signed_in(it.olga)
    assert olga.get(reverse("event_risk:reviews")).status_code == 403
    assert [each.event_id for each in assessments.to_review(it.rita)] == [it.event.pk]
    reviewing.take_up(assessments.to_review(it.rita)[0], by=it.rita)
    assert assessments.to_review(it.rita).count() == 1


def test_whoever_is_asked_says_that_it_is_no_name(it: World) -> None:
    """The tick is offered to those alone to whom it happens, and then nothing they wrote is lost."""
    drafted(it, Tier.ENHANCED)
    client, address, said = signed_in(it.olga), at("add_risk", "legal"), {**RISK, "threat": "Near Palm Hall"}
    assert "names_nobody" not in client.get(address).content.decode()
    refused = client.post(address, said)
    page = refused.content.decode()
    assert (refused.status_code, "“Near Palm Hall” looks like a name" in page) == (422, True)
    assert ("names_nobody" in page, ">Near Palm Hall</textarea>" in page.replace("\n", "")) == (True, True)
    took(client, address, **said, names_nobody="on")
    assert Risk.objects.filter(domain=Domain.LEGAL).exists()


def test_no_tick_lets_a_telephone_number_pass(it: World) -> None:
    drafted(it, Tier.ENHANCED)
    said = {**RISK, "threat": "Call 5555-1234", "names_nobody": "on"}
    refused = signed_in(it.olga).post(at("add_risk", "legal"), said)
    assert "“5555-1234” looks like a telephone number. Leave it out." in refused.content.decode()
    assert not Risk.objects.filter(domain=Domain.LEGAL).exists()
