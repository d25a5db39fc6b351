"""People and places from end to end, by the pages and commands that people use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.conftest import Cast
from tests.evidence.abuse.attacker import breaches
from tests.evidence.tables import world
from tests.evidence.tables.world import at
from tests.movement import wiki as stand_in
from tests.movement.conftest import as_shown
from tests.movement.groups.world import SINCE
from tests.movement.reference.test_folder import REAL, needs_real
from tests.plan import world as plan
from tests.whole.browsing import ROOT

from thriving.evidence import actions as evidence_actions
from thriving.evidence.commands import evidence
from thriving.evidence.models import TableRelease
from thriving.evidence.statements import Statement
from thriving.evidence.tables import auditing
from thriving.kernel.words import Words
from thriving.movement import actions
from thriving.movement.actions.affiliates import register_affiliate
from thriving.movement.actions.groups import Described
from thriving.movement.actions.profile import Lines
from thriving.movement.commands import people
from thriving.movement.models import Audience, Country, Person
from thriving.plan import actions as plan_actions

TUTORIAL = ROOT / "docs" / "tutorials" / "people-and-places.md"
NAME = "ليلى من فاس"
REGION = "middle-east-and-north-africa"
# In North America so few that they could be found; in Europe nobody at all.
PEOPLE = {
    REGION: 24,
    "sub-saharan-africa": 17,
    "latin-america-and-caribbean": 14,
    "north-america": 4,
    "": 13,
}
FEW_MORE = {REGION: 9, "north-america": 3, "northern-and-western-europe": 8, "": 4}
APRIL, MAY, JULY = date(2020, 4, 1), date(2020, 5, 1), date(2020, 7, 1)
PROFILE, TABLE = "/account/profile/", "/tables/people-by-region"
RESULT = "/plan/thriving-movement-2019/key-results/leadership-development-framework"
ASKED = {
    "key": "people-by-region",
    "number": "thriving-movement-2019/leadership-development-framework/people",
    "first": "region",
    "k": 10,
    "least_population": 30,
    "cadence": "quarterly",
    "why": "To see whom we reach.",
}


@pytest.fixture
def places(cast: Cast) -> None:
    """The countries and regions that come with the product."""
    actions.load_shipped_reference(by="test")


@pytest.fixture
def newcomer(places: None, client: Client, settings: Settings) -> Iterator[Person]:
    """``client`` is in with the account that somebody has at a wiki; nobody made them one here."""
    with stand_in.serving() as wiki:
        stand_in.set_up(settings, wiki)
        wiki.profile["username"] = NAME
        assert wiki.sign_in(client, next=PROFILE)["Location"] == PROFILE
        yield Person.objects.latest("pk")


@pytest.fixture
def work(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plan that counts people, and the people, by the end of March."""
    monkeypatch.setattr(auditing, "_secret", lambda: b"")  # the same figures are hidden on every machine
    plan.loaded()
    with at(world.MARCH):
        world.engage(PEOPLE)


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def read(client: Client, address: str, language: str = "en") -> str:
    answer = client.get(address, headers={"accept-language": language})
    assert answer.status_code == 200, address
    return answer.content.decode()


def agree_on_a_table(cast: Cast) -> None:
    """One evaluator proposes it, and another approves."""
    with at(world.MARCH):
        assert signed_in(cast.evaluator).post("/tables/propose/", ASKED)["Location"] == f"{TABLE}/"
        signed_in(cast.second_evaluator).post(f"{TABLE}/decide/", {"move": "approve", "why": "It is safe."})


def publish(cast: Cast, on: date) -> None:
    """The quarter is over, and an evaluator presses the button."""
    with at(on):
        signed_in(cast.evaluator).post("/tables/publish/")
    assert TableRelease.objects.latest("pk").outcome == "published"


def test_a_volunteer_comes_from_their_wiki_and_shows_what_they_want(
    newcomer: Person, client: Client, cast: Cast
) -> None:
    said = as_shown(client.get(PROFILE).context["form"])
    shown = {"where": "country:MA", "where_shown_to": "members", "name_shown_to": "everyone"}
    mine = client.post(PROFILE, said | shown)["Location"]
    to_everyone, to_members = read(Client(), mine), read(signed_in(cast.volunteer), mine)
    assert NAME in to_everyone
    assert "Morocco" not in to_everyone
    assert "Morocco" in to_members
    assert newcomer.roles == frozenset()


def test_they_find_the_affiliate_of_their_country_in_their_script(newcomer: Person, client: Client) -> None:
    atlas = Described(kind="user_group", name=Words(ar="ويكي الأطلس"), countries=("MA",))
    register_affiliate(atlas, key="atlas", by="test", recognized_since=SINCE)
    for asked in ("المغرب", "الاطلس"):  # the country; and the affiliate, without its hamza
        found = read(client, f"/search/?q={asked}", "ar")
        assert 'href="/affiliates/atlas/"' in found
        assert "ويكي الأطلس" in found
    assert "المغرب" in read(client, "/affiliates/atlas/", "ar")


