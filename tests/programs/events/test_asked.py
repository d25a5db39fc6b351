"""What organizers ask of those who register: answered freely, read again, changed and deleted."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast
from tests.programs.events.world import PLANNED_AT, announced, at

from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.actions import Wishes
from thriving.programs.events.asked import owner_of
from thriving.programs.events.models import Event, Registration
from thriving.programs.events.queries.registration import token_of
from thriving.questions import actions as questions
from thriving.questions.forms import form_for
from thriving.questions.models import Questionnaire, Sheet, Version


@pytest.fixture
def event(organizer: Person) -> Event:
    return announced(organizer)


@pytest.fixture
def version(event: Event) -> Version:
    with at(PLANNED_AT):
        asked = questions.begin(owner_of(event), Words(en="To cook."), delete_after=30, by="test")
        question = questions.Asked("short_text", Words(en="What do you eat?"), required=True)
        questions.add_question(asked, question, key="food", by="test")
        return questions.publish(asked, by="test")


def bare(event: Event) -> Registration:
    with at(PLANNED_AT):
        return actions.register_without_account(event, Wishes(name="Ama"))


def test_questions_begin_in_every_language_of_the_site(event: Event, organizer: Person) -> None:
    client = Client()
    client.force_login(organizer)
    client.post(reverse("events:ask", args=[event.key]))
    purpose = Questionnaire.objects.get().purpose
    assert set(purpose) == {code for code, _name in settings.LANGUAGES}
    assert purpose["en"] == "To prepare the event for those who come."


def test_nobody_must_answer_to_register(event: Event, version: Version, client: Client) -> None:
    assert not form_for(version).fields["food"].required
    with at(PLANNED_AT):
        answered = client.post(reverse("events:register", args=[event.key]), {"language": "en"})
    assert (answered.status_code, event.registrations.count()) == (302, 1)


def test_editor_offers_no_duty_to_answer(event: Event, version: Version, organizer: Person) -> None:
    client = Client()
    client.force_login(organizer)
    questions.draft_anew(version.questionnaire, by="test")
    page = client.get(reverse("questions:add", args=[version.questionnaire.key, "short_text"]))
    assert page.status_code == 200
    assert 'name="required"' not in page.content.decode()


def test_registration_leads_to_its_answers(event: Event, version: Version, cast: Cast) -> None:
    client = Client()
    client.force_login(cast.editor)
    with at(PLANNED_AT):
        actions.register(event, Wishes(), by=cast.editor)
        questions.answer(version, cast.editor, {"food": "Fish"})
        page = client.get(reverse("events:my_registration", args=[event.key])).content.decode()
    assert reverse("questions:mine", args=[version.questionnaire.key]) in page


def test_private_link_opens_answers_to_change_and_delete(
    event: Event, version: Version, client: Client
) -> None:
    mine = bare(event)
    with at(PLANNED_AT):
        questions.answer(version, mine.uid, {"food": "Fish"})
        token = token_of(mine)
        address = reverse("events:private_answers", args=[token])
        assert address in client.get(reverse("events:private_registration", args=[token])).content.decode()
        assert "Fish" in client.get(address).content.decode()
        client.post(address, {"question-food": "Plants"})
        assert Sheet.objects.get().answers.get().value == "Plants"
        client.post(reverse("events:delete_private_answers", args=[token]))
    assert not Sheet.objects.exists()


def test_private_link_opens_no_answers_of_others(event: Event, version: Version, client: Client) -> None:
    with at(PLANNED_AT):
        questions.answer(version, bare(event).uid, {"food": "Fish"})
    for token in (token_of(bare(event)), "a" * 72):
        assert client.get(reverse("events:private_answers", args=[token])).status_code == 404


@pytest.mark.parametrize("own", [False, True])
def test_answers_go_to_the_account_with_the_registration(
    event: Event,
    version: Version,
    cast: Cast,
    own: bool,  # noqa: FBT001 -- whether they answered by their account before
) -> None:
    registration = bare(event)
    with at(PLANNED_AT):
        questions.answer(version, registration.uid, {"food": "fish"})
        if own:
            questions.answer(version, cast.editor, {"food": "beans"})
        actions.join(registration, to=cast.editor)
    [sheet] = Sheet.objects.all()
    assert (sheet.person, sheet.code) == (cast.editor, "")
    assert [each.value for each in sheet.answers.all()] == ["beans" if own else "fish"]
