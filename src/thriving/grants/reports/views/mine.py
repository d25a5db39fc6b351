"""All that waits for somebody of grants, whatever they are there: one list on one page."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thriving.kernel import clock
from thriving.movement import work
from thriving.movement.doors import signed_in
from thriving.movement.models import Person
from thriving.ui.twins import Column, Records
from thriving.ui.twins.records import Form

MINE = Records(
    "my-grants",
    _("My grants"),
    _("What you do next for proposals, grants and reports: as applicant, in a committee, or as an officer."),
    columns=(
        Column("due_on", "date", _("Due"), _("The day by which it is wanted, where there is one.")),
        Column("late", "boolean", _("Late"), _("Whether that day has passed.")),
        Column("what", "string", _("What"), _("What to do.")),
        Column("of", "string", _("Of"), _("What it belongs to.")),
        Column("whose", "string", _("As whom"), _("What you are there, such as the one who applies.")),
        Column("why", "string", _("Why"), _("Why it waits for you.")),
        Column("page", "string", _("Page"), _("Where to do it.")),
    ),
)


@require_safe
@signed_in
def mine(request: HttpRequest, form: Form) -> HttpResponse:
    me = cast("Person", request.user)
    today = clock.now().astimezone(me.zone).date()
    waiting = work.waiting_for(me, today, "grants")
    return MINE.respond(
        request,
        [
            {
                "due_on": each.item.due,
                "late": each.item.is_late(today),
                "what": each.item.title,
                "of": each.of,
                "whose": each.item.whose,
                "why": each.item.why,
                "page": each.item.address,
            }
            for each in waiting
        ],
        form=form,
        template="grant_reports/mine.html",
        context={"waiting": waiting, "today": today, "shown": work.is_cut(waiting) and work.SHOWN},
        sample=any(each.item.sample for each in waiting),
    )
