"""Who is proposed is nobody's to see until they say yes; who says no leaves nothing."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import ANY

import pytest
from django.test import Client
from tests.conftest import Cast, person
from tests.programs.councils import calls as world_of_calls
from tests.programs.councils import world
from tests.programs.councils.calls import AFTER, CLOSES

from thriving.kernel.models import DiaryEntry, Mail
from thriving.movement import actions as movement
from thriving.movement import personal
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.councils.actions import nominating
from thriving.programs.councils.actions.nominating import Proposed, Stands
from thriving.programs.councils.models import Call, Nomination
from thriving.programs.councils.queries.nominations import candidates_for, sent_by, token_of

pytestmark = pytest.mark.django_db

SAID = Stands("Kofi", "I know the river.", languages=("en",))


@pytest.fixture
def call(cast: Cast) -> Call:
    return world_of_calls.opened(cast.lead)


def propose(call: Call, by: Person, email: str = "kofi@example.org") -> Nomination:
    with world.on():
        nominating.nominate(call, Proposed(email, "We work together.", "Valentina"), by=by)
    return Nomination.objects.latest("pk")


def test_who_is_proposed_gets_one_letter_that_names_nobody(call: Call, cast: Cast) -> None:
    nomination = propose(call, cast.volunteer)
    mail = Mail.objects.get()
    assert mail.address == "kofi@example.org"
    assert token_of(nomination) in mail.text
    assert "Valentina" not in mail.text
    assert "River" not in mail.text + mail.subject


def test_nobody_sees_them_before_they_say_yes(call: Call, cast: Cast) -> None:
    nomination = propose(call, cast.volunteer)
    with world.on():
        assert not candidates_for(cast.lead, call).exists()
        nominating.accept(nomination, SAID, by=person("kofi"))
        assert [each.shown_name for each in candidates_for(cast.lead, call)] == ["Kofi"]
    assert not Mail.objects.exists()


def test_who_says_no_leaves_nothing(call: Call, cast: Cast) -> None:
    nomination = propose(call, cast.volunteer)
    with world.on():
        nominating.decline(nomination)
    kept = Nomination.objects.values().get()
    assert {name for name, value in kept.items() if value == "kofi@example.org"} == set()
    assert (kept["relation"], kept["nominator_name"], kept["nominee_id"]) == ("", "", None)
    assert not Mail.objects.exists()
    assert not DiaryEntry.objects.filter(subject__contains=nomination.key).exists()


def test_a_no_and_no_answer_look_alike(call: Call, cast: Cast) -> None:
    declined, silent = propose(call, cast.volunteer), propose(call, cast.volunteer, "ama@example.org")
    with world.on():
        nominating.decline(declined)
    with world.on(silent.expires_on + timedelta(days=1)):
        assert nominating.let_go_of_unanswered("test") == 1
    told = Nomination.objects.order_by("pk").values()
    same = {"id": ANY, "key": ANY}
    assert {**told[0], **same} == {**told[1], **same, "sent_at": told[0]["sent_at"]}


def test_the_nominator_is_told_the_same_whoever_they_propose(call: Call, cast: Cast, client: Client) -> None:
    """Of an account, of nobody, of somebody who was asked already: the answer is one."""
    person("kofi", "organizer")
    Person.objects.filter(username="kofi").update(email="kofi@example.org")
    client.force_login(cast.volunteer)
    answers = set()
    with world.on():
        for email in ("kofi@example.org", "nobody@example.org", "kofi@example.org"):
            said = {"email": email, "language": "en", "relation": "We met.", "name": ""}
            page = client.post("/councils/river/calls/1/propose/", said, follow=True)
            answers.add(page.content.decode().count("Your proposal was sent."))
        shown = client.get("/councils/river/calls/1/").content.decode()
    assert answers == {1}
    assert shown.count("Sent on") == 3
    assert "example.org" not in shown.replace("safe@example.org", "")
    assert Mail.objects.count() == 2


def test_no_second_letter_goes_to_whoever_said_yes(call: Call, cast: Cast) -> None:
    nomination = propose(call, cast.volunteer)
    with world.on():
        nominating.accept(nomination, SAID, by=person("kofi"))
    again = propose(call, cast.lead, " Kofi@example.org")
    assert (again.state, Mail.objects.count()) == ("over", 0)
    with world.on(AFTER):
        world_of_calls.calls.cancel(call, by=cast.lead)
    assert not Nomination.objects.exclude(answered_address="").exists()


def test_a_nominee_who_leaves_is_not_missed(call: Call, cast: Cast) -> None:
    """One proposal less would tell whoever made it of the yes; what stays after the end, who was selected."""
    kofi, nomination = person("kofi"), propose(call, cast.volunteer)
    with world.on():
        nominating.accept(nomination, SAID, by=kofi)
        movement.leave(kofi, by=kofi)
    assert [each.state for each in sent_by(cast.volunteer, call)] == ["over"]
    left = Nomination.objects.get()
    assert (left.nominee, left.statement, left.relation, left.answered_address) == (None, "", "", "")
    with world.on(AFTER):
        world_of_calls.calls.cancel(call, by=cast.lead)
    assert not sent_by(cast.volunteer, call)


def test_the_own_file_tells_of_a_proposal_the_same_after_a_yes(call: Call, cast: Cast) -> None:
    nomination = propose(call, cast.volunteer)

    def told() -> list[dict[str, object]]:
        return [dict(row) for row in personal.known["councils.Nomination"].rows(cast.volunteer)]

    before = told()
    with world.on():
        nominating.accept(nomination, SAID, by=person("kofi"))
    assert told() == before == [{"call__council__key": "river", "sent_at": nomination.sent_at}]


def test_to_say_no_takes_no_account(call: Call, cast: Cast, client: Client) -> None:
    token = token_of(propose(call, cast.volunteer))
    with world.on():
        page = client.get(f"/nominations/{token}/")
        assert "We work together." in page.content.decode()
        assert page["Referrer-Policy"] == "same-origin"
        assert page["X-Robots-Tag"] == "noindex"
        client.post(f"/nominations/{token}/no/")
        assert client.get(f"/nominations/{token}/").status_code == 404
        assert client.get(f"/nominations/{token[:-1]}0/").status_code == 404


def test_to_say_yes_takes_one(call: Call, cast: Cast, client: Client) -> None:
    nomination = propose(call, cast.volunteer)
    link = f"/nominations/{token_of(nomination)}/"
    said = {"shown_name": "Kofi", "statement": "I know the river.", "state": "selected"}
    with world.on():
        assert client.post(link, said).status_code == 404
        client.force_login(person("kofi"))
        assert client.post(link, said).status_code == 302
    nomination.refresh_from_db()
    assert (nomination.state, nomination.statement) == ("standing", "I know the river.")


def test_whoever_stands_can_withdraw_and_stand_again(call: Call, cast: Cast) -> None:
    nomination = world_of_calls.stands(call, cast.volunteer)
    with world.on():
        nominating.withdraw(nomination, by=cast.volunteer)
    nomination.refresh_from_db()
    assert (nomination.state, nomination.statement, nomination.shown_name) == ("withdrawn", "", "")
    assert world_of_calls.stands(call, cast.volunteer).state == "standing"
    with pytest.raises(Refused, match="You stand in this call already"):
        world_of_calls.stands(call, cast.volunteer)


def test_nobody_proposes_many(call: Call, cast: Cast) -> None:
    for number in range(5):
        propose(call, cast.volunteer, f"k{number}@example.org")
    with pytest.raises(Refused, match="already"):
        propose(call, cast.volunteer, "k5@example.org")


def test_who_was_not_selected_is_deleted_after_half_a_year(call: Call, cast: Cast) -> None:
    world_of_calls.stands(call, cast.volunteer)
    propose(call, cast.volunteer)
    with world.on(AFTER):
        world_of_calls.calls.cancel(call, by=cast.lead)
    half_a_year = AFTER + nominating.KEPT_FOR
    with world.on(half_a_year):
        assert nominating.forget_not_selected("test") == 0
    with world.on(half_a_year + timedelta(days=1)):
        assert nominating.forget_not_selected("test") == 2
    assert not Nomination.objects.exists()


def test_a_call_is_closed_after_its_last_day(call: Call, cast: Cast) -> None:
    assert world_of_calls.stands(call, cast.volunteer, on=CLOSES).state == "standing"
    with pytest.raises(Refused, match="closed"):
        world_of_calls.stands(call, cast.other_lead, on=AFTER)


def test_an_adult_council_takes_no_minors(call: Call, cast: Cast) -> None:
    Person.objects.filter(pk=cast.volunteer.pk).update(shielded=True)
    with pytest.raises(Refused, match="for adults"):
        world_of_calls.stands(call, cast.volunteer)


def test_who_was_selected_can_still_step_back(call: Call, cast: Cast, client: Client) -> None:
    nomination = world_of_calls.stands(call, cast.volunteer)
    Nomination.objects.filter(pk=nomination.pk).update(state="selected")
    client.force_login(cast.volunteer)
    client.post(f"/standing/{nomination.key}/withdraw/")
    nomination.refresh_from_db()
    assert (nomination.state, nomination.statement) == ("withdrawn", "")


def test_nobody_answers_for_another(call: Call, cast: Cast, client: Client) -> None:
    nomination = world_of_calls.stands(call, cast.volunteer)
    client.force_login(cast.lead)
    assert client.get(f"/standing/{nomination.key}/").status_code == 404
    assert client.post(f"/standing/{nomination.key}/withdraw/").status_code == 404
    nomination.refresh_from_db()
    assert nomination.state == "standing"
