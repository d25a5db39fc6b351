"""An assessment is asked for, begun, written and handed in; from one that no longer holds comes the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.movement.actions import Actor, Refused
from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions import stakeholders
from thriving.safety.event_risk.actions.holding import (
    held_current,
    hold,
    require_written,
    required,
    short,
)
from thriving.safety.event_risk.actions.lapsing import make_stale
from thriving.safety.event_risk.actions.naming import require_nobody_named
from thriving.safety.event_risk.actions.raising import is_taken_out
from thriving.safety.event_risk.material import digest_of, material_of, parts_of
from thriving.safety.event_risk.matrix import STEPS, Domain
from thriving.safety.event_risk.models import Assessment, Effect, Mitigation, Risk, Stale
from thriving.safety.event_risk.queries import assessments, staleness
from thriving.safety.event_risk.queries.funding import funded_events
from thriving.safety.event_risk.questionnaire import LOOKED_AT, NONE, is_higher
from thriving.safety.event_risk.stakeholding import ENHANCED
from thriving.safety.event_risk.states.assessment import (
    ASSESSMENT,
    BEGUN_ANEW,
    CHANGES_REQUESTED,
    HELD,
    NOT_REQUIRED,
    REQUIRED,
    WRITTEN,
)
from thriving.safety.event_risk.states.measures import DROPPED
from thriving.safety.protocols.naming import vouched
from thriving.ui import cldr

MOST_RISKS = 60


@dataclass(frozen=True)
class Said:
    """A risk as somebody describes it. Whoever describes it anew says all of it."""

    domain: str
    threat: str
    likelihood: int
    consequence: int
    residual_likelihood: int
    residual_consequence: int
    vulnerability: str = ""
    capacity: str = ""


@transaction.atomic
def open_with(event: Event, tier: str, *, by: Actor) -> Assessment:
    """Have one asked for, as careful as this tier; where it asks for more care, an older one goes stale."""
    current = held_current(event)
    if current is None:
        current = Assessment.objects.create(
            event=event, number=1, tier=tier, begun_at=clock.now(), sample=event.sample
        )
        diary.note(current, "required", by=by)
    elif current.state == NOT_REQUIRED:
        ASSESSMENT.take(current, "ask_again", tier=tier)
    elif current.state in HELD and tier and is_higher(tier, current.tier):
        make_stale(event, Stale.TRIAGE, by=by)
    elif current.state in (REQUIRED, *WRITTEN) and tier:
        current.tier = tier
        current.save(update_fields=["tier"])
    return current


def require_for_funded(*, by: Actor) -> int:
    """Ask for one of every event that is paid for and has none; how many were asked for."""
    unasked = funded_events().filter(ends_at__gt=clock.now(), risk_assessments=None).order_by("pk")
    for event in unasked:
        open_with(event, "", by=by)
    return len(unasked)


@transaction.atomic
def set_aside(event: Event, *, by: Actor) -> None:
    """Two people found that none is needed: the transition itself looks whether they did."""
    current = held_current(event) or open_with(event, "", by=by)
    if current.state in (REQUIRED, *WRITTEN):
        ASSESSMENT.take(current, "set_aside")
        diary.note(current, "set_aside", by=by)


@transaction.atomic
def begin(event: Event, *, by: Person) -> Assessment:
    """Write it: the first time, on after changes were asked for, or anew from one that no longer holds."""
    access.require(by, "write_event_risk", event)
    current = held_current(event)
    if current is None:
        raise Refused(_("Answer the few questions of the triage first: they say how carefully to look."))
    if current.state in HELD and (why := staleness.why_stale(current, event)):
        current = make_stale(event, why, by=by) or current
    if not staleness.is_ahead(event):
        raise Refused(_("This event is over, or canceled."))
    if current.state in BEGUN_ANEW:
        return _next_version(current, by)
    ASSESSMENT.take(current, "rewrite" if current.state == CHANGES_REQUESTED else "begin")
    diary.note(current, "began", by=by)
    return current


@transaction.atomic
def describe_place(assessment: Assessment, context: str, nothing_found: list[str], *, by: Person) -> None:
    """Say what matters of the place, and in which domains one looked and found nothing."""
    event = _hold_to_write(assessment, by)
    said = short(context)
    require_nobody_named(event, assessment.tier, said)
    risky = set(assessment.risks.values_list("domain", flat=True))
    if mixed := sorted(risky & set(nothing_found)):
        titles = cldr.listed(Domain(each).label for each in mixed)
        raise Refused(
            _("There are risks in: %(domains)s. It cannot be said that nothing was found.")
            % {"domains": titles}
        )
    assessment.context = said
    assessment.nothing_found = [each for each in Domain if each in nothing_found]
    assessment.save(update_fields=["context", "nothing_found"])
    diary.note(assessment, "described_place", by=by)


@transaction.atomic
def add_risk(assessment: Assessment, said: Said, *, by: Person) -> Risk:
    event = _hold_to_write(assessment, by)
    if assessment.risks.count() >= MOST_RISKS:
        raise Refused(_("An assessment has at most %(count)d risks.") % {"count": MOST_RISKS})
    risk = Risk(assessment=assessment, written_at=clock.now(), written_by=by.key)
    _write(risk, said, event)
    risk.save(force_insert=True)
    if said.domain in assessment.nothing_found:
        assessment.nothing_found = [each for each in assessment.nothing_found if each != said.domain]
        assessment.save(update_fields=["nothing_found"])
    diary.note(assessment, "added_risk", by=by, body={"domain": risk.domain})
    return risk


@transaction.atomic
def change_risk(risk: Risk, said: Said, *, by: Person) -> None:
    event = _hold_to_write(risk.assessment, by)
    _write(risk, said, event)
    risk.save()
    diary.note(risk.assessment, "changed_risk", by=by, body={"domain": risk.domain})


@transaction.atomic
def drop_risk(risk: Risk, *, by: Person) -> None:
    _hold_to_write(risk.assessment, by)
    diary.note(risk.assessment, "dropped_risk", by=by, body={"domain": risk.domain})
    risk.delete()


@transaction.atomic
def submit(assessment: Assessment, *, by: Person) -> None:
    """Hand it in for review, as the event is now. What is missing is said all at once."""
    event = _hold_to_write(assessment, by)
    if found := list(dict.fromkeys(missing(assessment, event))):
        raise Refused(" ".join(found))
    stakeholders.require(event, assessment.tier, by=by)
    parts = parts_of(event)
    inherent, residual, life = assessments.overall(assessments.levels(assessments.risks_of(assessment)))
    ASSESSMENT.take(
        assessment,
        "submit",
        material=digest_of(parts),
        parts=parts,
        inherent=inherent,
        residual=residual,
        life_or_liberty=life,
        submitted_at=clock.now(),
        submitted_by=by.key,
        reviewer=None,
    )
    diary.note(assessment, "submitted", by=by, body={"residual": residual})


def missing(assessment: Assessment, event: Event) -> Iterator[str]:
    """Everything that must be there before it is handed in."""
    risks = assessments.risks_of(assessment)
    if not staleness.is_ahead(event):
        yield _("This event is over, or canceled.")
    yield from _domains_left(assessment, risks)
    if assessment.tier == ENHANCED and not assessment.context:
        yield _("Say what matters of the place.")
    for risk in risks:
        yield from _mitigations_wrong(risk, event)
    yield from _names(assessment, event, _texts(assessment, risks))


def _domains_left(assessment: Assessment, risks: list[Risk]) -> Iterator[str]:
    seen = {risk.domain for risk in risks} | set(assessment.nothing_found)
    if left := [each for each in LOOKED_AT.get(assessment.tier, ()) if each not in seen]:
        titles = cldr.listed(Domain(each).label for each in left)
        yield _("Describe a risk, or say that nothing was found, in: %(domains)s.") % {"domains": titles}


def _mitigations_wrong(risk: Risk, event: Event) -> Iterator[str]:
    domain = {"domain": Domain(risk.domain).label}
    standing = [each for each in risk.mitigations.all() if each.state != DROPPED]
    effects = {each.effect for each in standing}
    if risk.residual_likelihood < risk.likelihood and effects.isdisjoint({Effect.LIKELIHOOD, Effect.BOTH}):
        yield _("%(domain)s: say what makes it less likely, or leave it as likely as it is.") % domain
    if risk.residual_consequence < risk.consequence and effects.isdisjoint({Effect.CONSEQUENCE, Effect.BOTH}):
        yield _("%(domain)s: say what makes it less bad, or leave it as bad as it is.") % domain
    if any(each.owner is None or not each.owner.is_active for each in standing):
        yield _("%(domain)s: somebody must answer for each measure.") % domain
    if any(each.due_on > event.local_start.date() for each in standing):
        yield _("%(domain)s: each measure is done by the first day of the event.") % domain


def _texts(assessment: Assessment, risks: list[Risk]) -> list[str]:
    texts = [assessment.context]
    for risk in risks:
        measures = [text for each in risk.mitigations.all() for text in (each.words, each.evidence)]
        texts += [risk.threat, risk.vulnerability, risk.capacity, *measures]
    return texts


def _names(assessment: Assessment, event: Event, texts: list[str]) -> Iterator[str]:
    """Once more, of all of it: somebody may have come to the event since."""
    if any(is_taken_out(each) for each in texts):
        yield _("Write anew what was taken out, of roles.")
    try:
        with vouched():  # what only looks like a name was asked about when it was written
            require_nobody_named(event, assessment.tier, *texts)
    except Refused as refusal:
        yield str(refusal)


def _hold_to_write(assessment: Assessment, by: Person) -> Event:
    event = hold(assessment)
    access.require(by, "write_event_risk", event)
    require_written(assessment)
    if assessment.state == CHANGES_REQUESTED:
        ASSESSMENT.take(assessment, "rewrite")
    return event


def _write(risk: Risk, said: Said, event: Event) -> None:
    _require_steps(said)
    risk.domain = said.domain
    risk.threat = required(said.threat, _("Say what could happen."))
    risk.vulnerability, risk.capacity = short(said.vulnerability), short(said.capacity)
    require_nobody_named(event, risk.assessment.tier, risk.threat, risk.vulnerability, risk.capacity)
    risk.likelihood, risk.consequence = said.likelihood, said.consequence
    risk.residual_likelihood = said.residual_likelihood
    risk.residual_consequence = said.residual_consequence


def _require_steps(said: Said) -> None:
    steps = (said.likelihood, said.consequence, said.residual_likelihood, said.residual_consequence)
    if said.domain not in Domain or any(each not in STEPS for each in steps):
        raise Refused(_("Choose the domain, and how likely and how bad it is."))
    if said.residual_likelihood > said.likelihood or said.residual_consequence > said.consequence:
        raise Refused(_("What is done does not make it likelier or worse: look at both columns again."))


def _next_version(before: Assessment, by: Person) -> Assessment:
    triage = assessments.standing_triage(before.event)
    made = Assessment.objects.create(
        event=before.event,
        number=before.number + 1,
        tier=triage.tier if triage and triage.tier != NONE else before.tier,
        context=before.context,
        nothing_found=before.nothing_found,
        begun_at=clock.now(),
        sample=before.sample,
    )
    is_another = before.material != material_of(before.event)
    for risk in assessments.risks_of(before):
        _copy(risk, made, _OF_A_PLAN if is_another else _OF_A_MITIGATION)
    ASSESSMENT.take(made, "begin")
    diary.note(made, "began", by=by, body={"from": before.number})
    return made


_OF_A_RISK = (
    *("domain", "threat", "vulnerability", "capacity", "likelihood", "consequence"),
    *("residual_likelihood", "residual_consequence", "written_at", "written_by"),
)
_OF_A_PLAN = ("words", "effect", "owner", "due_on")  # what was seen in one hall was not seen in another
_OF_A_MITIGATION = (
    *_OF_A_PLAN,
    *("state", "evidence", "done_at", "done_by", "verified_at", "verified_by"),
)


def _copy(risk: Risk, made: Assessment, of_a_mitigation: tuple[str, ...]) -> None:
    """Read and sealed anew: a sealed text opens only in the row for which it was sealed."""
    copied = Risk.objects.create(assessment=made, **{name: getattr(risk, name) for name in _OF_A_RISK})
    for each in risk.mitigations.exclude(state=DROPPED):
        said = {name: getattr(each, name) for name in of_a_mitigation}
        Mitigation.objects.create(risk=copied, **said)
