"""What is known of people here: whom rounds name as theirs.

Holders have no accounts; their answers are deleted on the promised day, or when they ask.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.movement.models import Person
from thriving.movement.personal import declare
from thriving.programs.needs.models import Assessment, Intake, Member, Round

_STAYS = _("It stays, under a random identifier that no longer leads to anybody.")


def _free(person: Person) -> None:
    Round.objects.filter(lead=person).update(lead=None)


declare(
    "needs.Round",
    _("Rounds of assessments that you lead"),
    rows=lambda person: Round.objects.filter(lead=person).values("key", "state", "begins_on", "ends_on"),
    columns={"key": _("Round"), "state": _("State"), "begins_on": _("First day"), "ends_on": _("Last day")},
    forget=_free,
    stays=_("The round stays, without a lead."),
)
declare(
    "needs.Member",
    _("Rounds of assessments in whose team you are"),
    rows=lambda person: Member.objects.filter(person=person).values("round__key", "added_at"),
    columns={"round__key": _("Round"), "added_at": _("When")},
)
declare(
    "needs.Assessment",
    _("Assessments that you typed"),
    rows=lambda person: Assessment.objects.filter(saved_by=person.key).values(
        "round__key", "code", "state", "saved_at"
    ),
    columns={"round__key": _("Round"), "code": _("Code"), "state": _("State"), "saved_at": _("When")},
    stays=_STAYS,
)
declare(
    "needs.Intake",
    _("Tables of assessments that you brought in"),
    rows=lambda person: Intake.objects.filter(brought_by=person.key).values(
        "round__key", "title", "state", "brought_at"
    ),
    columns={"round__key": _("Round"), "title": _("File"), "state": _("State"), "brought_at": _("When")},
    stays=_STAYS,
)
