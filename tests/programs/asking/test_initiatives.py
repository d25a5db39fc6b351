"""Questions about an initiative: its people answer, and whoever leads the priority that it serves."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.conftest import Cast, person
from tests.programs.asking import world
from tests.programs.initiatives import world as initiatives

from thriving.kernel import clock
from thriving.movement.models import Person
from thriving.programs.asking import actions, areas, queries
from thriving.programs.initiatives.models import Initiative, Involvement, Part

pytestmark = pytest.mark.django_db

SCOPE = "program:photo-grants"


@pytest.fixture(autouse=True)
def initiative(db: None) -> None:
    initiatives.planned()
    initiatives.published()


def organizer() -> Person:
    return person("oriole", f"organizer {SCOPE}")


def named() -> Person:
    somebody = person("nadia")
    initiative = Initiative.objects.get()
    Involvement.objects.create(
        initiative=initiative, person=somebody, part=Part.ANSWERS, named_at=clock.now()
    )
    return somebody


def test_its_people_answer(cast: Cast) -> None:
    people = [organizer(), named(), cast.lead]
    question = world.asked(cast.volunteer, area=SCOPE)
    assert question.serves == initiatives.LED
    assert all(list(queries.waiting_for(each)) == [question] for each in people)
    for somebody in (cast.other_lead, cast.operator, person("ono", "organizer program:other")):
        assert not queries.waiting_for(somebody)
        with pytest.raises(PermissionDenied):
            actions.answer(question, "So.", language="en", by=somebody)
    actions.answer(question, "Yes.", language="en", by=people[1])


def test_without_people_of_its_own_it_reaches_the_leads(cast: Cast) -> None:
    assert list(areas.people_of(SCOPE)) == [cast.lead]


def test_its_page_leads_to_a_question(client: Client, cast: Cast) -> None:
    page = client.get("/initiatives/photo-grants/").content.decode()
    assert "/ask/about/program:photo-grants/" in page
    assert "within 7 days" in page
    assert "Photo grants" in client.get("/ask/about/program:photo-grants/").content.decode()


def test_it_is_listed_once_it_was_asked(client: Client, cast: Cast) -> None:
    assert SCOPE not in {row["area"] for row in client.get("/ask.json").json()["rows"]}
    world.asked(cast.volunteer, area=SCOPE)
    assert SCOPE in {row["area"] for row in client.get("/ask.json").json()["rows"]}


def test_leads_pass_it_on_from_the_priority(client: Client, cast: Cast) -> None:
    somebody = organizer()
    question = world.asked(cast.volunteer, area=f"priority:{initiatives.LED}")
    client.force_login(cast.lead)
    sent = {"area": SCOPE, "words": "They know more of it.", "language": "English"}
    client.post(f"/ask/questions/{question.key}/pass-on/", sent)
    assert list(queries.waiting_for(somebody)) == [question]


def test_an_organizer_promises_for_it(client: Client, cast: Cast) -> None:
    client.force_login(organizer())
    assert "Photo grants" in client.get("/ask/answer/").content.decode()
    client.post("/ask/answer/promise/", {"area": SCOPE, "days": "2"})
    assert actions.promised_days(SCOPE) == 2
    sent = {"area": f"priority:{initiatives.LED}", "days": "2"}
    assert client.post("/ask/answer/promise/", sent).status_code == 404
