"""What a form does not ask for is not taken, however it is sent."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast
from tests.questions import world

from thriving.movement.models import Person
from thriving.questions import actions
from thriving.questions.models import Answer, Question, Questionnaire, Sheet, Version


@pytest.fixture
def version(cast: Cast) -> Iterator[Version]:
    with world.owned():
        yield world.published()


def test_letters_are_not_a_way_to_a_role(cast: Cast, client: Client) -> None:
    client.force_login(cast.volunteer)
    said = {
        "language": "en",
        "is_active": "",
        "username": "omar",
        "week_told_on": "2099-01-01",
        "roles": "operator",
    }
    client.post(reverse("movement:letters"), said)
    me = Person.objects.get(pk=cast.volunteer.pk)
    assert (me.username, me.is_active, me.week_told_on, me.roles) == ("valentina", True, None, frozenset())


def test_answers_are_ones_own(version: Version, cast: Cast, client: Client) -> None:
    mine = actions.answer(version, cast.volunteer, {"food": "fish"})
    other = actions.answer(version, cast.lead, {"food": "fish"})
    client.force_login(cast.volunteer)
    said = {"question-food": "meat", "sheet": other.pk, "person": cast.lead.pk, "code": "K1", "counted": "on"}
    client.post(reverse("questions:mine", args=[version.questionnaire.key]), said)
    assert dict(Answer.objects.values_list("sheet", "value")) == {mine.pk: "meat", other.pk: "fish"}
    assert not Sheet.objects.filter(counted=True).exists()


def test_a_question_stays_in_its_questionnaire(version: Version, cast: Cast, client: Client) -> None:
    actions.draft_anew(version.questionnaire, by="test")
    client.force_login(cast.evaluator)
    page = reverse("questions:add", args=[version.questionnaire.key, "short_text"])
    said = {"title": "More", "version": version.pk, "key": "food", "position": 0, "kind": "one_of"}
    assert client.post(page, said).status_code == 302
    added = Question.objects.get(key="more")
    assert (added.kind, added.version.published_at) == ("short_text", None)
    assert version.questions.count() == len(world.EVERY_KIND)


def test_who_is_asked_for_is_not_moved(version: Version, cast: Cast, client: Client) -> None:
    client.force_login(cast.evaluator)
    page = reverse("questions:promise", args=[version.questionnaire.key])
    said = {"purpose": "Food", "delete_on": "2098-01-01", "asked_for": "roles-of:omar", "state": "forgotten"}
    client.post(page, said)
    found = Questionnaire.objects.get()
    assert (found.asked_for, found.state, found.purpose["en"]) == (world.OWNER, "open", "Food")
