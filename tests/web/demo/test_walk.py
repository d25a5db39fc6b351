"""One walk through a real demo, in a process of its own, for its settings are not those of tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

WALK = """
import json, re
from datetime import date
from thriving.web.commands import setup
setup()
from django.core.management import call_command
from django.test import Client
from thriving.web.demo import today
from thriving.web.demo.days import OPENING

today.days.prepare(date(2020, 3, 31))  # from which the opening day is built, and so the year is played once
today.days.prepare(today.days.chosen())
call_command("collectstatic", interactive=False, verbosity=0)
reader, seen = Client(), {}

def look(step, path="/plan/"):
    page = reader.get(path)
    text = " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())
    seen[step] = {"status": page.status_code, "text": text, "bars": page.content.decode().count("th-demo\\"")}

def do(address, **fields):
    answer = reader.post(address, {"next": "/plan/?on=2020-02-29", **fields})
    seen[address] = {"status": answer.status_code, "to": answer.headers.get("Location", "")}

look("opening")
do("/demo/become/", persona="lead")
look("lead", "/my-work/")
do("/demo/day/", day="2020-04-16")
look("built on asking")
do("/demo/day/", day="2020-03-31")
look("march", "/my-work/")
look("march plan")
do("/demo/start-over/")
look("again", "/my-work/")
do("/demo/day/", day="2021-01-01")
look("refused")
do("/demo/become/", persona="visitor", next="https://elsewhere.example/")
look("visitor")
look("mails", "/demo/mails/")
look("mail", "/demo/mails/1/")
seen["opened"] = str(today.days.file(OPENING))
print(json.dumps(seen))
"""


WORK = """
from thriving.web.commands import setup
setup()
from thriving.evidence.models import Release
from thriving.kernel import clock
from thriving.plan.actions import publish_due
publish_due()
print(clock.today(), Release.objects.order_by("-published_at").first().published_at.date())
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "THRIVING_DATA": str(tmp_path_factory.mktemp("demo")),
        "THRIVING_DEMO": "1",
        "THRIVING_HOSTS": "testserver",
        "PYTHONPATH": str(Path(__file__).resolve().parents[3] / "src"),
    }


@pytest.fixture(scope="module")
def walk(environment: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", WALK], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout)
    return seen


def test_it_opens_on_15_april_for_a_visitor_with_one_bar(walk: dict[str, Any]) -> None:
    opening = walk["opening"]
    assert (opening["status"], opening["bars"]) == (200, 1)
    assert "As known on 15 April 2020" in opening["text"]
    assert "Lumi Tavasoa" not in opening["text"]


def test_one_becomes_the_lead_by_a_real_sign_in(walk: dict[str, Any]) -> None:
    assert walk["/demo/become/"]["status"] == 302
    assert walk["lead"]["status"] == 200
    assert "Lumi Tavasoa" in walk["lead"]["text"]


def test_a_day_is_built_when_somebody_asks_for_it(walk: dict[str, Any]) -> None:
    assert "As known on 16 April 2020" in walk["built on asking"]["text"]


def test_on_another_day_one_is_still_the_lead(walk: dict[str, Any]) -> None:
    assert "Lumi Tavasoa" in walk["march"]["text"]
    assert "As known on 31 March 2020" in walk["march plan"]["text"]
    assert "84 of at least 150" in walk["march plan"]["text"]


def test_starting_over_keeps_one_signed_in(walk: dict[str, Any]) -> None:
    assert "Lumi Tavasoa" in walk["again"]["text"]


def test_dates_in_the_address_are_dropped_with_the_day(walk: dict[str, Any]) -> None:
    assert walk["/demo/day/"] == {"status": 302, "to": "/plan/"}


def test_a_day_outside_the_year_is_refused_in_a_sentence(walk: dict[str, Any]) -> None:
    assert "The sample year has the days from 2019-07-01 to 2020-07-01." in walk["refused"]["text"]
    assert "As known on 31 March 2020" in walk["refused"]["text"]


def test_nobody_is_sent_elsewhere(walk: dict[str, Any]) -> None:
    assert walk["/demo/become/"]["to"] == "/"
    assert "Lumi Tavasoa" not in walk["visitor"]["text"]


def test_the_mails_can_be_opened(walk: dict[str, Any]) -> None:
    assert walk["mails"]["status"] == 200
    assert "Mails sent" in walk["mails"]["text"]


def test_the_mails_of_the_sample_year_are_listed(walk: dict[str, Any]) -> None:
    listed = walk["mails"]["text"]
    assert "lumi@sample.invalid A typed number waits for a second person" in listed
    assert "soledad@sample.invalid Un número escrito espera a una segunda persona" in listed
    assert "esi@sample.invalid The number that you typed is decided" in listed


def test_a_letter_leads_to_the_site_that_it_is_read_on(walk: dict[str, Any]) -> None:
    assert "http://testserver/" in walk["mail"]["text"]
    assert "localhost:8000" not in walk["mail"]["text"]


def test_other_processes_work_on_the_chosen_day_too(
    walk: dict[str, Any], environment: dict[str, str]
) -> None:
    """The worker was begun on the opening day: it must not stay there, nor publish by the true calendar."""
    begun = {**environment, "DATABASE_URL": f"sqlite:///{walk['opened']}"}
    done = subprocess.run(
        [sys.executable, "-c", WORK], env=begun, capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["2020-03-31", "2020-03-31"], done.stderr
