"""Words and clocks that somebody changed in the database are named."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from tests.conftest import Cast
from tests.programs.councils import meeting as meetings
from tests.programs.councils import recommending as world

from thriving.kernel import files, triggers
from thriving.programs.councils.actions import meetings as actions
from thriving.programs.councils.actions import minutes
from thriving.programs.councils.models import Minutes, Recommendation
from thriving.programs.councils.sealing import mismatches

pytestmark = pytest.mark.django_db


def test_a_clock_that_was_set_later_is_found(cast: Cast) -> None:
    world.adopted(cast)
    assert list(mismatches()) == []
    Recommendation.objects.update(due_on=world.DUE + timedelta(days=30))
    assert list(mismatches()) == ["recommendation 1 of river is due later than was promised"]


def test_words_that_were_changed_are_found(cast: Cast) -> None:
    world.adopted(cast)
    Recommendation.objects.update(text={"en": "Pay for nothing."})
    assert list(mismatches()) == ["recommendation 1 of river does not say what was adopted"]


def test_minutes_that_were_changed_are_found(cast: Cast) -> None:
    meeting = meetings.held(cast, meetings.of_adults(cast))
    minutes.write(meeting, "We spoke of travel.", language="en", by=cast.editor)
    with triggers.lifted():
        Minutes.objects.update(text="We spoke of nothing.")
    assert list(mismatches()) == [
        "version 1 of the minutes of river, meeting 1 is not the one that was written"
    ]


def test_a_paper_that_was_swapped_with_its_record_is_found(cast: Cast) -> None:
    meeting = meetings.planned(cast, meetings.of_adults(cast))
    paper = ContentFile(b"%PDF-1.4 a budget", name="budget.pdf")
    item = actions.put_on_agenda(meeting, "Money", paper=paper, by=cast.editor)
    assert list(files.swapped()) == []
    item.paper = files.store(ContentFile(b"%PDF-1.4 another", name="budget.pdf"), by="test")
    item.save()
    assert list(files.swapped()) == ["a paper of river, meeting 1"]
