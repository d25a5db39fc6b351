"""What the check of tools says where Node is missing or too old."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A folder of tools of our own, before those of the system."""
    return tmp_path


def node(tools: Path, *, version: str, new_enough: str) -> None:
    tool(tools, "node", f'[ "$1" = -p ] && echo {new_enough} || echo {version}')
    tool(tools, "npm", "exit 0")


def tool(tools: Path, name: str, does: str) -> None:
    (tools / name).write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
    (tools / name).chmod(0o755)


def need(tools: Path, system: str = "") -> subprocess.CompletedProcess[str]:
    release = tools / "os-release"
    release.write_text(system, encoding="utf-8")
    environment = {"PATH": f"{tools}:/usr/bin:/bin", "OS_RELEASE": str(release)}
    asked = [str(ROOT / "scripts" / "need"), "node"]
    return subprocess.run(asked, env=environment, capture_output=True, text=True, check=False)


def test_the_package_of_debian_12_will_do(tools: Path) -> None:
    node(tools, version="v18.20.4", new_enough="true")
    done = need(tools, 'ID=debian\nVERSION_ID="12"\n')
    assert (done.returncode, done.stderr) == (0, "")


def test_an_older_one_is_named_with_what_to_install(tools: Path) -> None:
    node(tools, version="v18.16.1", new_enough="false")
    done = need(tools, 'ID=debian\nVERSION_ID="12"\n')
    assert done.returncode == 1
    assert "this one is v18.16.1" in done.stderr
    assert "From Debian 12 on: apt-get install nodejs npm" in done.stderr


@pytest.mark.parametrize("system", ['ID=ubuntu\nVERSION_ID="22.04"\n', ""])
def test_elsewhere_one_is_told_to_look_first(tools: Path, system: str) -> None:
    node(tools, version="v12.22.9", new_enough="false")
    said = need(tools, system).stderr
    assert "Install Node 18.17 or newer" in said
    assert "Debian" not in said


@pytest.mark.skipif(not shutil.which("node"), reason="asks the Node that is here")
@pytest.mark.parametrize(
    ("version", "enough"), [("18.16.1", False), ("18.17.0", True), ("20.0.0", True), ("9.11.2", False)]
)
def test_versions_are_compared_as_numbers(tools: Path, version: str, *, enough: bool) -> None:
    real = shutil.which("node")
    tool(
        tools,
        "node",
        f"""shift; exec {real} -p "$(printf '%s' "$1" | sed 's/process.versions.node/\\"{version}\\"/')" """,
    )
    tool(tools, "npm", "exit 0")
    assert (need(tools).returncode == 0) is enough
