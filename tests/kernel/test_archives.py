from __future__ import annotations

import io
import zipfile

import pytest

from thriving.kernel.archives import ArchiveRefused, open_archive, unpacked_size


def archive_of(count: int, comment: bytes = b"") -> io.BytesIO:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(count):
            archive.writestr(f"part-{number}", b"1234")
        archive.comment = comment
    return file


def test_parts_are_counted_and_weighed() -> None:
    with open_archive(archive_of(3), parts=3) as archive:
        assert unpacked_size(archive) == 12


def test_too_many_parts_are_refused() -> None:
    with pytest.raises(ArchiveRefused, match="more parts"):
        open_archive(archive_of(4), parts=3)


def test_a_long_list_of_parts_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    file = archive_of(100)
    monkeypatch.setattr(zipfile, "ZipFile", None)  # calling it would raise a TypeError
    with pytest.raises(ArchiveRefused, match="more parts"):
        open_archive(file, parts=5)


def test_a_comment_does_not_hide_the_end() -> None:
    assert open_archive(archive_of(1, comment=b"x" * 60_000), parts=1).namelist() == ["part-0"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"PK\x05\x06", b"no archive at all"])
def test_what_is_no_archive_is_refused(content: bytes) -> None:
    with pytest.raises(ArchiveRefused, match="damaged"):
        open_archive(io.BytesIO(content), parts=5)
