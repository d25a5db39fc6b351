"""The pages of questions, as who asks, who answers and everybody else see them."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings
from tests.conftest import Cast
from tests.programs.asking import world

from thriving.kernel import clock
from thriving.movement.models import Person, new_key
from thriving.programs.asking import actions, limits
from thriving.programs.asking.models import Question

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plan")]

ASK = f"/ask/about/{quote(world.LEADERS)}/"
CANARY = "Kwame sleeps at the blue house"
LINK = re.compile(r"/ask/private/\?ticket=([\w-]{32})")


def typed(**otherwise: str) -> dict[str, str]:
    return {"words": world.WORDS, "language": "English", "sending": new_key(), **otherwise}


def ticket_of(client: Client, **otherwise: str) -> str:
    """Of a question that was asked by its form without an account."""
    found = LINK.search(client.post(ASK, typed(**otherwise)).content.decode())
    assert found
    return found[1]


def page_of(question: Question, step: str = "") -> str:
    return f"/ask/questions/{question.key}/" + (f"{step}/" if step else "")


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def as_(client: Client, person: Person) -> Client:
    client.force_login(person)
    return client


def test_the_plan_leads_to_its_people(client: Client, cast: Cast) -> None:
    plan = text(client, "/plan/thriving-movement-2019/")
    address = f"/ask/about/{world.LEADERS}/"
    assert f'"{address}"' in plan
    objective = f"{address}?objective=grow-community-leadership-development"
    assert f'"{objective}"' in plan
    assert "We grow community-leadership-development." in text(client, objective)


def test_the_promise_stands_before_the_question(client: Client, cast: Cast) -> None:
    actions.promise(world.LEADERS, 4, by=cast.lead)
    assert "within 4 days" in text(client, ASK)


def test_an_account_sees_where_it_stands(client: Client, cast: Cast) -> None:
    sent = as_(client, cast.volunteer).post(ASK, typed())
    question = Question.objects.get()
    assert sent.headers["Location"] == page_of(question)
    assert "An answer is promised by" in text(client, page_of(question))
    assert page_of(question) in text(client, "/ask/")


def test_what_others_asked_is_not_there(client: Client, cast: Cast) -> None:
    question = world.asked(cast.volunteer, words=CANARY)
    for somebody in (cast.other_lead, cast.operator, cast.evaluator):
        as_(client, somebody)
        for address in (page_of(question), page_of(question, "answer"), page_of(question, "erase")):
            assert client.get(address).status_code == 404
            assert client.post(address, {"words": "So.", "language": "en"}).status_code in (404, 405)
        assert CANARY not in text(client, "/ask/") + text(client, "/ask/answer/")
    assert not Question.objects.get().erased_at


def test_what_others_asked_costs_as_much_as_nothing(client: Client, cast: Cast) -> None:
    """Neither words nor work tell whether there is such a question, by account or by link."""
    mine, (private, _secret) = world.asked(cast.lead), world.secretly(area=world.CONTENT)
    as_(client, cast.volunteer).get(ASK)
    for step in ("", "answer", "close", "follow_up"):
        addresses = [f"/ask/questions/{key}/{step}{'/' if step else ''}" for key in (mine.key, new_key())]
        assert len({queries_of(client, each, 404) for each in addresses}) == 1
    assert client.get(f"/ask/questions/{private.key}/").status_code == 404


def test_those_of_the_area_answer_on_its_page(client: Client, cast: Cast) -> None:
    question = world.asked(cast.volunteer, words=CANARY, language="ar")
    page = text(as_(client, cast.lead), page_of(question))
    assert f'lang="ar"><p>{CANARY}' in page
    assert "Valentina" not in page
    sent = client.post(page_of(question, "answer"), {"words": "Write to us.", "language": "العربية"})
    assert sent.status_code == 302
    assert Question.objects.get().state == "answered"
    assert "Write to us." in text(as_(client, cast.volunteer), page_of(question))


def test_each_step_has_its_page(client: Client, cast: Cast) -> None:
    question = world.asked(cast.volunteer, may_publish=True)
    as_(client, cast.lead)
    for step in ("answer", "pass-on", "decline", "set-aside"):
        assert client.get(page_of(question, step)).status_code == 200
    client.post(page_of(question, "pass-on"), {"area": world.CONTENT, "words": "", "language": "en"})
    assert client.get(page_of(question)).status_code == 200  # she leads the priority it was asked in
    as_(client, cast.other_lead).post(page_of(question, "answer"), {"words": "Yes.", "language": "en"})
    client.post(page_of(question, "publish"))
    assert "Yes." in text(Client(), "/ask/published/")
    client.post(page_of(question, "unpublish"))
    assert "Yes." not in text(Client(), "/ask/published/")


def test_without_an_account_a_private_link_opens_it(client: Client, cast: Cast) -> None:
    ticket = ticket_of(client)
    elsewhere = Client()
    opened = elsewhere.get("/ask/private/", {"ticket": ticket})
    assert opened.headers["Location"] == "/ask/private/"  # the secret is in no address of a page
    assert opened.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in opened.headers["Cache-Control"]
    page = elsewhere.get("/ask/private/")
    assert world.WORDS in page.content.decode()
    assert ticket not in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]


def test_the_private_link_takes_every_step_of_the_asker(client: Client, cast: Cast) -> None:
    client.get("/ask/private/", {"ticket": ticket_of(client)})
    actions.answer(Question.objects.get(), "Write to us.", language="en", by=cast.lead)
    client.post("/ask/private/follow-up/", {"words": "And where is that?", "email": ""})
    assert Question.objects.get().state == "asked_again"
    client.post("/ask/private/erase/")
    assert Question.objects.get().erased_at
    assert client.get("/ask/private/").status_code == 404


def test_of_two_private_questions_each_link_opens_its_own(client: Client, cast: Cast) -> None:
    ticket_of(client, words=CANARY)
    client.get("/ask/private/", {"ticket": ticket_of(client)})
    assert CANARY not in text(client, "/ask/private/")
    assert client.post("/ask/private/answer/", {"words": "So.", "language": "en"}).status_code == 404


def test_it_closes_in_the_browser(client: Client, cast: Cast) -> None:
    ticket = ticket_of(client)
    client.get("/ask/private/", {"ticket": ticket})
    client.post("/ask/private/leave/")
    assert client.get("/ask/private/").status_code == 404
    client.get("/ask/private/", {"ticket": ticket})
    with clock.stopped_at(clock.now() + timedelta(minutes=61)):
        assert client.get("/ask/private/").status_code == 404


@pytest.mark.parametrize("ticket", ["", "x", "a" * 32, "../" * 10, "\x00" * 32, "é" * 32])
def test_a_wrong_secret_opens_nothing(client: Client, ticket: str) -> None:
    answer = client.get("/ask/private/", {"ticket": ticket})
    assert answer.status_code == 404
    assert "opens nothing" in answer.content.decode()


def test_guessing_is_slowed(client: Client, settings: Settings) -> None:
    settings.SIGN_IN_TRIES_BY_ADDRESS = 2
    answers = [client.get("/ask/private/", {"ticket": "a" * 32}).status_code for _each in range(3)]
    assert answers == [404, 404, 429]


def test_too_many_questions_are_told_when_to_go_on(client: Client, cast: Cast) -> None:
    answers = [client.post(ASK, typed()) for _each in range(limits.FROM_ONE_ADDRESS + 1)]
    assert {answer.status_code for answer in answers[:-1]} == {200}
    assert answers[-1].status_code == 429
    assert "You can ask again in 15 minutes." in answers[-1].content.decode()
    assert world.WORDS in answers[-1].content.decode()  # nothing typed is lost
    as_(client, cast.volunteer)  # an account at the same address has a count of its own
    answers = [client.post(ASK, typed()) for _each in range(limits.AT_ONCE + 1)]
    assert [answer.status_code for answer in answers] == [302, 302, 302, 429]


def test_an_account_asks_ten_a_day(client: Client, cast: Cast) -> None:
    for _each in range(limits.A_DAY):
        world.asked(cast.volunteer)
    answer = as_(client, cast.volunteer).post(ASK, typed())
    assert answer.status_code == 429
    assert "hours." in answer.content.decode()


@pytest.mark.parametrize(
    ("otherwise", "sentence"),
    [
        ({"words": ""}, "This field is required."),
        ({"language": "Klingonese"}, "No language here is called"),
        ({"website": "https://buy.example"}, "Leave this empty"),
        ({"email": "nobody"}, "valid email"),
        ({"sending": "x"}, "Nothing is sent yet"),
    ],
)
def test_what_is_wrong_is_said(client: Client, cast: Cast, otherwise: dict[str, str], sentence: str) -> None:
    answer = client.post(ASK, typed(**otherwise))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Question.objects.exists()


def test_nothing_else_can_be_slipped_in(client: Client, cast: Cast) -> None:
    client.post(
        ASK, typed(state="answered", asker=str(cast.lead.pk), published_at="2020-01-01", area=world.CONTENT)
    )
    question = Question.objects.get()
    assert (question.state, question.asker, question.published_at) == ("asked", None, None)
    assert question.area == world.LEADERS


def test_published_ones_have_a_twin(client: Client, cast: Cast) -> None:
    world.published(cast.lead, cast.volunteer, words="=HYPERLINK(1) is that safe?")
    world.answered(cast.lead, cast.volunteer, words=CANARY, may_publish=True)
    (row,) = client.get("/ask/published.json", {"area": world.LEADERS}).json()["rows"]
    assert (row["answer"], row["name"]) == ("Write to us, we come.", "")
    assert client.get("/ask/published.json", {"area": world.CONTENT}).json()["rows"] == []
    assert "\n=" not in client.get("/ask/published.csv").content.decode()
    assert CANARY not in text(client, "/ask/published/")


def test_everybody_counts_and_nobody_reads(client: Client, cast: Cast) -> None:
    with world.on():
        world.asked(cast.volunteer, words=CANARY)
    with world.on(world.DAY + timedelta(days=9)):
        actions.judge_promises("tests")
        rows = {row["area"]: row for row in client.get("/ask.json").json()["rows"]}
    assert [rows[world.LEADERS][name] for name in ("waiting", "overdue", "judged", "kept")] == [1, 1, 1, 0]
    assert CANARY not in text(client, "/ask/")


def test_what_is_late_waits_in_my_work(client: Client, cast: Cast) -> None:
    question = world.asked(cast.volunteer)
    assert page_of(question) in text(as_(client, cast.lead), "/my-work/")
    assert page_of(question) not in text(as_(client, cast.other_lead), "/my-work/")


@pytest.mark.parametrize("address", ["/ask/", "/ask/published/", "/ask/answer/", "/my-work/"])
def test_lists_ask_as_often_for_three(client: Client, cast: Cast, address: str) -> None:
    as_(client, cast.lead)
    world.published(cast.lead)
    world.asked(cast.volunteer)
    world.asked(cast.lead)
    client.get(address)
    counted = queries_of(client, address)
    for _each in range(2):
        world.published(cast.lead)
        world.asked(cast.volunteer)
        world.asked(cast.lead)
    assert queries_of(client, address) == counted


def queries_of(client: Client, address: str, status: int = 200) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == status
    return len(asked)
