"""A step of an assessment, a look or a path: a page that asks for what it needs, and takes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import access, clock
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.doors import typed
from thriving.movement.models import Person
from thriving.programs.capacity import actions, again
from thriving.programs.capacity.forms import EndedForm, FinishForm, PeerForm, ReasonForm, ShownForm
from thriving.programs.capacity.models import Assessment, Path
from thriving.programs.capacity.queries import looks_judged_by, looks_open_to
from thriving.programs.capacity.states import (
    CONFIRMED,
    FINISHED,
    HANDED_IN,
    OPEN,
    PLANNED,
    RUNNING,
    WRITTEN,
)


@dataclass(frozen=True)
class Step:
    title: str | Promise
    states: tuple[str, ...]
    take: Callable[[Any, forms.Form, Person], object]
    words: str | Promise = ""
    form: Callable[[Any, Any, Any], forms.Form] = lambda _record, _reader, data: forms.Form(data)
    left_out: Callable[[Any], list[Words]] = lambda _record: []  # what was declared and is not assessed


def _reason(_record: Any, _reader: Any, data: Any) -> forms.Form:
    return ReasonForm(data)


def _left_out_of_second(path: Path) -> list[Words]:
    second = actions.last_of(path)
    return again.left_out(second, [path]) if second else []


STEPS = {
    "hand-in": Step(
        gettext_lazy("Hand it in"),
        WRITTEN,
        lambda found, _form, by: actions.hand_in(found, by=by),
        gettext_lazy(
            "From now on its levels stay as they are. Whoever may read it can do so; somebody from outside "
            "can confirm it, or give it back to be mended."
        ),
        left_out=again.left_out,
    ),
    "ask-peer": Step(
        gettext_lazy("Ask another affiliate to look"),
        (HANDED_IN,),
        lambda found, form, by: actions.ask_peer(found, form.cleaned_data["peer"], by=by),
        gettext_lazy("Its officers decide who of them reads it. Two affiliates never confirm each other."),
        lambda found, reader, data: PeerForm(reader, found, data),
    ),
    "ask-support": Step(
        gettext_lazy("Ask for support"),
        (HANDED_IN,),
        lambda found, _form, by: actions.ask_support(found, by=by),
        gettext_lazy("Somebody who supports affiliates looks at it with you."),
    ),
    "call-off": Step(
        gettext_lazy("Ask nobody any longer"),
        (HANDED_IN,),
        lambda found, _form, by: _call_off(found, by),
    ),
    "shown-to": Step(
        gettext_lazy("Say who may read it"),
        (*WRITTEN, HANDED_IN, CONFIRMED),
        lambda found, form, by: actions.show_to(found, form.cleaned_data["shown_to"], by=by),
        gettext_lazy("The plan counts it all the same; who may open the records behind a number changes."),
        lambda found, _reader, data: ShownForm(found, data),
    ),
    "withdraw": Step(
        gettext_lazy("Withdraw it"),
        (HANDED_IN, CONFIRMED),
        lambda found, form, by: actions.withdraw(found, why=form.cleaned_data["why"], by=by),
        gettext_lazy("It stays to be read by those who may read it, with your reason."),
        _reason,
    ),
}
PATH_STEPS = {
    "start": Step(
        gettext_lazy("Start"),
        (PLANNED,),
        lambda path, _form, by: actions.start(path, by=by),
        gettext_lazy(
            "Today’s levels, what is to grow, and how the languages stand today are sealed. What is declared "
            "later does not count."
        ),
    ),
    "end-early": Step(
        gettext_lazy("The program ended earlier"),
        (RUNNING,),
        lambda path, form, by: actions.end_early(
            path, form.cleaned_data["on"], why=form.cleaned_data["why"], by=by
        ),
        gettext_lazy(
            "Assess again after that day: what was assessed while the program ran is not the second."
        ),
        lambda _path, _reader, data: EndedForm(data),
    ),
    "finish": Step(
        gettext_lazy("Finish, with the second assessment"),
        (RUNNING,),
        lambda path, form, by: actions.finish(
            path, reached=tuple(form.cleaned_data["reached"]), words=form.cleaned_data["words"], by=by
        ),
        gettext_lazy("The newest assessment is taken as the second one. It counts once it is confirmed."),
        lambda path, _reader, data: FinishForm(path, data),
        _left_out_of_second,
    ),
    "give-up": Step(
        gettext_lazy("Give it up"),
        (PLANNED, RUNNING, FINISHED),
        lambda path, form, by: actions.abandon(path, why=form.cleaned_data["why"], by=by),
        gettext_lazy("The plan no longer counts it. That it was, and your reason, stay to be read."),
        _reason,
    ),
}
LOOK_STEPS = {
    "accept": Step(
        gettext_lazy("Take it on"),
        ("asked",),
        lambda look, _form, by: actions.accept(look, by=by),
        gettext_lazy("You can read it from then on, and confirm it or give it back."),
    ),
    "decline": Step(gettext_lazy("Decline"), OPEN, lambda look, _form, by: actions.decline(look, by=by)),
    "confirm": Step(
        gettext_lazy("Confirm it"),
        ("accepted",),
        lambda look, _form, by: actions.confirm(look, by=by),
        gettext_lazy("You say that the levels are right, as far as you can see, and rest on what is named."),
    ),
    "give-back": Step(
        gettext_lazy("Give it back"),
        ("accepted",),
        lambda look, form, by: actions.give_back(look, why=form.cleaned_data["why"], by=by),
        gettext_lazy("Say what is not right yet. The affiliate can mend it and hand it in again."),
        _reason,
    ),
}
Steps = list[tuple[str, str | Promise]]


def steps_of(reader: Any, found: Assessment) -> Steps:
    if not access.may(reader, "keep_assessment", found):
        return []
    asked = found.looks.filter(state__in=OPEN).exists()
    hidden = {"ask-peer", "ask-support"} if asked else {"call-off"}
    if found.is_written and any(actions.missing(found)):
        hidden.add("hand-in")  # the page says what is missing
    return [(name, each.title) for name, each in _open(STEPS, found.state) if name not in hidden]


def steps_of_path(reader: Any, found: Path) -> Steps:
    if not access.may(reader, "keep_path", found):
        return []
    hidden = {"end-early"} if found.last_day < clock.today() else set()
    if actions.last_of(found) is None:
        hidden.add("finish")
    return [(name, each.title) for name, each in _open(PATH_STEPS, found.state) if name not in hidden]


def steps_of_look(reader: Any, state: str, pk: int) -> Steps:
    mine = looks_judged_by(reader) if state == "accepted" else looks_open_to(reader)
    if not mine.filter(pk=pk).exists():
        return []
    return [(name, each.title) for name, each in _open(LOOK_STEPS, state)]


def take(request: HttpRequest, record: Any, step: Step, back: str, trail: Any) -> HttpResponseBase:
    """``back``: where one goes afterwards; ``trail``: the title and address of what this belongs to."""
    form, title = step.form(record, request.user, typed(request)), str(step.title)
    if request.method == "POST" and form.is_valid():
        try:
            step.take(record, form, cast("Person", request.user))
        except (MoveRefused, Refused) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Done."))
            return redirect(back)
    context = {
        "form": form,
        "heading": title,
        "label": title,
        "words": str(step.words),
        "trail": trail,
        "left_out": step.left_out(record),
    }
    return render(request, "capacity/step.html", context, status=422 if form.errors else 200)


def _open(steps: dict[str, Step], state: str) -> list[tuple[str, Step]]:
    return [(name, each) for name, each in steps.items() if state in each.states]


def _call_off(found: Assessment, by: Person) -> None:
    for look in found.looks.filter(state__in=OPEN):
        actions.call_off(look, by=by)
