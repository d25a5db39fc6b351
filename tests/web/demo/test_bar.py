"""The demo is on its own: elsewhere it is not installed, routed or shown, and it takes no other's data."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, reverse

LOOK = """
import sys
from thriving.web.commands import setup
setup()
from django.conf import settings
from django.urls import NoReverseMatch, reverse
try:
    print(reverse("demo:become"))
except NoReverseMatch:
    print("not routed")
print(*(each for each in settings.MIDDLEWARE if "demo" in each))
print(*sorted(name for name in sys.modules if name.startswith("thriving.web.demo.")))
"""
ONLY_FOR_THE_SETTINGS = "thriving.web.demo.days"  # which say where the demo's databases would be


def run(*command: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    said = {"PATH": os.environ["PATH"], "THRIVING_DATA": str(folder), **environment}
    return subprocess.run([sys.executable, *command], env=said, check=False, capture_output=True, text=True)


def test_a_deployment_has_nothing_of_the_demo(tmp_path: Path) -> None:
    said = run("-c", LOOK, folder=tmp_path)
    assert said.stdout.splitlines() == ["not routed", "", ONLY_FOR_THE_SETTINGS], said.stderr


def test_the_demo_has_its_pages_and_its_middleware(tmp_path: Path) -> None:
    routed, middleware, _modules = run("-c", LOOK, folder=tmp_path, THRIVING_DEMO="1").stdout.splitlines()
    assert (routed, middleware) == ("/demo/become/", "thriving.web.demo.middleware.follow_the_day")


def test_the_demo_refuses_somebody_elses_database(tmp_path: Path) -> None:
    theirs = tmp_path / "thriving.sqlite3"
    start = "from thriving.web.commands import main; main(['demo'])"
    refused = run("-c", start, folder=tmp_path, DATABASE_URL=f"sqlite:///{theirs}")
    assert refused.returncode == 1
    assert refused.stderr.startswith("Error: The demo makes its own databases and touches no other")
    assert not theirs.exists()


@pytest.mark.django_db
def test_pages_elsewhere_have_no_bar(client: Client) -> None:
    page = client.get("/design/").content.decode()
    assert settings.DEMO is False
    assert "<h1" in page
    assert "th-demo" not in page


def test_nobody_elsewhere_can_become_somebody() -> None:
    with pytest.raises(NoReverseMatch):
        reverse("demo:become")
