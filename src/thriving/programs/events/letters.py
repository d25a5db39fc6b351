"""Letters to those who registered, in their languages; what another must not read is behind a link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from thriving.kernel import outbox
from thriving.programs.events.models import Event, Registration
from thriving.programs.events.queries.registration import token_of
from thriving.ui import cldr

outbox.declare(
    "events",
    _("Events that you registered for"),
    _("That you have a place, that it begins soon, that it moved. That one is canceled always goes."),
)
outbox.declare(
    "canceled-events",
    _("Canceled events"),
    _("An event for which you are registered does not take place. These always go."),
    always=True,
)


Write = Callable[[Registration], None]


@dataclass(frozen=True)
class Addressee:
    """Somebody without an account."""

    email: str
    language: str


def reader_of(registration: Registration) -> outbox.Reader:
    if registration.person:
        return registration.person
    return Addressee(registration.email, registration.language)


def registered(registration: Registration) -> None:
    subject, text = (
        (_("Registered: %s"), _REGISTERED) if registration.has_place else (_("Waiting: %s"), _WAITS)
    )
    _write(registration, subject, text, f"registered:{registration.number}")


def placed(registration: Registration) -> None:
    _write(registration, _("There is a place for you: %s"), _PLACED, f"placed:{registration.number}")


def reminded(registration: Registration) -> None:
    _write(registration, _("Soon: %s"), _SOON, f"reminded:{registration.event.revision}")


def moved(registration: Registration) -> None:
    _write(registration, _("Changed: %s"), _MOVED, f"moved:{registration.event.revision}")


def removed(registration: Registration) -> bool:
    """Once for each time; why stands on the page, which nobody else opens. Whether it was written now."""
    return _write(registration, _("No longer registered: %s"), _REMOVED, f"removed:{registration.number}")


def forget(event: Event) -> None:
    """With the names of an event: letters still hold addresses, titles and private links."""
    outbox.forget("event-registration", set(event.registrations.values_list("uid", flat=True)))
    outbox.forget("event-invitation", {str(event.pk)})


def canceled(registration: Registration) -> None:
    outbox.send(
        to=reader_of(registration),
        subject=_subject(registration, _("Canceled: %s")),
        text=_text(registration, _CANCELED),
        key=f"event-registration:{registration.uid}:canceled",
        kind="canceled-events",
    )


def already_registered(registration: Registration) -> bool:
    """To the address that was given once more: only its owner learns that it was known."""
    key = f"again:{registration.event.pk}"
    return _write(registration, _("You are registered already: %s"), _REGISTERED, key)


def invited(event: Event, email: str, language: str, key: str) -> None:
    outbox.send(
        to=Addressee(email, language),
        subject=_lazily(lambda: str(_("Invitation: %s") % event.title)),
        text=_lazily(lambda: str(_INVITED % {**_facts_of(event), "page": _page(event)})),
        key=f"event-invitation:{event.pk}:{key}",
        kind="events",
    )


_REGISTERED = _(
    "You have a place at “%(title)s”.\n\nIt begins: %(begins)s.\nYour code for the door: %(code)s\n\n"
    "For your calendar: %(calendar)s\n\nTo see it, change something or give the place back:\n%(page)s\n"
)
_WAITS = _(
    "All places at “%(title)s” are taken for now, and you are on the waiting list. We write as soon as "
    "there is a place.\n\nIt begins: %(begins)s.\n\nTo leave the waiting list:\n%(page)s\n"
)
_PLACED = _(
    "Somebody gave a place at “%(title)s” back, and it is yours.\n\nIt begins: %(begins)s.\nYour code for "
    "the door: %(code)s\n\nFor your calendar: %(calendar)s\n\nIf you cannot come, give it to the "
    "next:\n%(page)s\n"
)
_SOON = _(
    "“%(title)s” begins soon: %(begins)s.\nYour code for the door: %(code)s\n\nWhere it is and how to join "
    "stands here:\n%(page)s\n\nIf you cannot come, give your place to the next there.\n"
)
_MOVED = _(
    "Something changed about “%(title)s”: when, where or how it takes place. It begins: %(begins)s.\n\n"
    "Look at all of it here:\n%(page)s\n"
)
_REMOVED = _(
    "The organizers of “%(title)s” have taken your registration off. You have no place there any more.\n\n"
    "Why, and what you can do, stands here:\n%(page)s\n"
)
_CANCELED = _("“%(title)s” is canceled. It would have begun: %(begins)s.\n\nIts page says why:\n%(page)s\n")
_INVITED = _(
    "You are invited to “%(title)s”.\n\nIt begins: %(begins)s.\n\nTo read more and to register:\n%(page)s\n\n"
    "Whoever has this address can open it: pass it on with care.\n"
)


def _write(registration: Registration, subject: object, text: object, key: str) -> bool:
    mail = outbox.send(
        to=reader_of(registration),
        subject=_subject(registration, subject),
        text=_text(registration, text),
        key=f"event-registration:{registration.uid}:{key}",
        # Without an account there are no wishes to ask: the address was given for this.
        kind="events",
    )
    return mail is not None and mail.was_written_now


def _subject(registration: Registration, pattern: object) -> object:
    return _lazily(lambda: str(pattern) % registration.event.title)


def _text(registration: Registration, pattern: object) -> object:
    return _lazily(lambda: str(pattern) % _facts(registration))


def _lazily(write: Callable[[], str]) -> object:
    """Written when the outbox has switched to the reader's language."""
    return lazy(write, str)()


def _facts(registration: Registration) -> dict[str, str]:
    event = registration.event
    own = "events:my_registration" if registration.person_id else "events:private_registration"
    calendar = "events:one_calendar" if registration.person_id else "events:private_calendar"
    argument = event.key if registration.person_id else token_of(registration)
    return {
        **_facts_of(event),
        "code": registration.written_code,
        "calendar": outbox.address_of(calendar, argument),
        "page": outbox.address_of(own, argument),
    }


def _facts_of(event: Event) -> dict[str, str]:
    begins = f"{cldr.day(event.local_start)}, {cldr.clock_time(event.local_start)} ({event.time_zone})"
    return {"title": str(event.title), "begins": begins}


def _page(event: Event) -> str:
    return outbox.address_of("events:event", event.key)
