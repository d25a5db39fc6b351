"""What a page shows of an assessment, and which steps it offers to whoever reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import access
from thriving.movement.queries.accounts import is_theirs, keys_of
from thriving.programs.events.models import Event
from thriving.programs.events.states.event import CANCELED
from thriving.safety.event_risk.actions.reviewing import may_judge
from thriving.safety.event_risk.material import PARTS
from thriving.safety.event_risk.matrix import Domain, Level
from thriving.safety.event_risk.models import Assessment, Mitigation, Proviso, Risk, Triage
from thriving.safety.event_risk.queries import assessments, staleness
from thriving.safety.event_risk.queries.context import context_of
from thriving.safety.event_risk.questionnaire import QUESTIONNAIRES, Answer, Tier
from thriving.safety.event_risk.states.assessment import (
    ACCEPTED_CONDITIONAL,
    BEGUN_ANEW,
    CHANGES_REQUESTED,
    DRAFT,
    ESCALATED,
    HELD,
    IN_REVIEW,
    REQUIRED,
    SUBMITTED,
    WITH_REVIEWERS,
    WRITTEN,
)
from thriving.safety.event_risk.states.measures import DONE, MET, OPEN, PLANNED
from thriving.safety.event_risk.views import parts
from thriving.ui import cldr

Step = tuple[str, str | Promise]  # where it is taken, or its name there, and what it is called
TONES = {Level.LOW: "success", Level.MODERATE: "notice", Level.HIGH: "warning", Level.EXTREME: "error"}


@dataclass(frozen=True)
class Reader:
    """Who reads, what they may do with the event, and the keys of all their accounts."""

    by: Any
    rules: dict[str, bool]
    mine: frozenset[str]

    def is_apart(self, said_by: str, owned: Mitigation | Proviso) -> bool:
        return self.mine.isdisjoint({said_by, owned.owner.key if owned.owner else ""})


def part(request: HttpRequest, event: Event) -> dict[str, Any]:
    """What stands on the page of the event's risks."""
    current, waiting = assessments.current(event), assessments.waiting_triage(event)
    rules = _rules(request, event)
    return {
        "event": event,
        "current": current,
        "tier": Tier(current.tier).label if current and current.tier else "",
        "waiting": waiting,
        "levels": _rows(assessments.risks_of(current)) if current else [],
        "changed": changed_words(current, event) if current else "",
        "country": context_of(event),
        "steps": list(_steps(event, current, waiting, rules, request.user)),
    }


def whole(request: HttpRequest, assessment: Assessment) -> dict[str, Any]:
    """All of one version; steps are offered where it is the one that counts."""
    event, by = assessment.event, request.user
    rules = _rules(request, event)
    newest = assessments.current(event)
    is_current = newest is not None and newest.pk == assessment.pk
    risks = assessments.risks_of(assessment)
    reader = Reader(by, rules, keys_of(by))
    return {
        "event": event,
        "heading": _("Risk assessment"),
        "assessment": assessment,
        "tier": Tier(assessment.tier).label if assessment.tier else "",
        "levels": _rows(risks),
        "risks": [_risk(each, reader, is_current) for each in risks],
        "nothing_found": [Domain(each).label for each in assessment.nothing_found],
        "provisos": [_proviso(each, reader) for each in assessment.provisos.select_related("owner")],
        "decisions": list(assessment.decisions.all()),
        "versions": list(event.risk_assessments.order_by("-number").values_list("number", flat=True)),
        "domains": list(Domain.choices) if is_current and _writes(assessment, rules) else [],
        "steps": list(_version_steps(assessment, by, rules)) if is_current else [],
        "changed": changed_words(assessment, event),
        "country": context_of(event),
    }


def triage_words(triage: Triage) -> str:
    """Its answers, as somebody reads them who is to agree."""
    asked = QUESTIONNAIRES[triage.questionnaire].questions
    said = [f"{each.words} {Answer(triage.answers[each.key]).label}." for each in asked]
    answered = " ".join(said)
    return format_html("{} <bdi>{}</bdi>", answered, triage.words) if triage.words else answered


def changed_words(assessment: Assessment, event: Event) -> str:
    """What of the event is not as it was handed in, where that matters."""
    if assessment.state not in (*HELD, *WITH_REVIEWERS, "stale"):
        return ""
    return cldr.listed(PARTS[each] for each in staleness.parts_changed(assessment, event))


def _rules(request: HttpRequest, event: Event) -> dict[str, bool]:
    names = ("write_event_risk", "review_event_risk", "decide_event_risk")
    return {name: access.may(request.user, name, event) for name in names}


def _rows(risks: list[Risk]) -> list[dict[str, Any]]:
    return [
        {"levels": each, "inherent": TONES[Level(each.inherent)], "residual": TONES[Level(each.residual)]}
        for each in assessments.levels(risks)
    ]


def _steps(
    event: Event, current: Assessment | None, waiting: Triage | None, rules: dict[str, bool], by: Any
) -> Iterator[Step]:
    writes, reviews = rules["write_event_risk"], rules["review_event_risk"]
    is_fixed = staleness.is_over(event) or (event.state != CANCELED and _is_reviewed(current))
    if (writes or reviews) and not is_fixed:
        yield reverse("event_risk:triage", args=[event.key]), _("Answer the questions of the triage")
    if waiting and reviews and not is_theirs(by, waiting.answered_by):
        yield (
            reverse("event_risk:decide_triage", args=[event.key, "sign"]),
            _("Agree that this much care is enough"),
        )
        yield reverse("event_risk:decide_triage", args=[event.key, "decline"]), _("Do not agree")
    if current and writes and _can_be_begun(current, event):
        yield reverse("event_risk:begin", args=[event.key]), _("Write the assessment")


