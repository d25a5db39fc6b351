"""A page that is kept, and by which name a browser holds it."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.plan import world
from tests.plan.pages.conftest import APRIL, RESULT, ROOT

from thriving.plan.models import Plan


@pytest.mark.parametrize("page", ["/", "/plan/", "/announcement/", ROOT, f"{ROOT}board/", RESULT])
def test_people_recorded_since_the_publication_show_in_no_name(year: Plan, client: Client, page: str) -> None:
    before = client.get(page)["ETag"]
    world.state(*(world.engaged(number, APRIL) for number in range(900, 907)))
    assert client.get(page, headers={"If-None-Match": before}).status_code == 304


def test_another_appearance_is_another_page(year: Plan, client: Client) -> None:
    before = client.get(ROOT)["ETag"]
    client.cookies["appearance"] = "dark"
    assert client.get(ROOT, headers={"If-None-Match": before}).status_code == 200


def test_a_page_that_did_not_change_says_how_it_may_be_kept(year: Plan, client: Client) -> None:
    before = client.get(ROOT)
    again = client.get(ROOT, headers={"If-None-Match": before["ETag"]})
    assert again["Cache-Control"] == before["Cache-Control"] == "no-cache"
    assert again["Vary"].split(", ") == ["Accept-Language", "Cookie"]
