from __future__ import annotations

import smtplib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail as django_mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from django.utils.functional import lazy, lazystr
from django.utils.translation import get_language
from tests.conftest import AtOnce

from thriving.kernel import clock, outbox
from thriving.kernel.models import Mail
from thriving.kernel.words import Words

pytestmark = pytest.mark.django_db
NOON = datetime(2020, 4, 15, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Somebody:
    email: str = "lina@example.org"
    language: str = "en"
    key: str = "a1b2"


def send(to: Somebody = Somebody(), key: str = "batch:1", **changes: Any) -> Mail | None:
    return outbox.send(to=to, key=key, **{"subject": "Done", "text": "Your import is done.", **changes})


def refuse(*_message: object) -> None:
    raise smtplib.SMTPServerDisconnected


def test_a_letter_leaves_once() -> None:
    send()
    assert [outbox.deliver(), outbox.deliver()] == [1, 0]
    (message,) = django_mail.outbox
    assert (message.to, message.subject) == (["lina@example.org"], "Done")
    assert message.body == "Your import is done."
    assert Mail.objects.get().state == Mail.State.SENT


def test_the_same_key_is_one_letter_for_each_reader() -> None:
    for reader in (Somebody(), Somebody(), Somebody(key="c3d4")):
        send(reader)
    assert Mail.objects.count() == 2


def test_a_letter_of_a_failed_transaction_was_never_written() -> None:
    with transaction.atomic():
        send()
        transaction.set_rollback(True)
    assert outbox.deliver() == 0


def test_it_is_in_the_language_of_its_reader() -> None:
    letter = send(
        Somebody(language="ar"),
        subject=lazy(lambda: f"in {get_language()}", str)(),
        text=Words(en="Plan", ar="خطة"),
    )
    assert letter is not None
    assert (letter.language, letter.subject, letter.text) == ("ar", "in ar", "خطة")


def test_who_has_no_address_gets_no_letter() -> None:
    assert send(Somebody(email="")) is None
    assert not Mail.objects.exists()


def test_a_subject_cannot_add_a_header() -> None:
    send(subject=lazystr("Hello\r\nBcc: everybody@example.org"))
    outbox.deliver()
    (message,) = django_mail.outbox
    assert message.subject == "Hello Bcc: everybody@example.org"
    assert "Bcc" not in dict(message.message().items())


def test_each_try_carries_the_same_identifier(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []

    def note_and_refuse(_backend: object, messages: list[Any]) -> None:
        tried.append(messages[0].message()["Message-ID"])
        refuse()

    monkeypatch.setattr(EmailBackend, "send_messages", note_and_refuse)
    send()
    outbox.deliver()
    with clock.stopped_at(clock.now() + timedelta(hours=1)):
        outbox.deliver()
    assert len(tried) == 2
    assert len(set(tried)) == 1


def test_a_server_that_refuses_is_tried_later_and_less_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    with clock.stopped_at(NOON):
        send()
        assert outbox.deliver() == 0
        first = Mail.objects.get()
        assert (first.state, first.due_at) == (Mail.State.WAITING, NOON + timedelta(minutes=1))
        assert outbox.deliver() == 0
    with clock.stopped_at(first.due_at):
        outbox.deliver()
    assert Mail.objects.get().due_at == first.due_at + timedelta(minutes=2)


def test_after_many_tries_a_letter_is_given_up_until_a_person_sends_it_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    send()
    for day in range(outbox.TRIES + 2):
        with clock.stopped_at(clock.now() + timedelta(days=day)):
            outbox.deliver()
    assert [letter.tries for letter in outbox.failed()] == [outbox.TRIES]
    monkeypatch.undo()
    outbox.send_again(outbox.failed())
    assert outbox.deliver() == 1


def test_a_letter_in_the_hand_of_a_killed_worker_is_found_and_not_sent_twice() -> None:
    with clock.stopped_at(NOON):
        send()
        Mail.objects.update(state=Mail.State.SENDING)
    with clock.stopped_at(NOON + timedelta(minutes=9)):
        assert not outbox.interrupted()
    with clock.stopped_at(NOON + timedelta(minutes=11)):
        assert outbox.deliver() == 0
        assert len(outbox.interrupted()) == 1


def test_old_letters_are_forgotten_once_sent() -> None:
    with clock.stopped_at(NOON):
        send()
        send(key="batch:2")
        Mail.objects.filter(key__startswith="batch:1").update(state=Mail.State.SENT, sent_at=NOON)
    with clock.stopped_at(NOON + timedelta(days=31)):
        assert outbox.forget_old() == 1
    assert Mail.objects.get().key.startswith("batch:2")


@pytest.mark.django_db(transaction=True)
def test_two_workers_send_a_letter_once(at_once: AtOnce) -> None:
    for number in range(10):
        send(key=f"batch:{number}")
    sent = at_once(outbox.deliver, outbox.deliver)
    assert sum(sent) == 10
    assert len(django_mail.outbox) == 10


@dataclass(frozen=True)
class Choosy(Somebody):
    """Somebody who wants no letters at all."""

    def wants_letters(self, _kind: str) -> bool:
        return False


def test_a_letter_that_its_reader_does_not_want_is_not_written() -> None:
    assert send(Choosy(), kind="work") is None
    assert not Mail.objects.exists()


def test_letters_about_the_safety_of_an_account_always_go() -> None:
    assert send(Choosy(), kind="security")


def test_a_letter_of_a_kind_that_nobody_declared_is_a_mistake() -> None:
    with pytest.raises(KeyError, match="there is no kind of letter gossip"):
        send(Choosy(), kind="gossip")


def test_letters_that_were_given_up_are_forgotten_too() -> None:
    with clock.stopped_at(NOON):
        send()
    Mail.objects.update(state=Mail.State.FAILED)
    for days, forgotten in ((29, 0), (31, 1)):
        with clock.stopped_at(NOON + timedelta(days=days)):
            assert outbox.forget_old() == forgotten


def test_letters_about_something_are_forgotten_with_it() -> None:
    for key in ("event:12:placed", "event:1:placed", "events:12:placed"):
        send(key=key)
    assert outbox.forget("event", {"12"}) == 1
    assert {mail.key.rpartition(":")[0].split(":placed")[0] for mail in Mail.objects.all()} == {
        "event:1",
        "events:12",
    }


def test_a_kind_goes_as_its_reader_wants_unless_it_is_declared_otherwise() -> None:
    kinds = [outbox.kinds[name] for name in ("security", "roles", "work", "week")]
    assert [(each.always, each.asked) for each in kinds] == [
        (True, False),
        (False, False),
        (False, False),
        (False, True),
    ]


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("\u2066Lina\u2069 wrote", "\u2066Lina\u2069 wrote"),
        ("\u2067a \u2066b\u2069 c\u2069", "\u2067a \u2066b\u2069 c\u2069"),
        ("\u2066Lina wrote", "Lina wrote"),
        ("Lina\u2069 wrote", "Lina wrote"),
        ("Lina\u2069 wrote\u2066", "Lina wrote"),
        ("\u2066Lina\u2069 wrote\u2069 to\u2066", "Lina wrote to"),
    ],
)
def test_22_what_sets_a_part_of_a_line_apart_ends_in_it(line: str, left: str) -> None:
    mail = send(subject="Done", text=f"{line}\nBelow.")
    assert mail
    assert mail.text == f"{left}\nBelow."
