"""The list of campaigns: narrowed by what occurs, in parts, and the same in its twins."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from tests.programs.campaigns import world

from thriving.kernel.words import Words
from thriving.movement.models import Country, Person
from thriving.programs.campaigns.models import Campaign
from thriving.programs.campaigns.views import campaigns as views

pytestmark = pytest.mark.django_db


def found(client: Client, **asked: str) -> list[str]:
    with world.on(world.DURING):
        return [row["key"] for row in client.get("/campaigns.json", asked).json()["rows"]]


def test_it_is_narrowed_by_what_campaigns_have(client: Client, organizer: Person) -> None:
    Country.objects.create(code="GH", alpha3="GHA", name="Ghana")
    Country.objects.create(code="KE", alpha3="KEN", name="Kenya")
    world.wiki()
    world.published(organizer, "fish", countries=("GH",), languages=("en",), wikis=("enwiki",))
    world.place(world.published(organizer, "trade", languages=()), organizer, "nairobi", country="KE")
    assert found(client, country="GH") == ["fish"]
    assert found(client, country="KE") == ["trade"]
    assert found(client, language="en") == found(client, wiki="enwiki") == ["fish"]
    with world.on(world.DURING):
        page = client.get("/campaigns/", {"country": "KE"})
    assert [name for name, _label in page.context["filters_form"].fields["country"].choices] == [
        "",
        "GH",
        "KE",
    ]
    assert "Enwiki" not in page.content.decode()
    assert ("enwiki", "enwiki") in page.context["filters_form"].fields["wiki"].choices


def test_a_state_is_as_the_days_say(client: Client, organizer: Person) -> None:
    world.published(organizer, "begun")
    later = world.LAST + timedelta(days=9)
    world.published(organizer, "to-come", starts_on=world.LAST, ends_on=later)
    world.finished(organizer, "over")
    assert found(client, state="running") == ["begun"]
    assert found(client, state="published") == ["to-come"]
    assert found(client, state="finished") == ["over"]
    assert found(client, state="eaten") == []


def test_it_comes_in_parts_drafts_without_days_first(
    client: Client, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "ON_A_PAGE", 2)
    for number in range(5):
        world.published(organizer, f"n-{number}", starts_on=world.FIRST + timedelta(days=number // 2))
    Campaign.objects.filter(key="n-0").update(starts_on=None, ends_on=None)
    client.force_login(organizer)
    seen, address = [], "/campaigns/?language=en"
    while address:
        page = client.get(address)
        seen += [each.key for each in page.context["campaigns"]]
        following = page.context["next"]
        assert not following or "language=en" in following
        address = following and f"/campaigns/{following}"
    assert seen == ["n-0", "n-4", "n-3", "n-2", "n-1"]


def test_where_none_fits_it_says_so(client: Client, organizer: Person) -> None:
    world.published(organizer, title=Words(en="Markets"))
    page = client.get("/campaigns/?initiative=nothing").content.decode()
    assert "No campaign fits this question." in page
    assert 'name="initiative"' in page
