"""Whether words name those who apply: a committee that is not to be told reads them without names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from thriving.grants.proposals.models import Proposal
from thriving.grants.review.models import Review, Vote
from thriving.movement.models import Person
from thriving.programs.councils.mentions import mentioned, names_of


def naming(proposal: Proposal) -> bool:
    """Whether the words that a committee reads of it name anybody of its side."""
    names = {*_names_of_side(proposal), *_names_of_organizations(proposal)}
    return names_any(names, words_of(proposal))


def names_people(proposal: Proposal, words: Iterable[str]) -> bool:
    """Whether what everybody is to read names anybody of its side, or of those who reviewed or voted."""
    deciding = Person.objects.filter(
        pk__in=[
            *Review.objects.filter(proposal=proposal).values_list("reviewer", flat=True),
            *Vote.objects.filter(ballot__proposal=proposal).values_list("person", flat=True),
        ]
    )
    names = {*_names_of_side(proposal), *(name for each in deciding for name in _names(each))}
    return names_any(names, words)


def names_any(names: Iterable[str], words: Iterable[str]) -> bool:
    said = "\n".join(words)
    return any(mentioned(name, said) for name in names if name)


def words_of(proposal: Proposal) -> Iterator[str]:
    """All that was written into it and that its reviewers read."""
    yield from proposal.title.values()
    yield from proposal.summary.values()
    yield from _texts_in(proposal.answers)
    for line in proposal.lines.all():
        yield from (line.title, line.note)
    for measure in proposal.measures.all():
        yield from (measure.own, measure.note)


def _texts_in(answer: object) -> Iterator[str]:
    """However deep a kind of question keeps its texts."""
    if isinstance(answer, str):
        yield answer
    elif isinstance(answer, dict):
        for each in answer.values():
            yield from _texts_in(each)
    elif isinstance(answer, (list, tuple)):
        for each in answer:
            yield from _texts_in(each)


def _names_of_side(proposal: Proposal) -> Iterator[str]:
    people = [each.person for each in proposal.co_applicants.select_related("person")]
    for person in [proposal.applicant, *people]:
        if person:
            yield from _names(person)


def _names(person: Person) -> Iterator[str]:
    for whole in {person.name, person.username} - {""}:
        yield from names_of(whole)


def _names_of_organizations(proposal: Proposal) -> Iterator[str]:
    """Whole: parts of them, such as the name of a country, everybody writes."""
    yield proposal.organization
    if proposal.affiliate:
        yield from (proposal.affiliate.key, *proposal.affiliate.name.values())
