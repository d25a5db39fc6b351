from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import DatabaseError, transaction
from tests.conftest import person
from tests.safety.conduct import world

from thriving.kernel import files
from thriving.kernel.files import path_of
from thriving.kernel.models import Mail
from thriving.movement.actions import Refused
from thriving.safety.conduct import actions, sealing
from thriving.safety.conduct.models import Endorsement

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
