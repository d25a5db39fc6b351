"""What readers find on the pages of milestones, and what leads type there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.template import Context, Template
from django.test import Client, RequestFactory
from pytest_django import DjangoAssertNumQueries
from tests.conftest import Cast, person
from tests.programs.milestones import world
from tests.whole.connections import close

from thriving.evidence.models import Visibility
from thriving.kernel import files
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.movement.work import waiting_for
from thriving.programs.milestones import actions, planned
from thriving.programs.milestones.models import Milestone, Proof

pytestmark = pytest.mark.django_db
FIRST, SECOND = "interests-stated", "agreement-drafted"
PAGE = f"/milestones/{world.AGREEMENT}/"
DAY = date(2020, 2, 3)


def words(client: Client, address: str = PAGE) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_its_page_says_what_is_reached_what_is_next_and_what_is_late(
    client: Client, cast: Cast, agreement: Milestone
) -> None:
    actions.reach(agreement, SECOND, world.page("The draft"), on=DAY, by=cast.other_lead)
    page = words(client)
    assert "<bdi>1</bdi> of <bdi>3</bdi> steps are reached." in page
    assert f'Next: <a href="{PAGE}#{FIRST}"><bdi>Both sides have stated their interests</bdi></a>' in page
    assert "due <time" in page
    assert "Whose turn it is: Lead of diverse content" in page
    assert "The draft</bdi></a>" in page
    assert "Say that it is reached" not in page


def test_one_that_nobody_has_taken_up_is_there_too(client: Client, agreement: Milestone) -> None:
    page = words(client, "/milestones/campaign-in-a-box/")
    assert "Nobody has taken it up yet." in page
    assert "Take it up" not in page


def test_a_lead_takes_up_what_the_plan_names(client: Client, cast: Cast, agreement: Milestone) -> None:
    client.force_login(cast.other_lead)
    said = {"title": "The box", "what": "For campaigns."}
    answer = client.post("/milestones/new/?key=campaign-in-a-box", said)
    assert answer.headers["Location"] == "/milestones/campaign-in-a-box/"
    assert client.get("/milestones/new/?key=campaign-in-a-box").status_code == 404  # taken up already


def test_steps_are_lines(client: Client, organizer: Person) -> None:
    client.force_login(organizer)
    said = {"title": "Room", "key_said": "room", "steps": "2026-03-31 A room is found\n\nBooks <b>come</b>"}
    assert client.post("/milestones/new/", said).status_code == 302
    steps = Milestone.objects.get().own_steps.all()
    assert [(each.key, str(each.title), each.due_on) for each in steps] == [
        ("a-room-is-found", "A room is found", date(2026, 3, 31)),
        ("books-bcomeb", "Books <b>come</b>", None),
    ]
    assert "Books &lt;b&gt;come" in words(client, "/milestones/room/")
    again = {"title": "Room", "steps": "Books <b>come</b>\nA room is found"}
    assert client.post("/milestones/room/rewrite/", again).status_code == 302
    assert list(steps.values_list("key", flat=True)) == ["books-bcomeb", "a-room-is-found"]


def test_a_lead_keeps_a_document_and_anybody_saves_it(
    client: Client, cast: Cast, agreement: Milestone
) -> None:
    client.force_login(cast.other_lead)
    said = {"title": "Letters", "on": "2020-02-03", "visibility": "public", "sha256": "0" * 64}
    upload = ContentFile(world.PDF, name="../letters.pdf")
    answer = client.post(f"{PAGE}{FIRST}/reach/", {**said, "file": upload})
    assert answer.headers["Location"] == f"{PAGE}#{FIRST}"
    client.logout()
    proof = Proof.objects.get()
    assert proof.sha256 in words(client)
    saved = client.get(f"{PAGE}{FIRST}/documents/1/")
    assert b"".join(saved.streaming_content) == world.PDF  # type: ignore[arg-type]
    assert saved.headers["Content-Disposition"] == 'attachment; filename="letters.pdf"'


def test_what_is_typed_wrong_gets_a_sentence_and_is_not_lost(
    client: Client, cast: Cast, agreement: Milestone
) -> None:
    client.force_login(cast.other_lead)
    answer = client.post(
        f"{PAGE}{FIRST}/reach/", {"title": "Letters", "on": "2020-05-01", "visibility": "public"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "one of the two" in page
    assert "This day has not come yet." in page
    assert 'value="Letters"' in page
    script = ContentFile(b"<script>alert(1)</script>", name="letters.pdf")
    said = {"title": "Letters", "on": "2020-02-03", "visibility": "public", "file": script}
    assert "none of the kinds" in client.post(f"{PAGE}{FIRST}/reach/", said).content.decode()
    assert not Proof.objects.exists()


@pytest.mark.parametrize("visibility", [Visibility.MEMBERS, Visibility.RESTRICTED])
def test_a_document_is_opened_by_those_it_is_for(
    client: Client, cast: Cast, agreement: Milestone, visibility: Visibility
) -> None:
    shown = replace(world.document("Salaries"), visibility=visibility)
    proof = actions.reach(agreement, FIRST, shown, on=DAY, by=cast.other_lead)
    address = f"{PAGE}{FIRST}/documents/1/"
    readers = {cast.volunteer: visibility == Visibility.MEMBERS, cast.evaluator: True, cast.other_lead: True}
    for form in ("/", ".json", ".csv"):
        assert "Salaries" not in words(client, PAGE.rstrip("/") + form)
        assert proof.sha256 not in words(client, PAGE.rstrip("/") + form)
    assert client.get(address).status_code == 404
    for reader, may in readers.items():
        client.force_login(reader)
        answer = client.get(address)
        close(answer)
        assert answer.status_code == (200 if may else 404)
        assert ("Salaries" in words(client)) is may


def test_a_swapped_document_is_named_on_the_page_and_not_handed_out(
    client: Client, cast: Cast, agreement: Milestone
) -> None:
    proof = actions.reach(agreement, FIRST, world.document(), on=DAY, by=cast.other_lead)
    assert "no longer the document" not in words(client)
    files.path_of(proof.file).write_bytes(b"%PDF-1.4\nWe promise you the moon.\n")
    assert "no longer the document" in words(client)
    assert client.get(f"{PAGE}{FIRST}/documents/1/").status_code == 404


def test_taking_back_asks_why(client: Client, cast: Cast, agreement: Milestone) -> None:
    assert client.get(f"{PAGE}{FIRST}/take-back/").status_code == 302
    client.force_login(cast.other_lead)
    assert client.get(f"{PAGE}{FIRST}/take-back/").status_code == 404  # nothing is reached
    actions.reach(agreement, FIRST, world.page(), on=DAY, by=cast.other_lead)
    assert client.post(f"{PAGE}{FIRST}/take-back/", {"why": ""}).status_code == 422
    assert client.post(f"{PAGE}{FIRST}/take-back/", {"why": "<i>Forged</i>"}).status_code == 302
    assert "&lt;i&gt;Forged&lt;/i&gt;" in words(client)


def test_an_owner_is_named_and_finds_the_step_among_their_work(
    client: Client, cast: Cast, agreement: Milestone, organizer: Person
) -> None:
    client.force_login(cast.other_lead)
    assert client.post(f"{PAGE}owners/", {"username": "nobody"}).status_code == 422
    assert client.post(f"{PAGE}owners/", {"username": "oriole"}).status_code == 302
    mine = [each.item for each in waiting_for(organizer, world.TODAY) if each.by.name == "milestones"]
    assert [(item.title, item.due) for item in mine] == [
        ("Reach the step “Both sides have stated their interests”", date(2019, 11, 30))
    ]
    # Whoever leads it is no longer asked, now that somebody owns it.
    theirs = [each.item.title for each in waiting_for(cast.other_lead, world.TODAY)]
    assert not [title for title in theirs if title.startswith("Reach the step")]
    client.post(f"{PAGE}owners/", {"release": agreement.owners.get().pk})
    assert not agreement.owners.exists()


def test_what_a_plan_names_waits_for_its_lead_until_it_is_taken_up(cast: Cast, agreement: Milestone) -> None:
    def waits() -> list[str]:
        found = [each.item for each in waiting_for(cast.other_lead, world.TODAY)]
        return [item.address for item in found if item.title.startswith("Take up")]

    before = waits()
    assert "/milestones/campaign-in-a-box/" in before
    said = actions.Prepared("campaign-in-a-box", Words(en="Box"), **_serves("campaign-in-a-box"))
    actions.prepare(said, by=cast.other_lead)
    assert waits() == [each for each in before if each != "/milestones/campaign-in-a-box/"]


def _serves(key: str) -> dict[str, str]:
    named = planned.by_milestone([key])[key]
    return {"plan": named.plan, "key_result": named.key_result}


def test_a_tied_step_is_untied_on_its_page(client: Client, cast: Cast, agreement: Milestone) -> None:
    agreement.ties.create(step=FIRST, record="positions/nobody/filled")
    address = f"{PAGE}{FIRST}/untie/"
    client.force_login(cast.other_lead)
    assert address in words(client)
    assert client.get(address).status_code == 200
    assert client.post(address).headers["Location"] == f"{PAGE}#{FIRST}"
    assert client.get(address).status_code == 404
    assert f"{PAGE}{FIRST}/reach/" in words(client)


def test_another_package_shows_it_on_its_own_page(
    cast: Cast, agreement: Milestone, rf: RequestFactory
) -> None:
    request = rf.get("/")
    request.user = cast.visitor
    page = Template('{% load milestones %}{% milestone "research-partnership" %}{% milestone "none" %}')
    assert "Both sides have stated their interests" in page.render(Context({"request": request}))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_however_long_it_is(
    client: Client, organizer: Person, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        world.own(organizer, f"room-{number}")
    with django_assert_num_queries(5):
        page = words(client, "/milestones/")
    assert page.count("A reading room") == count


def test_the_list_is_asked_for_what_is_late(client: Client, agreement: Milestone) -> None:
    rows: list[dict[str, Any]] = client.get("/milestones.json?state=late").json()["rows"]
    found = {row["key"]: (row["steps"], row["reached"], row["late"]) for row in rows}
    assert found[world.AGREEMENT] == (3, 0, 1)
    assert client.get("/milestones.json?state=done").json()["rows"] == []


def test_one_whose_steps_are_all_reached_says_so(client: Client, organizer: Person) -> None:
    room = world.own(organizer)
    with world.at(world.TODAY):
        for step in ("room-found", "books-brought"):
            actions.reach(room, step, world.page(), on=DAY, by=organizer)
    assert "Met" in words(client, "/milestones/?state=done")
    assert "All steps are reached." in words(client, "/milestones/reading-room/")


def test_formulas_in_titles_are_no_formulas_in_a_spreadsheet(client: Client, organizer: Person) -> None:
    actions.prepare(actions.Prepared("x", Words(en="=HYPERLINK(1)")), by=organizer)
    assert ",=HYPERLINK" not in client.get("/milestones.csv").content.decode()


def test_a_minor_owns_nothing(agreement: Milestone, cast: Cast) -> None:
    child = person("kid")
    Person.objects.filter(pk=child.pk).update(shielded=True)
    child.refresh_from_db()
    with pytest.raises(Refused, match="grown"):
        actions.name_owner(agreement, child, by=cast.other_lead)


def test_a_step_that_is_told_long_after_its_day_says_when(
    client: Client, cast: Cast, agreement: Milestone
) -> None:
    actions.reach(agreement, SECOND, world.page(), on=date(2020, 3, 2), by=cast.other_lead)
    assert "told on" not in words(client)
    actions.reach(agreement, FIRST, world.page(), on=DAY, by=cast.other_lead)
    assert "told on <time" in words(client)


def test_an_address_that_nobody_typed_is_made_from_the_title(client: Client, organizer: Person) -> None:
    client.force_login(organizer)
    for title, address in {"A reading room": "a-reading-room", "غرفة": "milestone"}.items():
        answer = client.post("/milestones/new/", {"title": title})
        assert answer.headers["Location"] == f"/milestones/{address}/"


def test_what_a_plan_names_is_not_prepared_beside_it(agreement: Milestone, organizer: Person) -> None:
    with pytest.raises(Refused, match="take it up on its page"):
        actions.prepare(actions.Prepared("campaign-in-a-box", Words(en="Box")), by=organizer)
    with pytest.raises(Refused, match="take it up on its page"):
        actions.prepare(actions.Prepared("", Words(en="Campaign in a box")), by=organizer)
