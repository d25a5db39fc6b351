"""What initiatives know of a person: what goes into their file, and what becomes of it when they leave."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.movement.personal import declare
from thriving.programs.initiatives.models import Initiative, Involvement

declare(
    "initiatives.Initiative",
    _("Initiatives that you proposed"),
    rows=lambda person: Initiative.objects.filter(proposer=person).values("key", "state"),
    columns={"key": _("Initiative"), "state": _("State")},
    stays=_("It stays, without anybody who proposed it."),
)
declare(
    "initiatives.Involvement",
    _("Initiatives on whose pages you are named"),
    rows=lambda person: Involvement.objects.filter(person=person).values("initiative__key", "part"),
    columns={"initiative__key": _("Initiative"), "part": _("For what")},
)
