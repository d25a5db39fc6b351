from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from thriving.evidence import addresses
from thriving.evidence.asked import Asked
from thriving.evidence.behind import Behind
from thriving.evidence.forms import DatesForm
from thriving.evidence.models import Fact
from thriving.evidence.naming import condition_in_words
from thriving.evidence.views.records.columns import RECORDS
from thriving.evidence.wording import PERCENT, reading_words
from thriving.kernel.words import Words
from thriving.ui.charts import Series

ROWS_ON_A_PAGE = 50
ROWS_IN_A_TWIN = 5_000  # a list of any length is read page by page
_KEPT = ("where", "members", "since", "until", "version")  # what the form of the dates carries along


@dataclass
class Asking:
    """One request for the records behind a number."""

    request: HttpRequest
    form: Any
    found: Behind
    page: int

    @property
    def asked(self) -> Asked:
        return self.found.asked

    @property
    def title(self) -> str:
        return str(self.heading) or self.asked.version.measure.key

    @property
    def heading(self) -> Words:
        """What a plan calls the number, or else what its measure is called."""
        place = self.found.place
        return place.title if place else self.asked.version.title

    def paged(self, facts: QuerySet[Fact]) -> Page[Fact]:
        size = ROWS_ON_A_PAGE if self.form == "html" else ROWS_IN_A_TWIN
        return Paginator(facts, size).get_page(self.page)

    def respond(
        self,
        rows: Any,
        *,
        template: str,
        context: Mapping[str, Any],
        extra: Mapping[str, Any] | None = None,
        tells: bool = True,
    ) -> HttpResponse:
        """``tells``: whether the number itself may be told."""
        number = self.found.number
        value = number.reading.value if tells else None
        return RECORDS.respond(
            self.request,
            rows,
            form=self.form,
            template=template,
            context={**self._about(tells=tells), **context},
            extra={
                "measure": self.asked.version.measure.key,
                "version": self.asked.version.number,
                "value": value,
                "unit": self.asked.question.specification.unit,
                **(extra or {}),
            },
            title=self.title,
            sample=self.found.is_sample,
            on=number.on,
            known=number.known_on,
        )

    def _about(self, *, tells: bool) -> dict[str, Any]:
        number, question = self.found.number, self.asked.question
        return {
            "number": number,
            "reading": number.reading,
            "value": reading_words(number.reading, question.specification) if tells else "",
            "version": self.asked.version,
            "heading": self.heading,
            "place": self.found.place,
            "specification": question.specification,
            "about_url": addresses.measure_url(self.asked.version),
            "conditions": [] if self.found.place else list(self._conditions()),
            "chart_unit": "percent" if question.specification.unit == PERCENT else "number",
            "line": [Series(self.title, number.series)] if tells and len(number.series) > 1 else [],
            "dates_form": DatesForm({"on": number.on, "known": number.known_on}),
            "kept": [(name, value) for name in _KEPT for value in self.request.GET.getlist(name) if value],
        }

    def _conditions(self) -> Iterator[tuple[str, str]]:
        """Each filter of the address, with the address without it."""
        for condition in self.asked.question.filters:
            query = self.request.GET.copy()
            written = addresses.condition_in_address(condition)
            query.setlist("where", [part for part in query.getlist("where") if part and part != written])
            query.pop("page", None)
            yield condition_in_words(condition), f"?{query.urlencode(safe=':,')}"

    def at(self, on: date, known: date) -> str:
        """The same question on other dates."""
        return addresses.evidence_url(self.asked, on, known)
