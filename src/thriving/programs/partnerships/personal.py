"""What partnerships know of a person: what goes into their file, and what becomes of it when they leave."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.movement.models import Person
from thriving.movement.personal import declare, needed
from thriving.programs.partnerships.models import (
    Finding,
    Interest,
    Meeting,
    MeetingPerson,
    Partner,
    Partnership,
    Renewal,
    Signature,
    Version,
)

_STAYS = _("It stays for everybody to read, under a random identifier that no longer leads to anybody.")
_WHEN, _PARTNERSHIP, _DAY = _("When"), _("Partnership"), _("Day")


def _forget_name(person: Person) -> None:
    Signature.objects.filter(signer=person.key, name__isnull=False).update(name=None)


declare(
    "partnerships.Partner",
    _("Partners that you entered"),
    rows=lambda person: Partner.objects.filter(added_by=person.key).values("key", "added_at"),
    columns={"key": _("Partner"), "added_at": _WHEN},
    stays=_STAYS,
)
declare(
    "partnerships.Meeting",
    _("Meetings with partners that you wrote down"),
    rows=lambda person: Meeting.objects.filter(recorded_by=person.key).values("partner__key", "on", "about"),
    columns={"partner__key": _("Partner"), "on": _DAY, "about": _("What it was about")},
    stays=_STAYS,
)
declare(
    "partnerships.MeetingPerson",
    _("Meetings with partners at which you were"),
    rows=lambda person: MeetingPerson.objects.filter(person=person).values(
        "meeting__partner__key", "meeting__on"
    ),
    columns={"meeting__partner__key": _("Partner"), "meeting__on": _DAY},
)
declare(
    "partnerships.Partnership",
    _("Partnerships that you lead"),
    rows=lambda person: Partnership.objects.filter(lead=person).values("key", "state"),
    columns={"key": _PARTNERSHIP, "state": _("State")},
    stays=_("It stays, without anybody who leads it."),
)
declare(
    "partnerships.Interest",
    _("Interests that you wrote down"),
    rows=lambda person: Interest.objects.filter(recorded_by=person.key).values(
        "partnership__key", "words", "stated_on"
    ),
    columns={"partnership__key": _PARTNERSHIP, "words": _("What you wrote"), "stated_on": _DAY},
    stays=_STAYS,
)
declare(
    "partnerships.Renewal",
    _("Renewals of agreements that you proposed, or to which you agreed"),
    rows=lambda person: Renewal.objects.filter(Q(proposed_by=person.key) | Q(agreed_by=person.key)).values(
        "partnership__key", "side", "until", "proposed_on", "agreed_on"
    ),
    columns={
        "partnership__key": _PARTNERSHIP,
        "side": _("Side"),
        "until": _("New last day"),
        "proposed_on": _("Proposed"),
        "agreed_on": _DAY,
    },
    stays=_STAYS,
)
declare(
    "partnerships.Version",
    _("Agreements that you drafted"),
    rows=lambda person: Version.objects.filter(drafted_by=person.key).values(
        "partnership__key", "number", "drafted_on"
    ),
    columns={"partnership__key": _PARTNERSHIP, "number": _("Version"), "drafted_on": _DAY},
    stays=_STAYS,
)
declare(
    "partnerships.Signature",
    _("Agreements that you signed, or whose signature you recorded"),
    rows=lambda person: Signature.objects.filter(recorded_by=person.key).values(
        "version__partnership__key", "side", "name", "signed_on"
    ),
    columns={
        "version__partnership__key": _PARTNERSHIP,
        "side": _("Side"),
        "name": _("Name"),
        "signed_on": _DAY,
    },
    forget=_forget_name,
    stays=_("That a side has signed stays, with the office but without your name."),
)
declare(
    "partnerships.Finding",
    _("Findings that you wrote down"),
    rows=lambda person: Finding.objects.filter(written_by=person.key).values(
        "stream__key", "number", "text", "written_at"
    ),
    columns={
        "stream__key": _("Stream of research"),
        "number": _("Number"),
        "text": _("What you wrote"),
        "written_at": _WHEN,
    },
    stays=_STAYS,
)
# Without these entries nobody could see that an agreement is still the one that was signed.
needed.add("partnerships", Q(subject__startswith="partnerships.version:", verb__in=("made_ready", "signed")))
