"""A backup holds everything: who else on the machine may read it, and whether its maker was told."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from thriving.web import commands

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _a_careless_shell() -> Iterator[None]:
    """Where new files are open to everyone unless whoever makes them says otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


def test_only_its_maker_may_read_it(tmp_path: Path) -> None:
    assert commands.run(["backup", str(tmp_path / "all.zip")]) == 0
    assert stat.S_IMODE((tmp_path / "all.zip").stat().st_mode) == 0o600


def test_what_an_earlier_try_left_open_is_not_written_into(tmp_path: Path) -> None:
    left = tmp_path / "all.zip.part"
    left.touch(mode=0o666)
    held = left.open("rb")
    assert commands.run(["backup", str(tmp_path / "all.zip")]) == 0
    assert stat.S_IMODE((tmp_path / "all.zip").stat().st_mode) == 0o600
    assert held.read() == b""  # whoever had it open reads nothing of ours
    held.close()


def test_its_maker_is_told_what_it_holds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.run(["backup", str(tmp_path / "all.zip")]) == 0
    assert (
        "It holds everything, private words and files too, and it is not encrypted."
        in capsys.readouterr().out
    )
