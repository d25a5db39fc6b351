from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from thriving.kernel import outbox, schedule
from thriving.kernel.models import Mail
from thriving.movement.models import Person
from thriving.web.commands import work


@pytest.mark.django_db
@pytest.mark.parametrize(("demo", "state"), [(False, Mail.State.SENT), (True, Mail.State.WAITING)])
def test_letters_of_the_demo_stay_where_they_are_read(
    *, demo: bool, state: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A guardian's letter is deleted once it has left: in the demo it is never delivered."""
    settings.DEMO = demo
    monkeypatch.setattr(schedule, "run_due", lambda: None)
    reader = Person(email="esi@example.org", language="en", key="esi")
    outbox.send(to=reader, subject="A letter", text="Read it.", key="letter")
    work.tick()
    assert Mail.objects.get().state == state
