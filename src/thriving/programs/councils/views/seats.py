"""Seats and terms for owners; and the page of a membership, for who holds it."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from thriving.kernel import access
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.programs.councils.actions import seats as actions
from thriving.programs.councils.forms.councils import ReasonForm, SeatForm, ShownForm, TermForm
from thriving.programs.councils.models import Membership
from thriving.programs.councils.queries.councils import seats_of
from thriving.programs.councils.queries.seats import memberships_for
from thriving.programs.councils.states.membership import MEMBERSHIP
from thriving.programs.councils.views.pages import form_page, run_at, sent, took

OWN_MOVES = ("pause", "resume", "resign")


@require_safe
@signed_in
def seats(request: HttpRequest, key: str) -> HttpResponse:
    """For owners: seats, terms, and who holds a seat."""
    found = run_at(request, key)
    context = {
        "council": found,
        "seats": list(seats_of(found)),
        "terms": list(found.terms.all()),
        "members": list(memberships_for(request.user).filter(council=found).select_related("seat", "term")),
        "sample": found.sample,
    }
    return render(request, "councils/seats.html", context)


@signed_in
def add_seat(request: HttpRequest, key: str) -> HttpResponseBase:
    found = run_at(request, key)
    form = SeatForm(typed(request))
    by = cast("Person", request.user)
    if sent(request, form) and took(form, lambda: actions.add_seat(found, form.kept(), by=by)):
        messages.success(request, _("Saved."))
        return redirect("councils:seats", key)
    words = _("For whom is it kept? Without a region and languages, anybody can take it.")
    return form_page(request, found, form, heading=_("Add a seat"), words=words)


@signed_in
def add_term(request: HttpRequest, key: str) -> HttpResponseBase:
    found = run_at(request, key)
    form = TermForm(typed(request))
    by = cast("Person", request.user)
    if sent(request, form) and took(form, lambda: actions.add_term(found, **form.cleaned_data, by=by)):
        messages.success(request, _("Saved."))
        return redirect("councils:seats", key)
    return form_page(request, found, form, heading=_("Add a term"))


@require_POST
@signed_in
def close_seat(request: HttpRequest, key: str, number: int) -> HttpResponseBase:
    found = run_at(request, key)
    actions.close_seat(get_object_or_404(found.seats, number=number), by=cast("Person", request.user))
    messages.success(request, _("This seat is no longer offered."))
    return redirect("councils:seats", key)


@signed_in
def membership(request: HttpRequest, key: str, member: str) -> HttpResponseBase:
    """One's own: what others read, until when it lasts, and the way out."""
    found = _at(request, key, member)
    own = access.may(request.user, "hold_seat", found)
    shown = {"name": found.shown_name, "is_public": found.is_public}
    form = ShownForm(typed(request), initial=shown)
    if request.method == "POST" and not own:
        raise Http404
    if sent(request, form) and took(form, lambda: _show(request, found, form)):
        messages.success(request, _("Saved."))
        return redirect("councils:membership", key, member)
    return form_page(
        request,
        found.council,
        form,
        template="councils/membership.html",
        heading=_("Your seat") if own else found.shown_name,
        label=_("Save"),
        membership=found,
        own=own,
        moves=_moves(request, found, own=own),
    )


def _show(request: HttpRequest, found: Membership, form: forms.Form) -> None:
    said = form.cleaned_data
    actions.show_as(found, said["name"], is_public=said["is_public"], by=cast("Person", request.user))


def _moves(request: HttpRequest, found: Membership, *, own: bool) -> list[tuple[str, Any]]:
    """Of a member: leave, return, resign. Of an owner: remove."""
    may_remove = access.may(request.user, "remove_member", found)
    allowed = {*(OWN_MOVES if own else ()), *(("remove",) if may_remove else ())}
    return [(each.name, each.title) for each in MEMBERSHIP.open_to(found) if each.name in allowed]


@signed_in
def move(request: HttpRequest, key: str, member: str, move: str) -> HttpResponseBase:
    found = _at(request, key, member)
    own = access.may(request.user, "hold_seat", found)
    title = dict(_moves(request, found, own=own)).get(move)
    if title is None:
        raise Http404
    form = (ReasonForm if move == "remove" else forms.Form)(typed(request))
    if sent(request, form) and took(form, lambda: _take(request, found, move, form)):
        messages.success(request, _("Done."))
        return redirect("councils:council", key)
    return form_page(request, found.council, form, heading=str(title))


def _take(request: HttpRequest, found: Membership, move: str, form: forms.Form) -> None:
    reason = form.cleaned_data.get("reason", "")
    actions.change(found, move, reason=reason, by=cast("Person", request.user))


def _at(request: HttpRequest, key: str, member: str) -> Membership:
    return get_object_or_404(memberships_for(request.user), council__key=key, key=member)
