"""The pages on which an initiative is proposed, described, and taken along its way."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.doors import needs, signed_in, typed
from thriving.movement.models import Person
from thriving.programs.initiatives import actions, queries
from thriving.programs.initiatives.forms import InitiativeForm, LogicForm, NewInitiativeForm, WhoForm
from thriving.programs.initiatives.models import Initiative, Involvement
from thriving.programs.initiatives.states import WITHDRAWN
from thriving.programs.initiatives.views.doing import steps_open


@needs("propose_initiative")
def new(request: HttpRequest) -> HttpResponseBase:
    form = NewInitiativeForm(None, typed(request))
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["key"].lower()
        try:
            actions.propose(form.described(), key=key, by=_reader(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("initiatives:initiative", key)
    return _page(request, None, form, heading=_("Propose an initiative"), label=_("Save the draft"))


@signed_in
def describe(request: HttpRequest, key: str) -> HttpResponseBase:
    found = _run(request, key)
    form = InitiativeForm(found, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.describe(found, form.described(), by=_reader(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _saved(request, key)
    return _page(request, found, form, heading=_("Describe it anew"), label=_("Save"))


@signed_in
def logic(request: HttpRequest, key: str) -> HttpResponseBase:
    found = _run(request, key)
    form = LogicForm(found, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_logic(found, form.lines(), by=_reader(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return _saved(request, key)
    return _page(request, found, form, heading=_("Logic model"), label=_("Save"))


@signed_in
def people(request: HttpRequest, key: str) -> HttpResponseBase:
    found = _run(request, key)
    form = WhoForm(request.user, typed(request))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            actions.involve(found, said["who"], said["part"], by=_reader(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("initiatives:people", key)
    context = {"form": form, "initiative": found, "named": queries.named_on(request.user, found)}
    return render(request, "initiatives/people.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def release(request: HttpRequest, key: str, pk: int) -> HttpResponseBase:
    """By whoever runs it, or by the one who is named."""
    named = Involvement.objects.select_related("initiative", "person").filter(initiative__key=key, pk=pk)
    mine = named.filter(person=_reader(request)) | named.filter(initiative__in=queries.run_by(request.user))
    involvement = get_object_or_404(mine.distinct())
    actions.release(involvement, by=_reader(request))
    messages.success(request, _("No longer named."))
    runs = queries.run_by(request.user).filter(key=key).exists()
    return redirect("initiatives:people" if runs else "initiatives:initiative", key)


@signed_in
def step(request: HttpRequest, key: str, step: str) -> HttpResponseBase:
    found = get_object_or_404(queries.run_by(request.user), key=key)
    asked = dict(steps_open(request.user, found)).get(step)
    if asked is None:
        raise Http404
    form, title = asked.form(typed(request)), str(asked.title)
    if request.method == "POST" and form.is_valid():
        try:
            asked.take(found, form, _reader(request))
        except (MoveRefused, Refused) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Done."))
            return redirect("initiatives:initiative", key)
    return _page(request, found, form, heading=title, label=title, words=str(asked.words))


def _run(request: HttpRequest, key: str) -> Initiative:
    found = queries.run_by(request.user).exclude(state=WITHDRAWN)
    return get_object_or_404(found, key=key)


def _reader(request: HttpRequest) -> Person:
    return cast("Person", request.user)


def _saved(request: HttpRequest, key: str) -> HttpResponse:
    messages.success(request, _("Saved."))
    return redirect("initiatives:initiative", key)


def _page(request: HttpRequest, found: Initiative | None, form: forms.Form, **words: Any) -> HttpResponse:
    context = {"form": form, "initiative": found, **words}
    return render(request, "initiatives/form.html", context, status=422 if form.errors else 200)
