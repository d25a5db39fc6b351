"""What the pages show, to whom, and how they are filled in without a script."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from pytest_django import DjangoAssertNumQueries
from tests import places
from tests.conftest import Cast, person
from tests.plan import world as world_of_plans
from tests.programs.needs import world

from thriving.movement import work
from thriving.movement.models import Person
from thriving.programs.needs import actions
from thriving.programs.needs.models import Assessment, Intake, Round
from thriving.programs.needs.waiting import waiting

SECRET = "The vault behind the altar"
FILLED = {
    "holder-name": "Old Archive",
    "holder-kind": "archive",
    "holder-country": "GH",
    "question-held": ["photographs"],
    "question-condition": "poor",
    "question-urgency": "now",
}


@pytest.fixture
def one(organizer: Person, places_known: None) -> Round:
    return world.opened(organizer)


@pytest.fixture
def told(one: Round, organizer: Person) -> Assessment:
    answers = {**world.ANSWERS, "threatened": SECRET, "people": "nobody"}
    return world.finished(one, organizer, answers=answers)


def read(client: Client, address: str) -> str:
    """Its words alone."""
    return strip_tags(client.get(address).content.decode())


def test_everybody_reads_the_sums_and_nothing_single(client: Client, told: Assessment) -> None:
    page = read(client, reverse("needs:round", args=["heritage"]))
    assert "Nobody to work on it" not in page
    assert "once 10 or more of them have answered" in page
    assert "Sub-Saharan Africa: holders were assessed, but no partner met." in page
    assert "South Asia: no holder has been assessed, and no partner met." in page
    assert SECRET not in page
    assert "old@archive.example" not in page


def test_what_few_answered_is_for_the_team(client: Client, told: Assessment, organizer: Person) -> None:
    region = reverse("needs:region", args=["heritage", "sub-saharan-africa"])
    assert "Damaged" not in read(client, region)
    rows = client.get(reverse("needs:round-json", args=["heritage"])).json()["rows"]
    row = next(each for each in rows if each["region"] == "sub-saharan-africa")
    assert (row["holders"], row["urgent"], row["held"], row["lacking"], row["languages"]) == (
        1,
        None,
        [],
        [],
        [],
    )
    client.force_login(organizer)
    assert "Nobody to work on it (1)" in read(client, reverse("needs:round", args=["heritage"]))
    assert "Damaged" in read(client, region)


def test_what_ten_answered_is_for_everybody(client: Client, one: Round, organizer: Person) -> None:
    world.taken_in(one, organizer, *({"code": f"A{at}", "name": f"Archive {at}"} for at in range(10)))
    page = " ".join(read(client, reverse("needs:round", args=["heritage"])).split())
    assert "Photographs (10)" in page
    assert "withheld" not in page.partition("Private collections")[0]


def test_a_draft_is_for_its_team(client: Client, organizer: Person, places_known: None) -> None:
    world.draft(organizer, "quiet")
    address = reverse("needs:round", args=["quiet"])
    assert client.get(address).status_code == 404
    client.force_login(organizer)
    assert client.get(address).status_code == 200


def test_holders_are_named_only_if_they_agreed(client: Client, one: Round, organizer: Person) -> None:
    world.finished(one, organizer, "Named Museum")
    world.finished(one, organizer, "Quiet Library", may_be_named=False)
    world.finished(one, organizer, "Aunt Ama", kind="private_collection")
    world.finished(one, organizer, "Brave Archive", country="SY")
    page = client.get(reverse("needs:holders", args=["heritage"])).content.decode()
    assert "Named Museum" in page
    for name in ("Quiet Library", "Aunt Ama", "Brave Archive"):
        assert name not in page


def test_holders_cannot_be_asked_for_by_their_answers(client: Client, told: Assessment) -> None:
    page = client.get(reverse("needs:holders", args=["heritage"]), {"urgency": "later", "name": "zzz"})
    assert "Old Archive" in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_however_long(
    client: Client,
    one: Round,
    organizer: Person,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    client.force_login(organizer)
    for at in range(count):
        world.finished(one, organizer, f"Archive {at}")
    for name, queries in (("assessments", 9), ("holders", 10), ("round", 15)):
        address = reverse(f"needs:{name}", args=["heritage"])
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)


def test_five_thousand_ask_as_often_as_three(
    client: Client, one: Round, organizer: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    world.many(one, 5_001)
    client.force_login(organizer)
    region = reverse("needs:region", args=["heritage", "sub-saharan-africa"])
    asked = {
        name: reverse(f"needs:{name}", args=["heritage"]) for name in ("assessments", "holders", "round")
    }
    for address, queries in (
        (asked["assessments"], 9),
        (asked["holders"], 10),
        (asked["round"], 15),
        (region, 13),
        (reverse("needs:holders-csv", args=["heritage"]), 7),
    ):
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)
    assert "Photographs (5,001)" in read(client, asked["round"])
    rest = client.get(reverse("needs:holders-csv", args=["heritage"]))
    assert (rest.content.count(b"\n"), rest["Link"]) == (
        5_001,
        '</needs/heritage/holders.csv?page=2>; rel="next"',
    )
    told = client.get(reverse("needs:holders-json", args=["heritage"]), {"page": 2}).json()
    assert (len(told["rows"]), told["rows_in_all"], told["next"]) == (1, 5_001, None)


def test_each_question_says_how_many_answered_it(client: Client, one: Round, organizer: Person) -> None:
    world.finished(one, organizer, "Archive 1", answers={**world.ANSWERS, "money": "none"})
    world.finished(one, organizer, "Archive 2", answers={**world.ANSWERS, "held": ["maps", "books"]})
    client.force_login(organizer)
    page = " ".join(read(client, reverse("needs:round", args=["heritage"])).split())
    assert "What do you keep?2 holders have answered it. Photographs: 1" in page
    assert "Is there money for it?1 holder has answered it. No: 1" in page


def test_what_is_counted_once_is_counted_anew_after_each_answer(
    client: Client, one: Round, organizer: Person
) -> None:
    client.force_login(organizer)
    address = reverse("needs:round", args=["heritage"])
    found = world.finished(one, organizer)
    assert "Photographs (1)" in read(client, address)
    said = world.filled(one, {**world.ANSWERS, "held": ["maps"]})
    with world.on(world.DAY):
        actions.fill(found, world.told(), said, final=True, by=organizer)
    assert "Maps and drawings (1)" in read(client, address)
    actions.withdraw(found, by=None)
    assert "Maps and drawings" not in read(client, address)


def test_the_team_asks_by_region_kind_and_urgency(client: Client, one: Round, organizer: Person) -> None:
    world.finished(one, organizer, "Urgent Archive")
    world.finished(
        one, organizer, "Calm Museum", kind="museum", answers={**world.ANSWERS, "urgency": "later"}
    )
    client.force_login(organizer)
    address = reverse("needs:assessments-csv", args=["heritage"])
    for asked, name in (({"urgency": "later"}, "Calm Museum"), ({"kind": "archive"}, "Urgent Archive")):
        rows = list(csv.DictReader(io.StringIO(client.get(address, asked).content.decode())))
        assert [row["name"] for row in rows] == [name]
        assert "contact" not in rows[0]


def test_the_holder_keeps_a_draft_and_finishes_it(client: Client, one: Round, organizer: Person) -> None:
    found = world.asked(one, organizer)
    address = reverse("needs:answer", args=[found.link])
    with world.on(world.DAY):
        draft = {**FILLED, "question-urgency": "", "keep": "1"}
        assert client.post(address, draft).status_code == 302
        assert Assessment.objects.get().state == "started"
        assert "checked" in client.get(address).content.decode()
        assert client.post(address, {**FILLED, "question-urgency": ""}).status_code == 422
        assert client.post(address, FILLED).status_code == 302
    assert Assessment.objects.get().state == "finished"


def test_a_link_tells_nothing_of_other_holders(client: Client, one: Round, organizer: Person) -> None:
    secret = world.asked(one, organizer, "Letters of Anna", kind="private_collection")
    found = world.asked(one, organizer)
    address = reverse("needs:answer", args=[found.link])
    with world.on(world.DAY):
        assert client.post(address, {**FILLED, "holder-name": "Letters of Anna"}).status_code == 302
        assert secret.code not in client.get(address).content.decode()
    client.force_login(organizer)
    team = client.get(reverse("needs:assessment", args=["heritage", found.key])).content.decode()
    assert f"This holder is in the round already, with the code {secret.code}." in team
    listed = client.get(reverse("needs:assessments", args=["heritage"])).content.decode()
    assert listed.count("there twice") == 2


def test_a_private_collection_reads_what_is_told_of_it(client: Client, one: Round, organizer: Person) -> None:
    found = world.asked(one, organizer, "Letters of Anna", kind="private_collection")
    promised = "it is in no total of a region, and never named"
    assert promised in " ".join(read(client, reverse("needs:answer", args=[found.link])).split())
    client.force_login(organizer)
    assert promised in " ".join(read(client, reverse("needs:paper", args=["heritage"])).split())


def test_state_and_partner_are_not_the_holders_to_say(client: Client, one: Round, organizer: Person) -> None:
    found = world.asked(one, organizer)
    said = {**FILLED, "holder-partner": "northern", "state": "withdrawn", "region": "x", "holder-key": "a"}
    with world.on(world.DAY):
        client.post(reverse("needs:answer", args=[found.link]), said)
    kept = Assessment.objects.get()
    assert (kept.state, kept.region, kept.holder.partner) == ("finished", "sub-saharan-africa", "")


def test_a_link_that_was_replaced_opens_nothing(client: Client, told: Assessment, organizer: Person) -> None:
    old = told.link
    client.force_login(organizer)
    client.post(reverse("needs:new_link", args=["heritage", told.key]))
    assert client.get(reverse("needs:answer", args=[old])).status_code == 404


def test_an_assessment_of_another_round_is_not_there(
    client: Client, told: Assessment, organizer: Person
) -> None:
    other = person("olu", "organizer")
    world.opened(other, "other")
    client.force_login(other)
    assert client.get(reverse("needs:assessment", args=["other", told.key])).status_code == 404
    assert client.get(reverse("needs:assessment", args=["heritage", told.key])).status_code == 404
    assert client.post(reverse("needs:withdraw", args=["other", told.key])).status_code == 404


@pytest.mark.parametrize("language", ["en", "ar"])
def test_paper_has_numbers_for_answers(
    client: Client, told: Assessment, organizer: Person, language: str
) -> None:
    client.force_login(organizer)
    address = reverse("needs:paper", args=["heritage"])
    page = client.get(address, {"in": language, "sheet": told.key}).content.decode()
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in page
    assert "heritage/1" in page
    assert told.code in page
    assert '<b dir="ltr">13</b>' in page
    assert client.get(address, {"version": "9"}).status_code == 404


def test_a_table_is_looked_at_and_taken_in(client: Client, one: Round, organizer: Person) -> None:
    client.force_login(organizer)
    file = SimpleUploadedFile("<b>x</b>.csv", world.sheets({}, {"code": "A2", "name": "<i>B</i>"}).read())
    with world.on(world.DAY):
        looked = client.post(reverse("needs:tables", args=["heritage"]), {"file": file}, follow=True)
        page = looked.content.decode()
        assert "<i>B" not in page
        assert "<b>x" not in page
        client.post(reverse("needs:table", args=["heritage", Intake.objects.get().pk]), {"move": "take_in"})
    assert Assessment.objects.filter(state="finished").count() == 2


def test_a_table_that_is_amiss_says_why(client: Client, one: Round, organizer: Person) -> None:
    client.force_login(organizer)
    file = SimpleUploadedFile("x.csv", b"code,weight\n1,2\n")
    page = client.post(reverse("needs:tables", args=["heritage"]), {"file": file})
    assert page.status_code == 422
    assert "No question is called “weight”" in page.content.decode()


def test_the_template_can_be_brought_back(client: Client, one: Round, organizer: Person) -> None:
    client.force_login(organizer)
    answer = client.get(reverse("needs:template", args=["heritage"]))
    header = b"".join(answer.streaming_content).decode().splitlines()[0]  # type: ignore[attr-defined]
    row = [world.ROW.get(name, "") for name in header.split(",")]
    file = io.BytesIO(f"{header}\n{','.join(row)}\n".encode())
    found = actions.bring(one, file, title="x", by=organizer)
    assert isinstance(found, Intake)
    assert world.problems(found) == []


def test_the_plans_own_number_stands_beside_the_rounds(client: Client, organizer: Person) -> None:
    world_of_plans.loaded()
    places.few()
    one = world.opened(organizer, serves=world.SERVES)
    world.finished(one, organizer)
    page = read(client, reverse("needs:round", args=["heritage"]))
    assert "1 region that counts has an assessment of this round: Sub-Saharan Africa" in page
    assert "0 of at least 3 regions beyond Europe and North America" in page
    assert "North America: " not in page


def test_my_work_names_the_regions_that_are_missing(told: Assessment, organizer: Person) -> None:
    found = [item.title for item in waiting(organizer, date(2026, 3, 1))]
    assert found == ["Find holders for “Heritage in need”: nobody is assessed yet in South Asia"]
    assert "needs" in work.contributors


def test_questions_are_written_by_who_leads_and_answers_stay_here(
    client: Client, told: Assessment, organizer: Person, cast: Cast
) -> None:
    key = told.version.questionnaire.key if told.version else ""
    client.force_login(organizer)
    assert client.get(reverse("questions:edit", args=[key])).status_code == 200
    for page in ("paper", "totals", "answers"):
        assert client.get(reverse(f"questions:{page}", args=[key])).status_code == 404
    client.force_login(cast.volunteer)
    assert client.get(reverse("questions:edit", args=[key])).status_code == 404


def test_the_key_results_page_leads_to_the_round(client: Client, organizer: Person) -> None:
    world_of_plans.loaded()
    places.few()
    with world.on(date(2020, 1, 5)):
        one = world.opened(organizer, serves=world.SERVES)
    Round.objects.filter(pk=one.pk).update(begins_on=date(2019, 10, 1))
    result = {"plan": "thriving-movement-2019", "key_result": "heritage-digitization-needs"}
    page = read(client, reverse("plan:key_result", kwargs=result))
    assert "Needs assessments: Heritage in need (0 holders assessed)" in " ".join(page.split())
