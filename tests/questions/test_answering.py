from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.datastructures import MultiValueDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import AtOnce, Cast
from tests.questions import world

from thriving.kernel import clock
from thriving.kernel.models import DiaryEntry
from thriving.kernel.words import Words
from thriving.movement import personal
from thriving.movement.actions import Refused
from thriving.movement.personal.forgetting import forget
from thriving.questions import actions, queries
from thriving.questions.actions import Asked
from thriving.questions.forms import AnswerForm, form_for
from thriving.questions.models import Answer, Question, Questionnaire, Sheet, State, Telling, Version

SAID: dict[str, list[str]] = {
    "name": ["Esi"],
    "story": ["One.\nTwo."],
    "food": ["fish"],
    "days": ["monday", "tuesday"],
    "edits": ["12.5"],
    "born": ["1990-02-28"],
    "first-time": ["no"],
    "stars": ["4"],
}


def sent(**changed: Any) -> dict[str, Any]:
    return {f"question-{key}": value for key, value in {**SAID, **changed}.items()}


def typed(version: Version, data: Any, *, final: bool = True) -> AnswerForm:
    return form_for(version, MultiValueDict(data), final=final)


def said(version: Version, **changed: Any) -> dict[str, Any]:
    form = typed(version, sent(**changed))
    assert form.is_valid(), form.errors
    return form.answers()


def test_every_kind_comes_back_as_it_was_answered(version: Version, cast: Cast) -> None:
    sheet = actions.answer(version, cast.volunteer, said(version))
    again = form_for(version, sheet=sheet)
    assert again.initial == {
        "name": "Esi",
        "story": "One.\nTwo.",
        "food": "fish",
        "days": ["monday", "tuesday"],
        "edits": Decimal("12.5"),
        "born": date(1990, 2, 28),
        "first-time": "no",
        "stars": "4",
    }


def test_answers_are_read_in_the_readers_language(version: Version, cast: Cast) -> None:
    sheet = actions.answer(version, cast.volunteer, said(version))
    with translation.override("ar"):
        read = {each.question.key: each.question.sort.words(each.value) for each in sheet.answers.all()}
    assert read["food"] == "ع fish"
    assert "ع monday" in read["days"]
    assert "فبراير" in read["born"]


words = st.text(st.characters(blacklist_categories=("C", "Z")), min_size=1, max_size=40)


@given(
    name=words,
    story=st.lists(words, min_size=1, max_size=3),
    days=st.sets(st.sampled_from(["monday", "tuesday"])),
    edits=st.decimals(0, 100, places=6),
    born=st.dates(date(1900, 1, 1), date(2200, 12, 31)),
    stars=st.integers(1, 5),
)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_answered_comes_back(  # noqa: PLR0913 -- one of each kind
    version: Version,
    *,
    name: str,
    story: list[str],
    days: set[str],
    edits: Decimal,
    born: date,
    stars: int,
) -> None:
    said_now = said(
        version,
        name=[name],
        story=["\n".join(story)],
        days=list(days),
        edits=[str(edits)],
        born=[born.isoformat()],
        stars=[str(stars)],
    )
    sheet = actions.answer(version, "code", said_now)
    again = form_for(version, sheet=sheet).initial
    kept = {key: value for key, value in said_now.items() if value not in ("", [], None)}
    assert again == kept
    assert {key: again[key] for key in ("edits", "born")} == {"edits": edits, "born": born}


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("food", ["stones"], "not one of the available choices"),
        ("days", ["friday"], "not one of the available choices"),
        ("edits", ["101"], "less than or equal to 100"),
        ("edits", ["many"], "Enter a number"),
        ("edits", ["NaN"], "Enter a number"),
        ("born", ["2026-02-30"], "Enter a valid date"),
        ("born", ["0199-01-01"], "Check the year"),
        ("first-time", ["perhaps"], "not one of the available choices"),
        ("stars", ["6"], "not one of the available choices"),
        ("name", ["a" * 301], "at most 300 characters"),
    ],
)
def test_a_wrong_answer_gets_a_sentence(version: Version, key: str, value: list[str], sentence: str) -> None:
    form = typed(version, sent(**{key: value}))
    assert sentence in str(form.errors[key])


def test_what_is_required_is_asked_for(cast: Cast) -> None:
    version = world.published({"food": Asked("one_of", Words(en="Food"), options=world.FOOD, required=True)})
    assert "Answer this question" in str(typed(version, {}).errors["food"])
    assert typed(version, {}, final=False).is_valid()


def test_who_answers_again_changes_the_one_sheet(version: Version, cast: Cast) -> None:
    first = actions.answer(version, cast.volunteer, said(version))
    again = actions.answer(version, cast.volunteer, said(version, food=["meat"], name=[""]))
    assert again.pk == first.pk
    assert queries.answers_of(again)["food"] == "meat"
    assert "name" not in queries.answers_of(again)


def test_a_code_and_a_person_have_sheets_of_their_own(version: Version, cast: Cast) -> None:
    actions.answer(version, "K7-31", {"food": "fish"})
    actions.answer(version, cast.volunteer, {"food": "meat"})
    sheet = queries.sheet_of(version.questionnaire, "K7-31")
    assert sheet
    assert queries.answers_of(sheet) == {"food": "fish"}


