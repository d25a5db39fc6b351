"""What assessments know of a person: what goes into their file, and what becomes of it when they leave."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.movement.personal import declare
from thriving.programs.capacity.models import Assessment, Declaration, HandedIn, Look, Path

_STAYS = _("It stays, under a random identifier that no longer leads to anybody.")
_OF_AFFILIATE = {"affiliate__key": _("Affiliate"), "state": _("State")}

declare(
    "capacity.Assessment",
    _("Assessments of affiliates that you began"),
    rows=lambda person: Assessment.objects.filter(begun_by=person).values(*_OF_AFFILIATE, "begun_at"),
    columns={**_OF_AFFILIATE, "begun_at": _("When")},
    stays=_("It stays with the affiliate, without whoever began it."),
)
declare(
    "capacity.HandedIn",
    _("Assessments of affiliates that you handed in"),
    rows=lambda person: HandedIn.objects.filter(by=person.key).values("assessment__affiliate__key", "at"),
    columns={"assessment__affiliate__key": _("Affiliate"), "at": _("When")},
    stays=_STAYS,
)
declare(
    "capacity.Look",
    _("Assessments of other affiliates at which you looked"),
    rows=lambda person: Look.objects.filter(by=person).values(
        "assessment__affiliate__key", "state", "words", "ended_at"
    ),
    columns={
        "assessment__affiliate__key": _("Affiliate"),
        "state": _("State"),
        "words": _("What you wrote"),
        "ended_at": _("When"),
    },
    stays=_("That somebody from outside looked stays, without who it was."),
)
declare(
    "capacity.Path",
    _("Growth paths that you planned"),
    rows=lambda person: Path.objects.filter(begun_by=person).values(*_OF_AFFILIATE, "until"),
    columns={**_OF_AFFILIATE, "until": _("Until")},
    stays=_("It stays with the affiliate, without whoever planned it."),
)
declare(
    "capacity.Declaration",
    _("Growth paths that you started"),
    rows=lambda person: Declaration.objects.filter(by=person.key).values("path__affiliate__key", "at"),
    columns={"path__affiliate__key": _("Affiliate"), "at": _("When")},
    stays=_STAYS,
)
