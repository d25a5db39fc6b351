"""What the response to crises knows of a person: of those who answer, what they did. Of others, nothing."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.movement.personal import declare
from thriving.safety.crisis.models import (
    Action,
    ChecklistStep,
    Crisis,
    Decision,
    Drill,
    Duty,
    Pause,
    PlaybookReview,
    PlaybookVersion,
    Report,
    Review,
    Shift,
)

_WHEN, _NUMBER = _("When"), _("Number")
# The words themselves are about people at risk: they are read where they belong, not carried away in a file.
_WITHOUT_YOU = _("What was done in a crisis stays, without you.")

declare(
    "crisis.Crisis",
    _("Reports that you took up"),
    rows=lambda person: Crisis.objects.filter(taken_up_by=person).values("state", "raised_at"),
    columns={"state": _("State"), "raised_at": _WHEN},
    stays=_WITHOUT_YOU,
)
declare(
    "crisis.Duty",
    _("Your parts in answering crises"),
    rows=lambda person: Duty.objects.filter(person=person).values("part", "begun_at", "ended_at"),
    columns={"part": _("Part"), "begun_at": _("From"), "ended_at": _("To")},
    stays=_WITHOUT_YOU,
)
declare(
    "crisis.Decision",
    _("Decisions on crises that you took, or read as the second person"),
    rows=lambda person: (
        Decision.objects.filter(decided_by=person).values("qualifies", "decided_at")
        | Decision.objects.filter(read_by=person).values("qualifies", "decided_at")
    ),
    columns={"qualifies": _("Whether it was found a crisis"), "decided_at": _WHEN},
    stays=_WITHOUT_YOU,
)
declare(
    "crisis.Pause",
    _("Clocks that you stopped"),
    rows=lambda person: Pause.objects.filter(by=person).values("begun_at", "ended_at"),
    columns={"begun_at": _("From"), "ended_at": _("To")},
    stays=_WITHOUT_YOU,
)
declare(
    "crisis.ChecklistStep",
    _("Steps that you ticked"),
    rows=lambda person: ChecklistStep.objects.filter(done_by=person).values("position", "done_at"),
    columns={"position": _NUMBER, "done_at": _WHEN},
    stays=_WITHOUT_YOU,
)
declare(
    "crisis.Report",
    _("Situation reports that you wrote"),
    rows=lambda person: Report.objects.filter(written_by=person).values("number", "written_at"),
    columns={"number": _NUMBER, "written_at": _WHEN},
    stays=_WITHOUT_YOU,
)
declare(
    "crisis.Review",
    _("Reviews of crises that you wrote or accepted"),
    rows=lambda person: (
        Review.objects.filter(written_by=person).values("held_at", "accepted_at")
        | Review.objects.filter(accepted_by=person).values("held_at", "accepted_at")
    ),
    columns={"held_at": _WHEN, "accepted_at": _("Accepted")},
    stays=_WITHOUT_YOU,
)
declare(
    "crisis.Action",
    _("Actions of reviews that are yours"),
    rows=lambda person: Action.objects.filter(owner=person).values("number", "due_on", "state"),
    columns={"number": _NUMBER, "due_on": _("Due"), "state": _("State")},
    stays=_WITHOUT_YOU,
)
declare(
    "crisis.PlaybookVersion",
    _("Playbooks that you wrote"),
    rows=lambda person: PlaybookVersion.objects.filter(written_by=person.key).values(
        "playbook__title", "number", "written_at"
    ),
    columns={"playbook__title": _("Playbook"), "number": _NUMBER, "written_at": _WHEN},
    stays=_("The steps stay; by whom they were written leads to nobody."),
)
declare(
    "crisis.PlaybookReview",
    _("Playbooks that you reviewed"),
    rows=lambda person: PlaybookReview.objects.filter(by=person).values(
        "version__playbook__title", "reviewed_on", "good_until"
    ),
    columns={
        "version__playbook__title": _("Playbook"),
        "reviewed_on": _WHEN,
        "good_until": _("Good until"),
    },
    stays=_WITHOUT_YOU,
)
declare(
    "crisis.Shift",
    _("When you are on call"),
    rows=lambda person: Shift.objects.filter(person=person).values("layer", "begins_at", "ends_at"),
    columns={"layer": _("As what"), "begins_at": _("From"), "ends_at": _("To")},
)
declare(
    "crisis.Drill",
    _("Drills that you recorded or confirmed"),
    rows=lambda person: (
        Drill.objects.filter(recorded_by=person).values("held_on", "passed")
        | Drill.objects.filter(confirmed_by=person).values("held_on", "passed")
    ),
    columns={"held_on": _WHEN, "passed": _("Passed")},
    stays=_WITHOUT_YOU,
)
