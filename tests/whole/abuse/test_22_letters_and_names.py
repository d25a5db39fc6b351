"""Line ends in the head of a letter; names that turn around, or hide what they end in."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from django.core import mail
from pytest_django import Settings
from tests.conftest import Cast
from tests.whole import records
from tests.whole.records import *  # noqa: F403 -- its fixtures

from thriving.kernel import outbox
from thriving.kernel.files.names import clean
from thriving.movement.models import Person

pytestmark = pytest.mark.django_db

TURNED = "Esi\u202egnorw\u2066\u200b"
ISOLATING = {"bdi", "textarea", "option", "title"}  # nothing that turns inside them turns what is around
HEAD = "Your number\r\nBcc: everyone@example.org\r\n\r\n<script>"


@pytest.fixture
def sending(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def test_a_subject_is_one_line(sending: None, cast: Cast) -> None:
    cast.volunteer.email = "v@example.org"
    outbox.send(to=cast.volunteer, subject=HEAD, text="Read.", key="attack")
    outbox.deliver()
    [letter] = mail.outbox
    assert "\n" not in letter.subject
    assert letter.recipients() == ["v@example.org"]
    assert "everyone@example.org" not in dict(letter.message().items())


def test_an_address_is_one_line(sending: None, cast: Cast) -> None:
    cast.volunteer.email = "v@example.org\nBcc: everyone@example.org"
    outbox.send(to=cast.volunteer, subject="Read", text="Read.", key="attack")
    outbox.deliver()
    assert mail.outbox == []


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200b", "\u200f", "\x00", "\n", "\ufeff", "\u2028"])
def test_a_files_name_shows_what_it_ends_in(sign: str) -> None:
    assert clean(f"invoice{sign}fdp.csv", ".csv") in {"invoicefdp.csv", "invoice fdp.csv"}


class Unisolated(HTMLParser):
    """Names outside every element that keeps their direction to itself."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        apart = tag in ISOLATING or dict(attrs).get("dir") == "auto"
        if tag not in {"input", "link", "meta", "img", "br", "hr"}:
            self.open.append((tag, apart))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if TURNED[:4] in data and not any(apart for _tag, apart in self.open):
            self.found.append(" ".join(data.split()))


def test_a_name_turns_nothing_around_it(all_records: None, cast: Cast) -> None:
    Person.objects.update(name=TURNED)
    shown, found = 0, set()
    for row, _role, response in records.opened(cast):
        page, reader = records.html_of(response), Unisolated()
        reader.feed(page)
        shown += TURNED in page
        found |= {(row.name, text) for text in reader.found}
    assert found == set()
    assert shown
