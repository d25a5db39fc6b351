from __future__ import annotations

import os
import stat
import uuid
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadhandler import StopUpload
from django.db import transaction
from django.http import Http404
from django.test import RequestFactory
from pytest_django import Settings
from tests.conftest import Cast

from thriving.kernel import files
from thriving.kernel.files import FileRefused, store
from thriving.kernel.files.uploads import CAP, CappedUpload
from thriving.kernel.models import StoredFile

CONTENT = b"day,people\n2020-03-31,84\n"


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.FILES_ROOT = tmp_path / "files"
    return Path(settings.FILES_ROOT)


def uploaded(content: bytes = CONTENT, name: str = "people.csv") -> ContentFile[bytes]:
    return ContentFile(content, name=name)


@pytest.mark.django_db
def test_a_file_is_kept_as_it_came(cast: Cast) -> None:
    stored = store(uploaded(), by=cast.evaluator)
    with files.open_file(stored.key) as file:
        assert file.read() == CONTENT
    assert (stored.name, stored.kind, stored.size) == ("people.csv", "csv", len(CONTENT))
    assert stored.sha256 == sha256(CONTENT).hexdigest()
    assert stored.stored_by == cast.evaluator.key


@pytest.mark.django_db
def test_nobody_else_on_the_machine_can_read_it(folder: Path) -> None:
    path = files.path_of(store(uploaded(), by="import").key)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert folder in path.parents


@pytest.mark.django_db
def test_the_name_it_came_by_decides_nothing(folder: Path) -> None:
    stored = store(uploaded(b"%PDF-1.7", name="../../settings.py"), by="import")
    assert (stored.name, stored.kind) == ("settings.py.pdf", "pdf")
    assert [path.name for path in folder.glob("*/*")] == [stored.key]


@pytest.mark.django_db
def test_a_kind_that_is_not_wanted_is_refused(folder: Path) -> None:
    with pytest.raises(FileRefused, match=r"none of the kinds .*: \.csv, \.xlsx"):
        store(uploaded(b"%PDF-1.7"), by="import", kinds=("csv", "xlsx"))
    assert not folder.exists()


@pytest.mark.django_db
def test_a_file_past_the_limit_is_refused() -> None:
    with pytest.raises(FileRefused, match="larger than 0 MB"):
        store(uploaded(), by="import", limit=10)


@pytest.mark.django_db
def test_a_file_that_lies_about_its_size_leaves_nothing(folder: Path) -> None:
    file = uploaded()
    file.size = 5
    with pytest.raises(FileRefused, match="larger than"):
        store(file, by="import", limit=10)
    assert [path for path in folder.rglob("*") if path.is_file()] == []


@pytest.mark.django_db
def test_it_is_handed_out_as_something_to_save() -> None:
    answer = files.response(store(uploaded(name="ليلى.csv"), by="import"))
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer.getvalue() == CONTENT
    answer.close()


@pytest.mark.django_db
def test_one_that_is_gone_from_the_disk_is_not_found(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    stored = store(uploaded(), by="import")
    for path in folder.glob("??/*"):
        path.unlink()
    with pytest.raises(Http404, match="gone from the storage"):
        files.response(stored)
    assert f"file {stored.key} is gone" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_discarded_file_is_gone_once_the_transaction_holds() -> None:
    key = store(uploaded(), by="import").key
    with transaction.atomic():
        files.discard(key)
        assert files.path_of(key).exists()
    assert not files.path_of(key).exists()
    assert not StoredFile.objects.filter(pk=key).exists()


@pytest.mark.django_db(transaction=True)
def test_discarding_what_is_gone_already_is_no_failure() -> None:
    key = store(uploaded(), by="import").key
    files.path_of(key).unlink()
    files.discard(key)
    files.discard(key)


@pytest.mark.django_db
def test_two_files_may_share_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = iter([UUID(int=1), UUID(int=2)])
    monkeypatch.setattr(uuid, "uuid4", lambda: next(keys))
    first, second = store(uploaded(), by="import"), store(uploaded(), by="import")
    assert files.path_of(first.key).parent == files.path_of(second.key).parent


@pytest.mark.django_db
def test_damaged_and_missing_files_are_found() -> None:
    whole, changed, gone = (store(uploaded(), by="import") for _each in range(3))
    files.path_of(changed.key).write_bytes(b"something else")
    files.path_of(gone.key).unlink()
    assert {stored.key for stored in files.damaged()} == {changed.key, gone.key} != {whole.key}


@pytest.mark.django_db
def test_sweeping_removes_only_old_files_without_a_row(folder: Path) -> None:
    kept = files.path_of(store(uploaded(), by="import").key)
    old, new = kept.with_name("0" * 32), kept.with_name("1" * 32)
    for path in (old, new):
        path.write_bytes(b"x")
    for path in (old, kept):
        os.utime(path, (0, 0))
    assert files.sweep() == 1
    assert sorted(folder.glob("*/*")) == sorted([kept, new])


@pytest.mark.parametrize("key", ["../../../etc/passwd", "", "A" * 32, "0" * 31, "0" * 32 + "\n"])
def test_a_key_is_never_a_path(key: str) -> None:
    with pytest.raises(FileNotFoundError):
        files.open_file(key)


def test_an_upload_far_past_the_limit_is_cut_off() -> None:
    handler = CappedUpload(RequestFactory().post("/"))
    handler.new_file("file", "big.csv", "text/csv", None)
    handler.received = CAP - 3
    handler.receive_data_chunk(b"123", 0)
    with pytest.raises(StopUpload):
        handler.receive_data_chunk(b"4", 3)
    handler.upload_interrupted()
