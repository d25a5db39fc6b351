"""Proposing to go on until another day, agreeing to it, and dropping it."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from thriving.movement.doors import signed_in, typed
from thriving.programs.partnerships import actions, queries
from thriving.programs.partnerships.forms import AgreeForm, RenewalForm
from thriving.programs.partnerships.models import Partnership, Renewal
from thriving.programs.partnerships.queries import AGREE, PROPOSE
from thriving.programs.partnerships.rules import RECORDED, rule_of
from thriving.programs.partnerships.views.asking import ask, person
from thriving.programs.partnerships.views.partnerships import RENEWING, crumbs_of
from thriving.ui import cldr


@signed_in
def renewal(request: HttpRequest, key: str, step: str) -> HttpResponseBase:
    found = get_object_or_404(queries.partnerships_for(request.user), key=key)
    proposed = queries.renewal_of(found)
    if step not in queries.renewal_steps(request.user, found, proposed):
        raise Http404
    if step == PROPOSE or proposed is None:
        return _propose(request, found)
    return _agree(request, proposed) if step == AGREE else _drop(request, proposed)


def _propose(request: HttpRequest, found: Partnership) -> HttpResponseBase:
    sides = queries.sides_to_propose(request.user, found)
    form = RenewalForm(sides, typed(request), is_recorded=not found.partner.affiliate_id)
    words = _("It holds once somebody who signs for the other side agrees.")
    more = _("What else changes needs a new version of the agreement, signed again.")
    return ask(
        request,
        form,
        lambda: actions.propose_renewal(found, form.said(), by=person(request)),
        title=str(RENEWING[PROPOSE]),
        words=f"{words} {more}",
        crumbs=crumbs_of(found),
        to=_address(found),
    )


def _agree(request: HttpRequest, proposed: Renewal) -> HttpResponseBase:
    found = proposed.partnership
    is_recorded = rule_of(found, proposed.other_side) == RECORDED
    form = AgreeForm(typed(request), is_recorded=is_recorded)
    return ask(
        request,
        form,
        lambda: actions.agree_to_renew(proposed, ground=form.ground(), by=person(request)),
        title=str(RENEWING[AGREE]),
        words=_until(proposed),
        crumbs=crumbs_of(found),
        to=_address(found),
    )


def _drop(request: HttpRequest, proposed: Renewal) -> HttpResponseBase:
    form = forms.Form(typed(request))
    return ask(
        request,
        form,
        lambda: actions.drop_renewal(proposed, by=person(request)),
        title=str(RENEWING["drop"]),
        words=_until(proposed),
        crumbs=crumbs_of(proposed.partnership),
        to=_address(proposed.partnership),
    )


def _until(proposed: Renewal) -> str:
    return _("New last day: %(day)s.") % {"day": cldr.day(proposed.until)}


def _address(found: Partnership) -> str:
    return reverse("partnerships:partnership", args=[found.key])
