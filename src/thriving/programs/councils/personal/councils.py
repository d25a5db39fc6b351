from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.movement.personal import declare
from thriving.programs.councils.actions import seats
from thriving.programs.councils.models import Charter, Membership, Owner

declare(
    "councils.Owner",
    _("Councils that you answer for"),
    rows=lambda person: Owner.objects.filter(person=person).values("council__key", "named_at"),
    columns={"council__key": _("Council"), "named_at": _("When")},
)
declare(
    "councils.Charter",
    _("Charters that you adopted"),
    rows=lambda person: Charter.objects.filter(adopted_by=person.key).values(
        "council__key", "number", "adopted_at"
    ),
    columns={"council__key": _("Council"), "number": _("Version"), "adopted_at": _("When")},
    stays=_("It stays for everybody to read, under a random identifier that no longer leads to anybody."),
)
declare(
    "councils.Membership",
    _("Seats that you hold or held"),
    rows=lambda person: Membership.objects.filter(person=person).values(
        "council__key", "term__number", "shown_name", "is_public", "state", "began_on", "ended_on", "reason"
    ),
    columns={
        "council__key": _("Council"),
        "term__number": _("Term"),
        "shown_name": _("Name that is shown"),
        "is_public": _("Shown to everybody"),
        "state": _("State"),
        "began_on": _("First day"),
        "ended_on": _("Last day"),
        "reason": _("Reason"),
    },
    forget=seats.leave,
    stays=_("That the seat was held, without you."),
)
