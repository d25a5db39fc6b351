"""What everybody reads of the response to crises: whether it works, and how often it was needed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.safety.crisis import operating, public
from thriving.safety.crisis.models import Crisis
from thriving.ui.twins import Column, Records

YEARS = Records(
    "crises-by-year",
    _("Response to crises"),
    _("How many events of a year that is over called for the crisis protocol. Counted late, without detail."),
    columns=(
        Column("year", "integer", _("Year"), _("A year that is over.")),
        Column("crises", "integer", _("Crises"), _("Empty where it would tell too much.")),
    ),
)


@require_safe
def about(request: HttpRequest, form: Any) -> HttpResponse:
    counts, standing = public.counts(), operating.standing()
    return YEARS.respond(
        request,
        [{"year": each.year, "crises": each.crises} for each in counts.years],
        form=form,
        template="crisis/about.html",
        context={
            "counts": counts,
            "standing": standing,
            "may_respond": access.holds(request.user, "respond_to_crises"),
        },
        extra={
            "qualified": counts.qualified,
            "answered": counts.answered,
            "fully_operational": standing.is_operational,
        },
        sample=Crisis.objects.filter(sample=True).exists(),
    )
