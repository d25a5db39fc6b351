"""What changed: the plan itself, and its numbers between two pairs of dates."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thriving.evidence.queries import releases_for
from thriving.kernel import clock
from thriving.plan import queries
from thriving.plan.forms import ComparisonForm
from thriving.plan.models import Plan
from thriving.plan.pages import comparison, dates, history, phrases, records, rows
from thriving.plan.pages.dates import Dates
from thriving.plan.views import setting
from thriving.plan.views.public import views
from thriving.ui.twins.records import Form


@require_safe
def changes(request: HttpRequest, plan: str, form: Form) -> HttpResponse:
    """Every change of a target, a definition or a published number, with its reason."""
    found = setting.plan_for(request, plan)
    listed = list(queries.changes_for(found))
    context = {
        "plan": found,
        "changes": listed,
        "titles": history.titles_of(found),
        "publications": list(releases_for(found.key).select_related("corrects")),
        "views": views(found, Dates(), "changes"),
        "steps": setting.steps(found),
        "here": _("Changes"),
    }
    return records.CHANGES.respond(
        request,
        rows.of_changes(found, listed),
        form=form,
        template="plan/changes.html",
        context=context,
        sample=found.sample,
    )


@require_safe
def compare(request: HttpRequest, plan: str, form: Form) -> HttpResponse:
    """The same key results at two pairs of dates, and the records that make the difference."""
    found = setting.plan_for(request, plan)
    asked = records.COMPARISON.asked(request)
    now = dates.read(asked, today=clock.today())
    then = dates.read(asked, today=clock.today(), prefix="then_")
    if not then.asked:
        then = _last_publication(found)
    pair = comparison.compare(found, request.user, then=then, now=now)
    context = {
        **setting.context(request, pair.now, now),
        "pair": pair,
        "then_words": phrases.as_known(pair.then.on, pair.then.known_on),
        "now_words": phrases.as_known(pair.now.on, pair.now.known_on),
        "form": ComparisonForm(initial=_shown(then, now)),
        "views": views(found, now, "compare"),
        "steps": setting.steps(found),
        "here": _("Two dates side by side"),
    }
    return records.COMPARISON.respond(
        request,
        comparison.rows(pair),
        form=form,
        template="plan/compare.html",
        context=context,
        sample=pair.now.sample,
        on=pair.now.on,
        known=pair.now.known_on,
    )


def _last_publication(found: Plan) -> Dates:
    """What one most likely wants to compare with; the plan's first day where nothing is published yet."""
    release = releases_for(found.key).first()
    return Dates(release.on, release.known_on) if release else Dates(found.starts_on, found.starts_on)


def _shown(then: Dates, now: Dates) -> dict[str, object]:
    return {"then_on": then.happened_by, "then_known": then.known, "on": now.on, "known": now.known}
