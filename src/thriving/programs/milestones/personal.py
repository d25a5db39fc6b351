"""What milestones know of a person: what goes into their file, and what becomes of it when they leave."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.movement.personal import declare
from thriving.programs.milestones.models import Owner, Proof

declare(
    "milestones.Owner",
    _("Milestones of which it is your turn"),
    rows=lambda person: Owner.objects.filter(person=person).values("milestone__key"),
    columns={"milestone__key": _("Milestone")},
)
declare(
    "milestones.Proof",
    _("Steps of milestones that you said are reached"),
    rows=lambda person: Proof.objects.filter(Q(stated_by=person.key) | Q(taken_back_by=person.key)).values(
        "milestone__key", "step", "reached_on", "stated_at", "taken_back_why"
    ),
    columns={
        "milestone__key": _("Milestone"),
        "step": _("Step"),
        "reached_on": _("Reached"),
        "stated_at": _("When"),
        "taken_back_why": _("Why it was taken back"),
    },
    stays=_("It stays for everybody to read, under a random identifier that no longer leads to anybody."),
)
