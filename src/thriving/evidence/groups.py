"""Affiliates and communities in the ledger: that they were recognized, and what their pages show of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.urls import reverse

from thriving.evidence import actions, addresses, definitions, ledger
from thriving.evidence.asked import Asked, specification_of
from thriving.evidence.derivations import derivations
from thriving.evidence.facts.affiliates import AFFILIATE_RECOGNIZED
from thriving.evidence.kinds import kinds
from thriving.evidence.measures import AsOf, Specification
from thriving.evidence.measures.conditions import Condition
from thriving.evidence.measures.specification import SUBJECT
from thriving.evidence.models import Fact, MeasureVersion, Source
from thriving.evidence.queries import open_facts
from thriving.evidence.statements import Statement
from thriving.kernel import clock
from thriving.movement import hearers, traces
from thriving.movement.models import Affiliate
from thriving.movement.traces import Trace

KIND = AFFILIATE_RECOGNIZED.name
NO_LONGER = "It is not known any more since when this group is recognized."


def statements() -> Iterator[Statement]:
    """What the ledger should hold of recognitions, from the affiliates themselves."""
    yield from map(_statement, Affiliate.objects.filter(recognized_since__isnull=False).order_by("pk"))


def hear(affiliates: Sequence[Affiliate], by: Any) -> None:
    """State since when these are recognized, in the transaction that changes it."""
    dated = [each for each in affiliates if each.recognized_since]
    _name_sources(dated)
    if dated:
        actions.state([_statement(each) for each in dated], by=by)
    undated = [_key(each) for each in affiliates if not each.recognized_since]
    if Fact.objects.filter(kind=KIND, natural_key__in=undated, superseded_number=None).exists():
        actions.retract(KIND, undated, by=by, why=NO_LONGER)


def left_by(reader: Any, sort: str, key: str) -> Iterator[Trace]:
    """For each measure about groups of this sort, how many records name this one; only what is open."""
    as_of = AsOf(clock.today(), ledger.position())
    for version in definitions.latest_versions():
        if name := _named_by(specification_of(version), sort):
            asked = Asked.of(version, [Condition(name, "in", (key,))])
            if records := open_facts(reader, asked, as_of).count():
                yield Trace(_title(version), records, addresses.evidence_url(asked))


def _named_by(specification: Specification, sort: str) -> str:
    """What in the facts of a measure names such groups; empty for measures of others, and of people."""
    if not specification.sides or specification.about_people:
        return ""
    sides = [kinds[side.fact] for side in specification.sides]
    if all(kind.subject == sort for kind in sides):
        return SUBJECT
    return sort if all(sort in kind.named for kind in sides) else ""


def _title(version: MeasureVersion) -> Any:
    return version.title or version.measure.key


def _statement(affiliate: Affiliate) -> Statement:
    if affiliate.recognized_since is None:
        raise ValueError(f"nobody knows since when {affiliate.key} is recognized")
    return Statement(
        KIND,
        affiliate.key,
        affiliate.recognized_since,
        dimensions={"affiliate_type": affiliate.kind},
        source=_source(affiliate),
        key=_key(affiliate),
    )


def _key(affiliate: Affiliate) -> str:
    return f"recognized:{affiliate.key}"


def _source(affiliate: Affiliate) -> str:
    return f"affiliate/{affiliate.key}"


def _name_sources(affiliates: Sequence[Affiliate]) -> None:
    """The record that tells of it is the affiliate's own page."""
    Source.objects.bulk_create(
        [
            Source(
                key=_source(each),
                kind="affiliate",
                title=each.name,
                url=reverse("movement:affiliate", args=[each.key]),
                sample=each.sample,
            )
            for each in affiliates
        ],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["title"],
    )


derivations.add(KIND, statements)
hearers.recognized.add("ledger", hear)
traces.tellers.add("ledger", left_by)