def _can_be_begun(current: Assessment, event: Event) -> bool:
    """Also where it stopped holding and the day's look has not said so yet."""
    if current.state in HELD:
        return bool(staleness.is_ahead(event) and staleness.why_stale(current, event))
    return current.state in (REQUIRED, CHANGES_REQUESTED, *BEGUN_ANEW)


def _is_reviewed(current: Assessment | None) -> bool:
    return current is not None and current.state in WITH_REVIEWERS


def _writes(assessment: Assessment, rules: dict[str, bool]) -> bool:
    return rules["write_event_risk"] and assessment.state in WRITTEN


def _version_steps(assessment: Assessment, by: Any, rules: dict[str, bool]) -> Iterator[Step]:
    key = assessment.event.key
    if _writes(assessment, rules):
        yield reverse("event_risk:context", args=[key]), _("Describe the place")
    if assessment.state == DRAFT and rules["write_event_risk"]:
        yield reverse("event_risk:submit", args=[key]), _("Hand it in for review")
    if rules["review_event_risk"] and may_judge(assessment, by):
        yield from _review_steps(assessment, by, rules)


_VERDICTS: tuple[tuple[str, str | Promise], ...] = (
    ("accept", gettext_lazy("Accept it")),
    ("ask-changes", gettext_lazy("Ask for changes")),
    ("escalate", gettext_lazy("Pass it to an authority on risks")),
    ("reject", gettext_lazy("Reject it")),
)


def _review_steps(assessment: Assessment, by: Any, rules: dict[str, bool]) -> Iterator[Step]:
    key = assessment.event.key
    if assessment.state == SUBMITTED:
        yield reverse("event_risk:review", args=[key, "take-up"]), _("Take up the review")
    if decides(assessment, by, decides_more=rules["decide_event_risk"]):
        yield reverse("event_risk:add_condition", args=[key]), _("Add a condition")
        for step, title in _VERDICTS:
            if step != "escalate" or assessment.state == IN_REVIEW:
                yield reverse("event_risk:review", args=[key, step]), title


def decides(assessment: Assessment, by: Any, *, decides_more: bool) -> bool:
    if assessment.state == ESCALATED:
        return decides_more
    return bool(assessment.state == IN_REVIEW and assessment.reviewer_id == by.pk)


def _risk(risk: Risk, reader: Reader, is_current: bool) -> dict[str, Any]:  # noqa: FBT001 -- told by its caller alone
    matrix = risk.assessment.matrix
    consequences = matrix.tables[risk.domain].consequences
    return {
        "risk": risk,
        "now": (matrix.likelihoods[risk.likelihood - 1], consequences[risk.consequence - 1]),
        "then": (
            matrix.likelihoods[risk.residual_likelihood - 1],
            consequences[risk.residual_consequence - 1],
        ),
        "level": (Level(risk.level).label, TONES[Level(risk.level)]),
        "residual": (Level(risk.residual).label, TONES[Level(risk.residual)]),
        "measures": [
            {"measure": each, "steps": _measure_steps(risk, each, reader) if is_current else []}
            for each in risk.mitigations.all()
        ],
        "may_write": is_current and _writes(risk.assessment, reader.rules),
    }


Offer = tuple[bool, str, str | Promise]  # whether it is open to this reader, the step, what it is called


def _measure_steps(risk: Risk, measure: Mitigation, reader: Reader) -> list[Step]:
    by, rules = reader.by, reader.rules
    planned, writes = measure.state == PLANNED, rules["write_event_risk"]
    judges = rules["review_event_risk"] and reader.is_apart(measure.done_by, measure)
    return _open(
        (planned and (writes or measure.owner_id == by.pk), "do", _("Say that it is done")),
        (planned and _writes(risk.assessment, rules), "drop", _("Drop it")),
        (measure.state == DONE and judges, "confirm", _("Confirm that it is done")),
        (measure.state == DONE and judges, "send-back", _("Say that it is not done")),
    )


def _proviso(proviso: Proviso, reader: Reader) -> dict[str, Any]:
    by, rules = reader.by, reader.rules
    holds = proviso.assessment.state == ACCEPTED_CONDITIONAL
    reviews = holds and rules["review_event_risk"]
    judges = reviews and proviso.state == MET and reader.is_apart(proviso.met_by, proviso)
    is_open = proviso.state == OPEN
    steps = _open(
        (holds and is_open and proviso.owner_id == by.pk, "meet", _("Say that it is met")),
        (reviews and is_open, "hand-over", _("Let somebody else answer for it")),
        (judges, "confirm", _("Confirm that it is met")),
        (judges, "send-back", _("Say that it is not met")),
        (decides(proviso.assessment, by, decides_more=rules["decide_event_risk"]), "drop", _("Drop it")),
    )
    return {"proviso": proviso, "steps": steps}


def _open(*offers: Offer) -> list[Step]:
    return [(step, title) for is_open, step, title in offers if is_open]


parts.add("assessment", part, order=5)
