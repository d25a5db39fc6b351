from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.conftest import Cast
from tests.questions import world

from thriving.kernel import tables
from thriving.kernel.models import DiaryEntry
from thriving.movement.accounts import proofs
from thriving.questions import actions, queries
from thriving.questions.models import Question, Questionnaire, Sheet, Version


def address(name: str, questionnaire: Questionnaire, *more: str) -> str:
    return reverse(f"questions:{name}", args=[questionnaire.key, *more])


def send(client: Client, who: Any, name: str, questionnaire: Questionnaire, *more: str, **said: Any) -> Any:
    client.force_login(who)
    return client.post(address(name, questionnaire, *more), said)


def titles(questionnaire: Questionnaire) -> list[str]:
    return [str(each.title) for each in Question.objects.filter(version__questionnaire=questionnaire)]


def test_questions_are_written_and_published(
    client: Client, cast: Cast, questionnaire: Questionnaire
) -> None:
    said = {"title": "Food", "options": "Meat\nFish\n\nPlants", "in_totals": "on"}
    send(client, cast.evaluator, "add", questionnaire, "one_of", **said)
    send(client, cast.evaluator, "add", questionnaire, "short_text", title="Name", required="on")
    send(client, cast.evaluator, "move", questionnaire, "name", to="up")
    assert titles(questionnaire) == ["Name", "Food"]
    page = client.get(address("edit", questionnaire)).content.decode()
    assert page.index("Name") < page.index("Food")
    send(client, cast.evaluator, "step", questionnaire, "publish")
    assert questionnaire.published
    food = questionnaire.published.asked[1]
    assert [(each.key, each.title["en"]) for each in food.options] == [
        ("meat", "Meat"),
        ("fish", "Fish"),
        ("plants", "Plants"),
    ]


def test_an_option_keeps_its_key_when_its_words_change(
    client: Client, cast: Cast, questionnaire: Questionnaire
) -> None:
    actions.add_question(questionnaire, world.EVERY_KIND["food"], key="food", by="test")
    said = {"title": "Food", "options": "Meat\nSea food\nPlants", "in_totals": "on"}
    send(client, cast.evaluator, "change", questionnaire, "food", **said)
    options = Question.objects.get().options
    assert [(each.key, each.title["en"]) for each in options][1] == ("fish", "Sea food")
    assert options[1].title["ar"] == "ع fish"


@pytest.mark.parametrize(
    ("kind", "said", "sentence"),
    [
        ("one_of", {"title": "Food", "options": "Meat"}, "at least two answers"),
        ("one_of", {"title": "Food", "options": "Meat\nmeat"}, "are the same"),
        ("number", {"title": "Edits", "least": "5", "most": "1"}, "more than the least"),
        ("rating", {"title": "Stars", "most": "11"}, "10"),
        ("short_text", {"title": ""}, "required"),
    ],
)
def test_a_question_that_cannot_be_asked_is_shown_again(  # noqa: PLR0913 -- a row of the table
    client: Client,
    cast: Cast,
    *,
    questionnaire: Questionnaire,
    kind: str,
    said: dict[str, str],
    sentence: str,
) -> None:
    answer = send(client, cast.evaluator, "add", questionnaire, kind, **said)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not titles(questionnaire)


def test_words_are_written_in_another_language(
    client: Client, cast: Cast, questionnaire: Questionnaire
) -> None:
    actions.add_question(questionnaire, world.EVERY_KIND["food"], key="food", by="test")
    page = address("words", questionnaire) + "?language=es"
    client.force_login(cast.evaluator)
    assert client.get(page).status_code == 200
    said = {"purpose": "La comida", "food.title": "Comida", "food.option.fish": "Pescado"}
    assert client.post(page, said).status_code == 302
    question = Question.objects.get()
    assert question.title == {"en": "Food", "es": "Comida"}
    assert question.options[1].title["es"] == "Pescado"
    assert Questionnaire.objects.get().purpose["es"] == "La comida"


def test_the_preview_shows_the_form(client: Client, cast: Cast, version: Version) -> None:
    client.force_login(cast.evaluator)
    page = client.get(address("preview", version.questionnaire)).content.decode()
    assert "<legend" in page
    assert "To plan the food" in page
    assert "deleted on" in page
    assert 'type="radio" name="question-food"' in page


def test_the_promise_is_kept_to_those_who_answered(client: Client, cast: Cast, version: Version) -> None:
    world.answered(version, 1, food="fish")
    said = {"purpose": "To plan the food", "delete_on": "2099-06-01"}
    longer = send(client, cast.evaluator, "promise", version.questionnaire, **said)
    assert "longer than they were told" in longer.content.decode()
    said |= {"delete_on": "2098-01-01", "read_singly": "on"}
    singly = send(client, cast.evaluator, "promise", version.questionnaire, **said)
    assert "one by one" in singly.content.decode()
    del said["read_singly"]
    assert send(client, cast.evaluator, "promise", version.questionnaire, **said).status_code == 302


def test_who_answered_changes_and_deletes_it(client: Client, cast: Cast, version: Version) -> None:
    questionnaire = version.questionnaire
    actions.answer(version, cast.volunteer, {"food": "fish"})
    client.force_login(cast.volunteer)
    page = client.get(address("mine", questionnaire)).content.decode()
    assert 'value="fish"' in page
    assert send(client, cast.volunteer, "mine", questionnaire, **{"question-food": "meat"}).status_code == 302
    sheet = queries.sheet_of(questionnaire, cast.volunteer)
    assert sheet
    assert queries.answers_of(sheet) == {"food": "meat"}
    send(client, cast.volunteer, "delete_mine", questionnaire)
    assert not Sheet.objects.exists()
    assert client.get(address("mine", questionnaire)).status_code == 404


