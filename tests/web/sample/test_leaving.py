"""On the sample year: people leave, and not one published figure, digest or check changes."""

from __future__ import annotations

from datetime import date

from thriving.evidence.check import mismatches
from thriving.evidence.models import Fact, Snapshot, TableRelease
from thriving.kernel import diary
from thriving.kernel.models import DiaryEntry
from thriving.movement import actions
from thriving.movement.models import Person
from thriving.plan.models import CheckIn, PublishedStanding
from thriving.web.sample import cast

DAY = date(2020, 4, 15)


def published() -> list[object]:
    models = (Fact, Snapshot, TableRelease, PublishedStanding, CheckIn)
    return [list(model._base_manager.order_by("pk").values()) for model in models]


def test_numbers_stand_when_those_who_worked_on_them_leave(played: date) -> None:
    before, ends = published(), diary.checkpoint()
    for somebody in (cast.LEADERSHIP, cast.EVALUATOR, cast.EDITOR, cast.VOLUNTEER):
        person = Person.objects.get(username=somebody.username)
        actions.leave(person, by=person)
        assert not Person.objects.filter(username=somebody.username).exists()
    assert published() == before
    assert list(mismatches()) == []
    assert diary.verify(ends) == []
    told = " ".join(each.written or "" for each in DiaryEntry.objects.iterator())
    assert cast.EDITOR.name not in told
