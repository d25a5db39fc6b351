"""The pages of capacities, as officers, those who look from outside, and everybody else see them."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.programs.capacity import world
from tests.programs.capacity.world import BEGINS, ENDS, GOVERNANCE, SECOND, STUDENTS, at
from tests.whole.connections import close

from thriving.kernel import files
from thriving.movement import work
from thriving.movement.models import Affiliate, AffiliateReach, Person
from thriving.programs.capacity import actions
from thriving.programs.capacity.models import Assessment, Level, Path, Shown

pytestmark = pytest.mark.django_db

HOSTILE = "<script>alert(1)</script>"
MEDIA = "communications-and-media"


def as_(client: Client, person: Person) -> Client:
    client.force_login(person)
    return client


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def begun(client: Client) -> str:
    """The address of a draft that an officer has begun on a page."""
    as_(client, world.officer()).post("/capacity/affiliates/lakeside/assess/")
    return f"/capacity/assessments/{Assessment.objects.get().key}/"


def typed(**otherwise: str) -> dict[str, str]:
    return {
        f"{STUDENTS}-level": "1",
        f"{STUDENTS}-confidence": "medium",
        f"{STUDENTS}-evidence": HOSTILE,
        **{f"{STUDENTS}-{name}": value for name, value in otherwise.items()},
    }


def test_an_officer_goes_from_group_to_group_and_hands_it_in(client: Client) -> None:
    address = begun(client)
    answer = client.post(f"{address}groups/{MEDIA}/", {**typed(), "on": "1"})
    assert answer.headers["Location"] == f"{address}groups/community-health/"
    assert client.post(f"{address}hand-in/").headers["Location"] == address
    page = text(client, address)
    assert "Handed in" in page
    assert HOSTILE not in page
    assert "low" in page


def test_what_is_typed_wrongly_comes_back_as_it_was_typed(client: Client) -> None:
    address = begun(client)
    answer = client.post(f"{address}groups/{MEDIA}/", typed(link="no link"))
    assert answer.status_code == 422
    assert "no link" in answer.content.decode()
    assert not Level.objects.exists()


def test_what_was_declared_is_named_with_its_level_of_before(client: Client) -> None:
    """So that nothing is forgotten that only counts when it is assessed again."""
    path = world.running()
    as_(client, world.officer()).post("/capacity/affiliates/lakeside/assess/")
    draft = Assessment.objects.get(state="draft")
    address = f"/capacity/assessments/{draft.key}/"
    page = text(client, address)
    assert "What you declared to grow" in page
    assert f"{address}groups/{MEDIA}/" in page
    assert "On 3 March 2026 it was: low." in text(client, f"{address}groups/{MEDIA}/")
    actions.write(draft, world.said({GOVERNANCE: 2}), by=world.officer())
    assert "cannot be compared" in text(client, f"{address}hand-in/")
    with at(SECOND):
        actions.hand_in(draft, by=world.officer())
        assert "cannot be compared" in text(client, f"/capacity/paths/{path.key}/finish/")


def test_what_has_nothing_in_it_is_not_offered_to_be_handed_in(client: Client) -> None:
    address = begun(client)
    assert f"{address}hand-in/" not in text(client, address)
    client.post(f"{address}groups/{MEDIA}/", typed())
    assert f"{address}hand-in/" in text(client, address)


def test_fields_of_state_are_not_taken_from_a_form(client: Client) -> None:
    address = begun(client)
    sent = {**typed(), "state": "confirmed", "shown_to": "public", "confirmed_on": "2020-01-01"}
    client.post(f"{address}groups/{MEDIA}/", sent)
    found = Assessment.objects.get()
    assert (found.state, found.shown_to, found.confirmed_on) == ("draft", "team", None)


def test_one_group_and_a_draft_are_for_the_officers_alone(client: Client) -> None:
    address = begun(client)
    as_(client, world.officer("riverside"))
    assert client.get(address).status_code == 404
    assert client.get(f"{address}groups/{MEDIA}/").status_code == 404
    assert client.post(f"{address}hand-in/").status_code == 404


@pytest.mark.parametrize(
    ("shown", "visitor", "member"), [("public", 200, 200), ("movement", 404, 200), ("team", 404, 404)]
)
def test_the_affiliate_says_who_may_read(client: Client, shown: str, visitor: int, member: int) -> None:
    found = world.handed_in(shown=Shown(shown))
    address = f"/capacity/assessments/{found.key}/"
    assert client.get(address).status_code == visitor
    assert as_(client, world.somebody("valentina")).get(address).status_code == member


def test_the_report_counts_what_is_not_shown_apart(client: Client) -> None:
    world.handed_in()
    world.handed_in(key="riverside", shown=Shown.TEAM)
    told = client.get("/capacity.json").json()
    assert (told["affiliates"], told["hidden"]) == (1, 1)
    row = next(each for each in told["rows"] if each["capacity"] == STUDENTS)
    assert (row["level_1"], row["assessed"]) == (1, 1)
    page = text(client, "/capacity/")
    assert "more affiliate was assessed" in page


def test_what_is_not_shown_is_not_counted_by_region(client: Client) -> None:
    world.handed_in(shown=Shown.TEAM)
    affiliate = Affiliate.objects.get()
    AffiliateReach.objects.create(affiliate=affiliate, what="region", code="sub-saharan-africa")
    told = client.get("/capacity.json", {"region": "sub-saharan-africa"}).json()
    assert (told["affiliates"], told["hidden"]) == (0, None)
    assert client.get("/capacity.json").json()["hidden"] == 1


def test_two_assessments_are_compared_in_words(client: Client) -> None:
    first = world.confirmed()
    second = world.confirmed({STUDENTS: 3, GOVERNANCE: 1}, SECOND)
    page = text(client, f"/capacity/compare/{first.key}/{second.key}/")
    assert "levels higher" in page
    assert "lower" in page


def test_assessments_of_two_affiliates_are_not_compared(client: Client) -> None:
    mine, theirs = world.handed_in(), world.handed_in(key="riverside")
    assert client.get(f"/capacity/compare/{mine.key}/{theirs.key}/").status_code == 404


def test_a_path_is_planned_and_started_on_pages(client: Client) -> None:
    world.confirmed()
    world.program()
    world.underrepresented()
    days = {"begins": "2026-03-05", "until": "2026-05-01"}
    sent = {"initiative": "photo-grants", "capacities": [STUDENTS], "serves": "students", "who": HOSTILE}
    with at(BEGINS):
        as_(client, world.officer())
        answer = client.post("/capacity/affiliates/lakeside/grow/", {**sent, **days, "language_0": "dag"})
        address = answer.headers["Location"]
        client.post(f"{address}start/")
    assert Path.objects.get().state == "running"
    page = text(client, address)
    assert "underrepresented on the day it started" in page
    assert HOSTILE not in page


def test_everybody_reads_what_counts_and_why_not(client: Client) -> None:
    world.finished({STUDENTS: 1, GOVERNANCE: 4})
    page = text(client, "/capacity/growth/")
    assert "It stands where it stood before" in page
    assert "nobody had declared it" in page


def test_growth_in_a_represented_language_says_so(client: Client) -> None:
    world.finished(languages=("en",), reached=("en",))
    assert "Its languages are not underrepresented" in text(client, "/capacity/growth/")


@pytest.mark.parametrize(
    "address", ["/capacity/growth.csv", "/capacity.csv", "/capacity/list/", "/affiliates/lakeside/"]
)
def test_pages_around_it_open(client: Client, address: str) -> None:
    world.finished()
    assert client.get(address).status_code == 200


def test_an_unknown_filter_asks_for_nothing(client: Client) -> None:
    world.finished()
    for asked in ("state=x", "capacity=affiliate__key", "before__affiliate__applicant__password=a"):
        assert client.get(f"/capacity/growth.json?{asked}").status_code == 200


@pytest.mark.parametrize("address", ["/capacity/", "/capacity/growth/", "/capacity/looks/"])
def test_lists_cost_the_same_for_one_and_three(client: Client, address: str) -> None:
    as_(client, world.supporter()).get(address)  # what is read once for all
    counts = []
    for keys in (["one"], ["two", "three"]):
        for key in keys:
            world.running(key)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_officers_are_told_when_the_second_is_due() -> None:
    path = world.running()
    told = work.contributors["capacity"].waiting
    assert not list(told(world.officer(), path.until))
    (item,) = told(world.officer(), SECOND)
    assert (item.address, item.due) == (f"/capacity/paths/{path.key}/", path.due_on)


def test_an_officer_says_that_a_program_ended_earlier(client: Client) -> None:
    path = world.running()
    address = f"/capacity/paths/{path.key}/"
    with at(ENDS):
        as_(client, world.officer())
        assert f"{address}finish/" not in text(client, address)
        client.post(f"{address}end-early/", {"on": ENDS.isoformat(), "why": HOSTILE})
    client.logout()
    page = text(client, address)
    assert "was declared)" in page
    assert HOSTILE not in page


def test_who_can_look_is_told_until_when(client: Client) -> None:
    found = world.handed_in()
    look = world.asked_peer(found)
    (item,) = work.contributors["capacity"].waiting(world.officer("riverside"), SECOND)
    assert (item.address, item.due) == (f"/capacity/looks/{look.pk}/", look.due_on)
    assert as_(client, world.officer()).get(item.address).status_code == 404


def test_names_in_tables_are_no_formulas(client: Client) -> None:
    path = world.finished()
    Affiliate.objects.filter(pk=path.affiliate_id).update(name={"en": '=HYPERLINK("http://x","y")'})
    assert "'=HYPERLINK" in text(client, "/capacity/growth.csv")


def test_a_withdrawn_assessment_stays_to_be_read_with_its_reason(client: Client) -> None:
    found = world.handed_in()
    actions.withdraw(found, why="Counted twice.", by=world.officer())
    assert "Counted twice." in text(client, f"/capacity/assessments/{found.key}/")


def _handed_in_with_minutes() -> Assessment:
    minutes = ContentFile(b"%PDF-1.4 minutes", name="minutes.pdf")
    found = world.written({STUDENTS: 1}, document=minutes)
    actions.show_to(found, Shown.PUBLIC, by=world.officer())
    actions.hand_in(found, by=world.officer())
    return found


def test_a_swapped_document_is_not_handed_out(client: Client) -> None:
    found = _handed_in_with_minutes()
    kept, address = found.levels.get().document, f"/capacity/assessments/{found.key}/documents/{STUDENTS}/"
    assert kept is not None
    answer = client.get(address)
    close(answer)
    assert answer.status_code == 200
    files.path_of(kept.key).write_bytes(b"%PDF-1.4 swapped")
    assert client.get(address).status_code == 404
