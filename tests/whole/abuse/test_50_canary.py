"""A word typed into every form, looked for where no words belong: the log, addresses, labels, letters."""

from __future__ import annotations

import logging
from html.parser import HTMLParser

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from tests.conftest import Cast
from tests.whole import records
from tests.whole.records import *  # noqa: F403 -- its fixtures
from tests.whole.records import Look, close

from thriving.kernel.models import DiaryEntry, Mail
from thriving.movement.models import Person
from thriving.web.logs import Discreet

pytestmark = pytest.mark.django_db

CANARY = "canary7f3a"
ADDRESS = "an-address"  # typed to become one, which everybody sees
ADDRESSES = {"key", "key_said"}  # where it is typed
WRITERS = ("volunteer", "lead", "evaluator", "editor", "operator")
LEAVING = ("sign-out", "leave")  # forms after which nothing more can be typed
SENT = 20  # forms, at least, else the canary flew nowhere
TYPED_IN = {"text", "search", "email", "password", "url", "tel", ""}


class Forms(HTMLParser):
    """The forms of a page that change something, filled with the canary."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self._fields: dict[str, str] | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        name = said.get("name", "")
        if tag == "form" and said.get("method", "").lower() == "post":
            self._fields = {}
            self.found.append((said.get("action", ""), self._fields))
        elif self._fields is None or not name or name == "csrfmiddlewaretoken":
            self._choose(tag, said)
        elif tag == "textarea" or (tag == "input" and said.get("type", "") in TYPED_IN):
            self._fields[name] = ADDRESS if name in ADDRESSES else CANARY
        elif tag in {"input", "button"} and said.get("type") != "file":
            self._fields.setdefault(name, said.get("value", ""))
        elif tag == "select":
            self._select = name

    def _choose(self, tag: str, said: dict[str, str]) -> None:
        if tag == "option" and self._fields is not None and said.get("value"):
            self._fields.setdefault(self._select, said["value"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._fields = None


def forms_of(page: str) -> list[tuple[str, dict[str, str]]]:
    reader = Forms()
    reader.feed(page)
    return [form for form in reader.found if not any(leaving in form[0] for leaving in LEAVING)]


@pytest.fixture
def sent(look: Look, cast: Cast, caplog: pytest.LogCaptureFixture) -> list[str]:
    """Every form of every page, sent with the canary: the addresses that it led to."""
    for person in Person.objects.all():
        Person.objects.filter(pk=person.pk).update(email=f"{person.username}@example.org")
    caplog.set_level(logging.DEBUG)
    led_to: dict[tuple[str, str, tuple[str, ...]], str] = {}  # some forms stand on every page
    clients = {role: records.client_of(role, cast, raise_request_exception=False) for role in WRITERS}
    clients["visitor"] = Client(raise_request_exception=False)
    for row, role, _headers, page in look.seen:
        client = clients.get(role, clients["visitor"])
        for action, fields in forms_of(page):
            form = role, action or records.address_of(row), (*fields,)
            if form not in led_to:
                answer = client.post(form[1], fields)
                close(answer)  # some answer with a file
                assert answer.status_code < 500, (row.name, role)
                led_to[form] = answer.get("Location", "")
    assert all(SESSION_KEY in clients[role].session for role in WRITERS), "somebody was signed out on the way"
    return [*led_to.values()]


def test_a_typed_word_stays_where_it_was_typed(sent: list[str], caplog: pytest.LogCaptureFixture) -> None:
    assert len(sent) > SENT
    assert not [address for address in sent if CANARY in address]
    written = Discreet()
    assert not [line for line in map(written.format, caplog.records) if CANARY in line]
    labels = DiaryEntry.objects.values_list("verb", "subject", "actor")
    assert not [label for label in labels if CANARY in str(label)]
    assert not [mail for mail in Mail.objects.all() if CANARY in mail.subject + mail.key + mail.text]


def test_what_is_searched_for_is_not_written_down(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    client.get(f"/nothing/?q={CANARY}")
    client.get("/search/", {"q": CANARY})
    assert not [line for line in map(Discreet().format, caplog.records) if CANARY in line]


def test_the_canary_is_seen_where_it_is(caplog: pytest.LogCaptureFixture) -> None:
    page = f'<form method="post"><input name="a"><select name="b"><option value="x"></select></form>{CANARY}'
    assert forms_of(page) == [("", {"a": CANARY, "b": "x"})]
    logging.getLogger("thriving").warning("typed: %s", CANARY)
    assert CANARY in Discreet().format(caplog.records[-1])
