"""Abuse case 17: markup in what a group tells of itself. It stays text on every page, and in every twin."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.conftest import Cast
from tests.movement.groups import world

from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.actions.recognition import Said, move

pytestmark = pytest.mark.django_db
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7 }}'
PAGES = (
    "/affiliates/",
    "/affiliates/lakeside/",
    "/affiliates/lakeside/recognition/",
    "/affiliates/lakeside/edit/",
    "/affiliates/waiting/",
    "/communities/",
    "/communities/night-sky/",
    "/search/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
)


@pytest.mark.parametrize("address", PAGES)
def test_it_is_shown_as_it_was_typed(client: Client, cast: Cast, address: str) -> None:
    lakeside = world.affiliate(name=HOSTILE, text=Words(en=HOSTILE), contact=HOSTILE, acronym="<script>")
    world.community(name=HOSTILE, text=Words(en=HOSTILE), contact=HOSTILE)
    world.application(cast.volunteer, name=HOSTILE)
    officer = world.officer()
    move(lakeside, "suspend", by=officer, said=Said(words=HOSTILE, inner=HOSTILE, reason=HOSTILE))
    client.force_login(officer)
    response = client.get(address)
    page = response.content.decode()
    assert response.status_code == 200
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "script-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/affiliates.json", "/communities.json", "/search.json?q=script"])
def test_a_twin_is_no_page(client: Client, address: str) -> None:
    world.affiliate(name=HOSTILE)
    world.community(name=HOSTILE)
    response = client.get(address)
    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.json()["rows"]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "http://x.example"]
)
@pytest.mark.parametrize("field", ["meta_page", "letter"])
def test_no_link_runs_anything(field: str, address: str) -> None:
    with pytest.raises(Refused):
        world.affiliate(**{field: address})
