"""`next=` to somebody else's site, at each page of the way in."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.conftest import PASSWORD, Cast
from tests.movement.second_steps import app_of, first_step, shown, take
from tests.movement.wiki import Wiki

ELSEWHERE = [
    "//evil.example/",
    "https://evil.example/",
    "/\\evil.example/",
    "javascript:alert(1)",
    "/%09/evil.example",
]


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_the_second_step_leads_to_our_pages(wanted: str, cast: Cast, client: Client) -> None:
    secret = app_of(cast.volunteer)
    first_step(client, cast.volunteer, next=wanted)
    assert take(client, shown(secret), next=wanted)["Location"] == "/"


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_proving_leads_to_our_pages(wanted: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.volunteer)
    assert client.post("/account/prove/", {"password": PASSWORD, "next": wanted})["Location"] == "/"


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_the_wiki_leads_back_to_our_pages(wanted: str, cast: Cast, client: Client, wiki: Wiki) -> None:
    wiki.belongs_to(cast.volunteer)
    assert wiki.sign_in(client, next=wanted)["Location"] == "/"


@pytest.mark.parametrize("wanted", ELSEWHERE)
def test_the_page_of_safety_links_to_our_pages(wanted: str, cast: Cast, client: Client) -> None:
    client.force_login(cast.volunteer)
    page = client.get("/account/security/", {"next": wanted})
    assert (page.context["next"], page.context["after"]) == ("/", "")
