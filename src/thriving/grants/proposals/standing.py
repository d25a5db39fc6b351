"""What everybody reads of where a proposal stands: its own public word, or what its agreement says since.

The package of agreements fills `after`; without it a granted proposal stays "decided".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.utils.functional import Promise

from thriving.grants.proposals.models import Proposal
from thriving.grants.proposals.states import GRANTED
from thriving.kernel.registry import Registry

Word = str | Promise
Told = Callable[[Iterable[int]], Mapping[int, Word]]  # of these proposals, by their number: one query for all

after = Registry[Told]("what proposals are called after the decision")


def public_words(proposals: Iterable[Proposal]) -> dict[int, Word]:
    """For a whole list at once, so that its length costs no queries."""
    listed = list(proposals)
    said: dict[int, Word] = {each.pk: each.public_state for each in listed}
    granted = {each.pk for each in listed if each.state in GRANTED}
    for told in after.values():
        # Of all that are listed: whether any is granted costs no query either.
        said |= {pk: word for pk, word in told(said).items() if pk in granted}
    return said


def public_word(proposal: Proposal) -> Word:
    return public_words([proposal])[proposal.pk]
