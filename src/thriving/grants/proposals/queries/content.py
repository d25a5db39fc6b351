"""All that a proposal says, without a name of anybody: for its page, and for those who review it blind."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from thriving.evidence.models import MeasureVersion
from thriving.grants.proposals.models import BudgetLine, ChosenMeasure, PaidBy, Proposal
from thriving.grants.proposals.states import DRAFT
from thriving.kernel.money import Money, total
from thriving.kernel.words import Words
from thriving.questions.models import Question


@dataclass(frozen=True)
class Target:
    """A measure, by what its newest version is called; a draft has not ``chosen`` all core ones yet."""

    title: Words | str
    chosen: ChosenMeasure | None = None
    is_core: bool = False


@dataclass(frozen=True)
class Told:
    lines: list[BudgetLine]
    whole: Money
    by_grant: Money
    targets: list[Target]
    answers: list[tuple[Question, str]]

    @property
    def by_others(self) -> Money:
        return self.whole - self.by_grant


def told(proposal: Proposal) -> Told:
    """Five queries at most, however much it says."""
    lines = list(proposal.lines.all())
    paid = [each for each in lines if each.paid_by == PaidBy.GRANT]
    return Told(
        lines,
        _sum(proposal, lines),
        _sum(proposal, paid),
        _targets(proposal),
        _answers(proposal),
    )


def _sum(proposal: Proposal, lines: list[BudgetLine]) -> Money:
    return total((proposal.money(each.amount) for each in lines), proposal.currency)


def _targets(proposal: Proposal) -> list[Target]:
    chosen = list(proposal.measures.select_related("measure"))
    shared, core = {each.measure.key for each in chosen if each.measure}, proposal.round.core_measures
    titles = _titles({*shared, *core})
    lacking = [key for key in core if key not in shared] if proposal.state == DRAFT else []
    return [
        *(Target(titles[key], is_core=True) for key in lacking),
        *(_target(each, titles, core) for each in chosen),
    ]


def _titles(keys: Collection[str]) -> dict[str, Words]:
    if not keys:
        return {}
    versions = MeasureVersion.objects.filter(measure__key__in=keys).select_related("measure")
    return {each.measure.key: each.title for each in versions.order_by("number")}


def _target(chosen: ChosenMeasure, titles: Mapping[str, Words], core: Collection[str]) -> Target:
    key = chosen.measure.key if chosen.measure else ""
    return Target(titles.get(key) or chosen.own, chosen, is_core=key in core)


def _answers(proposal: Proposal) -> list[tuple[Question, str]]:
    asked = proposal.form.asked if proposal.form else []
    answered = [each for each in asked if each.key in proposal.answers]
    return [(each, each.sort.words(proposal.answers[each.key])) for each in answered]
