"""Contributions: one's own, those that wait to be confirmed, and lists of them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thriving.kernel import access
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.queries.people import names
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.forms.contribution import ContributionForm, ContributionsForm, DecideForm
from thriving.programs.campaigns.models import Contribution, ContributionState, Contributor, InstanceState
from thriving.programs.campaigns.queries.campaign import contributions_for
from thriving.programs.campaigns.queries.page import events_of, may_run
from thriving.programs.campaigns.queries.results import exact
from thriving.programs.campaigns.views.finding import Where, done, form_page, me, run, seen

ON_A_PAGE = 100


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
        "exact": exact(where.holder) if may_run_it else None,
        "may_tell": _takes_in(where),
        "may_run": may_run_it,
        "refused": refused,
        "sample": where.campaign.sample,
    }
    return render(request, "campaigns/contributions.html", context, status=400 if refused else 200)


def _rows(reader: Any, listed: list[Contribution]) -> list[dict[str, Any]]:
    """With who it was, as far as they let the reader know it; and whether the reader may confirm it."""
    keys = {each.contributor for each in listed}
    called = dict(Contributor.objects.filter(key__in=keys).values_list("key", "name"))
    called |= names(reader, keys)
    waiting = [each.pk for each in listed if each.state == ContributionState.REPORTED]
    mine = Contribution.objects.filter(pk__in=waiting)
    open_to = set(access.within(reader, "confirm_contribution", mine).values_list("pk", flat=True))
    return [
        {"row": each, "who": called.get(each.contributor) or "", "may_confirm": each.pk in open_to}
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
def take_in(request: HttpRequest, key: str, place: str) -> HttpResponseBase:
    where = run(request, key, place)
    if not _takes_in(where):
        raise Http404
    files = request.FILES if request.method == "POST" else None
    form = ContributionsForm(where.holder, typed(request), files)
    if request.method == "POST" and form.is_valid():
        try:
            new = actions.record_list(where.holder, form.told, by=me(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            done(request, ngettext("%(n)d row is new.", "%(n)d rows are new.", new) % {"n": new})
            return redirect(where.address_of("contributions"))
    return _list_page(request, where, form)


def _list_page(request: HttpRequest, where: Where, form: ContributionsForm) -> HttpResponse:
    heading = _("Take in a list of contributions")
    words = _("All rows are taken in, or none. Rows that are there already change nothing.")
    return form_page(
        request,
        form,
        heading=heading,
        label=_("Take it in"),
        words=words,
        where=where,
        template="campaigns/upload.html",
    )
