"""One desired outcome: its official series, what changed in the plan's year, the key results that serve it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from thriving.evidence import indicators
from thriving.plan import records
from thriving.plan.dates import Dates
from thriving.plan.models import Plan
from thriving.plan.queries import OutcomeStanding, PlanStanding
from thriving.plan.views import setting
from thriving.ui.twins import Row
from thriving.ui.twins.records import Form


@dataclass(frozen=True)
class Spoken:
    """An official series and what it says about the plan's year."""

    series: indicators.Series
    year: indicators.YearInWords

    @property
    def address(self) -> str:
        return reverse("evidence:indicator", args=[self.series.key])

    def row(self) -> Row:
        return {
            "indicator": self.series.key,
            "title": str(self.series.title),
            "unit": self.series.unit,
            "before": self.year.before,
            "after": self.year.after,
            "compared": [month.isoformat() for month in self.year.compared],
            "missing": [month.isoformat() for month in self.year.missing],
            "words": self.year.words,
            "source": self.series.source,
            "page": self.address,
        }


def outcome(request: HttpRequest, plan: str, outcome: str, form: Form) -> HttpResponse:
    found = setting.plan_for(request, plan)
    standing = setting.standing_for(request, found, Dates())
    each = _outcome_in(standing, outcome)
    spoken = spoken_by(each, found)
    context = {
        **setting.context(request, standing, Dates()),
        "each": each,
        "spoken": spoken,
        "absent": absent(each, spoken),
        "steps": setting.steps(found, (_("Outcomes"), reverse("plan:outcomes", args=[found.key]))),
        "here": str(each.outcome.title),
    }
    return records.OUTCOME.respond(
        request,
        [one.row() for one in spoken],
        form=form,
        template="plan/outcome.html",
        context=context,
        title=str(each.outcome.title),
        sample=standing.sample,
    )


def spoken_by(each: OutcomeStanding, found: Plan) -> list[Spoken]:
    series = indicators.for_keys(each.outcome.indicators)
    return [Spoken(one, indicators.year_in_words(one, found.starts_on, found.ends_on)) for one in series]


def absent(each: OutcomeStanding, spoken: list[Spoken]) -> list[str]:
    """Series that should stand here and whose files nobody has loaded."""
    loaded = {one.series.key for one in spoken}
    return [key for key in each.outcome.indicators if key not in loaded]


def _outcome_in(standing: PlanStanding, key: str) -> OutcomeStanding:
    found: Any = next((each for each in standing.outcomes if each.outcome.key == key), None)
    if found is None:
        raise Http404(key)
    return found
