from __future__ import annotations

from datetime import timedelta
from hashlib import sha256

import pytest
from tests.programs.events.world import AFTER, PLANNED_AT, announced, at

from thriving.kernel.models import Mail
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.actions import Wishes, admission
from thriving.programs.events.models import Event, Invitation


@pytest.fixture
def event(organizer: Person) -> Event:
    return announced(organizer, capacity=1)


def reminders() -> list[str]:
    return list(Mail.objects.filter(key__contains=":reminded:").values_list("address", flat=True))


def test_who_has_a_place_is_reminded_once_a_day_before(event: Event) -> None:
    with at(PLANNED_AT):
        for email in ("first@example.org", "waiting@example.org"):
            actions.register_without_account(event, Wishes(email=email))
    for hours, told in ((30, 0), (20, 1), (19, 0)):
        with at(event.starts_at - timedelta(hours=hours)):
            assert actions.remind() == told
    assert reminders() == ["first@example.org"]


def test_list_that_nobody_decides_on_is_dropped(event: Event, organizer: Person) -> None:
    with at(event.starts_at + timedelta(hours=1)):
        roll = actions.bring_names(event, "Ama", agreed=True, by=organizer)
    for days, rows in ((6, 1), (8, 0)):
        with at(event.starts_at + timedelta(days=days)):
            actions.drop_undecided_lists()
        assert roll.people.count() == rows
    roll.refresh_from_db()
    assert roll.state == "discarded"


def test_invitations_and_letters_go_with_the_names(organizer: Person) -> None:
    event, coming = announced(organizer), announced(organizer, "coming")
    with at(PLANNED_AT):
        actions.invite(event, ["ama@example.org"], language="en", by=organizer)
        for each in (event, coming):
            actions.register_without_account(each, Wishes(email="esi@example.org"))
    guessed = sha256(f"{event.uid}\nama@example.org".encode()).hexdigest()
    assert Invitation.objects.get().digest != guessed
    Event.objects.filter(pk=coming.pk).update(ends_at=AFTER + timedelta(days=60))
    with at(AFTER + timedelta(days=91)):
        actions.forget_names()
    assert Invitation.objects.count() == 0
    kept = coming.registrations.get().uid
    assert [mail.key.split(":")[1] for mail in Mail.objects.all()] == [kept]


def test_invitations_of_a_day_are_limited(organizer: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission, "MOST_IN_A_DAY", 3)
    event, other = announced(organizer), announced(organizer, "another")
    with at(PLANNED_AT):
        assert actions.invite(event, ["a@x.org", "b@x.org"], language="en", by=organizer) == 2
        with pytest.raises(Refused, match="1 are left"):
            actions.invite(other, ["c@x.org", "d@x.org"], language="en", by=organizer)
        assert actions.invite(event, ["b@x.org", "c@x.org"], language="en", by=organizer) == 1
    with at(PLANNED_AT + timedelta(days=1, minutes=1)):
        assert actions.invite(other, ["c@x.org", "d@x.org"], language="en", by=organizer) == 2
