"""The protocol by which crises are answered, as one declaration."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from thriving.safety.crisis.clocks import SECOND_READER_WITHIN, Task
from thriving.safety.crisis.criteria import BY_KEY, CRITERIA
from thriving.safety.crisis.facts import KINDS
from thriving.safety.crisis.models import State
from thriving.safety.crisis.roles import RESPONDERS
from thriving.safety.crisis.states import (
    ACTIVATED,
    AT_WORK,
    CRISIS,
    LINKED,
    NOT_QUALIFYING,
    QUALIFIED,
    QUALIFYING,
    REPORTED,
    REVIEW_DRAFT,
    REVIEW_DUE,
    RUNNING,
    STOOD_DOWN,
)
from thriving.safety.protocols.declarations import Clock, Protocol, Question, declare

_BY_SEVERITY = _("by how grave it is, since it was raised")
# How many are many is a setting.
_asked: Callable[[str], str] = lazy(lambda key: BY_KEY[key].asked, str)

ACKNOWLEDGE = Clock(
    "acknowledge", Task.ACKNOWLEDGE.label, starts=(REPORTED,), ends=(QUALIFYING, LINKED), depends=_BY_SEVERITY
)
DECIDE = Clock(
    "decide",
    Task.DECIDE.label,
    starts=(REPORTED, QUALIFYING),
    ends=(QUALIFIED, NOT_QUALIFYING, LINKED),
    depends=_BY_SEVERITY,
)
COMMANDER = Clock(
    "commander",
    Task.COMMANDER.label,
    starts=(REPORTED, QUALIFYING, QUALIFIED),
    ends=(ACTIVATED,),
    depends=_BY_SEVERITY,
)
CONTACT, BRIEF, REPORT = (
    Clock(task.value, task.label, starts=(QUALIFIED, *AT_WORK), ends=(STOOD_DOWN,), depends=_BY_SEVERITY)
    for task in (Task.CONTACT, Task.BRIEF, Task.REPORT)
)
SECOND_READER = Clock(
    "second-reader",
    Task.SECOND_READER.label,
    starts=(NOT_QUALIFYING, LINKED),
    ends=(QUALIFYING,),
    within=SECOND_READER_WITHIN,
)
AGREE = Clock("agree", Task.AGREE.label, starts=RUNNING, ends=(STOOD_DOWN,), within=SECOND_READER_WITHIN)
REVIEW = Clock(
    "review",
    Task.REVIEW.label,
    starts=(STOOD_DOWN, REVIEW_DUE),
    ends=(REVIEW_DRAFT,),
    depends=_("by how grave it is, since it was stood down"),
)
CRISIS_RESPONSE = declare(
    Protocol(
        "crisis-response",
        title=_("Response to crises"),
        meaning=_(
            "What is done when a site is blocked or volunteers are persecuted: who decides whether it is a "
            "crisis, by which clocks it is answered, and what is learned from it."
        ),
        lifecycle=CRISIS,
        states=dict(State.choices),
        questions=tuple(Question(each.key, _asked(each.key)) for each in CRITERIA),
        roles=RESPONDERS,
        clocks=(ACKNOWLEDGE, DECIDE, COMMANDER, CONTACT, BRIEF, REPORT, SECOND_READER, AGREE, REVIEW),
        facts=KINDS,
        page="crisis:about",
    )
)
