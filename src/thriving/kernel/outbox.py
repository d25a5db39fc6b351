"""Mail, written in the transaction that it tells of and sent once by the worker, in its reader's language.

outbox.send(to=person, subject=gettext_lazy("…"), text=Words(…), key=f"batch-applied:{batch.pk}")
"""

from __future__ import annotations

import logging
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Protocol

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock
from thriving.kernel.models import Mail
from thriving.kernel.registry import Registry

log = logging.getLogger(__name__)

TRIES = 8
FIRST_PAUSE = timedelta(minutes=1)  # doubled after each try: the eighth comes about two hours after the first
INTERRUPTED_AFTER = timedelta(minutes=10)
KEPT_FOR = timedelta(days=30)
_AT_ONCE = 100
_TURNING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b\u202a-\u202e\ufeff]")
_ISOLATING, _ISOLATE_ENDS = re.compile(r"[\u2066-\u2069]"), "\u2069"


class Reader(Protocol):
    """Whoever mail can go to."""

    @property
    def email(self) -> str: ...

    @property
    def language(self) -> str: ...


@dataclass(frozen=True)
class Kind:
    """A sort of letter that readers may choose not to get, unless it always goes, or only where asked for."""

    name: str
    title: str | Promise
    meaning: str | Promise
    always: bool
    asked: bool  # goes to nobody who has not asked for it


kinds = Registry[Kind]("kind of letter")


def declare(
    name: str, title: str | Promise, meaning: str | Promise, *, always: bool = False, asked: bool = False
) -> Kind:
    return kinds.add(name, Kind(name, title, meaning, always, asked))


declare(
    "security",
    _("Safety of the account"),
    _("A new sign-in, a new password, a proof that was added or removed. These always go."),
    always=True,
)
declare("roles", _("Roles"), _("A role of yours, or one that you gave, ends soon."))
declare("work", _("Work that waits"), _("Something waits for you, or something of yours was decided."))
declare("week", _("The week’s work"), _("Once a week, all that waits for you."), asked=True)


def send(*, to: Reader, subject: object, text: object, key: str, kind: str = "") -> Mail | None:
    """Write a letter once for each ``key``; ``None`` where the reader has no address, or wants none such.

    ``subject`` and ``text`` are lazy translations or Words: they become text in the reader's language here.
    A letter without a kind goes to an address, not to a person with wishes.
    """
    if not to.email or not _is_wanted(to, kind):
        return None
    with translation.override(to.language):
        subject_line, body = _straight(" ".join(str(subject).split())), _straight(str(text))
    moment = clock.now()
    mail, mail_is_new = Mail.objects.get_or_create(
        key=f"{key}:{_about(to)}",
        defaults={
            "address": to.email,
            "language": to.language,
            "subject": subject_line[:200],
            "text": body,
            "written_at": moment,
            "due_at": moment,
        },
    )
    mail.was_written_now = mail_is_new
    return mail


def address_of(page: str, *arguments: object) -> str:
    """The whole address of a page, by the name of its URL: a letter is read away from the site."""
    return settings.SITE + reverse(page, args=arguments)


def deliver() -> int:
    """Send what waits and is due; how many letters left. Each is claimed first, so no two workers send it."""
    due = Mail.objects.filter(state=Mail.State.WAITING, due_at__lte=clock.now()).order_by("due_at", "id")
    return sum(_deliver(mail) for mail in due[:_AT_ONCE])


def interrupted() -> QuerySet[Mail]:
    """Letters that a worker had in hand when it was killed. Nobody knows whether they left."""
    return Mail.objects.filter(state=Mail.State.SENDING, due_at__lt=clock.now() - INTERRUPTED_AFTER)


def failed() -> QuerySet[Mail]:
    return Mail.objects.filter(state=Mail.State.FAILED)


def send_again(mails: QuerySet[Mail]) -> int:
    """Let letters wait once more, because a person decided so."""
    return mails.update(state=Mail.State.WAITING, tries=0, due_at=clock.now())


def forget_old() -> int:
    """Delete letters that were sent long ago, and those that were given up long ago."""
    long_ago = clock.now() - KEPT_FOR
    sent = Q(state=Mail.State.SENT, sent_at__lt=long_ago)
    given_up = Q(state=Mail.State.FAILED, written_at__lt=long_ago)
    return Mail.objects.filter(sent | given_up).delete()[0]


def forget(beginning: str, about: Collection[str]) -> int:
    """Delete letters with keys like "beginning:one of these:…", sent or not: what they told is forgotten."""
    keys = Mail.objects.filter(key__startswith=f"{beginning}:").values_list("pk", "key")
    meant = [pk for pk, key in keys.iterator() if key.split(":")[1] in about]
    parts = (meant[start : start + _AT_ONCE] for start in range(0, len(meant), _AT_ONCE))
    return sum(Mail.objects.filter(pk__in=part).delete()[0] for part in parts)


def _straight(text: str) -> str:
    """Without signs that turn what stands around them: a letter has no element that would keep a name apart.

    What isolates a part of a line, as amounts in Arabic do, stays where it ends in that line as well.
    """
    plain = _TURNING.sub("", text)
    return "\n".join(line if _is_closed(line) else _ISOLATING.sub("", line) for line in plain.split("\n"))


def _is_closed(line: str) -> bool:
    depth = 0
    for sign in _ISOLATING.findall(line):
        depth += -1 if sign == _ISOLATE_ENDS else 1
        if depth < 0:
            return False
    return depth == 0


def _is_wanted(to: Reader, kind: str) -> bool:
    wants = getattr(to, "wants_letters", None)
    return not kind or kinds[kind].always or wants is None or bool(wants(kind))


def _deliver(mail: Mail) -> bool:
    if not _claim(mail):
        return False
    try:
        _message(mail).send()
    except Exception as error:  # noqa: BLE001 -- whatever a mail server or the network raises: it is tried again
        _put_back(mail, error)
        return False
    Mail.objects.filter(pk=mail.pk).update(state=Mail.State.SENT, sent_at=clock.now())
    return True


def _claim(mail: Mail) -> bool:
    mine = Mail.objects.filter(pk=mail.pk, state=Mail.State.WAITING)
    return bool(mine.update(state=Mail.State.SENDING, due_at=clock.now(), tries=mail.tries + 1))


def _put_back(mail: Mail, error: Exception) -> None:
    tries = mail.tries + 1
    state = Mail.State.FAILED if tries >= TRIES else Mail.State.WAITING
    pause = FIRST_PAUSE * 2**mail.tries
    Mail.objects.filter(pk=mail.pk).update(state=state, due_at=clock.now() + pause)
    log.warning("mail %s could not be sent (try %s of %s): %s", mail.pk, tries, TRIES, type(error).__name__)


def _message(mail: Mail) -> EmailMessage:
    # The same identifier at each try: a mail server that got the letter can tell that it has it already.
    name = sha256(mail.key.encode()).hexdigest()[:32]
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
    headers = {
        "Message-ID": f"<{name}@{domain}>",
        "Content-Language": mail.language,
        "Auto-Submitted": "auto-generated",
    }
    return EmailMessage(mail.subject, mail.text, None, [mail.address], headers=headers)


def _about(to: Reader) -> str:
    return str(getattr(to, "key", "")) or sha256(to.email.encode()).hexdigest()[:32]
