"""What a round asks of those who apply: by whose rules its questions are written, in which versions."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from thriving.grants.funds.models import Round
from thriving.questions import owners, queries
from thriving.questions.models import Questionnaire, Version

SORT = "grant-round"
KEPT_FOR = 3650  # days after the round, for grants are accounted for over years


def owner_of(one: Round) -> str:
    return f"{SORT}:{one.uid}"


def questionnaire_of(one: Round) -> Questionnaire | None:
    return queries.of(owner_of(one))


def asked_now(one: Round) -> Version | None:
    """What proposals answer now; nothing before the questions are published."""
    found = questionnaire_of(one)
    return found.published if found else None


def _round(uid: str) -> Round | None:
    return Round.objects.filter(uid=uid).first()


def _title(uid: str) -> str:
    found = _round(uid)
    return str(found.title) if found else ""


def _address(uid: str) -> str:
    found = _round(uid)
    return reverse("funds:round", args=[found.key]) if found else reverse("funds:rounds")


def _last_day(uid: str) -> date | None:
    found = _round(uid)
    return found.closes_on if found else None


owners.declare(
    SORT,
    may_edit="run_grant_round",
    may_read="run_grant_round",
    record=_round,
    title=_title,
    back_to=_address,
    last_day=_last_day,
    answers_elsewhere=True,
)
