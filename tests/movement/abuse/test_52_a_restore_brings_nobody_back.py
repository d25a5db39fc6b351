"""Abuse case 52: somebody leaves, and a backup from before is put back."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import Settings
from tests.conftest import Cast

from thriving.kernel import diary
from thriving.kernel.models import DiaryEntry
from thriving.movement import actions
from thriving.movement.models import Forgotten, Person
from thriving.movement.personal import forgetting
from thriving.web.backup.restoring import put_back
from thriving.web.backup.verifying import opened, verified
from thriving.web.backup.writing import back_up


@pytest.fixture
def backup(real_database: None, cast: Cast, settings: Settings, tmp_path: Path) -> Path:
    """Everything as it was while the volunteer was still there."""
    settings.DATA, settings.FILES_ROOT = tmp_path, tmp_path / "files"
    actions.grant_role(cast.volunteer, "evaluator", by=cast.operator, why="Valentina trained for it.")
    path = tmp_path / "backup.zip"
    back_up(path, lambda _done: None)
    return path


def restore(path: Path) -> None:
    with opened(path) as archive:
        put_back(archive, verified(archive), lambda _done: None)


def test_who_left_since_the_backup_is_taken_out_again(backup: Path, cast: Cast) -> None:
    actions.leave(cast.volunteer, by=cast.volunteer)
    restore(backup)
    assert not Person.objects.filter(username="valentina").exists()
    assert Person.objects.filter(username="esi").exists()
    assert [each.body for each in DiaryEntry.objects.filter(verb="granted_role")] == [None]
    assert (DiaryEntry.objects.latest("number").body or {})["forgotten_again"] == 1
    assert diary.verify() == []


def test_a_list_beside_the_database_is_enough(backup: Path, cast: Cast) -> None:
    """The database that knew of it may be the one that was lost."""
    key = cast.volunteer.key
    actions.leave(cast.volunteer, by=cast.volunteer)
    assert forgetting.read(forgetting.kept_in()) == {forgetting.mark_of(key)}
    Forgotten.objects.all().delete()
    restore(backup)
    assert not Person.objects.filter(username="valentina").exists()
    assert Forgotten.objects.filter(mark=forgetting.mark_of(key)).exists()


def test_a_leaving_that_failed_leaves_no_mark(backup: Path, cast: Cast) -> None:
    with transaction.atomic():
        actions.leave(cast.volunteer, by=cast.volunteer)
        transaction.set_rollback(True)
    restore(backup)
    assert Person.objects.filter(username="valentina").exists()


def test_the_list_names_nobody(backup: Path, cast: Cast) -> None:
    key = cast.volunteer.key
    actions.leave(cast.volunteer, by=cast.volunteer)
    assert key not in forgetting.kept_in().read_text()
    assert forgetting.kept_in().stat().st_mode & 0o077 == 0
