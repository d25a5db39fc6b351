from __future__ import annotations

import io
import zipfile

import pytest

from thriving.kernel.files import kind_of
from thriving.kernel.tables import write_xlsx


def spreadsheet(*, macros: bool = False) -> bytes:
    file = io.BytesIO()
    write_xlsx(file, ["n"], [[1]])
    if macros:
        with zipfile.ZipFile(file, "a") as archive:
            archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    return file.getvalue()


def archive() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("../../etc/passwd", b"root")
    return file.getvalue()


def kind(content: bytes) -> str:
    found = kind_of(io.BytesIO(content))
    return found.name if found else "refused"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (b"\x89PNG\r\n\x1a\n...", "png"),
        (b"\xff\xd8\xff\xe0...", "jpeg"),
        (b"day,people\n2020-03-31,84\n", "csv"),
        ("اليوم,الناس\n".encode("utf-16"), "csv"),
        ("\ufeffname\n🌍".encode(), "csv"),
        (b"<!doctype html><script>alert(1)</script>", "refused"),
        (b" \n<svg xmlns='http://www.w3.org/2000/svg' onload='x'>", "refused"),
        ("\ufeff<html>".encode(), "refused"),
        (b"<?xml version='1.0'?>", "refused"),
        (b"MZ\x90\x00\x03", "refused"),
        (b"\xff\xfe\xfd", "refused"),
        (b"PK\x03\x04", "refused"),
    ],
)
def test_content_tells_the_kind(content: bytes, expected: str) -> None:
    assert kind(content) == expected


def test_a_spreadsheet_is_kept_and_one_with_macros_is_not() -> None:
    assert kind(spreadsheet()) == "xlsx"
    assert kind(spreadsheet(macros=True)) == "refused"


def test_another_archive_is_not_kept() -> None:
    assert kind(archive()) == "refused"


def test_a_letter_cut_in_two_where_looking_ends_is_no_problem() -> None:
    assert kind(b"x" * (64 * 1024 - 1) + "é".encode()) == "csv"


def test_the_file_is_at_its_beginning_afterwards() -> None:
    file = io.BytesIO(b"a,b\n")
    kind_of(file)
    assert file.read() == b"a,b\n"
