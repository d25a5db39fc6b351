from __future__ import annotations

import json
from datetime import date

import pytest
from django.contrib.staticfiles import finders
from django.core.cache import cache
from django.templatetags.static import static
from django.test import Client
from tests.plan import world
from tests.plan.world import at

from thriving.plan.models import Plan
from thriving.ui.twins import openapi

APRIL = date(2020, 4, 15)


@pytest.fixture(autouse=True)
def _fresh(db: None) -> None:
    cache.clear()


def text(client: Client, address: str, status: int = 200) -> str:
    with at(APRIL):
        answer = client.get(address)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def test_the_first_page_says_what_this_is_and_opens_the_doors(client: Client) -> None:
    world.loaded()
    page = text(client, "/")
    assert "counts how far it has come from the records that the work itself leaves." in page
    assert "12 key results:" in page
    for door in ("/plan/", "/announcement/", "/measures/", "/indicators/"):
        assert f'href="{door}"' in page


def test_the_first_page_shows_the_four_priorities(client: Client) -> None:
    world.loaded()
    page = text(client, "/")
    for title in ("Movement Diversity", "Community Leadership Development", "Diverse Content"):
        assert title in page
    assert 'href="/plan/#safe-and-secure-spaces"' in page


@pytest.mark.parametrize("address", ["/", "/announcement/"])
def test_without_a_plan_a_page_says_how_to_load_one(client: Client, address: str) -> None:
    assert "thriving plan load" in text(client, address)


def test_the_announcement_is_in_its_own_words_with_attribution(client: Client) -> None:
    world.loaded()
    page = text(client, "/announcement/")
    assert "Diversity, leadership, and safety for a thriving movement" in page
    assert "28 October 2019" in page
    assert "Prepare for the development of a Youth Advisory Council" in page
    assert "pull people together on shared objectives" in page


def test_each_promise_has_its_number_of_the_day(client: Client) -> None:
    world.loaded()
    world.state(*(world.community(number, date(2020, 1, 15)) for number in range(11)))
    assert ">11</a> of at least 15 communities that gave pilot data" in text(client, "/announcement/")
    rows = json.loads(text(client, "/announcement.json"))["rows"]
    assert "11 of at least 15 communities that gave pilot data" in [row["words"] for row in rows]


@pytest.mark.parametrize("address", ["/", "/announcement/"])
def test_a_sample_says_so(client: Client, address: str) -> None:
    world.loaded()
    Plan.objects.update(sample=True)
    assert "fictional people and facts" in text(client, address)


def test_an_unknown_address_is_a_sentence_with_ways_on(client: Client) -> None:
    page = text(client, "/nothing/here/", status=404)
    assert "There is nothing at this address that you may open." in page
    assert 'href="/plan/"' in page


def test_a_program_gets_its_refusal_as_data(client: Client) -> None:
    answer = client.get("/nothing.json")
    assert answer.status_code == 404
    assert answer.json() == {"error": "There is nothing at this address that you may open."}


def test_a_bad_question_is_answered_in_a_sentence(client: Client) -> None:
    world.loaded()
    page = text(client, "/announcement/?on=soon", status=400)
    assert "which is not a day such as 2020-04-15" in page
    assert 'href="/announcement/"' in page


def test_a_refused_form_says_that_nothing_is_lost(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/sign-out/")
    assert answer.status_code in {200, 302, 403}


def test_a_broken_page_needs_nothing_that_may_be_broken(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("thriving.plan.pages.kept.ledger.position", broken)
    client.raise_request_exception = False
    assert "Something broke on our side" in text(client, "/", status=500)


def test_robots_keep_out_of_what_is_personal(client: Client) -> None:
    assert "Disallow: /my-work/" in text(client, "/robots.txt")


def test_whoever_asks_for_an_icon_where_old_browsers_look_finds_the_mark(client: Client) -> None:
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer["Location"]) == (302, static("ui/mark.svg"))
    assert finders.find("ui/mark.svg")


def test_the_document_names_every_twin(client: Client) -> None:
    told = json.loads(text(client, "/openapi.json"))
    assert told["paths"].keys() == openapi()["paths"].keys()
    assert "/plan/{plan}/key-results/{key_result}.csv" in told["paths"]
