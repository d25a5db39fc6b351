"""An affiliate assesses itself: drafts are kept, gaps are named, and what is handed in stays as it was."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import ProtectedError
from tests.programs.capacity import world
from tests.programs.capacity.world import GOVERNANCE, STUDENTS, at

from thriving.kernel import files
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.programs.capacity import actions, sealing
from thriving.programs.capacity.actions import Said
from thriving.programs.capacity.models import Assessment, HandedIn, Level

pytestmark = pytest.mark.django_db


def test_a_draft_is_kept_and_gone_on_with() -> None:
    draft = world.written({STUDENTS: 1})
    assert actions.begin(draft.affiliate, by=world.officer()) == draft
    assert draft.levels.get().level == 1


def test_an_affiliate_writes_one_assessment_at_a_time() -> None:
    draft = world.written()
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.create(affiliate=draft.affiliate, version=1, begun_at=draft.begun_at)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({}, "at least one capacity"),
        ({STUDENTS: Said(confidence="high")}, "no level"),
        ({STUDENTS: Said(level=2, evidence="So it is.")}, "how sure you are"),
        ({STUDENTS: Said(level=2, confidence="low")}, "rests on"),
    ],
)
def test_what_is_missing_is_named_before_it_is_handed_in(said: dict[str, Said], sentence: str) -> None:
    by = world.officer()
    draft = actions.begin(world.affiliate(), by=by)
    actions.write(draft, said, by=by)
    with pytest.raises(Refused, match=sentence):
        actions.hand_in(draft, by=by)


def test_what_is_handed_in_is_not_rewritten() -> None:
    found = world.handed_in()
    with pytest.raises(Refused, match="handed in"):
        actions.write(found, world.said({STUDENTS: 4}), by=world.officer())
    with pytest.raises(DatabaseError), transaction.atomic():
        HandedIn.objects.update(levels={})


def test_a_level_changed_beside_the_product_is_found() -> None:
    found = world.handed_in()
    assert sealing.is_whole(found)
    Level.objects.filter(capacity=STUDENTS).update(level=4)
    assert not sealing.is_whole(found)


def test_a_document_swapped_afterwards_is_found() -> None:
    by = world.officer()
    draft = world.written({STUDENTS: 1})
    paper = ContentFile(b"%PDF-1.4 minutes", name="minutes.pdf")
    actions.write(draft, world.said({STUDENTS: 1}, document=paper), by=by)
    actions.hand_in(draft, by=by)
    assert list(files.swapped()) == []
    other = files.store(ContentFile(b"%PDF-1.4 others", name="minutes.pdf"), by=by)
    Level.objects.update(document=other)
    assert list(files.swapped()) == [f"assessment {draft.key}"]
    assert not sealing.is_whole(draft)


@pytest.mark.parametrize("username", ["of-riverside", "sanna", "nobody"])
def test_nobody_else_writes_an_affiliates_assessment(username: str) -> None:
    world.officer("riverside")
    world.supporter()
    draft = world.written()
    with pytest.raises(PermissionDenied):
        actions.write(draft, world.said({STUDENTS: 4}), by=world.somebody(username))


def test_a_capacity_that_is_not_on_the_list_is_refused() -> None:
    draft = world.written()
    with pytest.raises(Refused, match="flying"):
        actions.write(draft, world.said({"flying": 4}), by=world.officer())


def test_one_that_a_path_rests_on_is_not_withdrawn() -> None:
    path = world.running()
    assert path.before
    with pytest.raises(Refused, match="growth path"), at(world.ENDS):
        actions.withdraw(path.before, why="Too low.", by=world.officer())


def test_nothing_deletes_a_first_assessment() -> None:
    path = world.running()
    assert path.before
    with pytest.raises(ProtectedError):
        path.before.delete()


def test_a_withdrawn_one_says_why() -> None:
    found = world.handed_in()
    with pytest.raises(MoveRefused):
        actions.withdraw(found, why=" ", by=world.officer())
    actions.withdraw(found, why="Counted twice.", by=world.officer())
    found.refresh_from_db()
    assert (found.state, found.reason) == ("withdrawn", "Counted twice.")


def test_confidence_and_words_are_kept_with_the_level() -> None:
    level = world.written({GOVERNANCE: 2}).levels.get()
    assert (level.confidence, level.evidence) == ("high", "Forty students came back.")