def test_faulty_answers_lose_nothing(client: Client, cast: Cast, version: Version) -> None:
    actions.answer(version, cast.volunteer, {"food": "fish"})
    said = {"question-edits": "many", "question-story": "Once <upon>"}
    answer = send(client, cast.volunteer, "mine", version.questionnaire, **said)
    assert answer.status_code == 422
    assert "Once &lt;upon&gt;" in answer.content.decode()
    assert 'aria-invalid="true"' in answer.content.decode()


def test_a_closed_questionnaire_shows_what_was_said(client: Client, cast: Cast, version: Version) -> None:
    actions.answer(version, cast.volunteer, {"food": "fish"})
    actions.close(version.questionnaire, by="test")
    client.force_login(cast.volunteer)
    page = client.get(address("mine", version.questionnaire)).content.decode()
    assert "No more answers" in page
    assert "Fish" in page


def test_totals_are_on_their_page(client: Client, cast: Cast, version: Version) -> None:
    client.force_login(cast.evaluator)
    assert "No totals yet" in client.get(address("totals", version.questionnaire)).content.decode()
    world.answered(version, 20, food="fish")
    world.answered(version, 20, first=20, food="meat")
    actions.tell(version.questionnaire)
    page = client.get(address("totals", version.questionnaire)).content.decode()
    assert "<bdi>40</bdi> people had answered" in page
    assert "withheld" in page


def test_single_sheets_are_opened_with_a_reason(client: Client, cast: Cast) -> None:
    version = world.published(read_singly=True)
    actions.answer(version, cast.volunteer, {"food": "fish", "story": "quxworth"})
    client.force_login(cast.evaluator)
    assert "quxworth" not in client.get(address("answers", version.questionnaire)).content.decode()
    assert send(client, cast.evaluator, "answers", version.questionnaire, reason="").status_code == 422
    opened = send(client, cast.evaluator, "answers", version.questionnaire, reason="Allergies")
    assert "quxworth" in opened.content.decode()
    noted = DiaryEntry.objects.get(verb="read answers")
    assert noted.body == {"sheets": 1, "why": "Allergies"}


def test_a_file_needs_fresh_proof_and_holds_no_formula(client: Client, cast: Cast) -> None:
    version = world.published(read_singly=True)
    actions.answer(version, "K1", {"story": "=HYPERLINK(1)"})
    said = {"reason": "Badges", "as": "csv"}
    answer = send(client, cast.evaluator, "export", version.questionnaire, **said)
    text = b"".join(answer.streaming_content).decode()
    assert "'=HYPERLINK(1)" in text
    assert "attachment" in answer["Content-Disposition"]
    xlsx = send(client, cast.evaluator, "export", version.questionnaire, **{**said, "as": "xlsx"})
    read = tables.read(BytesIO(b"".join(xlsx.streaming_content)))
    assert next(iter(read)).cells["answered_by"] == "K1"
    session = client.session
    session[proofs.IN_SESSION] = dict.fromkeys(session[proofs.IN_SESSION], 0)  # long ago
    session.save()
    assert client.post(address("export", version.questionnaire), said).status_code == 403


def test_without_the_promise_nobody_reads_single_sheets(client: Client, cast: Cast, version: Version) -> None:
    actions.answer(version, cast.volunteer, {"food": "fish"})
    said = {"reason": "Curious"}
    assert send(client, cast.evaluator, "answers", version.questionnaire, **said).status_code == 404
    assert send(client, cast.evaluator, "export", version.questionnaire, **said).status_code == 404


WRITING = ("edit", "promise", "preview", "totals", "answers")


@pytest.mark.parametrize("name", WRITING)
def test_others_do_not_learn_that_there_are_questions(client: Client, cast: Cast, name: str) -> None:
    version = world.published(read_singly=True)
    absent = reverse(f"questions:{name}", args=["0" * 32])
    for who in (cast.volunteer, cast.lead, cast.editor, cast.second_evaluator):
        client.force_login(who)
        found = client.get(address(name, version.questionnaire))
        assert (found.status_code, client.get(absent).status_code) == (404, 404)


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("add", ["one_of"]),
        ("change", ["food"]),
        ("move", ["food"]),
        ("remove", ["food"]),
        ("step", ["publish"]),
    ],
)
def test_others_write_nothing(client: Client, cast: Cast, name: str, more: list[str]) -> None:
    questionnaire = world.begun()
    actions.add_question(questionnaire, world.EVERY_KIND["food"], key="food", by="test")
    answer = send(client, cast.volunteer, name, questionnaire, *more, title="Mine", options="a\nb")
    assert answer.status_code == 404
    assert titles(questionnaire) == ["Food"]
    assert questionnaire.published is None


def test_the_editor_asks_the_same_number_of_queries(client: Client, cast: Cast) -> None:
    questionnaire = world.begun()
    client.force_login(cast.evaluator)
    counts = []
    for keys in (["stars"], ["food"], ["name", "story"]):
        for key in keys:
            actions.add_question(questionnaire, world.EVERY_KIND[key], key=key, by="test")
        with CaptureQueriesContext(connection) as asked:
            client.get(address("edit", questionnaire))
        counts.append(len(asked))
    assert counts[1] == counts[2]  # the first page fills caches
