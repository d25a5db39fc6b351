"""Contributions: one's own, those that wait to be confirmed, and lists of them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from thriving.kernel import access
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.tables import Unreadable
from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.queries.people import names
from thriving.movement.queries.wikis import wikis_called
from thriving.movement.rules.minors import apart_from_minors
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.forms.contribution import ContributionForm, ContributionsForm, DecideForm
from thriving.programs.campaigns.models import (
    Contribution,
    ContributionList,
    ContributionState,
    Contributor,
    Done,
    How,
    InstanceState,
)
from thriving.programs.campaigns.queries.campaign import contributions_for
from thriving.programs.campaigns.queries.kit import of
from thriving.programs.campaigns.queries.page import events_of, may_run
from thriving.programs.campaigns.queries.results import exact
from thriving.programs.campaigns.things import What
from thriving.programs.campaigns.views.finding import Where, done, form_page, me, run, seen
from thriving.programs.events.models import RollRow
from thriving.programs.events.states.roll import ROLL
from thriving.ui import cldr

ON_A_PAGE = 100
MOST_LISTS = 50
_EFFECT = [
    (RollRow.Effect.FAULTY, gettext_lazy("has an error")),
    (RollRow.Effect.NEW, gettext_lazy("added")),
    (RollRow.Effect.KNOWN, gettext_lazy("already there")),
]
_IN_WORDS: dict[str, dict[str, Any]] = {"what": dict(What.choices), "done": dict(Done.choices)}
_CALLED = {  # the columns, as volunteers call them
    "user": gettext_lazy("User name"),
    "what": gettext_lazy("What it is"),
    "name": gettext_lazy("What it is called"),
    "done": gettext_lazy("What was done"),
    "on": gettext_lazy("Day"),
    "wiki": gettext_lazy("Wiki"),
    "address": gettext_lazy("Address"),
    "language": gettext_lazy("Language"),
    "may_measure": gettext_lazy("Agreed to be measured"),
}
_DO = {"take_in": actions.take_in_list, "undo": actions.undo_list, "discard": actions.discard_list}


@signed_in
def contribute(request: HttpRequest, key: str, place: str) -> HttpResponseBase:
    where = seen(request, key, place)
    if not _takes_in(where):
        raise Http404
    form = ContributionForm(where.holder, events_of(request.user, where.holder), typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            actions.record(where.holder, form.told(), by=me(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            done(request, _("Thank you. It counts once somebody who organizes has confirmed it."))
            return redirect(where.address_of("contributions"))
    words = _(
        "Those who organize it see your name beside what you did. Everybody else sees only how much "
        "there is of it."
    )
    heading = _("Tell what you contributed")
    return form_page(request, form, heading=heading, label=_("Send"), words=words, where=where)


def _takes_in(where: Where) -> bool:
    announced = where.campaign.published_at is not None
    joined = where.place is None or where.place.state == InstanceState.JOINED
    return announced and joined and where.holder.is_open and actions.is_tracked(where.holder)


@signed_in
def contributions(request: HttpRequest, key: str, place: str) -> HttpResponseBase:
    """What the reader may see of it: those who organize all of it, everybody else their own."""
    where = seen(request, key, place)
    rows = contributions_for(request.user, where.campaign)
    if where.place:
        rows = rows.filter(instance=where.place)
    page = Paginator(rows.select_related("instance"), ON_A_PAGE).get_page(request.GET.get("page"))
    refused, may_run_it = "", may_run(request.user, where.holder)
    if request.method == "POST":
        try:
            _decide(request, list(page))
            return redirect(request.get_full_path())
        except (MoveRefused, Refused) as said:
            refused = str(said)
    context = {
        "where": where,
        "page": page,
        "rows": _rows(request.user, list(page)),
        "exact": exact(where.holder) if may_run_it else {},
        "may_tell": _takes_in(where),
        "may_run": may_run_it,
        "refused": refused,
        "sample": where.campaign.sample,
    }
    return render(request, "campaigns/contributions.html", context, status=422 if refused else 200)


def _rows(reader: Any, listed: list[Contribution]) -> list[dict[str, Any]]:
    """With who it was, and whether the reader may confirm it.

    A list brought a name on the wikis, and of those nothing leads to an account; somebody who told it
    themselves is called as they let the reader know them.
    """
    brought = {each.contributor for each in listed if each.how == How.IMPORT}
    contributors = Contributor.objects.filter(apart_from_minors("person"), key__in=brought)
    called = dict(contributors.values_list("key", "name"))
    known = names(reader, {each.contributor for each in listed if each.how == How.SELF})
    wikis = wikis_called(each.wiki for each in listed if each.wiki)
    waiting = [each.pk for each in listed if each.state == ContributionState.REPORTED]
    mine = Contribution.objects.filter(pk__in=waiting)
    open_to = set(access.within(reader, "confirm_contribution", mine).values_list("pk", flat=True))
    return [
        {
            "row": each,
            "who": (called if each.how == How.IMPORT else known).get(each.contributor, ""),
            "wiki": wikis.get(each.wiki, ""),
            "may_confirm": each.pk in open_to,
        }
        for each in listed
    ]


def _decide(request: HttpRequest, listed: list[Contribution]) -> None:
    form = DecideForm([(each.uid, each.uid) for each in listed], request.POST)
    if not form.is_valid():
        raise Refused(_("Choose at least one row."))
    chosen = [each for each in listed if each.uid in form.cleaned_data["rows"]]
    if "withdraw" in request.POST:
        actions.withdraw_contributions(chosen, reason=form.cleaned_data["reason"], by=me(request))
    else:
        actions.confirm(chosen, by=me(request))


@signed_in
@never_cache
def take_in(request: HttpRequest, key: str, place: str) -> HttpResponseBase:
    """Bring a list, and look at those that were brought."""
    where = run(request, key, place)
    form = ContributionsForm(typed(request), request.FILES or None)
    takes_in = _takes_in(where)
    if request.method == "POST" and takes_in and form.is_valid():
        file, title = form.table()
        try:
            brought = actions.bring_list(where.holder, file, title=title, by=me(request))
        except (Refused, Unreadable) as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(where.address_of("list", brought.pk))
    return form_page(
        request,
        form if takes_in else Form(),
        heading=_("Take in a list of contributions"),
        label=_("Look at it"),
        words=_("First you see what it says. All rows are taken in, or none."),
        where=where,
        takes_in=takes_in,
        lists=_lists(where)[:MOST_LISTS],
        template="campaigns/lists.html",
    )


@signed_in
@never_cache
def one_list(request: HttpRequest, key: str, place: str, number: int) -> HttpResponseBase:
    """POST ``move``: one of ``_DO``."""
    where = run(request, key, place)
    found = get_object_or_404(_lists(where), pk=number)
    if request.method == "POST":
        return _move(request, where, found)
    context = {
        "where": where,
        "list": found,
        **_preview(found, request.GET.get("effect", ""), request.GET.get("page")),
        "moves": ROLL.open_to(found),
        "sample": where.campaign.sample,
    }
    return render(request, "campaigns/list.html", context)


def _lists(where: Where) -> QuerySet[ContributionList]:
    return ContributionList.objects.filter(**of(where.holder)).select_related(
        "campaign", "instance__campaign"
    )


def _move(request: HttpRequest, where: Where, found: ContributionList) -> HttpResponse:
    wanted = request.POST.get("move", "")
    if wanted not in _DO:
        raise Http404
    try:
        _DO[wanted](found, by=me(request))
    except (Refused, MoveRefused) as refused:
        messages.error(request, str(refused))
    else:
        done(request, _("Done."))
    return redirect(where.address_of("list", found.pk))


def _preview(found: ContributionList, effect: str, number: str | None) -> dict[str, Any]:
    """Rows as they were read, each with what becomes of it; those with errors first, where there are any."""
    counts = Counter(each["effect"] for each in found.rows)
    wanted = [each for each in found.rows if effect not in counts or each["effect"] == effect]
    wanted.sort(key=lambda each: not each["problems"])
    page = Paginator(wanted, ON_A_PAGE).get_page(number)
    wikis = wikis_called(code for each in page if (code := each["said"].get("wiki")))
    columns = [name for name in _CALLED if any(name in each["said"] for each in page)]
    return {
        "effects": [(key, label, counts[key], key == effect) for key, label in _EFFECT if counts[key]],
        "effect": effect if effect in counts else "",
        "page": page,
        "columns": [_CALLED[name] for name in columns],
        "rows": [_shown(each, columns, wikis) for each in page],
    }


def _shown(row: dict[str, Any], columns: list[str], wikis: dict[str, str]) -> dict[str, Any]:
    problems = [(_CALLED.get(column, column), sentence) for column, sentence in row["problems"]]
    return {
        "number": row["row"],
        "effect": dict(_EFFECT)[row["effect"]],
        "problems": problems,
        "cells": [(_CALLED[name], _cell(name, row["said"].get(name, ""), wikis)) for name in columns],
    }


def _cell(column: str, said: Any, wikis: dict[str, str]) -> Any:
    """In words; what could not be read as it stands in the file."""
    if column == "on":
        return cldr.short_day(date.fromisoformat(said)) if said else ""
    if isinstance(said, bool):
        return _("yes") if said else _("no")
    return {**_IN_WORDS.get(column, {}), **(wikis if column == "wiki" else {})}.get(said, said)
