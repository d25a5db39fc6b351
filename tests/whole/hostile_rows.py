"""Rows of grants and safety where people write, and which the table of access does without."""

from __future__ import annotations

from datetime import timedelta

from tests.conftest import Cast
from tests.whole.test_access import A_CRISIS, A_DRAFT, A_PLAYBOOK, A_REPORT, AGREED, MARKETS

from thriving.grants.agreements.models import Agreement
from thriving.grants.funds.models import QuizQuestion, Round
from thriving.grants.payments.models import Return, Sending
from thriving.grants.proposals.models import (
    Applicant,
    Comment,
    DisclosedRole,
    InfoRequest,
    Intake,
    IntakeRow,
    Proposal,
    SafetyNeeds,
)
from thriving.grants.reports.models import Report, Result, Waiver
from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.models import Country, Person
from thriving.programs.events.models import Event
from thriving.safety.conduct.models import Review, Version
from thriving.safety.crisis import models as crisis
from thriving.safety.event_risk.matrix import Domain
from thriving.safety.event_risk.models import CountryAlert, Debrief, Incident

__all__ = ["written_too"]

SAID = "word"  # which the attack then replaces


def who(name: str) -> Person:
    return Person.objects.get(username=name)


def written_too(cast: Cast) -> None:
    """One row at least of every table in which somebody's words stand."""
    _of_proposals(cast)
    _of_money(cast)
    _of_events()
    _of_conduct()
    _of_a_crisis(cast)


def _of_proposals(cast: Cast) -> None:
    now, by = clock.now(), {"by": cast.lead, "author": cast.lead.key}
    for each in Round.objects.exclude(key="spring"):  # whose quiz would stand before its form
        QuizQuestion.objects.create(round=each, position=1, text=Words(en=SAID), otherwise=Words(en=SAID))
    for proposal in Proposal.objects.all():
        InfoRequest.objects.create(
            proposal=proposal, words=SAID, asked_at=now, asked_by=who("grants_officer").key
        )
        Comment.objects.create(proposal=proposal, words=SAID, at=now, **by)
        DisclosedRole.objects.create(proposal=proposal, said_by=cast.volunteer.key, body=SAID, role=SAID)
        SafetyNeeds(proposal=proposal, words=SAID).save(force_insert=True)
    draft = Proposal.objects.get(**A_DRAFT)
    Applicant.objects.create(proposal=draft, person=cast.lead, asked_at=now, asked_by=cast.volunteer.key)
    line = {"cells": [SAID], "problems": [["title", SAID]]}
    IntakeRow.objects.create(intake=Intake.objects.get(), row=2, **line)


def _of_money(cast: Cast) -> None:
    now, report = clock.now(), Report.objects.get(**A_REPORT)
    received = {"received_on": clock.today(), "recorded_at": now, "recorded_by": cast.lead.key}
    Return.objects.create(
        disbursement=Sending.objects.get().disbursement, amount=1, reference=SAID, **received
    )
    asked = {"reason": SAID, "asked_at": now, "asked_by": cast.lead.key}
    Waiver.objects.create(report=report, **asked)
    Agreement.objects.filter(**AGREED).update(no_works=SAID, reason=SAID)
    for measure in report.agreement.proposal.measures.all():
        Result.objects.get_or_create(report=report, measure=measure, defaults={"note": SAID})


def _of_events() -> None:
    now, event = clock.now(), Event.objects.get(**MARKETS)
    by = {"written_at": now, "written_by": "test"}
    Incident(event=event, severity="minor", happened_at=now, what=SAID, done=SAID, **by).save()
    Debrief(event=event, worked=SAID, change=SAID, levels={key: [1, 1] for key in Domain}, **by).save()
    for country in Country.objects.filter(code=event.country):
        CountryAlert.objects.create(
            country=country, words=SAID, source="https://example.org/", raised_at=now, raised_by="test"
        )


def _of_conduct() -> None:
    version = Version.objects.get(state="in_force")
    Review.objects.create(version=version, on=clock.today(), language="en", words=SAID, reviewed_by="test")


def _of_a_crisis(cast: Cast) -> None:
    now, one = clock.now(), crisis.Crisis.objects.get(**A_CRISIS)
    day, playbook = clock.today(), crisis.Playbook.objects.get(**A_PLAYBOOK)
    clocked = {"started_at": now, "half_at": now, "due_at": now}
    running = crisis.Clock.objects.create(crisis=one, task="report", **clocked)
    shift = {"begins_at": now, "ends_at": now + timedelta(days=1)}
    crisis.Shift.objects.create(layer="first", person=who("duty_officer"), **shift)
    step = {"position": 1, "text": SAID}
    crisis.ChecklistStep.objects.create(crisis=one, version=playbook.versions.get(), **step)
    ended = {"begun_at": now, "ended_at": now}
    decided = {"qualifies": False, "answers": {}, "decided_at": now, "decided_by": who("duty_officer")}
    for row in (
        crisis.Duty(crisis=one, part="scribe", person=who("duty_officer"), note=SAID, **ended),
        crisis.Report(crisis=one, number=1, text=SAID, written_at=now),
        crisis.Review(crisis=one, text=SAID, held_at=now),
        crisis.Action(crisis=one, number=1, text=SAID, due_on=day, reason=SAID),
        crisis.Pause(clock=running, reason=SAID, begun_at=now, ended_at=now),
        crisis.Decision(crisis=one, number=1, reason=SAID, objection=SAID, **decided),
        crisis.Drill(held_on=day, playbook=playbook, passed=True, learned=SAID, recorded_at=now),
    ):
        row.save(force_insert=True)
