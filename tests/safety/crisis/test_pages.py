from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.conftest import Cast
from tests.safety.crisis import world
from tests.safety.crisis.world import HOUR, MONDAY

from thriving.kernel import clock
from thriving.movement import work
from thriving.movement.models import Person
from thriving.safety.crisis.actions import answering, preparing
from thriving.safety.crisis.criteria import BY_KEY
from thriving.safety.crisis.models import Crisis, Playbook, Shift
from thriving.safety.crisis.views import crises

NO = {f"of_{key}": "no" for key in BY_KEY}
Team = tuple[Person, Person, Person]


@pytest.fixture
def team(db: None) -> Team:
    return world.team()


@pytest.fixture
def mona(db: None) -> Person:
    return world.manager()


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def take(client: Client, crisis: Crisis, step: str, **said: Any) -> int:
    return client.post(f"/crisis/case/{crisis.key}/{step}/", said).status_code


def test_from_a_report_to_closed_by_its_pages(team: Team, mona: Person) -> None:
    """Each by a page and a form, nothing by an action."""
    odile, omid, ona = (signed_in(each) for each in team)
    boss = signed_in(mona)
    crisis = world.raised(clock.now())
    boss.post("/crisis/ready/playbooks/new/", {"title": "A site is blocked", "steps": "Look.\nTell."})
    book = Playbook.objects.get()
    until = (clock.today() + 90 * world.DAY).isoformat()
    omid.post(f"/crisis/ready/playbooks/{book.key}/review/", {"good_until": until})
    due = (clock.today() + 30 * world.DAY).isoformat()
    steps: list[tuple[Client, str, dict[str, Any]]] = [
        (odile, "take-up", {}),
        (odile, "qualify", {**NO, "of_blocked": "unsure", "severity": "", "reason": "It is blocked."}),
        (odile, "appoint", {"part": "commander", "who": team[0].pk, "note": ""}),
        (odile, "appoint", {"part": "deputy", "who": team[1].pk, "note": ""}),
        (odile, "appoint", {"part": "scribe", "who": team[2].pk, "note": ""}),
        (odile, "playbook", {"which": book.key}),
        (odile, "activate", {}),
        (odile, "reached", {}),
        (odile, "briefed", {}),
        (ona, "report", {"text": "It is out of reach in one country."}),
        (odile, "severity", {"severity": "1", "text": "Somebody was warned."}),
        (odile, "steady", {}),
        (odile, "watch", {}),
        (odile, "stand-down", {}),
        (odile, "call-review", {}),
        (odile, "hold-review", {"text": "We were quick."}),
        (odile, "add-action", {"text": "Keep the list.", "who": team[1].pk, "due_on": due}),
        (odile, "hand-in", {}),
        (boss, "accept-review", {}),
    ]
    for client, name, said in steps:
        assert take(client, crisis, name, **said) == 302, name
    action = Crisis.objects.get().actions.get()
    assert take(omid, crisis, "do", which=action.key) == 302
    assert take(odile, crisis, "close") == 302
    crisis.refresh_from_db()
    assert (crisis.state, crisis.severity, bool(crisis.answered_at)) == ("closed", 1, True)
    page = ona.get(f"/crisis/case/{crisis.key}/").content.decode()
    assert "We were quick." in page
    assert "Keep the list." in page


