from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.grants.agreements import actions, queries, wording
from thriving.grants.agreements.forms import ReasonForm, TemplateForm
from thriving.grants.agreements.models import Template
from thriving.grants.funds.views.asking import ask, person
from thriving.kernel.words import FALLBACK
from thriving.movement.doors import needs, typed

_RULE = "write_agreement_template"
_ALL = gettext_lazy("Templates of agreements")


@needs(_RULE)
@require_safe
def templates(request: HttpRequest) -> HttpResponse:
    names = dict(settings.LANGUAGES)
    context = {
        "found": [(each, names.get(each.language, each.language)) for each in queries.templates_in_use()]
    }
    return render(request, "agreements/templates.html", context)


@needs(_RULE)
def write_template(request: HttpRequest) -> HttpResponseBase:
    """A new one, or with ``?of=`` the next version of one that is there."""
    before = queries.versions_of(request.GET.get("of", "")).first()
    shown = (
        {"key": before.key, "title": before.title, "language": before.language, "body": before.body}
        if before
        else {}
    )
    form = TemplateForm(typed(request), initial=shown or {"language": FALLBACK})
    return ask(
        request,
        form,
        lambda: actions.write_template(**form.said(), by=person(request)),
        title=_("Write a template"),
        crumbs=[(_ALL, reverse("agreements:templates"))],
        to=reverse("agreements:templates"),
        template="agreements/write_template.html",
        places=wording.PLACES.items(),
        needed=wording.NEEDED,
    )


@needs(_RULE)
def retire_template(request: HttpRequest, pk: int) -> HttpResponseBase:
    found = get_object_or_404(Template, pk=pk, retired_on=None)
    form = ReasonForm(typed(request))
    return ask(
        request,
        form,
        lambda: actions.retire_template(found, why=form.cleaned_data["reason"], by=person(request)),
        title=_("Take the template out of use"),
        crumbs=[(_ALL, reverse("agreements:templates"))],
        to=reverse("agreements:templates"),
    )
