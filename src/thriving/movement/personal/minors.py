"""What is known of ages, consents and clearances goes into the file of whom it is about, minors included."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.movement.models import Age, Clearance, Consent, LostLink
from thriving.movement.personal.registry import declare

declare(
    "movement.Age",
    _("How old you are, roughly"),
    rows=lambda person: Age.objects.filter(person=person).values(
        "band",
        "stated_on",
        "youngest_said",
        "confirmed_band",
        "confirmed_on",
        "decides_from",
        "ask_again_on",
        "stands",
    ),
    columns={
        "band": _("As you say"),
        "stated_on": _("Said on"),
        "youngest_said": _("The youngest that you said"),
        "confirmed_band": _("As was confirmed"),
        "confirmed_on": _("Confirmed on"),
        "decides_from": _("From which age you decide alone"),
        "ask_again_on": _("Asked again on"),
        "stands": _("You stand where minors may stand too"),
    },
    stays=_("Ages that you confirmed stay confirmed, without your name."),
)
declare(
    "movement.Consent",
    _("Consents to your taking part"),
    rows=lambda person: Consent.objects.filter(person=person).values(
        "by", "state", "version", "language", "asked_at", "decided_on", "ended_on", "deletion_asked_on"
    ),
    columns={
        "by": _("Of whom"),
        "state": _("State"),
        "version": _("Version of the words"),
        "language": _("Language"),
        "asked_at": _("Asked"),
        "decided_on": _("Decided on"),
        "ended_on": _("Ended on"),
        "deletion_asked_on": _("Deletion asked for on"),
    },
)
declare(
    "movement.LostLink",
    _("Guardians who lost their letter"),
    left_out=_("An address stands there for a minute, until the letter is written; it is nobody’s account."),
    forget=lambda person: LostLink.objects.filter(address__iexact=person.email).delete(),
)
declare(
    "movement.Clearance",
    _("Your clearances to be with minors"),
    rows=lambda person: Clearance.objects.filter(person=person).values(
        "checked_on", "course_on", "expires_on", "ended_on"
    ),
    columns={
        "checked_on": _("Checked on"),
        "course_on": _("Course finished on"),
        "expires_on": _("Until"),
        "ended_on": _("Ended on"),
    },
    stays=_("Clearances that you gave stay theirs, without your name."),
)
