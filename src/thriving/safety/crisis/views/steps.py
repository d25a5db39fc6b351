"""What can be done with a crisis: each a step with a page of its own, in the order in which it comes."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.programs.councils.views.steps import Step
from thriving.safety.crisis.actions import answering, clocks, deciding, grading, linking, reviewing
from thriving.safety.crisis.clocks import Task
from thriving.safety.crisis.forms.steps import (
    LOOKED_BACK,
    ActionForm,
    AppointForm,
    ChoiceAndWordsForm,
    ChoiceForm,
    LinkForm,
    PauseForm,
    QualifyForm,
    ReviewAnewForm,
    SeverityForm,
    TurnDownForm,
    WordsForm,
    actions_to_choose,
    clocks_to_choose,
    playbooks_to_choose,
)
from thriving.safety.crisis.models import AWAITED, Crisis, Decision, Playbook
from thriving.safety.crisis.queries import crises as queries
from thriving.safety.crisis.queries import readiness
from thriving.safety.crisis.severity import Severity
from thriving.safety.crisis.states import (
    ACTIVATED,
    AFTERWARDS,
    CRISIS,
    IN_HAND,
    IN_REVIEW,
    MONITORING,
    QUALIFIED,
    QUALIFYING,
    REPORTED,
    REVIEW_DRAFT,
    REVIEW_DUE,
    REVIEWED,
    RUNNING,
    STABLE,
    STOOD_DOWN,
    UNDECIDED,
)

OTHERS_SHOWN = 50
_TITLES: dict[str, str | Promise] = {move.name: move.title for move in CRISIS.moves}
_DECIDES, _DIRECTS, _ANSWERS = "decide_on_crisis", "direct_crisis", "answer_crisis"
_ACCEPTS = "accept_crisis_review"


def _in(*states: str) -> Any:
    return lambda found: found.state in states


def _plain(name: str, rule: str, take: Any, *states: str, words: Any = "") -> Step:
    """A step that asks nothing."""
    return Step(_TITLES[name], rule, _in(*states), lambda found, _said, by: take(found, by=by), words=words)


def _waits_for(task: str) -> Any:
    return lambda found: found.state in IN_HAND and clocks.running(found, task).exists()


def unread(found: Crisis) -> Decision | None:
    """The decision that a second person has yet to read; there is one at a time."""
    return found.decisions.filter(AWAITED).first()


def _unread(found: Crisis) -> Decision:
    return get_object_or_404(found.decisions, AWAITED)


def _open_actions(found: Crisis, **where: Any) -> dict[str, Any]:
    return actions_to_choose(found.actions.filter(**where))


STEPS: dict[str, Step] = {
    "take-up": _plain("take_up", _DECIDES, deciding.take_up, REPORTED),
    "qualify": Step(
        _TITLES["qualify"],
        _DECIDES,
        _in(QUALIFYING),
        lambda found, said, by: deciding.qualify(
            found, said["answers"], severity=said["severity"], reason=said["written"], by=by
        ),
        lambda _found, data, _files: QualifyForm(data),
        _("Whatever you are not sure of counts as if it were so. All clocks run since it was raised."),
    ),
    "turn-down": Step(
        _TITLES["turn_down"],
        _DECIDES,
        _in(QUALIFYING),
        lambda found, said, by: deciding.turn_down(
            found, said["answers"], reason=said["written"], referral=said["referral"], by=by
        ),
        lambda _found, data, _files: TurnDownForm(data),
        _("Only where each answer is no. Somebody else reads your decision within a day."),
    ),
    "agree": Step(
        _("Agree, as the second person"),
        "second_crisis_decision",
        lambda found: unread(found) is not None,
        lambda found, _said, by: deciding.read(_unread(found), agrees=True, by=by),
        words=_("You are the second reader: nobody reads it after you. Read first why it was decided so."),
    ),
    "contest": Step(
        _TITLES["contest"],
        "second_crisis_decision",
        lambda found: unread(found) is not None,
        lambda found, said, by: deciding.read(_unread(found), agrees=False, objection=said["written"], by=by),
        lambda _found, data, _files: WordsForm(_("Why it must be decided anew"), data),
    ),
    "link": Step(
        _TITLES["link"],
        _DECIDES,
        _in(*UNDECIDED),
        lambda found, said, by: linking.link(
            found,
            get_object_or_404(queries.known_as(found), key=said["which"]),
            reason=said["written"],
            by=by,
        ),
        lambda found, data, _files: LinkForm(_others(found), data),
        _(
            "This report goes with the other one. Somebody else reads your decision within a day; if the "
            "other one is found to be no crisis, this one is decided by itself."
        ),
    ),
    "appoint": Step(
        _("Give somebody a part, or hand one over"),
        "appoint_in_crisis",
        _in(*IN_HAND),
        lambda found, said, by: answering.appoint(
            found, said["part"], said["who"], note=said["written"], by=by
        ),
        lambda _found, data, _files: AppointForm(data),
        _("Nobody has two parts. Whoever stands in is told when half of a time is over."),
    ),
    "playbook": Step(
        _("Choose the playbook"),
        "appoint_in_crisis",
        lambda found: found.state in IN_HAND and not found.steps.exists(),
        lambda found, said, by: answering.take_checklist(
            found, get_object_or_404(Playbook, key=said["which"]), by=by
        ),
        lambda _found, data, _files: ChoiceForm(playbooks_to_choose(readiness.playbooks()), data),
        _("Its steps are copied: what is written anew later changes nothing here."),
    ),
    "activate": _plain("activate", _DIRECTS, answering.activate, QUALIFIED),
    "reached": Step(
        _("Say that those at risk were reached safely"),
        _ANSWERS,
        _waits_for(Task.CONTACT),
        lambda found, _said, by: answering.say_done(found, Task.CONTACT, by=by),
        words=_("That it was done is kept, never whom you reached or how."),
    ),
    "briefed": Step(
        _("Say that the leadership was briefed"),
        _ANSWERS,
        _waits_for(Task.BRIEF),
        lambda found, _said, by: answering.say_done(found, Task.BRIEF, by=by),
    ),
    "report": Step(
        _("Write a situation report"),
        _ANSWERS,
        _in(*IN_HAND),
        lambda found, said, by: answering.report(found, said["written"], by=by),
        lambda _found, data, _files: WordsForm(_("How it stands"), data),
        _("Then the clock of the next report begins."),
    ),
    "severity": Step(
        _("Say that it is graver"),
        _DIRECTS,
        lambda found: found.state in RUNNING and found.severity > Severity.S1,
        lambda found, said, by: grading.raise_severity(
            found, said["severity"], reason=said["written"], by=by
        ),
        lambda found, data, _files: SeverityForm(_graver(found), data),
        _("What runs is due sooner."),
    ),
    "less-grave": Step(
        _("Find it less grave"),
        _DIRECTS,
        lambda found: found.state in RUNNING and found.severity < Severity.S4 and unread(found) is None,
        lambda found, said, by: grading.find_less_grave(
            found, said["answers"], severity=said["severity"], reason=said["written"], by=by
        ),
        lambda _found, data, _files: QualifyForm(data),
        _(
            "Answer the criteria anew. Nothing changes before somebody else has read it and agrees. What "
            "runs already stays as it is."
        ),
    ),
    "pause": Step(
        _("Stop a clock"),
        _DIRECTS,
        lambda found: bool(clocks_to_choose(found, paused=False)),
        lambda found, said, by: clocks.pause(
            get_object_or_404(found.clocks, pk=said["which"]), said["written"], until=said["until"], by=by
        ),
        lambda found, data, _files: PauseForm(clocks_to_choose(found, paused=False), data),
        _(
            "Only with a reason, which stays, and until a moment, from which on it runs by itself. It stands "
            "still for no longer than the time that it was given. Managers are told."
        ),
    ),
    "resume": Step(
        _("Let a clock go on"),
        _DIRECTS,
        lambda found: bool(clocks_to_choose(found, paused=True)),
        lambda found, said, by: clocks.resume(get_object_or_404(found.clocks, pk=said["which"]), by=by),
        lambda found, data, _files: ChoiceForm(clocks_to_choose(found, paused=True), data),
    ),
    "steady": _plain("steady", _DIRECTS, lambda found, by: answering.move(found, "steady", by=by), ACTIVATED),
    "watch": _plain("watch", _DIRECTS, lambda found, by: answering.move(found, "watch", by=by), STABLE),
    "stand-down": _plain(
        "stand_down",
        _DIRECTS,
        answering.stand_down,
        MONITORING,
        words=_("What nobody did by now is no longer waited for. The clock of the review begins."),
    ),
    "reopen": _plain("reopen", _DIRECTS, answering.reopen, MONITORING, STOOD_DOWN),
    "call-review": _plain(
        "call_review",
        _DIRECTS,
        reviewing.call,
        STOOD_DOWN,
        words=_("From then on it cannot be opened again: what comes now is a new one."),
    ),
    "hold-review": Step(
        _TITLES["hold_review"],
        _ANSWERS,
        _in(REVIEW_DUE),
        lambda found, said, by: reviewing.held(found, said["written"], by=by),
        lambda _found, data, _files: WordsForm(LOOKED_BACK, data),
    ),
    "rewrite-review": Step(
        _("Write the review anew"),
        _ANSWERS,
        _in(REVIEW_DRAFT),
        lambda found, said, by: reviewing.rewrite(found, said["written"], by=by),
        lambda found, data, _files: ReviewAnewForm(found.review, data),
    ),
    "add-action": Step(
        _("Add an action"),
        _ANSWERS,
        _in(*AFTERWARDS),
        lambda found, said, by: reviewing.add_action(
            found, said["written"], owner=said["who"], due_on=said["due_on"], by=by
        ),
        lambda _found, data, _files: ActionForm(data),
    ),
    "hand-in": _plain("hand_in_review", _ANSWERS, reviewing.hand_in, REVIEW_DRAFT),
    "return-review": _plain("return_review", _ACCEPTS, reviewing.return_, IN_REVIEW),
    "accept-review": _plain("accept_review", _ACCEPTS, reviewing.accept, IN_REVIEW),
    "do": Step(
        _("Say that an action of yours is done"),
        "do_action_of_crisis",
        _in(*AFTERWARDS),
        lambda found, said, by: reviewing.do(get_object_or_404(found.actions, key=said["which"]), by=by),
        lambda found, data, _files: ChoiceForm(_open_actions(found), data),
    ),
    "leave": Step(
        _("Accept that an action is not done"),
        "accept_open_action",
        lambda found: found.state in AFTERWARDS and bool(_open_actions(found)),
        lambda found, said, by: reviewing.leave(
            get_object_or_404(found.actions, key=said["which"]), said["written"], by=by
        ),
        lambda found, data, _files: ChoiceAndWordsForm(
            _open_actions(found), _("Why it stays as it is"), data
        ),
    ),
    "close": _plain("close", _DIRECTS, reviewing.close, REVIEWED),
}


def _others(found: Crisis) -> dict[str, Any]:
    known = queries.known_as(found)[:OTHERS_SHOWN]
    return {each.key: f"{each} · {each.get_kind_display()}" for each in known}


def _graver(found: Crisis) -> list[tuple[int, Any]]:
    return [(value, label) for value, label in Severity.choices if value < found.severity]
