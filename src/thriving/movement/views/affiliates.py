"""The pages of affiliates: the list, one of them, and describing it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access, clock
from thriving.movement import actions, slots, traces
from thriving.movement.actions.affiliates import apply_for_recognition, describe_affiliate
from thriving.movement.doors import signed_in, typed
from thriving.movement.forms.groups import AffiliateForm, ApplyForm
from thriving.movement.models import AffiliateKind, Person, Reach
from thriving.movement.queries import groups, reports
from thriving.movement.queries.reports import Compliance
from thriving.ui import cldr
from thriving.ui.twins import Column, Parameter, Records

ON_A_PAGE, IN_A_TWIN = 50, 1_000

REACHES = (
    Column("countries", "list", gettext_lazy("Countries"), gettext_lazy("Their ISO 3166 codes.")),
    Column("regions", "list", gettext_lazy("Regions"), gettext_lazy("Regions that are served as a whole.")),
    Column("languages", "list", gettext_lazy("Languages"), gettext_lazy("By the codes that wikis use.")),
)
FILTERS = (
    Parameter("country", "string", gettext_lazy("Country"), gettext_lazy("Its ISO 3166 code.")),
    Parameter("region", "string", gettext_lazy("Region"), gettext_lazy("Its key, such as south-asia.")),
    Parameter("language", "string", gettext_lazy("Language"), gettext_lazy("Its code.")),
    Parameter("kind", "string", gettext_lazy("Kind"), gettext_lazy("One of the kinds of this list.")),
    Parameter("after", "string", gettext_lazy("After"), gettext_lazy("The key of the last one seen.")),
)
AFFILIATES = Records(
    "affiliates",
    gettext_lazy("Affiliates"),
    gettext_lazy("Groups that the movement recognizes, in the order of their English names."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses name it.")),
        Column("name", "string", gettext_lazy("Name"), gettext_lazy("In the language of the page.")),
        Column("acronym", "string", gettext_lazy("Acronym"), gettext_lazy("If it has one.")),
        Column("kind", "string", gettext_lazy("Kind"), ", ".join(AffiliateKind)),
        Column("state", "string", gettext_lazy("Recognition"), gettext_lazy("How it is recognized now.")),
        Column("recognized_since", "date", gettext_lazy("Since"), gettext_lazy("Recognized since.")),
        *REACHES,
        Column("compliance", "string", gettext_lazy("Reporting"), ", ".join(Compliance)),
        Column("overdue_since", "date", gettext_lazy("Overdue since"), gettext_lazy("The oldest due day.")),
        Column("meta_page", "string", gettext_lazy("Page"), gettext_lazy("Where it tells of itself.")),
    ),
    parameters=(
        *FILTERS,
        Parameter("compliance", "string", gettext_lazy("Reporting"), ", ".join(Compliance)),
    ),
)


class ListForm(forms.Form):
    """What the list can be asked, each with what occurs in it."""

    def __init__(
        self, data: Mapping[str, Any], choices: Mapping[str, tuple[Any, list[tuple[str, Any]]]]
    ) -> None:
        super().__init__(data)
        for name, (label, offered) in choices.items():
            any_ = ("", _("any"))
            self.fields[name] = forms.ChoiceField(label=label, required=False, choices=[any_, *offered])


@require_safe
def affiliates(request: HttpRequest, form: Any) -> HttpResponse:
    asked = AFFILIATES.asked(request)
    every = groups.standing(groups.affiliates_for(request.user))
    found = reports.with_compliance(groups.matching(every, wanted(asked)))
    listed, following = page_of(reports.in_state(found, asked["compliance"] or ""), asked["after"], form)
    return AFFILIATES.respond(
        request,
        [_row(each) for each in listed],
        form=form,
        template="movement/affiliates/affiliates.html",
        context={
            "affiliates": [(each, reports.compliance_of(each)) for each in listed],
            "filters_form": ListForm(request.GET, _choices(every)) if form == "html" else None,
            "next": next_address(request, following),
            "may_judge": access.holds(request.user, "judge_affiliates"),
        },
        extra={"next": following},
        sample=any(each.sample for each in listed),
    )


@require_safe
def affiliate(request: HttpRequest, key: str) -> HttpResponse:
    """What it does, how it is recognized, and what it has left as evidence."""
    query = reports.with_compliance(groups.affiliates_for(request.user)).prefetch_related(
        "reaches", "reports"
    )
    found = get_object_or_404(query, key=key)
    context = {
        "affiliate": found,
        "compliance": reports.compliance_of(found),
        "region_names": groups.region_names(found),
        "officers": groups.officers(request.user, found),
        "reports": [(each, each.days_late(clock.today())) for each in found.reports.all()],
        "beside": slots.filled(request, found),
        "traces": traces.left_by(request.user, "affiliate", key),
        "may_describe": access.may(request.user, "describe_affiliate", found),
        "may_follow": access.may(request.user, "follow_recognition", found),
        "sample": found.sample,
    }
    return render(request, "movement/affiliates/affiliate.html", context)


@signed_in
def apply(request: HttpRequest) -> HttpResponseBase:
    form = ApplyForm(None, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            key = form.cleaned_data["key"].lower()
            made = apply_for_recognition(form.described(), by=cast("Person", request.user), key=key)
        except actions.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, _("Your application has been received. This page shows how it goes on.")
            )
            return redirect("movement:recognition", made.key)
    return render(
        request, "movement/affiliates/apply.html", {"form": form}, status=422 if form.errors else 200
    )


@signed_in
def describe(request: HttpRequest, key: str) -> HttpResponseBase:
    query = groups.affiliates_to_describe(request.user).prefetch_related("reaches")
    found = get_object_or_404(query, key=key)
    form = AffiliateForm(found, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            describe_affiliate(found, form.described(), by=cast("Person", request.user))
        except actions.Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved."))
            return redirect("movement:affiliate", key)
    context = {"form": form, "affiliate": found}
    return render(request, "movement/affiliates/describe.html", context, status=422 if form.errors else 200)


def wanted(asked: Mapping[str, Any]) -> groups.Wanted:
    return groups.Wanted(
        country=(asked["country"] or "").upper(),
        region=asked["region"] or "",
        language=asked["language"] or "",
        kind=asked["kind"] or "",
    )


def page_of(found: Any, after: str | None, form: str) -> tuple[list[Any], str | None]:
    """The groups that follow ``after``, and the key after which there are more, if any."""
    most = ON_A_PAGE if form == "html" else IN_A_TWIN
    ordered = groups.after(found, after or "").prefetch_related("reaches").order_by("sort_name", "pk")
    listed = list(ordered[: most + 1])
    return listed[:most], (listed[most - 1].key if len(listed) > most else None)


def next_address(request: HttpRequest, following: str | None) -> str:
    """Of what comes after this page; empty at the end."""
    if following is None:
        return ""
    asked = request.GET.copy()
    asked["after"] = following
    return f"?{asked.urlencode()}"


def reach_choices(every: Any) -> dict[str, tuple[Any, list[tuple[str, Any]]]]:
    """The countries and languages that occur, and the regions there are, by their names."""
    countries = groups.codes_served(every, Reach.COUNTRY)
    languages = groups.codes_served(every, Reach.LANGUAGE)
    return {
        "country": (_("Country"), _named(countries, cldr.country_name)),
        "region": (_("Region"), list(groups.regions().items())),
        "language": (_("Language"), _named(languages, cldr.language_name)),
    }


def _choices(every: Any) -> dict[str, tuple[Any, list[tuple[str, Any]]]]:
    return {
        **reach_choices(every),
        "kind": (_("Kind"), list(AffiliateKind.choices)),
        "compliance": (_("Reporting"), [(each.value, each.label) for each in Compliance]),
    }


def _named(codes: Iterable[str], name: Any) -> list[tuple[str, str]]:
    return sorted(((code, name(code)) for code in codes), key=lambda each: each[1].casefold())


def _row(affiliate: Any) -> dict[str, Any]:
    return {
        "key": affiliate.key,
        "name": affiliate.name,
        "acronym": affiliate.acronym,
        "kind": affiliate.kind,
        "state": affiliate.public_state,
        "recognized_since": affiliate.recognized_since,
        "countries": affiliate.countries,
        "regions": affiliate.regions,
        "languages": affiliate.languages,
        "compliance": reports.compliance_of(affiliate).value,
        "overdue_since": affiliate.overdue_since_day,
        "meta_page": affiliate.meta_page,
    }
