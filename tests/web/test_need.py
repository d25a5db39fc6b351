"""What the check of tools says where Node is missing or too old."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def old_node(tmp_path: Path) -> Path:
    """A folder of tools whose Node is 18, as it comes with Debian 12."""
    node = tmp_path / "node"
    node.write_text('#!/bin/sh\n[ "$1" = -p ] && echo 18 || echo v18.20.4\n', encoding="utf-8")
    node.chmod(0o755)
    return tmp_path


def refusal(tools: Path, system: str) -> str:
    release = tools / "os-release"
    release.write_text(system, encoding="utf-8")
    environment = {"PATH": f"{tools}:/usr/bin:/bin", "OS_RELEASE": str(release)}
    need = [str(ROOT / "scripts" / "need"), "node"]
    said = subprocess.run(need, env=environment, capture_output=True, text=True, check=False)
    assert said.returncode == 1
    return said.stderr


def test_on_debian_12_nobody_is_sent_to_its_own_package(old_node: Path) -> None:
    said = refusal(old_node, 'ID=debian\nVERSION_ID="12"\n')
    assert "this one is v18.20.4" in said
    assert "Debian 12's own package is Node 18, which is too old" in said
    assert "apt-get" not in said


@pytest.mark.parametrize("system", ['ID=ubuntu\nVERSION_ID="26.04"\n', ""])
def test_elsewhere_one_is_told_to_look_first(old_node: Path, system: str) -> None:
    said = refusal(old_node, system)
    assert "Install Node 20 or newer" in said
    assert "Debian" not in said
