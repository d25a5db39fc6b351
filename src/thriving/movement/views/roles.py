"""Who holds which role, over what and until when; giving and ending them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.movement import actions, rules, scopes
from thriving.movement.actions import Refused
from thriving.movement.doors import fresh, signed_in, typed
from thriving.movement.forms.roles import EndRoleForm, GiveRoleForm
from thriving.movement.models import Person, RoleHolding
from thriving.movement.queries import roles as queries
from thriving.movement.roles import Role
from thriving.movement.roles import roles as registered
from thriving.ui.twins import Column, Records
from thriving.ui.twins.records import Form

ROLES = Records(
    name="roles",
    title=gettext_lazy("Roles"),
    meaning=gettext_lazy("The roles that people hold here, and how many hold each today."),
    columns=(
        Column("role", "string", gettext_lazy("Role"), gettext_lazy("Its key, in its address.")),
        Column("title", "string", gettext_lazy("Title"), gettext_lazy("What it is called.")),
        Column("meaning", "string", gettext_lazy("Meaning"), gettext_lazy("What its holders do and see.")),
        Column("people", "integer", gettext_lazy("People"), gettext_lazy("How many hold it today.")),
        Column("over", "list", gettext_lazy("Over"), gettext_lazy("The kinds of parts it is held over.")),
        Column("given_by", "list", gettext_lazy("Given by"), gettext_lazy("Who may give it.")),
    ),
)
HOLDERS = Records(
    name="role_holders",
    title=gettext_lazy("Who holds a role"),
    meaning=gettext_lazy("Today and to come. A name is told to whom its owner lets see it."),
    columns=(
        Column("name", "string", gettext_lazy("Name"), gettext_lazy("As far as you may see it.")),
        Column("page", "string", gettext_lazy("Page"), gettext_lazy("The last part of its address.")),
        Column("over", "string", gettext_lazy("Over"), gettext_lazy("The part of the movement, by its key.")),
        Column("over_name", "string", gettext_lazy("Part"), gettext_lazy("What the part is called.")),
        Column("begins_on", "date", gettext_lazy("Since"), gettext_lazy("The first day.")),
        Column("ends_on", "date", gettext_lazy("Until"), gettext_lazy("The first day without it.")),
        Column("given_by", "string", gettext_lazy("Given by"), gettext_lazy("As far as you may see it.")),
    ),
)


@require_safe
def roles(request: HttpRequest, form: Form) -> HttpResponse:
    """What each role means, and how many people hold it."""
    counted = queries.holders_by_role()
    rows = [_row(each, counted.get(each.name, 0)) for each in registered.values()]
    return ROLES.respond(request, rows, form=form, template="movement/roles.html")


@require_safe
def role(request: HttpRequest, role: str, form: Form) -> HttpResponse:
    """Who holds one role; and its history, for those who may give it."""
    found = _role(role)
    held = queries.holders(request.user, found.name)
    context = {
        "role": found,
        "held": held,
        "givers": _givers(found),
        "may_give": rules.parts_to_give(request.user, found) != frozenset(),
        "history": queries.history(request.user, found) if form == "html" else [],
    }
    rows = [_holder_row(each) for each in held]
    return HOLDERS.respond(
        request, rows, form=form, template="movement/role.html", context=context, title=str(found.title)
    )


def _for_givers(view: Callable[[HttpRequest, Role], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Whoever has nothing of this role to give is told so before they are asked who they are."""

    @signed_in
    @wraps(view)
    def guarded(request: HttpRequest, role: str) -> HttpResponseBase:
        found = _role(role)
        if rules.parts_to_give(request.user, found) == frozenset():
            raise PermissionDenied("grant_role")
        return fresh(view)(request, found)

    return guarded


@_for_givers
def give_role(request: HttpRequest, role: Role) -> HttpResponseBase:
    asked = {"who": request.GET.get("to", ""), "over": request.GET.get("over", "")}
    form = GiveRoleForm(role, request.user, typed(request), initial=asked)
    if request.method == "POST" and form.is_valid() and _given(request, role, form):
        return redirect("movement:role", role.name)
    context = {"role": role, "form": form}
    return render(request, "movement/give_role.html", context, status=422 if form.errors else 200)


def _given(request: HttpRequest, role: Role, form: GiveRoleForm) -> bool:
    said = form.cleaned_data
    try:
        actions.grant_role(
            said["who"],
            role.name,
            by=cast("Person", request.user),
            scope=said.get("over", ""),
            begins_on=said["begins_on"],
            ends_on=said["ends_on"],
            why=said["why"],
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The role is given."))
    return True


@fresh
def end_role(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What one may not end is not there."""
    mine = access.within(request.user, "end_role", queries.not_over())
    holding = get_object_or_404(mine.select_related("person"), pk=pk)
    form = EndRoleForm(typed(request))
    if request.method == "POST" and form.is_valid() and _ended(request, holding, form):
        return redirect("movement:role", holding.role)
    context = {
        "holding": holding,
        "role": registered[holding.role],
        "over": scopes.names_of([holding.scope]).get(holding.scope) if holding.scope else "",
        "form": form,
    }
    return render(request, "movement/end_role.html", context, status=422 if form.errors else 200)


def _ended(request: HttpRequest, holding: RoleHolding, form: EndRoleForm) -> bool:
    try:
        actions.end_role(holding, by=cast("Person", request.user), why=form.cleaned_data["why"])
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, _("The role has ended."))
    return True


def _role(name: str) -> Role:
    try:
        return registered[name]
    except KeyError:
        raise Http404 from None


def _givers(role: Role) -> list[str]:
    return [str(registered[name].title) for name in ("operator", *role.given_by)]


def _row(role: Role, people: int) -> dict[str, Any]:
    return {
        "role": role.name,
        "title": str(role.title),
        "meaning": str(role.meaning),
        "people": people,
        "over": [str(scopes.kinds[kind].title) for kind in role.scopes],
        "given_by": _givers(role),
    }


def _holder_row(each: queries.Held) -> dict[str, Any]:
    return {
        "name": each.name or None,
        "page": each.page or None,
        "over": each.holding.scope or None,
        "over_name": str(each.over) or None,
        "begins_on": each.holding.begins_on,
        "ends_on": each.holding.ends_on,
        "given_by": each.given_by or None,
    }
