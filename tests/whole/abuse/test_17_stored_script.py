"""A script in the words of a plan, the name of a file, a message, a chart: it is shown, never run."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast
from tests.factories import with_example
from tests.plan import world
from tests.whole import records
from tests.whole.records import *  # noqa: F403 -- its fixtures

from thriving.evidence.actions import define_measure
from thriving.evidence.imports import receive
from thriving.evidence.models import Source
from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.plan import actions
from thriving.plan.file import shipped

pytestmark = pytest.mark.django_db

ATTACK = (
    "'\"></title></textarea><script>attack()</script><img src=x onerror=attack()>"
    "<svg/onload=attack()><a href=javascript:attack()>"
)
WORDS = re.compile(r'^((?:title|sentence|reading|owner|why|counted|short|limits) = ".*)"$', re.MULTILINE)
LEADING = ("href", "src", "action", "formaction", "xlink:href")
REACHED = 20  # pages, at least, else the attack missed its mark


class Runs(HTMLParser):
    """What of a page a browser would run, had it no policy."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            leads_to_code = name in LEADING and (value or "").strip().lower().startswith("javascript:")
            if name.startswith("on") or leads_to_code:
                self.found.append(f"{tag} {name}={value}")
        if tag == "script" and not dict(attrs).get("src"):
            self.found.append("a script in the page")


def run_by(page: str) -> list[str]:
    reader = Runs()
    reader.feed(page)
    return reader.found


@pytest.fixture
def attacked_plan(year: None) -> None:
    said = ATTACK.replace('"', '\\"')
    actions.load(WORDS.sub(lambda found: f'{found[1]} {said}"', shipped()), by="tests", reason=ATTACK)


@pytest.fixture
def attacked(attacked_plan: None, all_records: None, cast: Cast) -> None:
    """The attack stands wherever people write."""
    told = dict.fromkeys(("what_changed", "what_next", "help_needed"), ATTACK)
    actions.check_in(world.key_result(records.FRAMEWORK), confidence=3, by=cast.lead, **told)
    counted = with_example({"kind": "count", "fact": "partner.met", "unit": {"code": "record"}})
    define_measure("attacked", counted, title=Words(en=ATTACK), limits=Words(en=ATTACK), by="tests")
    Source.objects.create(key="w1", kind="workshop", title=Words(en=ATTACK), url="javascript:attack()")
    Person.objects.update(name=ATTACK[:100])
    receive(ContentFile(b"kind\nx\n", name=f"{ATTACK}.csv"), by=cast.evaluator, issuer=ATTACK[:100])


def test_no_page_runs_it(attacked: None, cast: Cast) -> None:
    shown, found = 0, set()
    for row, role, response in records.opened(cast):
        page = records.html_of(response)
        shown += "attack()" in page
        found |= {(row.name, role, each) for each in run_by(page)}
        policy = response["Content-Security-Policy"]
        assert "unsafe" not in policy, row.name
        assert re.search(r"script-src '(none|self)'", policy), row.name
    assert found == set()
    assert shown > REACHED


def test_a_message_repeats_no_markup(cast: Cast, client: Client) -> None:
    client.force_login(cast.evaluator)
    file = ContentFile(b"<html>", name=f"{ATTACK}.csv")
    page = client.post(reverse("evidence:imports"), {"file": file}, follow=True)
    assert run_by(page.content.decode()) == []


@pytest.mark.parametrize(
    "page", [f"<p>{ATTACK}", "<a href=' JavaScript:x'>", "<svg onload=x>", "<script>x</script>"]
)
def test_what_runs_is_seen(page: str) -> None:
    assert run_by(page) != []
