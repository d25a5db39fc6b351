from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.movement.doors import needs, signed_in, typed
from thriving.programs.milestones.queries import milestones_for
from thriving.programs.partnerships import actions, queries, sealing
from thriving.programs.partnerships.forms import (
    DayForm,
    InterestForm,
    NewPartnershipForm,
    PartnershipForm,
    ReasonForm,
)
from thriving.programs.partnerships.models import Finding, Partnership, PartnershipState, Stream, Version
from thriving.programs.partnerships.states import (
    ACTIVE,
    BEFORE_SIGNING,
    CONTACT,
    DRAFTED,
    ENDED,
    IN_FORCE,
    PARTNERSHIP,
    READY,
    RENEWAL,
    RENEWAL_AGREED,
    RENEWAL_DUE,
    RENEWED,
    SIGNED,
    TALKS,
    VERSION_DRAFT,
    VERSION_READY,
)
from thriving.programs.partnerships.views.asking import Step, ask, past, person
from thriving.programs.partnerships.views.partners import crumbs_of as crumbs_of_partner
from thriving.ui.twins import Column, Parameter, Records

ON_A_PAGE, IN_A_TWIN = 50, 500
PARTNERSHIPS = Records(
    "partnerships",
    gettext_lazy("Partnerships"),
    gettext_lazy("With whom we have agreements or talk about one, and how far each is; the newest first."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses name it.")),
        Column("title", "string", gettext_lazy("Title"), gettext_lazy("In the language of the page.")),
        Column("partner", "string", gettext_lazy("Partner"), gettext_lazy("By its key.")),
        Column("state", "string", gettext_lazy("State"), ", ".join(PartnershipState)),
        Column("since", "date", gettext_lazy("Since"), gettext_lazy("When it came into its state.")),
        Column("ends_on", "date", gettext_lazy("Last day"), gettext_lazy("Empty where none is agreed.")),
    ),
    parameters=(
        Parameter("state", "string", gettext_lazy("State"), gettext_lazy("Only those in this state.")),
        Parameter("affiliate", "string", gettext_lazy("Affiliate"), gettext_lazy("By its key.")),
        Parameter("page", "integer", gettext_lazy("Page"), gettext_lazy("Which part of the list.")),
    ),
)
# What a state means, and what comes next.
MEANINGS: Mapping[str, str | Promise] = {
    CONTACT: gettext_lazy("There was a first contact. Next, both sides talk."),
    TALKS: gettext_lazy("Both sides talk. Next, an agreement is drafted."),
    DRAFTED: gettext_lazy("An agreement is drafted. Next, its text is declared ready to be signed."),
    READY: gettext_lazy("The text is ready. Next, both sides sign it."),
    SIGNED: gettext_lazy("Both sides have signed. Next, the work begins."),
    ACTIVE: gettext_lazy("The agreement is in force."),
    RENEWAL_DUE: gettext_lazy("The agreement ends soon. Next, both sides agree to renew it, or it ends."),
    RENEWED: gettext_lazy("The agreement was renewed and is in force."),
    ENDED: gettext_lazy("The partnership has ended."),
}


@require_safe
def partnerships(request: HttpRequest, form: Any) -> HttpResponse:
    asked = PARTNERSHIPS.asked(request)
    wanted = {"state": asked["state"], "partner__affiliate__key": asked["affiliate"]}
    found = queries.partnerships_for(request.user).filter(
        **{name: value for name, value in wanted.items() if value}
    )
    page = Paginator(found, ON_A_PAGE if form == "html" else IN_A_TWIN).get_page(asked["page"] or 1)
    return PARTNERSHIPS.respond(
        request,
        [_row(each) for each in page],
        form=form,
        template="partnerships/partnerships.html",
        context={
            "page": page,
            "may_propose": access.holds(request.user, "propose_partnership"),
        },
        sample=any(each.sample for each in page),
    )


