"""What rests on a file, and what becomes of it when the file is another one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile

from thriving.kernel import files
from thriving.kernel.files import Rests
from thriving.kernel.models import StoredFile

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(tmp_path: Path, settings: Any) -> Iterator[StoredFile]:
    settings.FILES_ROOT = tmp_path / "files"
    cache.clear()
    stored = files.store(ContentFile(b"%PDF-1.4\nAs agreed.", name="a.pdf"), by="tests")
    rests = Rests(stored.key, stored.sha256, "agreement 1")
    with files.resting.temporarily("tests", lambda: [rests]):
        yield stored


def test_a_document_is_still_what_was_kept(kept: StoredFile) -> None:
    assert files.is_still(kept.key, kept.sha256)
    assert list(files.swapped()) == []


def test_bytes_and_row_swapped_together_are_found(kept: StoredFile) -> None:
    assert files.is_still(kept.key, kept.sha256)
    files.path_of(kept.key).write_bytes(b"%PDF-1.4\nOtherwise.")
    with files.open_file(kept.key) as swapped:
        StoredFile.objects.update(sha256=files.digest_of(swapped))
    assert list(files.damaged()) == []  # file and row agree with each other
    assert not files.is_still(kept.key, kept.sha256)
    assert list(files.swapped()) == ["agreement 1"]


def test_a_document_that_is_gone_is_found(kept: StoredFile) -> None:
    files.path_of(kept.key).unlink()
    assert not files.is_still(kept.key, kept.sha256)
    assert list(files.swapped()) == ["agreement 1"]