def test_they_see_the_figures_of_their_region_and_nobody_is_found(
    work: None, newcomer: Person, client: Client, cast: Cast
) -> None:
    agree_on_a_table(cast)
    publish(cast, APRIL)
    assert "24, as of 31 March 2020" in read(client, f"/regions/wikimedia/{REGION}/")
    for region in ("north-america", "northern-and-western-europe"):
        assert "hidden, as of 31 March 2020" in read(client, f"/regions/wikimedia/{region}/")
    assert breaches(client) == []


def test_a_lead_gives_a_regional_role_that_ends_by_itself(
    newcomer: Person, client: Client, cast: Cast
) -> None:
    to_need = {"name": Audience.NEED, "where": Audience.NEED}
    in_morocco = Lines(name="Edda", where=Country.objects.get(pk="MA"), shown_to=to_need)
    actions.introduce(cast.editor, in_morocco)
    theirs = reverse("movement:person", args=[cast.editor.page])
    assert client.get(theirs).status_code == 404
    term = {"begins_on": "2020-04-01", "ends_on": "2020-07-01", "over": f"region:wikimedia/{REGION}"}
    with at(APRIL):
        given = signed_in(cast.lead).post(
            "/roles/regional_liaison/give/", term | {"who": newcomer.username, "why": "They know everybody."}
        )
        assert given["Location"] == "/roles/regional_liaison/"
    with at(world.JUNE):
        assert "Edda" in read(client, theirs)
        assert len(holders(client)) == 1
    with at(JULY):
        assert client.get(theirs).status_code == 404
        assert holders(client) == []


def holders(client: Client) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = client.get("/roles/regional_liaison.json").json()["rows"]
    return rows


@needs_real
@pytest.mark.data
def test_on_the_real_reference_an_evaluator_publishes_what_no_attacker_opens(work: None, cast: Cast) -> None:
    loaded, again = (CliRunner().invoke(people, ["load-reference", str(REAL)]) for _ in range(2))
    assert "250 countries, 348 languages, 1779 homes of languages, 1031 wikis" in loaded.output
    assert "Nothing to change" in again.output
    agree_on_a_table(cast)
    publish(cast, APRIL)
    with at(MAY):
        world.engage(FEW_MORE, MAY)
    publish(cast, JULY)
    assert "Middle East &amp; North Africa" in read(Client(), f"{TABLE}/")
    assert breaches(Client()) == []


def test_people_leave_and_the_numbers_of_the_plan_stand(
    work: None, newcomer: Person, client: Client, cast: Cast
) -> None:
    with at(world.MARCH):
        evidence_actions.state([took_part(newcomer)], by="test")
    agree_on_a_table(cast)
    publish(cast, APRIL)
    with at(APRIL):
        plan_actions.publish_due()
        signed_in(cast.lead).post(f"{RESULT}/check-in/", {"confidence": "7", "what_changed": "All well."})
        before = told_to_everyone()
        assert engaged(Client()) == engaged(signed_in(cast.second_evaluator)) == 73
        leave(client, newcomer)
        leave(signed_in(cast.lead), cast.lead)
        leave(signed_in(cast.evaluator), cast.evaluator)
        cache.clear()
        assert told_to_everyone() == before
        assert engaged(Client()) == engaged(signed_in(cast.second_evaluator)) == 73
        assert "All well." in read(Client(), f"{RESULT}/")
    assert CliRunner().invoke(evidence, ["check"]).output.endswith("Everything adds up.\n")
    assert breaches(Client()) == []


def took_part(person: Person) -> Statement:
    parts = {"stage": "tested", "standing": "new", "role": "organizer", "region": REGION}
    return Statement("leadership.engaged", person.key, date(2020, 2, 1), dimensions=parts, source="s")


def leave(client: Client, person: Person) -> None:
    assert client.post("/account/leave/", {"username": person.username})["Location"] == "/left/"
    assert not Person.objects.filter(pk=person.pk).exists()


def told_to_everyone() -> list[Any]:
    """The plan, and what was published of its people with the digests."""
    return [Client().get(page).json() for page in ("/plan.json", f"{TABLE}.json", f"{TABLE}/1.json")]


def engaged(reader: Client) -> float:
    """How many people the key result has: as published, or, for an evaluator, as it is now."""
    rows = reader.get("/plan.json").json()["rows"]
    [value] = [row["value"] for row in rows if row["key_result"] == "leadership-development-framework"]
    return float(value)


@pytest.mark.parametrize("link", re.findall(r"\]\((.+?)\)", TUTORIAL.read_text("utf-8")))
def test_what_the_tutorial_links_to_is_there(link: str) -> None:
    path, _hash, part = link.partition("#")
    headings = re.findall(r"^#+ (.+)$", (TUTORIAL.parent / path).read_text("utf-8"), re.MULTILINE)
    assert not part or part in {re.sub(r"[^a-z ]", "", each.lower()).replace(" ", "-") for each in headings}
