from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import DatabaseError, transaction
from tests.conftest import AtOnce, person
from tests.safety.conduct import world

from thriving.kernel import files
from thriving.kernel.files import path_of
from thriving.kernel.models import Mail
from thriving.movement.actions import Refused
from thriving.safety.conduct import actions, sealing
from thriving.safety.conduct.models import Endorsement, Version

PDF = b"%PDF-1.4\n%%EOF\n"
A_DAY = timedelta(days=1)


def test_the_board_endorses_with_its_proof(db: None) -> None:
    version = world.endorsed()
    proof = Endorsement.objects.get(version=version)
    assert (proof.body, proof.address) == (world.PROOF.body, world.PROOF.address)
    assert proof.endorsed == version.seals["en"]
    assert version.state == "endorsed"


def test_who_froze_the_text_does_not_speak_for_the_board(db: None) -> None:
    both = person("kofi", "conduct_keeper", "board_secretary")
    version = world.ratified()
    assert version.frozen_by == both.key
    with world.at(world.ENDORSED), pytest.raises(PermissionDenied):
        actions.endorse(version, world.PROOF, by=both)


def test_what_was_not_ratified_is_not_endorsed(db: None) -> None:
    version = world.opened()
    with world.at(world.COUNTED):
        actions.close_what_is_over("test")
    with world.at(world.ENDORSED), pytest.raises(PermissionDenied):
        actions.endorse(world.fresh(version), world.PROOF, by=world.secretary())


@pytest.mark.parametrize(
    "wrong",
    [
        {"body": " "},
        {"title": ""},
        {"address": ""},
        {"address": "javascript:alert(1)"},
        {"address": "http://board.example/"},
        {"decided_on": world.ENDORSED + A_DAY},
        {"decided_on": world.OPENED - A_DAY},
    ],
    ids=str,
)
def test_a_proof_that_proves_nothing_is_refused(db: None, wrong: dict[str, object]) -> None:
    version = world.ratified()
    with world.at(world.ENDORSED), pytest.raises(Refused):
        actions.endorse(version, replace(world.PROOF, **wrong), by=world.secretary())
    assert world.fresh(version).state == "ratified"


def test_a_document_is_kept_with_its_hash_and_missed_when_it_is_another(db: None) -> None:
    version = world.ratified()
    document = File(BytesIO(PDF), name="resolution.pdf")
    with world.at(world.ENDORSED):
        actions.endorse(version, replace(world.PROOF, address="", document=document), by=world.secretary())
    proof = Endorsement.objects.get(version=version)
    assert files.is_still(proof.document, proof.sha256)
    path_of(proof.document).write_bytes(b"%PDF-1.4 another one")
    assert sealing.troubles(world.fresh(version))


def test_what_is_recorded_of_the_board_stays(db: None) -> None:
    version = world.endorsed()
    with pytest.raises(DatabaseError), transaction.atomic():
        Endorsement.objects.filter(version=version).update(title="Another")


def test_a_review_is_due_every_year(db: None) -> None:
    version = world.in_force()
    keeper = world.keeper()
    keeper.email = "kofi@example.org"
    keeper.save()
    due = version.review_due_on
    assert due
    with world.at(due - 31 * A_DAY):
        actions.remind_of_reviews()
        assert not Mail.objects.exists()
    with world.at(due - 30 * A_DAY):
        actions.remind_of_reviews()
        actions.remind_of_reviews()
        assert Mail.objects.count() == 1
        actions.review(version, "It works as it is.", language="en", by=keeper)
    assert world.fresh(version).review_due_on == due + 335 * A_DAY


def test_what_is_older_does_not_come_back_in_force(db: None) -> None:
    """Abuse case 9: an older text that was endorsed and left lying takes no newer one out of force."""
    first = world.endorsed()
    second = world.in_force(first.code, world.TEXT + "\n\nNew.")
    with world.at(world.IN_FORCE + A_DAY), pytest.raises(Refused, match="newer version was in force"):
        actions.take_effect(first, by=world.keeper())
    assert world.fresh(second).state == "in_force"


def test_no_keeper_undoes_a_vote(db: None) -> None:
    """Abuse case 9: what was ratified goes no further only where the Board says so."""
    version = world.ratified()
    with pytest.raises(PermissionDenied):
        actions.withdraw(version, why="I do not like it.", by=world.keeper())
    actions.withdraw(version, why="The Board sent it back.", by=world.secretary())
    assert world.fresh(version).state == "withdrawn"


def test_two_versions_come_in_force_at_once_and_one_holds(at_once: AtOnce) -> None:
    """Abuse case 10: for each part of the movement one is in force."""
    first = world.endorsed()
    second = world.endorsed(first.code, world.TEXT + "\n\nNew.")
    keeper = world.keeper()
    with world.at(world.IN_FORCE):
        at_once(
            lambda: actions.take_effect(world.fresh(first), by=world.again(keeper)),
            lambda: actions.take_effect(world.fresh(second), by=world.again(keeper)),
        )
    assert list(Version.objects.filter(state="in_force").values_list("number", flat=True)) == [2]


def test_a_review_that_is_overdue_is_told_again(db: None) -> None:
    version, keeper = world.in_force(), world.keeper()
    keeper.email = "kofi@example.org"
    keeper.save()
    assert version.review_due_on
    for days in (-30, -1, 1, 2):
        with world.at(version.review_due_on + days * A_DAY):
            actions.remind_of_reviews()
    assert Mail.objects.count() == 2
