"""A number as it is known from day to day, and its records as far as the reader may open them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, QuerySet, Value, When
from django.http import HttpResponse
from django.utils.translation import gettext as _

from thriving.evidence.behind import Behind, behind
from thriving.evidence.difference import Difference, difference, what_became_of
from thriving.evidence.forms import FiltersForm
from thriving.evidence.kinds import kinds
from thriving.evidence.models import Fact, Origin, Source
from thriving.evidence.naming import OPEN_TO, sentence_of, value_title
from thriving.evidence.views.records.asking import Asking
from thriving.evidence.views.records.columns import EMPTY
from thriving.evidence.wording import none_missing, value_words
from thriving.kernel import access, clock
from thriving.ui import cldr

_DIFFERENCES_SHOWN = 100
_MISSING_SHOWN = 500  # more are in the twins


def live(asking: Asking) -> HttpResponse:
    found = asking.found
    tells = not (found.narrows and found.hides)
    by_share = found.question.specification.kind == "ratio"
    # Of nobody, nobody is missing: that goes without saying. What may not be told is not to be told by this.
    has_case = bool(found.number.reading.denominator) or not tells
    page = asking.paged(found.reached if by_share and asking.form == "html" else _in_order(found))
    found.learn_sources(page.object_list)
    context = {
        "page": page,
        "missing": _missing(found) if by_share and has_case else None,
        "hidden": [(OPEN_TO[seen_by], count) for seen_by, count in found.hidden_by_visibility],
        "lines": [_line(fact, found) for fact in page.object_list],
        "found": found,
        "tells": tells,
        "members": _members(found) if tells and found.number.reading.members else [],
        "filters_form": FiltersForm(found),
        "difference": _difference_told(asking) if tells else None,
    }
    hidden = {str(seen_by.value): count for seen_by, count in found.hidden_by_visibility} if tells else {}
    return asking.respond(
        [_row(fact, found) for fact in page.object_list],
        template="evidence/records.html",
        context=context,
        extra={
            "rows_open": found.open_count,
            "rows_hidden": hidden,
            "pages": page.paginator.num_pages,
        },
        tells=tells,
    )


def _in_order(found: Behind) -> QuerySet[Fact]:
    """Newest first; of a share, the missing ones before all others."""
    if found.question.specification.kind != "ratio":
        return found.open_facts
    missing = Case(
        When(pk__in=found.missing.order_by().values("pk"), then=Value(value=True)),
        default=Value(value=False),
        output_field=BooleanField(),
    )
    return found.open_facts.annotate(missing=missing).order_by("-missing", "-occurred_on", "-number")


def _missing(found: Behind) -> dict[str, Any]:
    """Who is missing of a share: all of them counted, and the ones that the reader may open."""
    reading, shown = found.number.reading, list(found.missing[:_MISSING_SHOWN])
    found.learn_sources(shown)
    count = (reading.denominator or 0) - (reading.numerator or 0)
    opened = found.missing.order_by().values("subject").distinct().count()
    return {
        "count": count,
        "none": none_missing(kinds[found.question.sides[-1].fact].subject),
        "hidden": count - opened,
        "lines": [_line(fact, found) for fact in shown],
    }


def _row(fact: Fact, found: Behind) -> dict[str, Any]:
    source = found.sources.get(fact.source)
    return {
        **EMPTY,
        "number": fact.number if found.tells_numbers else None,
        "kind": fact.kind,
        "occurred_on": fact.occurred_on,
        "known_since": fact.recorded_at.date(),
        "subject": fact.subject,
        "value": fact.value,
        "dimensions": [f"{name}={value}" for name, value in sorted(fact.dimensions.items())],
        "source": fact.source,
        "source_title": source and source.title,
        "origin": fact.origin,
        "visibility": fact.visibility,
        "mark": "missing" if getattr(fact, "missing", False) else "",
    }


@dataclass(frozen=True)
class Line:
    """A record as the page tells it."""

    fact: Fact
    sentence: str
    source: Source | None
    mark: str = ""

    @property
    def is_typed(self) -> bool:
        return self.fact.origin == Origin.STATED

    @property
    def known_late(self) -> date | None:
        """When it became known, where that was not the day on which it happened."""
        known = self.fact.recorded_at.date()
        return known if known != self.fact.occurred_on else None


def _line(fact: Fact, found: Behind, mark: str = "") -> Line:
    return Line(fact, sentence_of(fact), found.sources.get(fact.source), mark)


def _members(found: Behind) -> list[dict[str, Any]]:
    """Each member of the named set, or each step: when it was reached, and the record that shows it."""
    found.learn_sources(found.proofs.values())
    members, of = [], found.question.specification.of
    named = found.place.names if found.place else {}
    for member, reached_on in found.number.reading.members.items():
        proof = found.proofs.get(member)
        source = found.sources.get(proof.source) if proof else None
        members.append(
            {
                "title": named.get(member) or value_title(of, member),
                "reached_on": reached_on,
                "proof": proof,
                "source": source,
            }
        )
    return members


@dataclass(frozen=True)
class DifferenceTold:
    sentence: str
    lines: list[Line]
    hidden: int  # records of the difference that the reader may not open


def _difference_told(asking: Asking) -> DifferenceTold | None:
    """What has become known since the day that the reader asks for; None when they ask for now."""
    found = asking.found
    then = found.number
    if then.known_on >= clock.today():
        return None
    now = behind(found.reader, found.asked, on=then.on).number
    changed = difference(found.question, then.on, then.known_number, now.known_number)
    told = {
        "before": value_words(then.reading.value, found.question.specification),
        "day": cldr.day(then.known_on),
        "after": value_words(now.reading.value, found.question.specification),
        "changes": changed.in_words(),
    }
    sentence = _("%(before)s was known on %(day)s; %(after)s is known now: %(changes)s.") % told
    return DifferenceTold(sentence, *_difference_lines(changed, found))


def _difference_lines(changed: Difference, found: Behind) -> tuple[list[Line], int]:
    opened: QuerySet[Fact] = access.within(found.reader, "open_fact", changed.facts())
    shown: Iterable[Fact] = list(opened[:_DIFFERENCES_SHOWN])
    found.learn_sources(shown)
    lines = [_line(fact, found, what_became_of(fact, changed)) for fact in shown]
    return lines, changed.facts().count() - opened.count()