@require_safe
def partnership(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(queries.partnerships_for(request.user).select_related("lead"), key=key)
    versions = list(queries.versions_for(request.user, found))
    shown, runs = queries.in_question(versions), access.may(request.user, "run_partnership", found)
    renewal = queries.renewal_of(found)
    context = {
        "partnership": found,
        "renewal": renewal,
        "renewed": list(found.renewals.filter(state=RENEWAL_AGREED)),
        "renewing": [(name, RENEWING[name]) for name in queries.renewal_steps(request.user, found, renewal)],
        "meaning": MEANINGS[found.state],
        "interests": list(found.interests.all()),
        "versions": versions,
        "version": shown,
        "troubles": sealing.troubles(shown) if shown else [],
        "bases": queries.bases_of(shown) if shown else None,
        "streams": _streams(found, shown),
        "milestones": milestones_for(request.user)
        .filter(ties__record__startswith=f"partnerships/{found.key}/")
        .distinct(),
        "steps": [(name, each.title) for name, each in STEPS.items() if found.state in each.states]
        if runs
        else [],
        "may_draft": runs and _may_draft(found, versions),
        "runs": runs and found.state != ENDED,
        "sample": found.sample,
    }
    return render(request, "partnerships/partnership.html", context)


@needs("propose_partnership")
def propose(request: HttpRequest, key: str) -> HttpResponseBase:
    """With the partner of this key."""
    found = get_object_or_404(queries.partners_for(request.user), key=key)
    form = NewPartnershipForm(None, typed(request))
    return ask(
        request,
        form,
        lambda: actions.propose_partnership(
            found, form.proposed(), key=form.cleaned_data["key"], by=person(request)
        ),
        title=_("Begin a partnership"),
        crumbs=crumbs_of_partner(found),
        to=lambda: reverse("partnerships:partnership", args=[form.cleaned_data["key"]]),
    )


RENEWING: Mapping[str, str | Promise] = {
    queries.PROPOSE: gettext_lazy("Propose to renew it"),
    **{move.name: move.title for move in RENEWAL.moves},
}
_TITLES = {move.name: move.title for move in PARTNERSHIP.moves}
_GOING = (*BEFORE_SIGNING, SIGNED, *IN_FORCE)
STEPS = {
    "begin_talks": Step(
        _TITLES["begin_talks"],
        (CONTACT,),
        lambda _found, data: forms.Form(data),
        lambda found, _form, by: actions.begin_talks(found, by=by),
    ),
    "interests": Step(
        gettext_lazy("Write down what a side wants"),
        BEFORE_SIGNING,
        lambda _found, data: InterestForm(data),
        lambda found, form, by: actions.state_interests(
            found, form.cleaned_data["side"], form.cleaned_data["words"], on=form.cleaned_data["on"], by=by
        ),
    ),
    "take_effect": Step(
        _TITLES["take_effect"],
        (SIGNED,),
        lambda _found, data: DayForm(data),
        lambda found, form, by: actions.take_effect(found, on=form.cleaned_data["on"], by=by),
    ),
    "describe": Step(
        gettext_lazy("Describe it anew"),
        _GOING,
        PartnershipForm,
        lambda found, form, by: actions.describe_partnership(found, form.proposed(), by=by),
    ),
    "end": Step(
        _TITLES["end"],
        _GOING,
        lambda _found, data: ReasonForm(data),
        lambda found, form, by: actions.end(found, reason=form.cleaned_data["reason"], by=by),
        gettext_lazy("This is for good. A text that nobody has signed no longer counts as an agreement."),
    ),
}


@signed_in
def step(request: HttpRequest, key: str, step: str) -> HttpResponseBase:
    found = get_object_or_404(queries.run_by(request.user), key=key)
    asked = STEPS.get(step)
    if asked is None:
        raise Http404
    if found.state not in asked.states:
        return past(request, reverse("partnerships:partnership", args=[key]))
    form = asked.form(found, typed(request))
    return ask(
        request,
        form,
        lambda: asked.take(found, form, person(request)),
        title=str(asked.title),
        words=str(asked.words),
        crumbs=crumbs_of(found),
        to=reverse("partnerships:partnership", args=[key]),
    )


def crumbs_of(found: Partnership) -> list[tuple[Any, str]]:
    every = (_("Partnerships"), reverse("partnerships:partnerships"))
    return [every, (found.title, reverse("partnerships:partnership", args=[found.key]))]


def _streams(found: Partnership, shown: Version | None) -> list[tuple[Stream, list[Finding], int]]:
    """Each stream, its findings that stand, and how many of these the agreement names."""
    standing: defaultdict[int, list[Finding]] = defaultdict(list)
    for finding in queries.findings_of(found).filter(withdrawn_at=None):
        standing[finding.stream_id].append(finding)
    named = set(shown.clauses.values_list("findings", flat=True)) if shown else set()
    return [
        (each, standing[each.pk], sum(finding.pk in named for finding in standing[each.pk]))
        for each in found.streams.all()
    ]


def _may_draft(found: Partnership, versions: Sequence[Version]) -> bool:
    waiting = any(each.state in (VERSION_DRAFT, VERSION_READY) for each in versions)
    return found.state not in (CONTACT, ENDED) and not waiting


def _row(found: Partnership) -> dict[str, Any]:
    return {
        "key": found.key,
        "title": found.title,
        "partner": found.partner.key,
        "state": found.state,
        "since": found.changed_on,
        "ends_on": found.ends_on,
    }
