"""The page of all that waits for whoever reads it."""

from __future__ import annotations

from datetime import date
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thriving.kernel import clock
from thriving.movement import work
from thriving.movement.doors import signed_in
from thriving.movement.models import Person
from thriving.ui.twins import Column, Records, Row
from thriving.ui.twins.records import Form

WORK = Records(
    "my-work",
    _("My work"),
    _("Everything that waits for you, by date."),
    columns=(
        Column("due_on", "date", _("Due"), _("The day by which it is wanted, where there is one.")),
        Column("late", "boolean", _("Late"), _("Whether that day has passed.")),
        Column("what", "string", _("What"), _("What to do.")),
        Column("of", "string", _("Of"), _("What it belongs to.")),
        Column("why", "string", _("Why"), _("Why it waits for you.")),
        Column("since", "date", _("Since"), _("The day from which on it waits, where that is known.")),
        Column("page", "string", _("Page"), _("Where to do it.")),
    ),
)


@require_safe
@signed_in
def my_work(request: HttpRequest, form: Form) -> HttpResponse:
    me = cast("Person", request.user)
    today = clock.now().astimezone(me.zone).date()
    waiting = work.waiting_for(me, today)
    return WORK.respond(
        request,
        [_row(each, today) for each in waiting],
        form=form,
        template="movement/my_work.html",
        context={"waiting": waiting, "today": today, "shown": work.is_cut(waiting) and work.SHOWN},
        sample=any(each.item.sample for each in waiting),
    )


def _row(waits: work.Waits, today: date) -> Row:
    return {
        "due_on": waits.item.due,
        "late": waits.item.is_late(today),
        "what": waits.item.title,
        "of": waits.of,
        "why": waits.item.why,
        "since": waits.item.since,
        "page": waits.item.address,
    }
