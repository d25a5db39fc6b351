"""What the lake's records know of a person: who began to read which dumps."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.movement.personal import declare
from thriving.wiki.models import Measurement, Run

_BARE = _("They stay, under a random identifier that no longer leads to anybody.")

declare(
    "wiki.Run",
    _("Dumps that you had read into the lake"),
    rows=lambda person: Run.objects.filter(begun_by=person.key).values("names", "state", "created_at"),
    columns={"names": _("Files"), "state": _("State"), "created_at": _("Begun")},
    stays=_BARE,
)
declare(
    "wiki.Measurement",
    _("Times that you had the lake measured"),
    rows=lambda person: Measurement.objects.filter(measured_by=person.key).values("wikis", "measured_at"),
    columns={"wikis": _("Wikis"), "measured_at": _("Measured on")},
    stays=_BARE,
)
