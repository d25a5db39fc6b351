from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access, clock
from thriving.movement.doors import needs, typed
from thriving.movement.queries.groups import regions
from thriving.programs.partnerships import actions, queries
from thriving.programs.partnerships.beside import sections
from thriving.programs.partnerships.forms import NewPartnerForm, PartnerForm, PartnersForm
from thriving.programs.partnerships.models import Partner, PartnerKind, PartnerLanguage
from thriving.programs.partnerships.queries import Wanted
from thriving.programs.partnerships.views.asking import ask, person
from thriving.ui.twins import Column, Parameter, Records

ON_A_PAGE, IN_A_TWIN, MEETINGS_SHOWN = 50, 500, 50
_KEY = gettext_lazy("How addresses name it.")
PARTNERS = Records(
    "partners",
    gettext_lazy("Partners"),
    gettext_lazy("Institutions and affiliates with which we work or talk, by their names."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), _KEY),
        Column("name", "string", gettext_lazy("Name"), gettext_lazy("In the language of the page.")),
        Column("kind", "string", gettext_lazy("Kind"), ", ".join(PartnerKind)),
        Column("country", "string", gettext_lazy("Country"), gettext_lazy("Its ISO 3166 code.")),
        Column("region", "string", gettext_lazy("Region"), gettext_lazy("Its key, such as south-asia.")),
        Column("languages", "list", gettext_lazy("Languages"), gettext_lazy("Their codes.")),
        Column("url", "string", gettext_lazy("Address"), gettext_lazy("Of its site.")),
    ),
    parameters=(
        Parameter("region", "string", gettext_lazy("Region"), gettext_lazy("Its key, such as south-asia.")),
        Parameter("country", "string", gettext_lazy("Country"), gettext_lazy("Its ISO 3166 code.")),
        Parameter("kind", "string", gettext_lazy("Kind"), ", ".join(PartnerKind)),
        Parameter("language", "string", gettext_lazy("Language"), gettext_lazy("Its code.")),
        Parameter("page", "integer", gettext_lazy("Page"), gettext_lazy("Which part of the list.")),
    ),
)


@require_safe
def partners(request: HttpRequest, form: Any) -> HttpResponse:
    asked = PARTNERS.asked(request)
    wanted = {name: asked[name] or "" for name in ("region", "country", "kind", "language")}
    every = queries.partners_for(request.user)
    found = queries.matching(every, Wanted(**wanted)).prefetch_related("spoken")
    page = Paginator(found, ON_A_PAGE if form == "html" else IN_A_TWIN).get_page(asked["page"] or 1)
    placed = queries.regions_of(list(page), clock.today())
    return PARTNERS.respond(
        request,
        [_row(each, placed[each.pk]) for each in page],
        form=form,
        template="partnerships/partners.html",
        context={
            "page": page,
            "listed": _named(list(page), placed) if form == "html" else [],
            "filters_form": PartnersForm(asked, _languages(every)) if form == "html" else None,
            "is_filtered": any(wanted.values()),
            "may_add": access.holds(request.user, "add_partner"),
        },
        sample=any(each.sample for each in page),
    )


@require_safe
def partner(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(queries.partners_for(request.user), key=key)
    region = queries.region_of(found, clock.today())
    works = access.may(request.user, "see_partner_contact", found)
    met = queries.meetings_for(request.user).filter(partner=found)
    mine = access.within(request.user, "rewrite_partner_meeting", met) if works else met.none()
    context = {
        "partner": found,
        "region": regions().get(region, region),
        "meetings": met.prefetch_related("with_us__person")[:MEETINGS_SHOWN],
        "partnerships": queries.partnerships_for(request.user).filter(partner=found),
        "sections": sections(request, found),
        "works": works,
        "may_propose": access.holds(request.user, "propose_partnership"),
        "mine": set(mine.values_list("pk", flat=True)),
        "sample": found.sample,
    }
    return render(request, "partnerships/partner.html", context)


@needs("add_partner")
def new_partner(request: HttpRequest) -> HttpResponseBase:
    form = NewPartnerForm(request.user, None, typed(request))
    return ask(
        request,
        form,
        lambda: actions.add_partner(form.described(), key=form.cleaned_data["key"], by=person(request)),
        title=_("Add a partner"),
        crumbs=_crumbs(),
        to=lambda: reverse("partnerships:partner", args=[form.cleaned_data["key"]]),
    )


@needs("add_partner")
def describe_partner(request: HttpRequest, key: str) -> HttpResponseBase:
    found = get_object_or_404(queries.partners_for(request.user), key=key)
    form = PartnerForm(request.user, found, typed(request))
    return ask(
        request,
        form,
        lambda: actions.describe_partner(found, form.described(), by=person(request)),
        title=_("Describe it anew"),
        crumbs=crumbs_of(found),
        to=reverse("partnerships:partner", args=[key]),
    )


def crumbs_of(found: Partner) -> list[tuple[Any, str]]:
    return [*_crumbs(), (found.title, reverse("partnerships:partner", args=[found.key]))]


def _crumbs() -> list[tuple[Any, str]]:
    return [(_("Partners"), reverse("partnerships:partners"))]


def _languages(every: Any) -> list[str]:
    spoken = PartnerLanguage.objects.filter(partner__in=every.values("pk"))
    return list(spoken.order_by("code").values_list("code", flat=True).distinct())


def _named(listed: list[Partner], placed: dict[int, str]) -> list[tuple[Partner, str]]:
    names = regions()
    return [(each, names.get(placed[each.pk], placed[each.pk])) for each in listed]


def _row(found: Partner, region: str) -> dict[str, Any]:
    return {
        "key": found.key,
        "name": found.title,
        "kind": found.kind,
        "country": found.country,
        "region": region,
        "languages": [each.code for each in found.spoken.all()],
        "url": found.url,
    }
