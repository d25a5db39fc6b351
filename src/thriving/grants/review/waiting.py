"""What waits in reviews: for a member their word, their review, their vote; for officers the next step.

Of a proposal that is not open to somebody yet, nothing is said but that it waits.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.grants.proposals.models import Proposal
from thriving.grants.review.models import Committee
from thriving.grants.review.queries import next_steps
from thriving.movement import work

MEMBER, OFFICER = gettext_lazy("in the committee"), gettext_lazy("as grants officer")


def waiting(reader: Any, _today: date) -> Iterator[work.Item]:
    for proposal in work.first(next_steps.to_declare(reader)):
        why = _("Nothing of it opens to you before you have said so.")
        title = _("Say whether you have a conflict of interest")
        yield _item(proposal, title, "review:declare", why, named=False)
    for proposal in work.first(next_steps.to_review(reader)):
        yield _item(proposal, _("Review a proposal"), "review:give_review")
    for proposal in work.first(next_steps.to_vote(reader)):
        yield _item(proposal, _("Vote on a proposal"), "review:vote")
    yield from _of_officer(reader)


def _of_officer(reader: Any) -> Iterator[work.Item]:
    for committee in work.first(next_steps.to_begin(reader)):
        yield _of(committee)
    for proposal in work.first(next_steps.to_put_to_the_vote(reader)):
        yield _item(proposal, _("Let the committee vote"), "review:proposal", whose=OFFICER)
    for proposal in work.first(next_steps.to_decide(reader)):
        why = _("The committee has voted; the applicants wait for its reason.")
        yield _item(proposal, _("Write down the decision"), "review:decide", why, whose=OFFICER)
    for proposal in work.first(next_steps.to_take_up_again(reader)):
        why = _("The committee put it off. Let it vote again once there is what its decision asks for.")
        yield _item(proposal, _("Take up again what was put off"), "review:proposal", why, whose=OFFICER)


def _of(committee: Committee) -> work.Item:
    title = _("Let the committee begin")
    page = reverse("review:committee", args=[committee.key])
    due = committee.round.closes_on
    return work.Item(
        title,
        page,
        due,
        of=str(committee.round),
        kind=title,
        whose=str(OFFICER),
        sample=committee.sample,
    )


def _item(  # noqa: PLR0913 -- each is a part of the item
    proposal: Proposal,
    title: str,
    page: str,
    why: str = "",
    *,
    named: bool = True,
    whose: str | Promise = MEMBER,
) -> work.Item:
    return work.Item(
        title,
        reverse(page, args=[proposal.key]),
        proposal.round.decides_by,
        since=None,
        of=str(proposal.title if named else proposal.round.title),
        why=why,
        kind=title,
        whose=str(whose),
        sample=proposal.sample,
    )


work.declare("review", gettext_lazy("Reviews of grants"), waiting, lists=("grants",))
