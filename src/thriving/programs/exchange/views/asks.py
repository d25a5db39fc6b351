"""One exchange, as each of its sides sees it, and the steps that they may take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.programs.exchange import actions, queries
from thriving.programs.exchange.forms import OutcomeForm, RefusalForm, SilentRefusalForm
from thriving.programs.exchange.matches import named
from thriving.programs.exchange.models import Exchange, Outcome, Party, Side


@dataclass(frozen=True)
class Step:
    """Something that a side can do, with the page that asks for what it needs."""

    title: str | Promise
    rule: str
    take: Callable[[Exchange, Mapping[str, Any], Person], object]
    form: type[forms.Form] = forms.Form
    words: str | Promise = ""


STEPS = {
    "accept": Step(
        gettext_lazy("Accept"),
        "answer_exchange",
        lambda exchange, _said, by: actions.accept(exchange, by=by),
        words=gettext_lazy("Each side then sees who the other is, and how to reach them."),
    ),
    "decline": Step(
        gettext_lazy("Decline"),
        "answer_exchange",
        lambda exchange, said, by: actions.decline(exchange, by=by, **said),
        RefusalForm,
        gettext_lazy("They cannot ask you again. Nothing else of you is told."),
    ),
    "withdraw": Step(
        gettext_lazy("Withdraw my request"),
        "withdraw_exchange",
        lambda exchange, _said, by: actions.withdraw(exchange, by=by),
    ),
    "end": Step(
        gettext_lazy("End it"),
        "end_exchange",
        lambda exchange, _said, by: actions.end(exchange, by=by),
        words=gettext_lazy("The other side is told that you have ended it."),
    ),
    "block": Step(
        gettext_lazy("Never be asked by them again"),
        "block_party",
        lambda exchange, _said, by: actions.block(exchange, by=by),
        words=gettext_lazy(
            "What there is between you ends, and nothing of theirs reaches you any more. They are not told. "
            "Were you harassed? Turn to the contacts at the foot of each page as well."
        ),
    ),
}


@require_safe
@signed_in
def exchange(request: HttpRequest, key: str) -> HttpResponse:
    person, found, side = _found(request, key)
    outcome = _outcome(person, found)
    context = {
        **_shown(found, side),
        "outcome_form": OutcomeForm() if outcome else None,
        "told": _told(found, side),
        "steps": [(name, each.title) for name, each in _steps(person, found).items()],
    }
    return render(request, "exchange/exchange.html", context)


@signed_in
def step(request: HttpRequest, key: str, step: str) -> HttpResponseBase:
    person, found, side = _found(request, key)
    outcome = _outcome(person, found) if step == "tell" else None
    asked = _telling(outcome) if outcome else _steps(person, found).get(step)
    if asked is None:
        raise Http404
    form = asked.form(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            asked.take(found, form.cleaned_data, person)
        except (MoveRefused, Refused) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Done."))
            return redirect("exchange:mine") if step == "block" else redirect("exchange:exchange", key)
    title = str(asked.title)
    context = {**_shown(found, side), "form": form, "heading": title, "label": title, "words": asked.words}
    return render(request, "exchange/step.html", context, status=422 if form.errors else 200)


def _found(request: HttpRequest, key: str) -> tuple[Person, Exchange, Side]:
    person = cast("Person", request.user)
    found = get_object_or_404(queries.exchanges_for(person), key=key)
    return person, found, queries.side_of(person, found)


def _steps(person: Person, found: Exchange) -> dict[str, Step]:
    rules = {each.rule: access.may(person, each.rule, found) for each in STEPS.values()}
    steps = {name: each for name, each in STEPS.items() if rules[each.rule]}
    if found.was_passed_on and "decline" in steps:
        steps["decline"] = replace(steps["decline"], form=SilentRefusalForm)
    return steps


def _outcome(person: Person, found: Exchange) -> Outcome | None:
    return queries.outcomes_to_tell(person).filter(exchange=found).first()


def _telling(outcome: Outcome) -> Step:
    return Step(
        gettext_lazy("Tell what came of it"),
        "tell_exchange",
        lambda _exchange, said, by: actions.tell_outcome(outcome, said["answer"], words=said["words"], by=by),
        OutcomeForm,
    )


def _told(found: Exchange, side: Side) -> list[tuple[bool, str, str]]:
    """What was said of it: whether by the reader's own side, the answer (of the own only), the words."""
    said = found.outcomes.exclude(answer="")
    return [
        (each.side == side, str(each.get_answer_display()) if each.side == side else "", each.words)
        for each in said
    ]


def _shown(found: Exchange, side: Side) -> dict[str, Any]:
    """Before both have agreed an affiliate is named and a person is not; whoever asks reads no silent no."""
    other = found.other_of(side)
    return {
        "exchange": found,
        "skill": named(found.skill),
        "is_asker": side == Side.ASKER,
        "gets": (found.way == "get") == (side == Side.ASKER),
        "other": _name(other, agreed=found.is_agreed),
        "affiliate": other.affiliate if other and other.affiliate else None,
        "reached_at": other.reached_at if other and found.is_agreed and found.state == "accepted" else "",
        "gone": found.is_agreed and other is None,
        "waits": found.state == "asked" and not (side == Side.ASKED and found.refused_on),
        "refused": side == Side.ASKED and found.refused_on,
        "sample": found.sample,
    }


def _name(other: Party | None, *, agreed: bool) -> str:
    if other is None or (other.person and not agreed):
        return ""
    return str(other)
