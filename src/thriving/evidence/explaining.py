"""A measure's definition in words: how and what it counts, who may open its records, its own example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from thriving.evidence.asked import specification_of
from thriving.evidence.kinds import kinds
from thriving.evidence.measures import Condition, Specification
from thriving.evidence.measures.specification import SUBJECT, Side
from thriving.evidence.models import MeasureVersion, Visibility
from thriving.evidence.naming import condition_in_words, property_title, sentence
from thriving.evidence.wording import listed, value_words
from thriving.movement.naming import scheme_title
from thriving.ui import cldr


def explained(specification: Specification) -> list[tuple[str, str]]:
    """Terms and their meaning, for the definition card."""
    return [
        (_("How it is counted"), _way(specification)),
        *_what_counts(specification),
        *_regions(specification),
        (_("When there is nothing to count"), _empty(specification)),
        (_("Who may open its records"), _who(specification)),
    ]


@dataclass(frozen=True)
class Golden:
    """The example that the measure carries, and on which each of its versions is tried."""

    records: list[str]
    on: date
    filters: list[Condition]
    members: list[str]
    value: str


def golden_example(version: MeasureVersion) -> Golden | None:
    specification = specification_of(version)
    said = specification.golden
    if not said:
        return None
    value = said.get("value")
    return Golden(
        records=[_record_in_words(each) for each in said.get("facts", ())],
        on=date.fromisoformat(str(said["on"])),
        filters=[Condition.of(each) for each in said.get("filters", ())],
        members=list(said.get("members", ())),
        value=value_words(None if value is None else Decimal(str(value)), specification),
    )


def _way(it: Specification) -> str:
    of = _("subject") if it.of == SUBJECT else property_title(it.of).lower()
    ways = {
        "count": _("The records are counted."),
        "sum": _("The values of the records are added up."),
        "median": _(
            "The middle one of the records' values: half of them are at most that. Told from %(minimum)s on."
        )
        % {"minimum": cldr.number(it.minimum)},
        "distinct": _("Each different %(of)s counts once, however many records name it.") % {"of": of},
        "ratio": _("The share of those required that were reached. Who is missing stands first in its list."),
        "change": _statistic(it),
        "coverage": _("How many members of a named set have at least one record."),
        "milestones": _("How many of the steps have a record that shows them."),
        "indicator": _("The newest month of an official series that others publish: “%(series)s”.")
        % {"series": it.indicator},
        "stated": _("The newest number that a person typed with a proof and a second person confirmed."),
    }
    return ways[it.kind]


def _statistic(it: Specification) -> str:
    if it.pairing is None:
        return ""
    told = {
        "before": it.pairing.before,
        "after": it.pairing.after,
        "by": cldr.number(it.pairing.improved_by),
        "minimum": cldr.number(it.pairing.minimum),
    }
    sentences = {
        "improved_count": _(
            "Those assessed at “%(before)s” and again at “%(after)s” who rose by at least %(by)s."
        ),
        "improved_share": _(
            "Of those assessed at “%(before)s” and again at “%(after)s”, the share who rose by at least "
            "%(by)s; told from %(minimum)s pairs on."
        ),
        "mean_change": _(
            "How much those assessed at “%(before)s” and again at “%(after)s” changed on average; told from "
            "%(minimum)s pairs on."
        ),
    }
    return sentences[it.pairing.statistic] % told


def _what_counts(it: Specification) -> Iterator[tuple[str, str]]:
    titles = [_("Reached"), _("Required")] if it.kind == "ratio" else [_("What counts")]
    for title, side in zip(titles, it.sides, strict=False):
        yield title, _side_in_words(side)


def _side_in_words(side: Side) -> str:
    meaning = str(kinds[side.fact].meaning)
    if not side.where:
        return meaning
    return _("%(meaning)s Only where %(conditions)s.") % {
        "meaning": meaning,
        "conditions": listed([condition_in_words(each) for each in side.where]),
    }


def _regions(it: Specification) -> Iterator[tuple[str, str]]:
    if it.regions:
        told = {"scheme": scheme_title(it.regions.scheme), "version": cldr.number(it.regions.version)}
        sentence = _(
            "%(scheme)s, version %(version)s: each record falls where its country lay on the record's day."
        )
        yield _("Regions"), sentence % told


def _empty(it: Specification) -> str:
    if it.empty_is_zero and it.kind not in {"ratio", "median", "stated", "indicator"}:
        return _("It says 0.")
    return _("It says “no case yet”, which is neither 0 nor 100 percent.")


def _who(it: Specification) -> str:
    if it.about_people:
        return _(
            "Nobody but evaluators and leads, for it counts people. Everyone else sees it as it is published."
        )
    seen_by = [Visibility(kinds[side.fact].visibility) for side in it.sides]
    if any(each is not Visibility.PUBLIC for each in seen_by):
        return _("Its records are not open to everyone; the number is the same for all.")
    return _("Everyone, unless a single record says otherwise.")


def _record_in_words(said: Mapping[str, Any]) -> str:
    value = said.get("value")
    told = sentence(
        kinds[said["kind"]],
        said["subject"],
        None if value is None else Decimal(str(value)),
        said.get("dimensions", {}),
    )
    return f"{cldr.short_day(date.fromisoformat(str(said['occurred_on'])))}: {told}"
