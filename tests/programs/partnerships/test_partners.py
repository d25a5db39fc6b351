"""Partners and meetings: who reads what, and what a plan counts of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from tests import places
from tests.conftest import Cast, person
from tests.movement.groups import world as world_of_groups
from tests.programs.partnerships import world
from tests.whole.connections import close

from thriving.evidence import check
from thriving.evidence.models import Fact, Source
from thriving.kernel import files
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.models import CountryProtection, Person
from thriving.programs.partnerships import actions, facts, queries
from thriving.programs.partnerships.forms import fields
from thriving.programs.partnerships.models import Meeting, Partner

pytestmark = pytest.mark.django_db
MUSEUM = "/partners/river-museum/"


@pytest.fixture
def world_map(db: None) -> None:
    places.few()


def met() -> list[tuple[str, str | None, str | None]]:
    standing = Fact.objects.filter(kind=facts.MET, superseded_number=None)
    return [
        (each.subject, each.dimensions.get("region"), each.dimensions.get("country")) for each in standing
    ]


def holds() -> bool:
    return list(check.as_derived(facts.MET)) == []


def test_a_meeting_about_heritage_counts_where_the_partner_is(
    world_map: None, museum: Partner, organizer: Person
) -> None:
    world.meeting(museum, organizer)
    world.meeting(museum, organizer, topic="research")
    assert met() == [("river-museum", "sub-saharan-africa", "GH")]
    assert holds()


def test_a_fact_follows_its_meeting(world_map: None, museum: Partner, organizer: Person) -> None:
    meeting = world.meeting(museum, organizer)
    actions.rewrite_meeting(meeting, world.noted(topic="content"), by=organizer)
    assert met() == []
    actions.rewrite_meeting(meeting, world.noted(), by=organizer)
    actions.describe_partner(museum, world.described(country="IN", region=""), by=organizer)
    assert met() == [("river-museum", "south-asia", "IN")]
    actions.withdraw_meeting(meeting, reason="Nobody came.", by=organizer)
    assert met() == []
    assert holds()
    with pytest.raises(PermissionDenied):
        actions.withdraw_meeting(meeting, reason="Again.", by=organizer)


def test_where_it_is_dangerous_nobody_reads_who_it_is(
    client: Client, world_map: None, museum: Partner, organizer: Person
) -> None:
    world.meeting(museum, organizer)
    CountryProtection.objects.create(country_id="GH", begins_on=date(2020, 1, 1), source="a test")
    actions.follow_protections("test")
    assert met() == [(f"partner-{museum.pk}", "sub-saharan-africa", None)]
    assert "River" not in str(Source.objects.get(kind="meeting").title)
    assert holds()
    for address in (MUSEUM, "/partners/", "/partners.json", "/meetings-with-partners.csv"):
        assert "River" not in client.get(address).content.decode()
        assert "river" not in client.get(address).content.decode().replace(MUSEUM, "")
    assert client.get(MUSEUM).status_code == 404
    client.force_login(organizer)
    assert client.get(MUSEUM).status_code == 200


def test_a_private_collection_is_named_nowhere(
    client: Client, world_map: None, museum: Partner, organizer: Person
) -> None:
    world.meeting(museum, organizer)
    actions.describe_partner(museum, world.described(kind="private_collection", listed=True), by=organizer)
    assert met() == [(f"partner-{museum.pk}", "sub-saharan-africa", None)]
    assert holds()
    assert client.get(MUSEUM).status_code == 404
    assert client.get("/partners.json").json()["rows"] == []


def test_a_meeting_counts_once_there_is_more_than_a_word_for_it(
    client: Client, world_map: None, museum: Partner, organizer: Person
) -> None:
    meeting = world.meeting(museum, organizer, url="")
    assert met() == []
    assert "no plan counts it" in client.get(MUSEUM).content.decode()
    client.force_login(organizer)
    told = {"on": "2026-01-12", "topic": "heritage_digitization", "about": "Its photographs."}
    minutes = SimpleUploadedFile("minutes.pdf", world.TEXT)
    address = f"/meetings-with-partners/{meeting.pk}/"
    assert client.post(address, {**told, "document": minutes}).status_code == 302
    assert met() == [("river-museum", "sub-saharan-africa", "GH")]
    client.logout()
    shown = client.get(f"{address}evidence/")
    assert b"".join(shown.streaming_content) == world.TEXT  # type: ignore[attr-defined]
    close(shown)
    files.path_of(Meeting.objects.get().document).write_bytes(b"%PDF-1.7 swapped")
    assert client.get(f"{address}evidence/").status_code == 404
    assert "no plan counts it" not in client.get(MUSEUM).content.decode()


def test_one_that_is_not_listed_is_there_for_those_who_work(
    client: Client, museum: Partner, organizer: Person, cast: Cast
) -> None:
    world.meeting(museum, organizer)
    actions.describe_partner(museum, world.described(listed=False), by=organizer)
    client.force_login(cast.volunteer)
    assert client.get(MUSEUM).status_code == 404
    assert client.get("/partners.json").json()["rows"] == []
    assert client.get("/meetings-with-partners.json").json()["rows"] == []
    assert queries.met_by_region(cast.volunteer) == {}
    assert Fact.objects.get(superseded_number=None).visibility == "restricted"


def test_contact_and_who_was_there_are_read_by_those_who_work_alone(
    client: Client, museum: Partner, organizer: Person, cast: Cast
) -> None:
    actions.describe_partner(museum, world.described(contact="Ama, ama@museum.example"), by=organizer)
    world.meeting(museum, organizer, our_roles="The lead of content", with_us=(cast.volunteer,))
    secret = ("ama@museum.example", "The lead of content", "Valentina")
    page = client.get(MUSEUM).content.decode()
    assert not any(each in page for each in secret)
    client.force_login(organizer)
    page = client.get(MUSEUM).content.decode()
    assert all(each in page for each in secret)


def test_an_affiliate_is_one_record_linked(client: Client, organizer: Person) -> None:
    lakeside = world_of_groups.affiliate("lakeside", "Lakeside")
    partner = world.of_affiliate(organizer, lakeside)
    assert (str(partner.title), partner.country) == ("Lakeside", "GH")
    assert 'href="/affiliates/lakeside/"' in client.get("/partners/lakeside/").content.decode()
    with pytest.raises(Refused, match="among the partners already"):
        actions.add_partner(world.described(kind="affiliate", affiliate=lakeside), key="again", by=organizer)


@pytest.mark.parametrize(
    "otherwise",
    [
        {"kind": "bank"},
        {"kind": "affiliate"},
        {"name": " \u200b"},
        {"name": "x" * 151},
        {"url": "javascript:alert(1)"},
        {"country": "ZZZ"},
        {"country": "", "region": ""},
        {"languages": ("not-a-language!",)},
    ],
)
def test_a_partner_that_makes_no_sense_is_refused(organizer: Person, otherwise: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        world.partner(organizer, **otherwise)
    assert not Partner.objects.exists()


@pytest.mark.parametrize(
    "otherwise", [{"on": world.SIGNED + timedelta(days=1)}, {"about": " "}, {"topic": "x"}]
)
def test_a_meeting_that_makes_no_sense_is_refused(
    museum: Partner, organizer: Person, otherwise: dict[str, Any]
) -> None:
    with pytest.raises(Refused):
        world.meeting(museum, organizer, **otherwise)


def test_who_works_elsewhere_adds_and_rewrites_nothing(
    museum: Partner, organizer: Person, cast: Cast
) -> None:
    meeting = world.meeting(museum, organizer)
    for somebody in (cast.volunteer, cast.evaluator, cast.operator):
        with pytest.raises(PermissionDenied):
            world.partner(somebody, "another")
        with pytest.raises(PermissionDenied):
            actions.rewrite_meeting(meeting, world.noted(), by=somebody)
    with pytest.raises(PermissionDenied):
        actions.withdraw_meeting(meeting, reason="Not mine.", by=person("other", "organizer"))


def test_hostile_names_are_inert(client: Client, organizer: Person) -> None:
    world.partner(organizer, "one", name="<script>alert(1)</script>")
    world.partner(organizer, "two", name="=HYPERLINK(1)\u202egnp")
    page = client.get("/partners/").content.decode()
    assert "<script>alert" not in page
    assert "\u202egnp" not in page
    assert "\n=HYPERLINK" not in client.get("/partners.csv").content.decode()
    assert ",=HYPERLINK" not in client.get("/partners.csv").content.decode()


def test_lists_ask_as_often_for_one_as_for_three(client: Client, world_map: None, organizer: Person) -> None:
    def asked() -> list[int]:
        counts = []
        for address in ("/partners/", "/meetings-with-partners/"):
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            counts.append(len(captured))
        return counts

    world.meeting(world.partner(organizer, "p0", "P0"), organizer)
    client.get("/partners/")
    with_one = asked()
    for number in (1, 2):
        world.meeting(world.partner(organizer, f"p{number}", f"P{number}"), organizer)
    assert asked() == with_one


def test_filters_keep_to_their_words(
    client: Client, world_map: None, museum: Partner, organizer: Person
) -> None:
    world.partner(
        organizer, "archive", "Archive", kind="archive", country="IN", region="", languages=("dag",)
    )
    asked = {"region": "south-asia", "kind": "archive", "language": "dag", "contact__startswith": "a"}
    rows = client.get("/partners.json", asked).json()["rows"]
    assert [each["key"] for each in rows] == ["archive"]
    assert client.get("/partners.json", {"region": "north-america"}).json()["rows"] == []


def test_state_cannot_be_posted(client: Client, museum: Partner, organizer: Person) -> None:
    meeting = world.meeting(museum, organizer)
    client.force_login(organizer)
    told = {
        "on": "2026-01-12",
        "topic": "research",
        "about": "Else.",
        "withdrawn_at": "2026-01-12",
        "partner": "9",
    }
    assert client.post(f"/meetings-with-partners/{meeting.pk}/", told).status_code == 302
    now = Meeting.objects.get()
    assert (now.about, now.withdrawn_at, now.partner_id) == ("Else.", None, museum.pk)


def test_a_name_left_as_it_is_shown_is_no_translation() -> None:
    name = Words(en="Museum of the River")
    with translation.override("ar"):
        assert fields.said_in(name, "Museum of the River") == name
        assert fields.said_in(name, "متحف النهر") == Words(en="Museum of the River", ar="متحف النهر")
