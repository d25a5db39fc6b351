"""What waits of codes of conduct for those who keep them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.safety.conduct import world

from thriving.kernel.words import Words
from thriving.movement import work
from thriving.safety.conduct.actions.reminding import REVIEWED_AHEAD
from thriving.safety.conduct.models import Code, Version

pytestmark = pytest.mark.django_db
CALLED = "Universal Code of Conduct"


def of(affiliate: str) -> Code:
    return Code.objects.create(key=affiliate, scope=f"affiliate:{affiliate}", title=Words(en=CALLED))


def waits(on: date) -> list[str]:
    with world.at(on):
        found = work.waiting_for(world.again(world.keeper()), on)
    return [each.item.title for each in found if each.by.name == "conduct"]


def test_one_reads_no_more_than_a_list_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is still talked about waits for nobody, and takes no place of what does."""
    world.asked(of("talked-about"))
    Version.objects.update(consulted_until=date(2020, 6, 1))
    world.concluded(of("talked-out"))
    world.frozen(of("frozen"))
    assert len(waits(world.CONCLUDED)) == 2
    monkeypatch.setattr(work, "SHOWN", 1)
    assert waits(world.CONCLUDED) == ["Freeze the text of “Universal Code of Conduct”"]


def test_a_code_in_force_waits_once_its_review_is_near() -> None:
    due = world.in_force().review_due_on
    assert due
    assert waits(due - REVIEWED_AHEAD - timedelta(days=1)) == []
    assert waits(due - REVIEWED_AHEAD) == ["Review “Universal Code of Conduct”"]


def test_a_consultation_waits_for_whoever_keeps_it_when_its_days_are_over() -> None:
    world.asked()
    assert waits(world.ASKED_UNTIL) == []
    assert waits(world.CONCLUDED) == ["Conclude the consultation on “Universal Code of Conduct”"]
