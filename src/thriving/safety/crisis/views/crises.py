"""The queue, a crisis, and a page for each step. Whoever may not see one is told that it is not there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from thriving.kernel import access
from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in
from thriving.movement.models import Person
from thriving.programs.councils.views import steps
from thriving.programs.councils.views.steps import Step
from thriving.safety.crisis import criteria
from thriving.safety.crisis.actions import answering, clocks, deciding, reviewing
from thriving.safety.crisis.clocks import Task
from thriving.safety.crisis.forms.steps import (
    ActionForm,
    AppointForm,
    ChoiceAndWordsForm,
    ChoiceForm,
    QualifyForm,
    SeverityForm,
    TurnDownForm,
    WordsForm,
    actions_to_choose,
    clocks_to_choose,
    playbooks_to_choose,
)
from thriving.safety.crisis.models import Crisis, Decision, Playbook
from thriving.safety.crisis.queries import crises as queries
from thriving.safety.crisis.queries import readiness
from thriving.safety.crisis.severity import Said
from thriving.safety.crisis.states import (
    ACTIVATED,
    AFTERWARDS,
    AT_WORK,
    CRISIS,
    IN_HAND,
    IN_REVIEW,
    MONITORING,
    NOT_QUALIFYING,
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

ON_A_PAGE = OTHERS_SHOWN = 50
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


def _unread(found: Crisis) -> Decision:
    return found.decisions.filter(read_at=None).latest("number")


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
        _("Agree that it is no crisis"),
        "second_crisis_decision",
        _in(NOT_QUALIFYING),
        lambda found, _said, by: deciding.read(_unread(found), agrees=True, by=by),
        words=_("You are the second reader: nobody reads it after you."),
    ),
    "contest": Step(
        _TITLES["contest"],
        "second_crisis_decision",
        _in(NOT_QUALIFYING),
        lambda found, said, by: deciding.read(_unread(found), agrees=False, objection=said["written"], by=by),
        lambda _found, data, _files: WordsForm(_("Why it must be decided anew"), data),
    ),
    "link": Step(
        _TITLES["link"],
        _DECIDES,
        _in(*UNDECIDED),
        lambda found, said, by: deciding.link(
            found, get_object_or_404(queries.known_as(found), key=said["which"]), by=by
        ),
        lambda found, data, _files: ChoiceForm(_others(found), data),
        _("This report goes with the other one, and waits for nothing of its own."),
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
        _("Change how grave it is"),
        _DIRECTS,
        _in(*RUNNING),
        lambda found, said, by: deciding.change_severity(
            found, said["severity"], reason=said["written"], by=by
        ),
        lambda _found, data, _files: SeverityForm(_("Why"), data),
        _("Graver: what runs is due sooner. Less grave: what runs already stays as it is."),
    ),
    "pause": Step(
        _("Stop a clock"),
        _DIRECTS,
        lambda found: bool(clocks_to_choose(found, paused=False)),
        lambda found, said, by: clocks.pause(
            get_object_or_404(found.clocks, pk=said["which"]), said["written"], by=by
        ),
        lambda found, data, _files: ChoiceAndWordsForm(
            clocks_to_choose(found, paused=False), _("Why it stands still"), data
        ),
        _("Only with a reason, which stays. What is left of the time is left when it goes on."),
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
        lambda _found, data, _files: WordsForm(_("What went well, what did not, and why"), data),
    ),
    "rewrite-review": Step(
        _("Write the review anew"),
        _ANSWERS,
        _in(REVIEW_DRAFT),
        lambda found, said, by: reviewing.rewrite(found, said["written"], by=by),
        lambda found, data, _files: WordsForm(
            _("What went well, what did not, and why"), data, initial=found.review.text
        ),
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


@signed_in
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    _require_responder(request)
    page = Paginator(queries.past(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "undecided": list(queries.undecided(request.user)),
        "unread": list(queries.unread_decisions(request.user)),
        "in_hand": list(queries.in_hand(request.user)),
        "past": list(page),
        "page": page,
        "layers": readiness.on_call_by_name(),
        "may_manage": access.holds(request.user, "manage_crises"),
    }
    return render(request, "crisis/queue.html", context)


def _require_responder(request: HttpRequest) -> None:
    """To others the queue is not there, as what stands in it is not."""
    if not access.holds(request.user, "respond_to_crises"):
        raise Http404


@signed_in
@require_safe
def crisis(request: HttpRequest, key: str) -> HttpResponse:
    found = _crisis_at(request, key)
    open_ = steps.open_to(request.user, found, STEPS)
    context = {
        "found": found,
        "clocks": list(found.clocks.all()),
        "duties": list(queries.duties_of(found)),
        "steps": steps.listed(open_),
        "checklist": list(found.steps.select_related("done_by")),
        "may_tick": found.state in AT_WORK and access.may(request.user, _ANSWERS, found),
        "reports": list(found.reports.select_related("written_by")),
        "decisions": [_decided(each) for each in found.decisions.select_related("decided_by", "read_by")],
        "actions": list(found.actions.select_related("owner")),
        "review": found.review if hasattr(found, "review") else None,
        "duplicates": list(found.duplicates.all()),
        "sample": found.sample,
    }
    return render(request, "crisis/crisis.html", context)


def _decided(decision: Decision) -> Mapping[str, Any]:
    """With each question and its answer, in the words of the form."""
    words = dict(Said.choices)
    asked = [(each.asked, words.get(decision.answers.get(each.key, ""), "")) for each in criteria.CRITERIA]
    return {"decision": decision, "asked": asked}


@signed_in
def step(request: HttpRequest, key: str, step: str) -> HttpResponseBase:
    found = _crisis_at(request, key)
    asked = STEPS.get(step)
    if asked is None or not asked.open(found) or not access.may(request.user, asked.rule, found):
        raise Http404
    page = steps.take(request, found, asked, {"found": found, "sample": found.sample}, "crisis/step.html")
    return page or redirect("crisis:crisis", found.key)


@signed_in
@require_POST
def tick(request: HttpRequest, key: str, position: int) -> HttpResponseBase:
    found = _crisis_at(request, key)
    wanted = get_object_or_404(found.steps, position=position)
    try:
        answering.tick(wanted, by=cast("Person", request.user))
    except (PermissionDenied, Refused) as refused:
        raise Http404 from refused
    return redirect("crisis:crisis", found.key)


def _crisis_at(request: HttpRequest, key: str) -> Crisis:
    return get_object_or_404(queries.crises_for(request.user), key=key)
