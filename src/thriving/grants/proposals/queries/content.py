"""All that a proposal says, without a name of anybody: for its page, and for those who review it blind."""

from __future__ import annotations

from dataclasses import dataclass

from thriving.evidence.models import MeasureVersion
from thriving.grants.proposals.models import BudgetLine, ChosenMeasure, PaidBy, Proposal
from thriving.kernel.money import Money, total
from thriving.kernel.words import Words
from thriving.questions.models import Question


@dataclass(frozen=True)
class Target:
    """A measure that was chosen, by what its newest version is called."""

    chosen: ChosenMeasure
    title: Words | str


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
    measures = [each.measure_id for each in chosen if each.measure_id]
    versions = MeasureVersion.objects.filter(measure__in=measures).order_by("number") if measures else ()
    titles = {each.measure_id: each.title for each in versions}
    return [Target(each, titles.get(each.measure_id or 0) or each.own) for each in chosen]


def _answers(proposal: Proposal) -> list[tuple[Question, str]]:
    asked = proposal.form.asked if proposal.form else []
    answered = [each for each in asked if each.key in proposal.answers]
    return [(each, each.sort.words(proposal.answers[each.key])) for each in answered]
