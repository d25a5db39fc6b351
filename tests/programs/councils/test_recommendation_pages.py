"""The pages of recommendations, each for exactly those who may."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from tests.conftest import Cast
from tests.programs.asking.world import opened
from tests.programs.councils import recommending as world

from thriving.kernel import clock
from thriving.movement import work
from thriving.plan import ways_in
from thriving.programs.councils.actions import recommendations
from thriving.programs.councils.models import Recommendation

pytestmark = pytest.mark.django_db

LATER = world.DUE + timedelta(days=5)
LIST = "/councils/river/recommendations/"


def seen(client: Client, address: str = LIST) -> str:
    page = client.get(address).content.decode().replace("<bdi>", "").replace("</bdi>", "")
    return " ".join(page.split())


def test_what_is_overdue_stands_on_top_with_its_days(client: Client, cast: Cast) -> None:
    council = world.sitting(cast)
    world.adopted(cast, council, title="The newer one", on=world.ADOPTED + timedelta(days=3))
    world.adopted(cast, council, title="The oldest one")
    done = world.adopted(cast, council, title="The answered one")
    world.answered(cast, done)
    with world.at(LATER):
        page = seen(client)
    assert "Overdue by 5 days" in page
    assert "3 wait" not in page
    assert "2 of them overdue" in page
    assert page.index("The oldest one") < page.index("The newer one") < page.index("The answered one")


def test_everybody_reads_the_role_and_the_name_of_who_is_asked(client: Client, cast: Cast) -> None:
    world.adopted(cast)
    assert "Program lead" in seen(client)
    assert "Lina" in seen(client)


def test_a_draft_is_absent_but_for_its_council(client: Client, cast: Cast) -> None:
    council = world.sitting(cast)
    world.drafted(council, cast.lead)
    address = f"{LIST}1/"
    for reader in (None, cast.volunteer, cast.lead, cast.operator):
        if reader:
            client.force_login(reader)
        assert client.get(address).status_code == 404 == client.get(f"{LIST}99/").status_code
        assert "Let us travel" not in seen(client)
        assert client.get(f"{LIST[:-1]}.json").json()["rows"] == []
    client.force_login(world.members(council)[2])
    assert client.get(address).status_code == 200


def test_only_the_one_who_is_asked_finds_the_form(client: Client, cast: Cast) -> None:
    world.adopted(cast)
    for reader in (cast.editor, cast.other_lead):
        client.force_login(reader)
        assert "Your answer" not in seen(client, f"{LIST}1/")
        assert client.get(f"{LIST}1/answer/").status_code == 404
        said = {"kind": "accepted", "words": "Yes.", "language": "en"}
        assert client.post(f"{LIST}1/answer/", said).status_code == 404
    client.force_login(cast.lead)
    assert "Your answer" in seen(client, f"{LIST}1/")


def test_an_answer_is_given_and_read_by_everybody(client: Client, cast: Cast) -> None:
    world.adopted(cast)
    client.force_login(cast.lead)
    hostile = "<script>alert(1)</script> Yes, from July on."
    said = {"kind": "in_part", "words": hostile, "language": "English"}
    answer = client.post(
        f"{LIST}1/answer/", {**said, "state": "done", "in_time": "True", "due_on": "2030-01-01"}
    )
    assert answer.status_code == 302
    found = Recommendation.objects.get()
    assert (found.state, found.due_on) == ("answered", world.DUE)
    page = seen(Client(), f"{LIST}1/")
    assert "Accepted in part" in page
    assert "&lt;script&gt;alert(1)" in page


def test_bad_input_gets_a_sentence_and_loses_nothing(client: Client, cast: Cast) -> None:
    world.adopted(cast)
    client.force_login(cast.lead)
    page = client.post(
        f"{LIST}1/answer/", {"kind": "accepted", "words": "My reason", "language": "Klingonese"}
    )
    assert page.status_code == 422
    assert "My reason" in page.content.decode()
    assert "No language here is called" in page.content.decode()


def test_a_member_writes_and_the_owner_records_the_vote(client: Client, cast: Cast) -> None:
    plan = opened()
    council = world.sitting(cast)
    client.force_login(world.members(council)[0])
    told = {
        "title": "Let us travel",
        "text": "Pay for a guardian’s ticket too.",
        "language": "English",
        "theme": "money",
        "objective": f"{world.PRIORITY}/grow-{world.LEADERS}",
        "to": world.holding(cast.lead).pk,
    }
    told["objective"] = next(
        f"{plan.key}/{each.priority.key}/{each.key}"
        for priority in plan.priorities.all()
        for each in priority.objectives.all()
        if priority.key == "community-leadership-development"
    )
    assert client.post(f"{LIST}new/", told).status_code == 302
    client.force_login(cast.editor)
    vote = {"votes_for": 2, "votes_against": 1, "abstained": 0, "dissent": "", "meeting": ""}
    assert client.post(f"{LIST}1/adopt/", vote).status_code == 302
    assert Recommendation.objects.get().state == "open"
    assert "community-leadership-development" in seen(client, f"{LIST}1/")


def test_the_plan_leads_to_what_waits(cast: Cast) -> None:
    plan = opened()
    priority = plan.priorities.get(key="community-leadership-development")
    objective = priority.objectives.get().key
    world.adopted(cast, priority=f"{plan.key}/{priority.key}", objective=objective)
    with world.at(LATER):
        (found,) = (
            way for way in ways_in.beside(plan, priority.key, objective) if way[1].startswith("/councils/")
        )
    assert found == (
        "Recommendations of the council “River Council”, 1 waits for an answer, 1 overdue",
        LIST,
    )
    assert not [way for way in ways_in.beside(plan, "diverse-content", "grow-x") if "council" in way[1]]


def test_it_waits_in_my_work_until_it_is_answered(cast: Cast) -> None:
    found = world.adopted(cast)
    with world.at(LATER):
        (mine,) = (
            each.item
            for each in work.waiting_for(cast.lead, clock.today())
            if each.by.name == "recommendations"
        )
        assert (mine.due, mine.address) == (world.DUE, f"{LIST}1/")
        (owners,) = (
            each.item
            for each in work.waiting_for(cast.editor, clock.today())
            if each.by.name == "recommendations"
        )
        assert "overdue" in owners.title
        world.answered(cast, found)
        waits = [each for each in work.waiting_for(cast.lead, clock.today()) if each.item.due == world.DUE]
        assert not waits


def test_swapped_words_are_said_to_be_swapped(client: Client, cast: Cast) -> None:
    world.adopted(cast)
    Recommendation.objects.update(text={"en": "Pay for nothing."})
    assert "not the ones that the council adopted" in seen(client, f"{LIST}1/")


def test_it_reads_from_right_to_left(client: Client, cast: Cast) -> None:
    world.adopted(cast)
    with translation.override(None):
        page = client.get(f"{LIST}1/", headers={"accept-language": "ar"}).content.decode()
    assert 'dir="rtl"' in page


@pytest.mark.parametrize("twin", ["json", "csv"])
def test_twins_tell_what_the_page_tells(client: Client, cast: Cast, twin: str) -> None:
    world.adopted(cast, title="=HYPERLINK(1)")
    with world.at(LATER):
        answer = client.get(f"{LIST[:-1]}.{twin}").content.decode()
    assert "2026-05-01" in answer
    assert "Program lead" in answer
    assert "Lina" not in answer
    assert not [line for line in answer.splitlines() if twin == "csv" and ",=HYPER" in line]


def test_filters_ask_nothing_but_what_they_name(client: Client, cast: Cast) -> None:
    world.adopted(cast)
    assert "Let us travel" in seen(client, f"{LIST}?state=open&theme=other")
    assert "Let us travel" not in seen(client, f"{LIST}?state=answered")
    assert "Let us travel" in seen(client, f"{LIST}?addressee__password__startswith=a")


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_a_list_costs_the_same_with_one_and_three(client: Client, cast: Cast) -> None:
    council = world.sitting(cast)
    world.adopted(cast, council)
    addresses = (LIST, "/councils/river/", "/my-work/")
    client.force_login(cast.lead)
    client.get(LIST)
    one = [queries_of(client, address) for address in addresses]
    for _each in range(2):
        world.adopted(cast, council)
    assert [queries_of(client, address) for address in addresses] == one


def test_a_page_of_one_costs_the_same_however_often_it_was_answered(client: Client, cast: Cast) -> None:
    found = world.adopted(cast)
    world.answered(cast, found)
    one = queries_of(client, f"{LIST}1/")
    for number in range(2):
        world.answered(cast, found, why=f"Again {number}.")
    assert queries_of(client, f"{LIST}1/") == one


def test_steps_change_nothing_by_being_looked_at(client: Client, cast: Cast) -> None:
    world.adopted(cast)
    client.force_login(cast.editor)
    states: list[Any] = []
    for step in ("withdraw", "hand-over", "translate", "merge"):
        assert client.get(f"{LIST}1/{step}/").status_code == 200
        states.append(Recommendation.objects.get().state)
    assert states == ["open"] * 4


def test_a_translation_has_the_adopted_words_beside_it(cast: Cast, client: Client) -> None:
    found = world.adopted(cast)
    recommendations.translate(found, title="سفر", text="نص", language="ar", by=cast.editor)
    page = client.get(f"/councils/river/recommendations/{found.number}/", headers={"accept-language": "ar"})
    assert "نص" in page.content.decode()
    assert "Pay for a guardian’s ticket too." in page.content.decode()
