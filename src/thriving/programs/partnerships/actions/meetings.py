from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, files, turn
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean, is_page
from thriving.movement.models import Person
from thriving.programs.partnerships import facts
from thriving.programs.partnerships.actions.partners import LONGEST_TEXT
from thriving.programs.partnerships.models import Meeting, MeetingPerson, Partner, Topic
from thriving.programs.partnerships.queries import region_of

LONGEST_ROLES, MOST_PEOPLE = 300, 50
LARGEST_DOCUMENT = 20 * 1024 * 1024


@dataclass(frozen=True)
class Noted:
    """A meeting as somebody tells it. ``with_us``: who of us was there; None leaves that as it was."""

    on: date
    topic: str
    about: str
    outcome: str = ""
    language: str = "en"
    our_roles: str = ""
    url: str = ""  # what shows that it was; or a file, and one that is not said anew stays
    document: File[bytes] | None = None
    with_us: tuple[Person, ...] | None = ()

    def cleaned(self) -> dict[str, Any]:
        texts = {name: clean(getattr(self, name)) for name in ("about", "outcome", "our_roles")}
        return {"on": self.on, "topic": self.topic, "language": self.language, "url": self.url, **texts}


def problems(said: Noted) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with what is told: the field, and the sentence for who can mend it."""
    if said.on > clock.today():
        yield "on", _("This day has not come yet.")
    if said.topic not in Topic:
        yield "topic", _("This is none of the choices.")
    if not clean(said.about):
        yield "about", _("Say what it was about.")
    for name in ("about", "outcome"):
        if len(getattr(said, name)) > LONGEST_TEXT:
            yield name, _("This text has at most %(count)d characters.") % {"count": LONGEST_TEXT}
    if said.url and not is_page(said.url):
        yield "url", _("This is no address of a page: it starts with https://.")
    if len(said.our_roles) > LONGEST_ROLES or len(said.with_us or ()) > MOST_PEOPLE:
        yield "our_roles", _("This text has at most %(count)d characters.") % {"count": LONGEST_ROLES}


@transaction.atomic
def note_meeting(partner: Partner, said: Noted, *, by: Person) -> Meeting:
    """Tell of a meeting that has been.

    A plan counts it by its topic and by where the partner is, once there is more for it than a word.
    """
    access.require_holds(by, "add_partner")
    access.require(by, "see_partner", partner)
    _require_sound(said)
    turn.take()
    meeting = Meeting.objects.create(
        partner=partner,
        region=region_of(partner, said.on),
        recorded_at=clock.now(),
        recorded_by=by.key,
        sample=partner.sample,
        **said.cleaned(),
        **_kept(said, by),
    )
    _name_people(meeting, said)
    facts.tell_meeting(meeting, by)
    diary.note(meeting, "noted", by=by)
    return meeting


@transaction.atomic
def rewrite_meeting(meeting: Meeting, said: Noted, *, by: Person) -> None:
    access.require(by, "rewrite_partner_meeting", meeting)
    _require_sound(said)
    values = {**said.cleaned(), "region": region_of(meeting.partner, said.on), **_kept(said, by)}
    turn.take()
    if not Meeting.objects.filter(pk=meeting.pk, withdrawn_at=None).update(**values):
        raise Refused(_("This meeting was withdrawn."))
    meeting.refresh_from_db()
    _name_people(meeting, said)
    facts.tell_meeting(meeting, by)
    diary.note(meeting, "rewritten", by=by)


@transaction.atomic
def withdraw_meeting(meeting: Meeting, *, reason: str, by: Person) -> None:
    """It did not take place, or was told twice: no plan counts it any longer."""
    access.require(by, "rewrite_partner_meeting", meeting)
    if not (reason := clean(reason)):
        raise Refused(_("Say why it is withdrawn."))
    turn.take()
    gone = {"withdrawn_at": clock.now(), "reason": reason[:LONGEST_TEXT]}
    if not Meeting.objects.filter(pk=meeting.pk, withdrawn_at=None).update(**gone):
        raise Refused(_("This meeting was withdrawn."))
    meeting.refresh_from_db()
    facts.tell_meeting(meeting, by)
    diary.note(meeting, "withdrawn", by=by, why=reason)


def _kept(said: Noted, by: Person) -> dict[str, str]:
    if said.document is None:
        return {}
    kept = files.store(said.document, by=by, limit=LARGEST_DOCUMENT)
    return {"document": kept.key, "sha256": kept.sha256}


def _name_people(meeting: Meeting, said: Noted) -> None:
    if said.with_us is None:
        return
    meeting.with_us.all().delete()
    there = (MeetingPerson(meeting=meeting, person=each) for each in dict.fromkeys(said.with_us))
    MeetingPerson.objects.bulk_create(there)


def _require_sound(said: Noted) -> None:
    if found := [sentence for _field, sentence in problems(said)]:
        raise Refused(" ".join(found))
