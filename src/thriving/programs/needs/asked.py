"""What a round asks: by whose rules its questions are written, and until when the answers are kept."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from thriving.programs.needs.models import Round
from thriving.questions import owners, queries
from thriving.questions.models import Questionnaire, Version

SORT = "needs"
KEPT_FOR = 365  # days after the end of a round, unless its lead says otherwise


def owner_of(one: Round) -> str:
    return f"{SORT}:{one.uid}"


def questionnaire_of(one: Round) -> Questionnaire | None:
    return queries.of(owner_of(one))


def asked_now(one: Round) -> Version | None:
    """What holders answer now; nothing before the questions are published."""
    found = questionnaire_of(one)
    return found.published if found else None


def versions_of(one: Round) -> dict[int, Version]:
    """Every version that was ever answered, by its number: sheets of paper come late."""
    found = questionnaire_of(one)
    if found is None:
        return {}
    published = found.versions.filter(published_at__isnull=False).prefetch_related("questions")
    return {each.number: each for each in published}


def sheet_name(one: Round, version: Version) -> str:
    """What stands on each sheet of paper, so that nobody types it under other questions."""
    return f"{one.key}/{version.number}"


def _round(uid: str) -> Round | None:
    return Round.objects.filter(uid=uid).first()


def _title(uid: str) -> str:
    found = _round(uid)
    return str(found.title) if found else ""


def _address(uid: str) -> str:
    found = _round(uid)
    return reverse("needs:round", args=[found.key]) if found else reverse("needs:rounds")


def _last_day(uid: str) -> date | None:
    found = _round(uid)
    return found.ends_on if found else None


owners.declare(
    SORT,
    may_edit="lead_round",
    may_read="lead_round",
    record=_round,
    title=_title,
    back_to=_address,
    last_day=_last_day,
    answers_elsewhere=True,
)
