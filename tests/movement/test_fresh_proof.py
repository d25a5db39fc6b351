"""What harms most asks again who one is; and what was typed meanwhile is neither lost nor sent by itself."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path
from pytest_django.fixtures import Settings
from tests.conftest import PASSWORD, Cast, prove
from tests.movement.conftest import Later

from thriving.movement.accounts.proofs import Proof
from thriving.movement.doors import fresh, needs, typed

pytestmark = pytest.mark.urls("tests.movement.test_fresh_proof")
LATE = timedelta(minutes=5, seconds=1)
HERE, PROVE = "/export/?of=people", "/account/prove/"

done: list[str] = []


@fresh
def export(request: HttpRequest, form: str = "html") -> HttpResponse:
    if request.method == "POST":
        done.append(request.POST["why"])
    kept = typed(request)
    return HttpResponse(kept["why"] if kept else form)


@needs("grant_role", fresh=True)
def grant(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("granted")


urlpatterns = [
    path("", include("thriving.web.urls")),
    path("export/", export),
    path("export.json", export, {"form": "json"}),
    path("grant/", grant),
]


@pytest.fixture
def hers(cast: Cast, client: Client, later: Later) -> Client:
    """The operator signed in a little more than five minutes ago."""
    done.clear()
    client.force_login(cast.operator)
    later(LATE)
    return client


def carried(page: HttpResponse) -> str:
    found = re.search(r'name="carried" value="([^"]*)"', page.content.decode())
    assert found
    return unescape(found[1])


def test_a_sign_in_is_proof_for_five_minutes(cast: Cast, client: Client, later: Later) -> None:
    client.force_login(cast.operator)
    later(timedelta(minutes=4, seconds=59))
    assert client.get(HERE).content == b"html"
    later(timedelta(seconds=2))
    assert client.get(HERE).status_code == 302


def test_the_password_leads_back(hers: Client) -> None:
    asked = hers.get(HERE)["Location"]
    assert asked == "/account/prove/?next=/export/%3Fof%3Dpeople"
    assert 'name="next" value="/export/?of=people"' in hers.get(asked).content.decode()
    assert hers.post(PROVE, {"password": PASSWORD, "next": HERE})["Location"] == HERE
    assert hers.get(HERE).status_code == 200


def test_who_has_a_password_is_not_sent_to_the_wiki(hers: Client, settings: Settings) -> None:
    settings.WIKI, settings.WIKI_CLIENT = "https://wiki.example/w/", "a-client"
    page = hers.get("/account/prove/").content.decode()
    assert "password" in page
    assert "wiki.example" not in page


def test_a_wrong_password_proves_nothing(hers: Client) -> None:
    page = hers.post(PROVE, {"password": "wrong", "next": HERE}).content.decode()
    assert "do not go together" in page
    assert hers.get(HERE).status_code == 302


def test_what_was_typed_comes_back_and_is_not_sent(hers: Client) -> None:
    page = hers.post(HERE, {"why": "for the council"})
    assert page.status_code == 403
    response = hers.post(PROVE, {"password": PASSWORD, "carried": carried(page)})
    assert response["Location"] == HERE
    assert hers.get(HERE).content == b"for the council"
    assert done == []
    hers.post(HERE, {"why": "for the council"})
    assert done == ["for the council"]


def test_tries_are_counted(hers: Client, settings: Settings) -> None:
    settings.SIGN_IN_TRIES_BY_NAME = 2
    said = [hers.post(PROVE, {"password": "wrong"}).status_code for _ in range(3)]
    assert said == [200, 200, 429]


def test_another_persons_words_are_not_shown(cast: Cast, hers: Client) -> None:
    theirs = carried(hers.post(HERE, {"why": "for the council"}))
    hers.force_login(cast.evaluator)
    assert hers.post(PROVE, {"password": PASSWORD, "carried": theirs})["Location"] == "/"


def test_a_power_may_want_fresh_proof(cast: Cast, client: Client, hers: Client) -> None:
    assert hers.get("/grant/").status_code == 302
    hers.force_login(cast.evaluator)
    assert hers.get("/grant/").status_code == 403
    hers.force_login(cast.operator)
    assert hers.get("/grant/").content == b"granted"


@pytest.mark.parametrize("way", [Proof.RECOVERY_CODE, Proof.WIKI])
def test_a_recovery_code_and_another_sites_word_are_not_fresh_proof(
    cast: Cast, client: Client, way: Proof
) -> None:
    client.force_login(cast.operator)
    prove(client, way)
    assert client.get(HERE).status_code == 302


def test_a_program_is_refused_and_a_visitor_asked_to_sign_in(hers: Client) -> None:
    assert hers.get("/export.json").status_code == 403
    assert Client().get(HERE)["Location"].startswith("/sign-in/")
