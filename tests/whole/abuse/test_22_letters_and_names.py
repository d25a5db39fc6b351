"""Line ends in the head of a letter; names that turn around, or hide what they end in."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from django.core import mail
from pytest_django import Settings
from tests.conftest import Cast
from tests.whole.hostile import *  # noqa: F403 -- its fixtures
from tests.whole.hostile import CSV, FORMULA, NAMED, PACKAGES, TURNED
from tests.whole.records import Seen

from thriving.kernel import outbox
from thriving.kernel.files.names import clean

pytestmark = pytest.mark.django_db

ISOLATING = {"bdi", "textarea", "option", "title"}  # nothing that turns inside them turns what is around
BLOCKS = {
    *("html", "body", "main", "header", "footer", "nav", "aside", "section", "article", "div", "p", "pre"),
    *("ul", "ol", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "table", "thead", "tbody", "caption", "tr"),
    *("td", "th", "form", "fieldset", "legend", "details", "summary", "figure", "figcaption", "blockquote"),
    "button",
}
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


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Ama\u202egnorw", "Amagnorw"),
        ("Ama\u2066\u2067", "Ama"),
        ("Ama\u2069\u2066", "Ama"),
        ("\u206812 US$\u2069", "\u206812 US$\u2069"),  # an amount, in a letter in Arabic
        ("a\x00\x1b[2Jbc", "a[2Jbc"),
    ],
)
def test_no_word_in_a_letter_turns_what_is_around_it(
    sending: None, cast: Cast, written: str, read: str
) -> None:
    cast.volunteer.email = "v@example.org"
    outbox.send(to=cast.volunteer, subject=f"About {written}", text=f"Read {written}.\n\nSo.", key="attack")
    outbox.deliver()
    [letter] = mail.outbox
    assert (letter.subject, letter.body) == (f"About {read}", f"Read {read}.\n\nSo.")
    assert letter.content_subtype == "plain"
    assert not getattr(letter, "alternatives", [])


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
        if NAMED[:4] in data and not any(apart for _tag, apart in self.open):
            self.found.append(" ".join(data.split()))


@dataclass
class Block:
    """What stands in one block of a page, but not in a block inside it."""

    turned: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


class Turning(Unisolated):
    """Words of a record that stand beside others in one block, where nothing keeps their direction apart."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = [Block()]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        if tag in BLOCKS:
            self.blocks.append(Block())

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        if tag in BLOCKS and len(self.blocks) > 1:
            block = self.blocks.pop()
            self.found += block.turned if len(block.turned) + len(block.others) > 1 else []

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        turns = TURNED[:4] in words and not any(apart for _tag, apart in self.open)
        (self.blocks[-1].turned if turns else self.blocks[-1].others).extend([words] if words else [])
        before = words.partition(TURNED[:4])[0].removesuffix(FORMULA).removesuffix("=1+1")
        self.blocks[-1].others.extend([before] if turns and before else [])


def test_a_name_turns_nothing_around_it(attacked_seen: list[Seen]) -> None:
    shown, found = 0, set()
    for row, _role, _headers, page in attacked_seen:
        reader = Unisolated()
        reader.feed("" if row in CSV else page)
        shown += NAMED in page
        found |= {(row.name, text) for text in reader.found}
    assert found == set()
    assert shown


def test_words_turn_nothing_around_them(attacked_seen: list[Seen]) -> None:
    shown, found = set(), set()
    for row, _role, _headers, page in attacked_seen:
        if row not in CSV and TURNED in page:
            reader = Turning()
            reader.feed(page)
            shown.add(row.name.partition(":")[0])
            found |= {(row.name, text) for text in reader.found}
    assert found == set()
    assert shown >= set(PACKAGES)