def test_a_refusal_keeps_what_was_typed(team: Team) -> None:
    crisis = world.taken_up(team[0])
    client = signed_in(team[0])
    said = {**NO, "severity": "", "reason": "Call +233 24 123 4567 for more."}
    response = client.post(f"/crisis/case/{crisis.key}/qualify/", {**said, "of_harm": "yes"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "telephone" in page
    assert "for more." in page
    assert Crisis.objects.get().state == "qualifying"


def test_what_one_may_not_see_is_absent_for_everybody_else(cast: Cast) -> None:
    """Abuse cases 1 and 2: list, page, step and count say the same, and the operator is nobody above."""
    crisis = world.qualified(world.officer("odile"))
    for who in (cast.volunteer, cast.lead, cast.evaluator, cast.operator):
        client = signed_in(who)
        for path in (f"case/{crisis.key}/", f"case/{'0' * 32}/", "queue/", f"case/{crisis.key}/severity/"):
            assert client.get(f"/crisis/{path}").status_code == 404
        assert crisis.codename not in client.get("/crisis/").content.decode()
        found = client.get("/search/", {"q": crisis.codename})
        assert f'href="/crisis/case/{crisis.key}' not in found.content.decode()
        assert not [each for each in work.waiting_for(who, clock.today()) if "/crisis/" in each.item.address]


def test_a_step_may_not_be_skipped_by_its_address(team: Team) -> None:
    """Abuse case 9."""
    crisis = world.qualified(team[0])
    client = signed_in(team[0])
    for name in ("activate", "stand-down", "close", "accept-review", "agree", "nothing"):
        assert take(client, crisis, name) == 404
    assert Crisis.objects.get().state == "qualified"


def test_fields_that_no_form_asks_for_are_ignored(team: Team) -> None:
    """Abuse case 5."""
    crisis = world.raised()
    client = signed_in(team[0])
    take(client, crisis, "take-up", state="closed", severity="4", codename="Mine", answered_at="2020-06-01")
    crisis.refresh_from_db()
    assert (crisis.state, crisis.severity, crisis.codename) == ("qualifying", 2, "")
    assert crisis.answered_at is None


def test_no_page_of_a_crisis_is_kept_by_a_browser_or_a_proxy(team: Team) -> None:
    """Abuse case 31."""
    crisis = world.qualified(team[0])
    client = signed_in(team[0])
    for path in ("queue/", f"case/{crisis.key}/"):
        assert "no-store" in client.get(f"/crisis/{path}")["Cache-Control"]
    assert client.get(f"/crisis/case/{crisis.key}/x.css").status_code == 404


def test_what_somebody_wrote_runs_nowhere(team: Team) -> None:
    """Abuse case 17."""
    crisis = world.raised(text=world.Written("<script>alert(1)</script> it is blocked"))
    page = signed_in(team[0]).get(f"/crisis/case/{crisis.key}/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_a_report_is_linked_by_its_page(team: Team) -> None:
    known, again = world.qualified(team[0]), world.raised()
    client = signed_in(team[0])
    said = {"text": "The same provider, the same hour."}
    assert take(client, again, "link", which=again.key, **said) == 422
    assert take(client, again, "link", which=known.key, **said) == 302
    again.refresh_from_db()
    assert again.duplicate_of == known
    reader = signed_in(team[1])
    page = reader.get(f"/crisis/case/{again.key}/agree/").content.decode()
    assert "The same provider, the same hour." in page
    assert take(reader, again, "contest", text="It is another country.") == 302
    again.refresh_from_db()
    assert again.state == "qualifying"


def test_less_grave_by_the_pages_of_two(team: Team) -> None:
    crisis = world.qualified(team[0])
    with world.at(MONDAY + HOUR):
        answering.appoint(crisis, "commander", team[0], by=team[0])
    said = {**NO, "of_discretion": "yes", "severity": "", "reason": "The site is back."}
    client, reader = signed_in(team[0]), signed_in(team[1])
    assert take(client, crisis, "less-grave", **{**said, "of_harm": "yes"}) == 422
    assert take(client, crisis, "less-grave", **said) == 302
    assert take(client, crisis, "agree") == 404
    assert take(reader, crisis, "agree") == 302
    crisis.refresh_from_db()
    assert crisis.severity == 4


def test_a_clock_stands_still_by_its_page_until_a_moment(team: Team, mona: Person) -> None:
    crisis = world.activated(team, mona, clock.now() - HOUR)
    until = clock.now() + HOUR
    contact = crisis.clocks.get(task="contact")
    said = {"which": contact.pk, "last_day": until.date().isoformat(), "last_time": f"{until:%H:%M}"}
    client = signed_in(team[0])
    assert take(client, crisis, "pause", **said, text="") == 422
    assert take(client, crisis, "pause", **said, text="Nobody can speak before noon.") == 302
    assert "stands still" in client.get(f"/crisis/case/{crisis.key}/").content.decode()
    assert take(client, crisis, "resume", which=contact.pk) == 302


def test_a_crisis_says_what_is_next_by_whom_and_by_when(team: Team, mona: Person) -> None:
    client = signed_in(team[1])
    page = client.get(f"/crisis/case/{world.raised().key}/").content.decode()
    assert "What is next" in page
    assert "whoever is on call" in page
    assert re.search(r"Take the report up</strong> – whoever is on call, by .*9:30", page)
    page = client.get(f"/crisis/case/{world.activated(team, mona).key}/").content.decode()
    assert "whoever leads" in page
    assert "Odile" in page


def test_a_drill_is_confirmed_by_its_page(team: Team, mona: Person) -> None:
    book = world.playbook(mona, team[1])
    learned = world.Written("The list was old.")
    drill = preparing.record_drill(book, held_on=clock.today(), passed=True, learned=learned, by=team[0])
    address = f"/crisis/ready/drills/{drill.key}/confirm/"
    assert signed_in(team[0]).get(address).status_code == 404
    client = signed_in(team[1])
    assert "The list was old." in client.get(address).content.decode()
    waiting = {each.item.address for each in work.waiting_for(team[1], clock.today())}
    assert address in waiting
    assert client.post(address).status_code == 302
    assert client.get(address).status_code == 404


def test_the_second_reader_is_asked_and_the_first_is_not(team: Team) -> None:
    crisis = world.turned_down(team[0])
    assert take(signed_in(team[0]), crisis, "agree") == 404
    with world.at(MONDAY + world.DAY + HOUR):
        page = signed_in(team[1]).get("/crisis/queue/").content.decode()
    assert "To be read by a second person" in page
    assert "overdue" in page
    assert take(signed_in(team[1]), crisis, "contest", text="One of us was taken.") == 302
    crisis.refresh_from_db()
    assert crisis.state == "qualifying"


def test_a_clock_that_ran_out_is_shown(team: Team) -> None:
    world.raised()
    with world.at(MONDAY + HOUR):
        page = signed_in(team[0]).get("/crisis/queue/").content.decode()
    assert "overdue" in page


def test_steps_are_ticked_by_their_buttons(team: Team, mona: Person) -> None:
    crisis = world.activated(team, mona)
    address = f"/crisis/case/{crisis.key}/steps/1/"
    assert signed_in(world.officer("nadia")).post(address).status_code == 404
    assert signed_in(team[2]).post(address).status_code == 302
    assert crisis.steps.get(position=1).done_by == team[2]


def test_the_rota_and_drills_by_their_pages(team: Team, mona: Person) -> None:
    world.playbook(mona, team[1])
    boss, odile = signed_in(mona), signed_in(team[0])
    today, week = clock.today().isoformat(), (clock.today() + 7 * world.DAY).isoformat()
    times = {"first_day": today, "first_time": "00:00", "last_day": week, "last_time": "00:00"}
    boss.post("/crisis/ready/on-call/", {**times, "layer": "first", "who": team[0].pk})
    odile.post("/crisis/ready/on-call/stand-in/", {**times, "layer": "first"})
    assert Shift.objects.filter(person=team[0]).count() == 2
    page = odile.get("/crisis/ready/").content.decode()
    assert "stands in" in page
    assert "gap" in page
    said = {"playbook": Playbook.objects.get().pk, "held_on": today, "passed": "yes", "text": "It works."}
    assert odile.post("/crisis/ready/drills/", said).status_code == 302
    shift = Shift.objects.filter(is_override=False).get()
    assert odile.post(f"/crisis/ready/on-call/{shift.pk}/off/").status_code == 404
    assert boss.post(f"/crisis/ready/on-call/{shift.pk}/off/").status_code == 302


def test_my_work_tells_what_waits_and_letters_only_count_it(team: Team, mona: Person) -> None:
    world.raised()
    crisis = world.activated(team, mona)
    items = [
        each.item for each in work.waiting_for(team[0], clock.today()) if "/crisis/" in each.item.address
    ]
    titles = {each.title for each in items}
    assert "Take the report up, and decide whether it is a crisis" in titles
    assert "Brief the leadership" in titles
    assert not any(each.public or each.kind for each in items)
    assert crisis.codename in {each.of for each in items}


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert client.get(address).status_code == 200
    return len(counted)


@pytest.mark.parametrize("address", ["/crisis/queue/", "/my-work/", "/crisis/ready/"])
def test_as_many_questions_for_three_as_for_one(team: Team, mona: Person, address: str) -> None:
    client = signed_in(team[1])
    counts = []
    for number in range(3):
        world.raised()
        world.turned_down(team[0])
        world.qualified(team[0])
        world.playbook(mona, team[1], f"Playbook {number}")
        world.on_call(team[0], team[2], mona)
        if number != 1:
            queries_of(client, address)
            counts.append(queries_of(client, address))
    assert counts[0] == counts[1]


def test_each_list_of_the_queue_has_pages_of_its_own(team: Team, mona: Person, monkeypatch: Any) -> None:
    """What waits is never cut: the second page of one leaves the others where they are."""
    monkeypatch.setattr(crises, "ON_A_PAGE", 1)
    reports = [world.raised(MONDAY + each * HOUR) for each in range(2)]
    for _each in range(2):
        world.qualified(team[0])
        world.turned_down(team[0])
    client = signed_in(team[1])
    first = client.get("/crisis/queue/").content.decode()
    names = ("undecided", "unread", "in_hand", "past")
    assert [f'rel="next" href="?{name}=2"' in first for name in names] == [True] * 4
    assert [each.key in first for each in reports] == [True, False]
    further = client.get("/crisis/queue/?undecided=2&past=2").content.decode()
    assert [each.key in further for each in reports] == [False, True]
    assert 'rel="prev" href="?past=2&amp;undecided=1"' in further
    assert 'rel="next" href="?undecided=2&amp;past=2&amp;in_hand=2"' in further


def test_as_many_questions_for_a_long_crisis_as_for_a_short_one(team: Team, mona: Person) -> None:
    crisis = world.answered(team, mona)
    client = signed_in(team[0])
    address = f"/crisis/case/{crisis.key}/"
    _warm, first = queries_of(client, address), queries_of(client, address)
    for number in range(3):
        answering.report(crisis, world.Written(f"As before, {number}."), by=team[2])
    assert queries_of(client, address) == first


def test_steps_are_numbered_on_the_side_on_which_their_language_begins(team: Team, mona: Person) -> None:
    book = world.playbook(mona, team[0])
    page = signed_in(team[0]).get(f"/crisis/ready/playbooks/{book.key}/", headers={"accept-language": "ar"})
    assert re.search(r'<ol lang="\w+" dir="auto"><li>', page.content.decode())
