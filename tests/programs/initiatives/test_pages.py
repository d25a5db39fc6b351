"""The pages of initiatives, as those who run them and everybody else see them."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.http import urlencode
from pytest_django import DjangoAssertNumQueries
from tests.conftest import Cast, person
from tests.programs.events.lakes import came, pretended
from tests.programs.events.world import AFTER, at, held
from tests.programs.initiatives import world

from thriving.evidence import shipped
from thriving.kernel.words import Words
from thriving.movement.models import Audience, Person
from thriving.plan import ways_in
from thriving.plan.models import Plan
from thriving.programs.events.actions import measure_due
from thriving.programs.initiatives import actions
from thriving.programs.initiatives.models import Initiative, Involvement

pytestmark = pytest.mark.usefixtures("plan")

LIST = "/initiatives/"
ONE = "/initiatives/photo-grants/"
FIELDS = {
    "title": "Camera library",
    "text": "Cameras to borrow.",
    "how_url": "https://example.org/cameras",
    "gives": ["equipment"],
    "audiences": ["newcomers"],
    "countries": "Ghana, Togo",
    "languages": "English",
    "pace": "weekly",
    "hours": "2",
    "places": "10",
    "priorities": [world.LED],
    "key_results": [world.KEY_RESULT],
}


def keys(client: Client, **asked: str) -> list[str]:
    return [row["key"] for row in client.get("/initiatives.json", asked).json()["rows"]]


def test_a_draft_is_seen_by_those_who_run_it(client: Client, cast: Cast, organizer: Person) -> None:
    world.draft()
    assert client.get(ONE).status_code == 404
    for reader, status in ((organizer, 200), (cast.lead, 200), (cast.other_lead, 404), (cast.volunteer, 404)):
        client.force_login(reader)
        assert client.get(ONE).status_code == status
    assert keys(client) == []


def test_everybody_reads_what_is_offered(client: Client) -> None:
    world.published(hours=3, places=5, key_results=(world.KEY_RESULT,))
    page = client.get(ONE).content.decode()
    for words in (
        "Photo grants",
        "Money",
        "Newcomers",
        "Ghana",
        "Dagbani",
        "3</bdi> hours a week",
        "Leaders",
    ):
        assert words in page
    assert "5</bdi> places left" in page


def test_what_it_moved_is_told_in_events_and_in_sums(
    client: Client, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped.define(by="tests")
    pretended(monkeypatch)
    world.published()
    came(held(organizer, initiative="photo-grants"), organizer, range(12))
    with at(AFTER):
        measure_due()
    moved = client.get(ONE).content.decode().partition('id="moved"')[2].partition("</ul>")[0]
    words = re.sub(r"<[^>]+>", "", moved)
    assert "took place" in words
    assert re.findall(r"(.+): at least\W+(\d+)", words) == [
        ("Edits at events", "40"),
        ("Pages created and improved at events", "10"),
    ]
    assert "in sum" not in words
    assert "where=initiative:in:photo-grants" in moved


def test_words_are_in_the_readers_language_where_there_are_any(client: Client) -> None:
    world.published(title=Words(en="Photo grants", ar="منح التصوير"))
    page = client.get(ONE, headers={"Accept-Language": "ar"}).content.decode()
    assert "<h1>منح التصوير</h1>" in page
    assert '<div lang="en" dir="ltr"><p>Small grants' in page


def test_the_list_answers_what_is_asked(client: Client) -> None:
    world.published()
    world.published("mentors", title=Words(en="Mentors"), gives=("mentoring",), countries=(), topics=())
    assert keys(client) == ["mentors", "photo-grants"]
    assert keys(client, gives="money") == ["photo-grants"]
    assert keys(client, country="gh") == ["mentors", "photo-grants"]
    assert keys(client, country="PE") == ["mentors"]
    assert keys(client, topic="photography") == ["photo-grants"]
    assert keys(client, language="sw") == []
    assert keys(client, serves=world.LED) == ["mentors", "photo-grants"]


def test_only_those_that_one_can_join(client: Client) -> None:
    world.published("full", places=1)
    actions.count_places(Initiative.objects.get(key="full"), 0, by="tests")
    world.published("over", closes_on=world.DAY)
    world.published("open")
    assert keys(client, open="true") == ["open"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        world.published(f"photo-{number}")
    cache.clear()
    with django_assert_num_queries(5):
        client.get(LIST)


def test_a_page_takes_the_same_queries_whoever_is_named(client: Client) -> None:
    """Higher packages fill places on it: what they ask is theirs to count."""
    initiative, counts = world.published(), []
    for number in range(3):
        named = person(f"named-{number}")
        Person.objects.filter(pk=named.pk).update(name_shown_to=Audience.EVERYONE)
        actions.involve(initiative, named, "runs", by="tests")
        with CaptureQueriesContext(connection) as captured:
            assert f"Named-{number}" in client.get(ONE).content.decode()
        counts.append(len(captured))
    assert len(set(counts)) == 1


def test_a_lead_proposes_and_publishes(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    assert client.post("/initiatives/new/", {**FIELDS, "key": "cameras"}).status_code == 302
    made = Initiative.objects.get()
    assert (made.countries, made.languages, made.places_left, made.state) == (
        ["GH", "TG"],
        ["en"],
        10,
        "draft",
    )
    assert client.post("/initiatives/cameras/step/publish/").status_code == 302
    assert client.post("/initiatives/cameras/step/places/", {"left": "4"}).status_code == 302
    made = Initiative.objects.get()
    assert (made.state, made.places_left, made.key_results) == ("published", 4, [world.KEY_RESULT])


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(client: Client, cast: Cast) -> None:
    client.force_login(cast.lead)
    wrong = {**FIELDS, "key": "cameras", "countries": "Atlantis", "hours": "99", "opens_on": "2026-05-01"}
    answer = client.post("/initiatives/new/", {**wrong, "closes_on": "2026-04-01"})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"countries"}
    answer = client.post("/initiatives/new/", {**wrong, "closes_on": "2026-04-01", "countries": "Ghana"})
    assert answer.context["form"].errors.keys() == {"hours", "closes_on"}
    assert b"Cameras to borrow." in answer.content
    assert not Initiative.objects.exists()


def test_an_organizer_describes_it_but_moves_it_under_no_priority(client: Client, organizer: Person) -> None:
    world.published()
    client.force_login(organizer)
    assert client.post(f"{ONE}describe/", {**FIELDS, "state": "closed", "proposer": "1"}).status_code == 302
    found = Initiative.objects.get()
    assert (found.title["en"], found.state, found.proposer) == ("Camera library", "published", None)
    moved = client.post(f"{ONE}describe/", {**FIELDS, "priorities": [world.LED, world.OTHER]})
    assert moved.status_code == 403
    assert Initiative.objects.get().priorities == [world.LED]


def test_a_translation_stays_when_the_original_is_described_anew(client: Client, organizer: Person) -> None:
    world.published()
    client.force_login(organizer)
    client.post(f"{ONE}describe/", FIELDS)
    assert Initiative.objects.get().title == {"en": "Camera library", "sw": "Ruzuku za picha"}


def test_steps_that_are_not_mine_are_not_there(client: Client, organizer: Person, cast: Cast) -> None:
    world.published()
    client.force_login(organizer)
    for step in ("publish", "withdraw", "places", "fly"):
        assert client.get(f"{ONE}step/{step}/").status_code == 404
    client.force_login(cast.other_lead)
    for page in ("describe", "logic", "people", "translate", "step/close"):
        assert client.get(f"{ONE}{page}/").status_code == 404


def test_what_is_withdrawn_says_why(client: Client, cast: Cast) -> None:
    world.published()
    client.force_login(cast.lead)
    assert client.post(f"{ONE}step/withdraw/", {"reason": ""}).status_code == 422
    assert client.post(f"{ONE}step/withdraw/", {"reason": "The money is gone."}).status_code == 302
    page = client.get(ONE).content.decode()
    assert "The money is gone." in page
    assert "Small grants" not in page
    assert keys(client) == []


def test_a_translator_writes_what_is_missing(client: Client) -> None:
    found = world.published()
    actions.write_logic(found, {"inputs": ["Money"]}, by="tests")
    client.force_login(person("tariq", "translator"))
    page = client.get(f"{ONE}translate/dag/")
    assert "<h1>Dagbani</h1>" in page.content.decode()
    reading = {f"read_{bound.html_name}": digest for _words, bound, digest in page.context["form"].rows()}
    texts = {"title": "Foto", "text": "", "how": "", "inputs_0": "Laɣiri"}
    assert client.post(f"{ONE}translate/dag/", {**texts, **reading}).status_code == 302
    found = Initiative.objects.get()
    assert (found.title["dag"], found.logic["inputs"]) == ("Foto", [{"en": "Money", "dag": "Laɣiri"}])
    assert client.get(f"{ONE}describe/").status_code == 404


def test_an_original_that_changed_meanwhile_is_read_again(client: Client) -> None:
    found = world.published()
    client.force_login(person("tariq", "translator"))
    page = client.get(f"{ONE}translate/dag/")
    reading = {f"read_{bound.html_name}": digest for _words, bound, digest in page.context["form"].rows()}
    actions.describe(found, world.described(text=Words(en="Large grants.")), by="tests")
    answer = client.post(f"{ONE}translate/dag/", {"title": "Foto", "text": "Biɛla", "how": "", **reading})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"text"}
    assert "dag" not in Initiative.objects.get().title


def test_a_language_is_chosen_by_its_name(client: Client) -> None:
    world.published()
    client.force_login(person("tariq", "translator"))
    answer = client.post(f"{ONE}translate/", {"language": "Swahili"})
    assert answer.headers["Location"] == f"{ONE}translate/sw/"
    assert client.post(f"{ONE}translate/", {"language": "English"}).status_code == 422
    assert client.get(f"{ONE}translate/en/").status_code == 404
    assert client.get(f"{ONE}translate/xx-none/").status_code == 404


def test_the_logic_model_is_written_line_by_line(client: Client, organizer: Person) -> None:
    world.published()
    client.force_login(organizer)
    lines = {"inputs": "Money\n\nPeople", "activities": "", "outputs": "Photos", "outcomes": ""}
    assert client.post(f"{ONE}logic/", lines).status_code == 302
    page = client.get(ONE).content.decode()
    assert "How it is meant to work" in page
    assert [page.count(word) for word in ("<li>Money</li>", "<li>People</li>", "<li>Photos</li>")] == [
        1,
        1,
        1,
    ]


def test_people_are_named_and_take_their_names_off(client: Client, organizer: Person) -> None:
    world.published()
    shown, hidden = person("sia"), person("hana")
    Person.objects.filter(pk=hidden.pk).update(name_shown_to=Audience.SELF)
    client.force_login(organizer)
    assert client.post(f"{ONE}people/", {"who": "Sia", "part": "answers"}).status_code == 302
    assert client.post(f"{ONE}people/", {"who": "hana", "part": "runs"}).status_code == 422
    named = Involvement.objects.get()
    assert named.person == shown
    client.force_login(hidden)
    assert client.post(f"{ONE}people/{named.pk}/release/").status_code == 404
    client.force_login(shown)
    assert f"{ONE}people/{named.pk}/release/" in client.get(ONE).content.decode()
    assert client.post(f"{ONE}people/{named.pk}/release/").status_code == 302
    assert not Involvement.objects.exists()


def test_a_name_is_shown_to_those_who_may_see_it(client: Client, cast: Cast) -> None:
    found = world.published()
    actions.involve(found, person("sia"), "runs", by="tests")
    assert "Sia" not in client.get(ONE).content.decode()
    client.force_login(cast.volunteer)
    assert "Sia" in client.get(ONE).content.decode()


def test_a_draft_waits_for_who_leads_its_priority(client: Client, cast: Cast, plan: Plan) -> None:
    world.draft()
    client.force_login(cast.lead)
    assert ONE in client.get("/my-work/").content.decode()
    client.force_login(cast.other_lead)
    assert ONE not in client.get("/my-work/").content.decode()


def test_a_priority_leads_to_what_serves_it(plan: Plan) -> None:
    beside = dict(ways_in.beside(plan, "community-leadership-development"))
    assert f"/initiatives/?{urlencode({'serves': world.LED})}" in beside.values()
