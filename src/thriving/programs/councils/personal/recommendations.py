"""What recommendations and meetings know of a person, and what becomes of it when they leave."""

from __future__ import annotations

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from thriving.movement.personal import declare
from thriving.programs.councils.actions.upkeep import forget_addressee
from thriving.programs.councils.models import (
    Addressed,
    Adoption,
    Answer,
    Attendance,
    FollowUp,
    Minutes,
    Recommendation,
    Resolution,
)

_COUNCIL, _NUMBER, _WHEN, _LANGUAGE = _("Council"), _("Number"), _("When"), _("Language")
_UNSIGNED = _("It stays for everybody to read, without you.")
_NAMELESS = _("It stays for everybody to read, under a random identifier that no longer leads to anybody.")

declare(
    "councils.Recommendation",
    _("Recommendations that you are to answer"),
    rows=lambda person: Recommendation.objects.filter(addressee=person).values(
        "council__key", "number", "adopted_on", "due_on", "answered_on"
    ),
    columns={
        "council__key": _COUNCIL,
        "number": _NUMBER,
        "adopted_on": _("Adopted"),
        "due_on": _("Answer due"),
        "answered_on": _("Answered"),
    },
    forget=forget_addressee,
    stays=_("The recommendation stays with its day; somebody else is to answer it."),
)
declare(
    "councils.Addressed",
    _("Recommendations that were given to you"),
    rows=lambda person: (
        Addressed.objects.filter(person=person)
        .values("recommendation__number", "at")
        .annotate(council=F("recommendation__council__key"))
    ),
    columns={"council": _COUNCIL, "recommendation__number": _NUMBER, "at": _WHEN},
    stays=_UNSIGNED,
)
declare(
    "councils.Answer",
    _("Answers that you gave to councils"),
    rows=lambda person: Answer.objects.filter(by=person).values("kind", "words", "language", "at"),
    columns={"kind": _("Answer"), "words": _("Words"), "language": _LANGUAGE, "at": _WHEN},
    stays=_UNSIGNED,
)
declare(
    "councils.FollowUp",
    _("What you said became of recommendations"),
    rows=lambda person: FollowUp.objects.filter(by=person).values("done", "words", "evidence_url", "at"),
    columns={
        "done": _("Done"),
        "words": _("Words"),
        "evidence_url": _("Where it can be seen"),
        "at": _WHEN,
    },
    stays=_UNSIGNED,
)
declare(
    "councils.Adoption",
    _("Adoptions that you recorded"),
    rows=lambda person: Adoption.objects.filter(adopted_by=person.key).values(
        "recommendation__number", "adopted_at"
    ),
    columns={"recommendation__number": _NUMBER, "adopted_at": _WHEN},
    stays=_NAMELESS,
)
declare(
    "councils.Attendance",
    _("Meetings of councils at which you were expected"),
    rows=lambda person: Attendance.objects.filter(person=person).values(
        "meeting__council__key", "meeting__starts_at", "part", "presence", "may_be_named", "confirmed_at"
    ),
    columns={
        "meeting__council__key": _COUNCIL,
        "meeting__starts_at": _WHEN,
        "part": _("As what"),
        "presence": _("Whether you came"),
        "may_be_named": _("May be named"),
        "confirmed_at": _("When you said that you are here"),
    },
    stays=_("That somebody was there, without you."),
)
declare(
    "councils.Resolution",
    _("Decisions of councils that you recorded"),
    rows=lambda person: Resolution.objects.filter(recorded_by=person.key).values("text", "recorded_at"),
    columns={"text": _("Words"), "recorded_at": _WHEN},
    stays=_NAMELESS,
)
declare(
    "councils.Minutes",
    _("Minutes of councils that you wrote"),
    rows=lambda person: Minutes.objects.filter(written_by=person.key).values(
        "text", "language", "written_at"
    ),
    columns={"text": _("Words"), "language": _LANGUAGE, "written_at": _WHEN},
    stays=_NAMELESS,
)
