"""The pages of affiliates and communities: what they show, to whom, and what becomes of what is typed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.conftest import Cast
from tests.movement.groups import world

from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.actions.reports import hand_in, owe
from thriving.movement.models import Affiliate, AffiliateReport, Community, Person

pytestmark = pytest.mark.django_db
APPLICATION = {
    "kind": "user_group",
    "name_en": "Wiki Delta",
    "text_en": "We write by the river.",
    "countries": "Ghana، বাংলাদেশ",
    "languages": "Swahili",
    "contact": "hello@delta.example",
    "acronym": "WD",
    "meta_page": "https://meta.wikimedia.org/wiki/Delta",
    "letter": "",
    "key": "",
}


def signed_in(client: Client, someone: Person) -> Client:
    client.force_login(someone)
    return client


def keys(client: Client, question: str = "", page: str = "affiliates") -> list[str]:
    return [row["key"] for row in client.get(f"/{page}.json{question}").json()["rows"]]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("", ["alpha", "beta"]),
        ("?country=gh", ["alpha"]),
        ("?country=XX", []),
        ("?language=bn", ["beta"]),
        ("?kind=chapter", ["beta"]),
        ("?region=south-asia", ["beta"]),
        ("?region=sub-saharan-africa", ["alpha"]),
        ("?after=alpha", ["beta"]),
        ("?after=nothing", ["alpha", "beta"]),
        ("?compliance=not_yet_due", ["alpha", "beta"]),
        ("?compliance=overdue", []),
    ],
)
@pytest.mark.usefixtures("places")
def test_the_list_answers_what_it_is_asked(client: Client, question: str, expected: list[str]) -> None:
    world.affiliate("beta", "Beta", kind="chapter", countries=("BD",), languages=("bn",))
    world.affiliate("alpha", "Alpha", countries=("GH", "TG"))
    assert keys(client, question) == expected


def test_pages_follow_each_other_without_a_gap(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thriving.movement.views.affiliates.ON_A_PAGE", 2)
    for number in range(5):
        world.affiliate(f"group-{number}", "Alike" if number < 3 else f"Other {number}")
    page, seen = client.get("/affiliates/").content.decode(), []
    while True:
        seen += [number for number in range(5) if f"/affiliates/group-{number}/" in page]
        if 'rel="next"' not in page:
            break
        page = client.get(f"/affiliates/?after=group-{seen[-1]}").content.decode()
    assert seen == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    "address", ["/affiliates/", "/affiliates.csv", "/communities/", "/affiliates/waiting/"]
)
def test_as_many_questions_for_three_as_for_one(client: Client, address: str) -> None:
    signed_in(client, world.officer()).get(address)  # the first answer of a session writes it
    volunteer = Person.objects.create(username="valentina")
    counts = []
    for some in ("a", "bcd"):
        for each in some:
            owed = world.affiliate(each, each, languages=("en",))
            owe(owed, "activities", **a_year(2020), by="test")
            world.community(each, each)
            world.application(volunteer, f"hope-{each}", name=f"hope {each}")
            Affiliate.objects.filter(state="applied").update(state="in_review")
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def a_year(year: int) -> dict[str, date]:
    return {
        "begins_on": date(year, 1, 1),
        "ends_on": date(year, 12, 31),
        "due_on": date(year + 1, 3, 31),
    }


def test_an_affiliate_shows_what_it_does_and_how_it_reports(client: Client) -> None:
    lakeside = world.affiliate(text=Words(en="We write by the lake."), languages=("sw",))
    report = owe(lakeside, "activities", **a_year(2020), by="test")
    page = client.get("/affiliates/lakeside/").content.decode()
    for words in ("We write by the lake.", "Ghana", "Swahili", "Report overdue", "overdue"):
        assert words in page
    hand_in(report, url="https://example.org/report", by="test")
    page = client.get("/affiliates/lakeside/").content.decode()
    assert "Reports in order" in page
    assert 'href="https://example.org/report"' in page
    assert "days late" in page  # what was late once is told for good


def test_officers_are_named_as_far_as_they_show_themselves(client: Client, cast: Cast) -> None:
    world.affiliate()
    shown = world.contact("lakeside", "carla")
    Person.objects.filter(pk=shown.pk).update(name="Carla Shown", name_shown_to="everyone")
    hidden = world.contact("lakeside", "hanna")
    Person.objects.filter(pk=hidden.pk).update(name="Hanna Hidden", name_shown_to="self")
    page = client.get("/affiliates/lakeside/").content.decode()
    assert "Carla Shown" in page
    assert "Hanna" not in page


@pytest.mark.usefixtures("places")
def test_a_volunteer_applies_in_the_words_of_any_language(client: Client, cast: Cast) -> None:
    response = signed_in(client, cast.volunteer).post("/affiliates/apply/", APPLICATION)
    made = Affiliate.objects.get()
    assert response.headers["Location"] == f"/affiliates/{made.key}/recognition/"
    assert (made.key, made.countries, made.languages) == ("wd", ["BD", "GH"], ["sw"])
    assert (made.state, made.applicant) == ("applied", cast.volunteer)


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("countries", "Atlantis", "No country is called “Atlantis”."),
        ("languages", "Atlantean", "No language is called “Atlantean”."),
        ("name_en", "", "A group needs a name."),
        ("meta_page", "http://plain.example", "it starts with https://"),
        ("key", "apply", "cannot stand in an address"),
    ],
)
def test_a_mistake_is_named_beside_its_field_and_nothing_typed_is_lost(
    client: Client, cast: Cast, field: str, typed: str, sentence: str
) -> None:
    said = {**APPLICATION, "countries": "Ghana", field: typed}
    response = signed_in(client, cast.volunteer).post("/affiliates/apply/", said)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "We write by the river." in page
    assert not Affiliate.objects.exists()


def test_a_group_names_itself_in_a_language_of_its_own(client: Client, cast: Cast) -> None:
    said = {
        **APPLICATION,
        "name_en": "",
        "countries": "Bolivia",
        "another_language": "Quechua",
        "another_name": "Kusi Ayllu",
        "another_text": "Qillqanchik.",
    }
    assert signed_in(client, cast.volunteer).post("/affiliates/apply/", said).status_code == 302
    made = Affiliate.objects.get()
    assert (made.name, made.mission["qu"]) == (Words(qu="Kusi Ayllu"), "Qillqanchik.")
    again = {**said, "another_language": "Quechua, Aymara"}
    assert client.post("/affiliates/apply/", again).status_code == 422


@pytest.mark.usefixtures("places")
def test_a_name_of_two_countries_is_asked_about(client: Client, cast: Cast) -> None:
    said = {**APPLICATION, "countries": "Niger, KONGO"}
    page = signed_in(client, cast.volunteer).post("/affiliates/apply/", said).content.decode()
    assert "“KONGO” may be any of these" in page
    assert "(CD)" in page
    assert "(CG)" in page


def test_what_was_typed_before_the_sign_in_ended_comes_back(client: Client, cast: Cast) -> None:
    refused = client.post("/affiliates/apply/", APPLICATION)
    assert refused.status_code == 403
    assert "carried" in refused.content.decode()
    assert not Affiliate.objects.exists()


def test_the_group_follows_its_application_without_inner_words(client: Client, cast: Cast) -> None:
    application, officer = world.application(cast.volunteer), world.officer()
    signed_in(client, officer)
    said = {"move": "acknowledge", "words": "Welcome!", "inner": "Their budget is odd.", "reason": ""}
    assert client.post("/affiliates/hopeful/recognition/", said).status_code == 302
    inner_page = client.get("/affiliates/hopeful/recognition/").content.decode()
    assert "Their budget is odd." in inner_page
    page = signed_in(client, cast.volunteer).get("/affiliates/hopeful/recognition/").content.decode()
    assert "Welcome!" in page
    assert "Their budget is odd." not in page
    assert "Under review" in page
    assert "Review of the criteria" not in page
    application.refresh_from_db()
    assert application.state == "in_review"


def test_a_refused_move_keeps_what_was_typed(client: Client, cast: Cast) -> None:
    world.application(cast.volunteer)
    signed_in(client, world.officer())
    said = {"move": "decline", "words": "We are sorry.", "inner": "", "reason": ""}
    response = client.post("/affiliates/hopeful/recognition/", said)
    assert response.status_code == 422
    assert "We are sorry." in response.content.decode()
    assert "“Reason” must be filled in first." in response.content.decode()


def test_a_vote_is_recorded_on_the_page(client: Client, cast: Cast) -> None:
    application, officer = world.application(cast.volunteer), world.officer()
    signed_in(client, officer)
    address = "/affiliates/hopeful/recognition/"
    for move in ("acknowledge", "invite", "put_to_vote"):
        client.post(address, {"move": move})
    vote = {"vote": "vote", "held_on": clock.today(), "in_favor": 4, "against": 1, "abstained": 0, "note": ""}
    assert client.post(address, vote).status_code == 302
    client.post(address, {"move": "begin_trial"})
    application.refresh_from_db()
    assert application.state == "on_trial"
    assert "in favor" in client.get(address).content.decode()
    assert "in favor" not in signed_in(client, cast.volunteer).get(address).content.decode()


def test_what_waits_stands_on_one_page(client: Client, cast: Cast) -> None:
    with clock.stopped_at(clock.now() - timedelta(days=30)):
        world.application(cast.volunteer)
    owe(world.affiliate(), "activities", **a_year(2020), by="test")
    page = signed_in(client, world.officer()).get("/affiliates/waiting/").content.decode()
    for words in ("Hopeful Writers", "To be acknowledged", "Late", "Wiki Lakeside", "Report of activities"):
        assert words in page


def test_it_stands_on_the_page_of_their_own_work_too(client: Client, cast: Cast) -> None:
    world.application(cast.volunteer)
    owe(world.affiliate(), "activities", **a_year(2020), by="test")
    page = signed_in(client, world.officer()).get("/my-work/").content.decode()
    assert "Recognition of Hopeful Writers: To be acknowledged" in page
    assert "Report of activities" not in page  # that is for the affiliate
    page = signed_in(client, world.contact("lakeside")).get("/my-work/").content.decode()
    assert "Report of activities of Wiki Lakeside" in page
    assert "Hopeful" not in page


def test_an_officer_of_the_affiliate_describes_it_but_not_as_what_it_is_recognized(client: Client) -> None:
    world.affiliate()
    signed_in(client, world.contact("lakeside"))
    said = {**APPLICATION, "kind": "chapter", "countries": "Ghana", "name_ar": "ويكي", "state": "suspended"}
    assert client.post("/affiliates/lakeside/edit/", said).status_code == 302
    lakeside = Affiliate.objects.get()
    assert str(lakeside.name) == "Wiki Delta"
    assert (lakeside.kind, lakeside.state) == ("user_group", "recognized")


@pytest.mark.usefixtures("places")
def test_the_form_can_be_sent_back_as_it_is_shown(client: Client) -> None:
    world.affiliate(countries=("GH", "CI", "CD"), languages=("sw", "fr"), regions=("south-asia",))
    signed_in(client, world.contact("lakeside"))
    form: Any = client.get("/affiliates/lakeside/edit/").context["form"]
    said = {name: bound.value() for name, bound in ((each.name, each) for each in form)}
    shown = {name: value for name, value in said.items() if value is not None}
    before = Affiliate.objects.get()
    assert client.post("/affiliates/lakeside/edit/", shown).status_code == 302
    after = Affiliate.objects.get()
    for name in ("countries", "languages", "regions", "name", "mission", "sort_name"):
        assert getattr(after, name) == getattr(before, name)


def test_a_report_is_handed_in_as_a_file_that_only_its_own_may_open(client: Client, cast: Cast) -> None:
    report = owe(world.affiliate(), "finances", **a_year(2025), by="test")
    file = SimpleUploadedFile("report.pdf", b"%PDF-1.7 money", content_type="application/pdf")
    signed_in(client, world.contact("lakeside"))
    address = f"/affiliates/lakeside/reports/{report.pk}/"
    assert client.post(address, {"file": file, "url": ""}).status_code == 302
    assert b"".join(client.get(f"{address}file/").streaming_content) == b"%PDF-1.7 money"  # type: ignore[attr-defined]
    assert AffiliateReport.objects.get().received_on == clock.today()
    assert signed_in(client, cast.lead).get(f"{address}file/").status_code == 404


def test_who_judges_can_say_that_a_report_came_earlier(client: Client) -> None:
    report = owe(world.affiliate(), "activities", **a_year(2020), by="test")
    said = {"url": "https://example.org/r", "received_on": "2021-02-01"}
    address = f"/affiliates/lakeside/reports/{report.pk}/"
    signed_in(client, world.contact("lakeside")).post(address, said)
    report.refresh_from_db()
    assert report.received_on == clock.today()  # its own word for an earlier day counts for nothing
    AffiliateReport.objects.update(received_on=None, url="")
    signed_in(client, world.officer()).post(address, said)
    report.refresh_from_db()
    assert report.received_on == date(2021, 2, 1)


def test_a_community_is_added_described_and_shown(client: Client, cast: Cast) -> None:
    signed_in(client, world.officer())
    said = {
        "kind": "thematic",
        "key": "night-sky",
        "name_en": "Night Sky",
        "text_en": "Stars.",
        "countries": "",
        "languages": "Spanish",
        "contact": "",
        "theme": "q333",
    }
    assert client.post("/communities/new/", said).headers["Location"] == "/communities/night-sky/"
    assert client.post("/communities/night-sky/edit/", {**said, "theme": "nonsense"}).status_code == 422
    page = client.get("/communities/night-sky/").content.decode()
    for words in ("Night Sky", "Stars.", "Spanish", "Q333"):
        assert words in page
    assert signed_in(client, cast.volunteer).get("/communities/night-sky/edit/").status_code == 404
    assert Community.objects.get().theme == "Q333"
    assert keys(client, "?language=es", "communities") == ["night-sky"]
