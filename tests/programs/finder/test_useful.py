"""What people say of what they found, kept without them; and who comes first, computed without looking."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models
from django.test import Client
from tests.conftest import Cast

from thriving.kernel import clock
from thriving.kernel.models import DiaryEntry
from thriving.programs.finder import exposure
from thriving.programs.finder.tasks import look_who_comes_first
from thriving.programs.matching.engine import Offer
from thriving.programs.matching.models import Exposure, Verdict

pytestmark = pytest.mark.usefixtures("offered")
PAGE = "/find/useful/?do=photography&where=&hours=&offer=made-up%3Aphotos"


def of(verdict: models.Model) -> dict[str, Any]:
    return {name.name: getattr(verdict, name.name) for name in verdict._meta.fields if name.name != "id"}


def test_a_result_leads_to_it(client: Client) -> None:
    found = client.get("/find/", {"do": "photography"}).content.decode()
    assert PAGE.replace("&", "&amp;") in found
    assert "Photo grants" in client.get(PAGE).content.decode()


def test_it_is_kept_without_whoever_says_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.volunteer)
    answer = client.post(PAGE, {"use": "not", "why": "place"})
    assert answer.headers["Location"].startswith("/find/?do=photography")
    assert of(Verdict.objects.get()) == {
        "purpose": "initiatives",
        "version": 1,
        "offer": "made-up:photos",
        "use": "not",
        "why": "place",
        "told_on": clock.today(),
        "sample": False,
    }
    assert not DiaryEntry.objects.exists()


def test_only_a_no_says_why(client: Client) -> None:
    client.post(PAGE, {"use": "connected", "why": "time"})
    assert (Verdict.objects.get().use, Verdict.objects.get().why) == ("connected", "")


@pytest.mark.parametrize("data", [{}, {"use": "great"}, {"use": "not", "why": "him"}])
def test_what_cannot_be_said_is_not_kept(client: Client, data: dict[str, str]) -> None:
    assert client.post(PAGE, data).status_code == 422
    assert not Verdict.objects.exists()


@pytest.mark.parametrize("offer", ["", "made-up:nothing"])
def test_nothing_is_said_of_what_is_not_there(client: Client, offer: str) -> None:
    assert client.post(f"/find/useful/?offer={offer}", {"use": "useful"}).status_code == 404


def test_nobody_fills_it(client: Client) -> None:
    answers = [client.post(PAGE, {"use": "useful"}).status_code for _each in range(21)]
    assert set(answers) == {302, 422}


def test_it_stands_beside_the_weights(client: Client) -> None:
    for use, why in (("useful", ""), ("useful", ""), ("not", "language")):
        client.post(PAGE, {"use": use, "why": why})
    page = client.get("/find/weights/").content.decode()
    assert "What people said of matches by version" in page
    assert "It is not in a language that I read: <bdi>1</bdi>" in page


def test_who_comes_first_is_computed(client: Client, offered: list[Offer]) -> None:
    look_who_comes_first()
    look_who_comes_first()
    told = Exposure.objects.get()
    assert (told.offers, told.first, told.most_offer) == (4, 1, "made-up:advice")
    assert (told.most, told.share, told.gini) == (told.asked, 1, 75)
    page = client.get("/find/weights/").content.decode()
    assert "Who comes first" in page
    assert "One offer takes more than half" in page
    assert len(list(exposure.every_wish())) > 100
