from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast, person
from tests.safety.crisis import world

from thriving.kernel import outbox
from thriving.kernel.models import DiaryEntry, Mail
from thriving.movement.actions import Refused
from thriving.safety.crisis.actions.raising import AGAIN
from thriving.safety.crisis.actions.words import Written, safe_among_us
from thriving.safety.crisis.models import Crisis
from thriving.safety.crisis.severity import Severity

PAGE = "/crisis/raise/"
SAID = {"kind": "persecution", "danger": "unsure", "affected": "some", "country": "", "text": world.TOLD}


def test_anyone_raises_a_crisis(db: None) -> None:
    response = Client().post(PAGE, SAID)
    assert response.url == reverse("crisis:raised")  # type: ignore[attr-defined]
    crisis = Crisis.objects.get()
    assert (crisis.told, crisis.state, crisis.severity) == (world.TOLD, "reported", Severity.S1)
    assert Client().get(response.url).status_code == 200  # type: ignore[attr-defined]


def test_a_form_that_is_sent_twice_raises_one(db: None) -> None:
    with world.at(world.MONDAY):
        for more in ({}, {}, {"kind": "blackout"}, {"text": "The site is slow since noon."}):
            assert Client().post(PAGE, {**SAID, **more}).status_code == 302
    assert Crisis.objects.count() == 3
    with world.at(world.MONDAY + AGAIN):
        Client().post(PAGE, SAID)
    assert Crisis.objects.count() == 4  # it goes on: whoever raises it again is heard


def test_who_raised_it_is_kept_nowhere(cast: Cast, client: Client) -> None:
    client.force_login(cast.volunteer)
    client.post(PAGE, SAID)
    assert DiaryEntry.objects.get(verb="raised").actor == ""
    fields = {each.name for each in Crisis._meta.get_fields() if each.is_relation and each.many_to_one}
    assert fields == {"duplicate_of", "taken_up_by"}


def test_what_was_told_does_not_stand_readable_in_the_database(db: None) -> None:
    crisis = world.raised()
    with connection.cursor() as cursor:
        cursor.execute("SELECT told FROM crisis_crisis")
        (stored,) = cursor.fetchone()
    assert "reached" not in stored
    assert Crisis.objects.get(pk=crisis.pk).told == world.TOLD


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("They have Mr Mensah, call +233 24 123 4567", "telephone"),
        ("Yesterday Kofi Mensah was taken away", "looks like a name"),
    ],
)
def test_names_and_contacts_are_refused_and_nothing_is_lost(db: None, text: str, word: str) -> None:
    response = Client().post(PAGE, {**SAID, "text": text})
    assert response.status_code == 422
    page = response.content.decode()
    assert word in page
    assert "encrypted in your browser" in page
    assert text in page
    assert not Crisis.objects.exists()


def test_what_only_looks_like_a_name_passes_by_their_word(db: None) -> None:
    Client().post(PAGE, {**SAID, "text": "Radio Kumasi Central is silent", "names_nobody": "on"})
    assert Crisis.objects.count() == 1


def test_a_telephone_number_passes_by_nobodys_word(db: None) -> None:
    text = "Call +233 24 123 4567"
    assert Client().post(PAGE, {**SAID, "text": text, "names_nobody": "on"}).status_code == 422


def test_those_who_answer_name_no_account_either(cast: Cast) -> None:
    person("Zuri Adeyemi", "organizer")
    with pytest.raises(Refused, match="has an account here"):
        safe_among_us(Written("we spoke with Zuri Adeyemi", names_nobody=True))
    assert safe_among_us(Written("we spoke with one of them"))


def test_the_page_says_how_to_reach_us_safely(db: None, settings: Any) -> None:
    settings.CRISIS_SAFE_WAY = {"en": "Ask a friend abroad to call us."}
    assert "Ask a friend abroad to call us." in Client().get(PAGE).content.decode()


def test_whoever_raises_too_often_waits(db: None) -> None:
    """Abuse case 57: nobody wears out those on call by themselves."""
    told = [{**SAID, "text": f"{world.TOLD} Since {hour} o’clock."} for hour in range(7)]
    answers = [Client().post(PAGE, each).status_code for each in told]
    assert answers == [302] * 5 + [422] * 2
    assert Crisis.objects.count() == 5


def test_whoever_is_on_call_is_told_that_something_came_and_not_what(db: None) -> None:
    boss, first, second = world.manager(), world.officer("odile"), world.officer("omid")
    with world.at():
        world.on_call(first, second, boss)
    world.raised()
    letter = Mail.objects.get()
    assert letter.address == first.email
    assert letter.text.endswith(f"{outbox.address_of('crisis:queue')}\n")
    assert "block" not in (letter.subject + letter.text).lower()


def test_where_nobody_is_on_call_all_who_may_answer_are_told(db: None) -> None:
    for name in ("odile", "omid"):
        world.officer(name)
    world.raised()
    assert Mail.objects.count() == 2
