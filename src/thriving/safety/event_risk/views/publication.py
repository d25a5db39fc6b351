"""Whether an affiliate wants its events in person announced only once they passed the risk protocol."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from thriving.kernel import access
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Affiliate, Person
from thriving.safety.event_risk.actions import publication as actions
from thriving.safety.event_risk.forms.readiness import PublicationForm
from thriving.safety.event_risk.queries.publication import holds_publication


@signed_in
def rule(request: HttpRequest, key: str) -> HttpResponseBase:
    mine = access.within(request.user, "describe_affiliate", Affiliate.objects.all())
    affiliate = get_object_or_404(mine, key=key)
    form = PublicationForm(typed(request), initial={"holds": holds_publication(affiliate)})
    if request.method == "POST" and form.is_valid():
        actions.choose(affiliate, holds=form.cleaned_data["holds"], by=cast("Person", request.user))
        messages.success(request, _("Saved."))
        return redirect("movement:affiliate", key)
    heading = _("Events in person")
    context = {"affiliate": affiliate, "form": form, "heading": heading, "label": _("Save")}
    return render(request, "event_risk/rule.html", context, status=422 if form.errors else 200)
