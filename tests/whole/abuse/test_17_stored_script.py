"""A script in the words of a plan, the name of a file, a message, a chart: it is shown, never run."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast
from tests.whole.hostile import *  # noqa: F403 -- its fixtures
from tests.whole.hostile import ATTACK, CSV, ELSEWHERE, PACKAGES
from tests.whole.records import Seen

pytestmark = pytest.mark.django_db

LEADING = ("href", "src", "action", "formaction", "xlink:href")
REACHED = 100  # pages, at least, else the attack missed its mark


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


def test_no_page_runs_it(attacked_seen: list[Seen]) -> None:
    shown, found = set(), set()
    for row, role, headers, page in attacked_seen:
        if row in CSV:
            continue
        shown |= {row.name} if "attack()" in page else set()
        found |= {(row.name, role, each) for each in run_by(page)}
        policy = headers["Content-Security-Policy"]
        assert "unsafe" not in policy, row.name
        assert re.search(r"script-src '(none|self)'", policy), row.name
    assert found == set()
    assert {name.partition(":")[0] for name in shown} >= {*PACKAGES, "evidence", "movement", "plan"}
    assert len(shown) > REACHED


def test_no_table_in_which_people_write_is_left_out(unreached: list[str]) -> None:
    """Each has a row whose words were replaced; a package that is not walked through says why."""
    ours = {each.label for each in apps.get_app_configs() if each.name.startswith("thriving.")}
    assert unreached == []
    assert ours == {*PACKAGES, *ELSEWHERE}
    assert all(ELSEWHERE.values())


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