def test_a_code_is_never_empty_nor_endless(version: Version) -> None:
    for code in ("", "x" * 65):
        with pytest.raises(Refused):
            actions.answer(version, code, {})


def test_once_closed_nothing_is_taken_and_nothing_lost(version: Version, cast: Cast) -> None:
    actions.answer(version, cast.volunteer, {"food": "fish"})
    actions.close(version.questionnaire, by="test")
    with pytest.raises(Refused, match="No more answers"):
        actions.answer(version, cast.volunteer, {"food": "meat"})
    assert Answer.objects.get().value == "fish"
    assert actions.take_back(version.questionnaire, cast.volunteer)


def test_questions_that_changed_meanwhile_are_not_answered_blindly(version: Version, cast: Cast) -> None:
    actions.draft_anew(version.questionnaire, by="test")
    actions.publish(version.questionnaire, by="test")
    with pytest.raises(Refused, match="changed"):
        actions.answer(version, cast.volunteer, {"food": "meat"})


def test_a_draft_is_nobody_elses(version: Version, cast: Cast) -> None:
    sheet = actions.answer(version, cast.volunteer, {"food": "fish"}, final=False)
    assert sheet.state == State.DRAFT
    assert not queries.sheets_to_read(version.questionnaire)


def test_what_is_taken_back_leaves_nothing(version: Version, cast: Cast) -> None:
    actions.answer(version, cast.volunteer, said(version))
    assert actions.take_back(version.questionnaire, cast.volunteer)
    assert not actions.take_back(version.questionnaire, cast.volunteer)
    assert not Sheet.objects.exists()
    assert not Answer.objects.exists()


def test_who_leaves_takes_all_answers_along(version: Version, cast: Cast) -> None:
    actions.answer(version, cast.volunteer, said(version, story=["quxworth"]))
    forget(cast.volunteer, by="test")
    assert not Sheet.objects.exists()
    assert not [each for each in DiaryEntry.objects.all() if "quxworth" in (each.written or "")]


def test_on_their_day_all_answers_go(version: Version, cast: Cast) -> None:
    world.answered(version, 20, food="fish")
    world.answered(version, 20, first=20, food="meat")
    actions.answer(version, cast.volunteer, said(version, story=["quxworth"]))
    assert actions.tell(version.questionnaire)
    with clock.stopped_at(datetime(2098, 12, 31, 23, tzinfo=UTC)):
        assert actions.forget_due() == 0
    with clock.stopped_at(datetime(2099, 1, 1, tzinfo=UTC)):
        assert actions.forget_due() == 1
        assert actions.forget_due() == 0
    assert not Sheet.objects.exists()
    assert not Answer.objects.exists()
    assert [each.counted for each in Telling.objects.all()] == [{}]
    noted = DiaryEntry.objects.get(verb="forgot answers")
    assert noted.body == {"sheets": 41, "why": ""}


def test_answers_go_some_days_after_the_end(cast: Cast) -> None:
    version = world.published(delete_after=30)
    with patch.dict(world.LAST_DAY, {"esi": date(2027, 3, 1)}):
        assert version.questionnaire.deletion_day == date(2027, 3, 31)
    assert version.questionnaire.deletion_day is None


def test_where_nobody_knows_the_end_answers_go_a_year_after_the_last(cast: Cast) -> None:
    version = world.published(delete_after=30)
    with clock.stopped_at(datetime(2026, 5, 1, tzinfo=UTC)):
        actions.answer(version, cast.volunteer, {"food": "fish"})
    with clock.stopped_at(datetime(2027, 5, 31, tzinfo=UTC)):
        assert actions.forget_due() == 0
    Questionnaire.objects.update(asked_for="nothing:gone")
    with clock.stopped_at(datetime(2027, 6, 1, tzinfo=UTC)):
        assert actions.forget_due() == 1
    assert not Sheet.objects.exists()


def test_what_is_known_of_somebody_is_told_them(version: Version, cast: Cast) -> None:
    actions.answer(version, cast.volunteer, {"food": "fish", "stars": 4})
    rows = [*personal.known["questions.Sheet"].rows(cast.volunteer)]
    assert [row["for"] for row in rows] == ["Roles of esi"]
    told = [*personal.known["questions.Answer"].rows(cast.volunteer)]
    assert [row["answer"] for row in told] == ["Fish", "4"]


def test_two_at_once_are_one_sheet(at_once: AtOnce) -> None:
    version = world.published()
    someone = world.somebody("esi")
    at_once(*[lambda: actions.answer(version, someone, {"food": "fish"})] * 3)
    assert Sheet.objects.count() == 1
    assert Answer.objects.count() == 1


def test_a_stranger_question_is_a_mistake_of_ours(version: Version, cast: Cast) -> None:
    with pytest.raises(KeyError):
        actions.answer(version, cast.volunteer, {"salary": "1"})


def test_what_is_published_is_never_changed(version: Version) -> None:
    question = Question.objects.all()[0]
    question.required = True
    with pytest.raises(ValidationError, match="never changed"):
        question.save()
    with pytest.raises(ValidationError, match="never changed"):
        question.delete()
