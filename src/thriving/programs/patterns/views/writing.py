"""The pages on which a learning pattern is written, published and retired."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import access
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.doors import needs, signed_in, typed
from thriving.movement.models import Person
from thriving.programs.patterns import actions, queries
from thriving.programs.patterns.forms import NewPatternForm, PatternForm, ReasonForm
from thriving.programs.patterns.models import Pattern
from thriving.programs.patterns.states import PATTERN, RETIRED


@dataclass(frozen=True)
class Step:
    rule: str
    title: str | Promise
    states: tuple[str, ...]
    form: Callable[[Any], forms.Form]
    take: Callable[[Pattern, forms.Form, Person], object]
    words: str | Promise


_MOVES = {move.name: move for move in PATTERN.moves}
STEPS = {
    "publish": Step(
        "publish_pattern",
        _MOVES["publish"].title,
        _MOVES["publish"].source,
        forms.Form,
        lambda found, _form, by: actions.publish(found, by=by),
        gettext_lazy("Read it first: from now on everybody finds it."),
    ),
    "retire": Step(
        "retire_pattern",
        _MOVES["retire"].title,
        _MOVES["retire"].source,
        ReasonForm,
        lambda found, form, by: actions.retire(found, reason=form.cleaned_data["reason"], by=by),
        gettext_lazy("It leaves the list; its page says why."),
    ),
}


@needs("write_pattern")
def new(request: HttpRequest) -> HttpResponseBase:
    form = NewPatternForm(None, typed(request))
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"].lower()
        try:
            actions.write(form.written(), key=key, by=cast("Person", request.user))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved. Somebody else reads it before it is published."))
            return redirect("patterns:pattern", key)
    return page(request, None, form, heading=_("Write a learning pattern"), label=_("Save the draft"))


@signed_in
def rewrite(request: HttpRequest, key: str) -> HttpResponseBase:
    mine = access.within(request.user, "rewrite_pattern", queries.patterns_for(request.user))
    found = get_object_or_404(mine.exclude(state=RETIRED), key=key)
    is_author = found.author_id == request.user.pk
    form = PatternForm(found, typed(request), is_author=is_author)
    if request.method == "POST" and form.is_valid():
        try:
            actions.rewrite(found, form.written(), by=cast("Person", request.user))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("patterns:pattern", key)
    return page(request, found, form, heading=_("Write it anew"), label=_("Save"))


@signed_in
def step(request: HttpRequest, key: str, step: str) -> HttpResponseBase:
    found = get_object_or_404(queries.patterns_for(request.user), key=key)
    asked = dict(steps_open(request.user, found)).get(step)
    if asked is None:
        raise Http404(step)
    form, title = asked.form(typed(request)), str(asked.title)
    if request.method == "POST" and form.is_valid():
        try:
            asked.take(found, form, cast("Person", request.user))
        except (MoveRefused, Refused) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Done."))
            return redirect("patterns:pattern", key)
    return page(request, found, form, heading=title, label=title, words=str(asked.words))


def steps_open(reader: Any, found: Pattern) -> Iterator[tuple[str, Step]]:
    for name, each in STEPS.items():
        if found.state in each.states and access.may(reader, each.rule, found):
            yield name, each


def page(request: HttpRequest, found: Pattern | None, form: forms.Form, **words: Any) -> HttpResponse:
    context = {"form": form, "pattern": found, **words}
    return render(request, "patterns/form.html", context, status=422 if form.errors else 200)
