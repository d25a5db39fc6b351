"""What learning patterns know of a person, and what becomes of it when they leave."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.movement.personal import declare
from thriving.programs.patterns.models import Endorsement, Pattern, Reuse

declare(
    "patterns.Pattern",
    _("Learning patterns that you wrote"),
    rows=lambda person: Pattern.objects.filter(author=person).values("key", "state", "credited"),
    columns={"key": _("Learning pattern"), "state": _("State"), "credited": _("You are named")},
    stays=_("It stays for those who use it, without its author."),
)
declare(
    "patterns.Endorsement",
    _("Learning patterns that you endorse"),
    rows=lambda person: Endorsement.objects.filter(person=person).values("pattern__key", "endorsed_at"),
    columns={"pattern__key": _("Learning pattern"), "endorsed_at": _("When")},
)
declare(
    "patterns.Reuse",
    _("Where you used learning patterns"),
    rows=lambda person: Reuse.objects.filter(teller=person).values("pattern__key", "used_on", "where"),
    columns={
        "pattern__key": _("Learning pattern"),
        "used_on": _("Day"),
        "where": _("Where it was used"),
    },
    stays=_("It stays, without anybody who told it."),
)
