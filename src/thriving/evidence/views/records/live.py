"""A number as it is known from day to day, and its records as far as the reader may open them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BooleanField, Case, QuerySet, Value, When
from django.http import HttpResponse
from django.utils.translation import gettext as _

from thriving.evidence.asked import Asked
from thriving.evidence.behind import Behind, behind, narrows
from thriving.evidence.difference import Difference, difference, what_became_of
from thriving.evidence.forms import FiltersForm
from thriving.evidence.kinds import sentence_of
from thriving.evidence.models import Fact, Origin, Source
from thriving.evidence.views.records.asking import Asking
from thriving.evidence.views.records.columns import EMPTY
from thriving.evidence.wording import value_words
from thriving.kernel import access, clock
from thriving.ui import cldr

_DIFFERENCES_SHOWN = 100


def live(asking: Asking) -> HttpResponse:
    found = asking.found
    tells = not _would_betray(found)
    page = asking.paged(_missing_first(found))
    found.learn_sources(page.object_list)
    context = {
        "page": page,
        "lines": [_line(fact, found) for fact in page.object_list],
        "found": found,
        "tells": tells,
        "members": _members(found) if found.number.reading.members else [],
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


def _would_betray(found: Behind) -> bool:
    """Whether a number narrowed by the reader would tell of records that this reader may not open."""
    if not narrows(found.asked):
        return False
    whole = Asked.of(found.asked.version, members=found.question.members)
    return behind(found.reader, whole, on=found.number.on, known=found.number.known_on).hidden_count > 0


def _missing_first(found: Behind) -> QuerySet[Fact]:
    if found.question.specification.kind != "ratio":
        return found.open_facts
    missing = Case(
        When(pk__in=found.missing.order_by().values("pk"), then=Value(value=True)),
        default=Value(value=False),
        output_field=BooleanField(),
    )
    return found.open_facts.annotate(missing=missing).order_by("-missing", "-occurred_on", "-number")


def _row(fact: Fact, found: Behind) -> dict[str, Any]:
    source = found.sources.get(fact.source)
    return {
        **EMPTY,
        "number": fact.number,
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
    def is_missing(self) -> bool:
        return bool(getattr(self.fact, "missing", False))

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
    members = []
    for member, reached_on in found.number.reading.members.items():
        proof = found.proofs.get(member)
        source = found.sources.get(proof.source) if proof else None
        members.append({"key": member, "reached_on": reached_on, "proof": proof, "source": source})
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
