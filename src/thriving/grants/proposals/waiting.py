"""Proposals that wait: for those who apply, to be handed in or answered for; for officers, to be screened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.grants.proposals.actions.bringing import KEPT_UNDECIDED
from thriving.grants.proposals.models import InfoRequest, Proposal
from thriving.grants.proposals.queries import to_screen, undecided_by, written_by
from thriving.grants.proposals.states import DRAFT, INFO_REQUESTED, SCREENING, SUBMITTED
from thriving.kernel import access
from thriving.movement import work
from thriving.ui import cldr

APPLICANT, OFFICER = gettext_lazy("as one who applies"), gettext_lazy("as grants officer")


def waiting(reader: Any, today: date) -> Iterator[work.Item]:
    yield from _drafts(reader, today)
    yield from _to_answer(reader)
    yield from _to_join(reader, today)
    yield from _to_screen(reader)
    yield from _to_take_in(reader)


def _drafts(reader: Any, today: date) -> Iterator[work.Item]:
    """As long as they can be handed in."""
    drafts = written_by(reader).filter(state=DRAFT, round__closes_on__gte=today, round__state="open")
    for each in work.first(drafts.order_by("round__closes_on", "pk")):
        yield _item(
            each,
            _("Hand in “%(title)s”, or withdraw it"),
            due=each.round.closes_on,
            since=each.changed_at.date(),
            kind=_("Hand in a proposal for a grant"),
        )


def _to_answer(reader: Any) -> Iterator[work.Item]:
    mine = access.within(reader, "answer_for_proposal", Proposal.objects.all()).values("pk")
    asked = InfoRequest.objects.filter(
        proposal__in=mine, proposal__state=INFO_REQUESTED, answered_at=None
    ).select_related("proposal")
    for each in work.first(asked):
        yield _item(
            each.proposal,
            _("Answer what the officers want to know of “%(title)s”"),
            due=each.wanted_by,
            since=each.asked_at.date(),
            kind=_("Answer about a proposal for a grant"),
        )


def _to_join(reader: Any, today: date) -> Iterator[work.Item]:
    asked = access.within(reader, "join_proposal", Proposal.objects.select_related("round"))
    for each in work.first(asked.filter(round__closes_on__gte=today).order_by("round__closes_on", "pk")):
        yield _item(
            each,
            _("Say whether you apply together with others: “%(title)s”"),
            due=each.round.closes_on,
            since=None,
            kind=_("Say whether you apply together with others"),
        )


def _to_screen(reader: Any) -> Iterator[work.Item]:
    """For officers: what nobody has taken up, and what they took up themselves."""
    mine = Q(state=SUBMITTED) | Q(state=SCREENING, officer=reader.pk)
    for each in work.first(to_screen(reader).filter(mine)):
        yield _item(
            each,
            _("Screen “%(title)s”"),
            due=each.round.decides_by,  # by which it is also reviewed and voted on
            since=each.submitted_at.date() if each.submitted_at else None,
            kind=_("Screen a proposal for a grant"),
            whose=OFFICER,
        )


def _to_take_in(reader: Any) -> Iterator[work.Item]:
    """Spreadsheets of grants that whoever brought them neither took in nor dropped."""
    for each in work.first(undecided_by(reader).select_related("round")):
        yield work.Item(
            title=_("Take the grants of a spreadsheet in, or drop it"),
            address=reverse("proposals:table", args=[each.round.key, each.pk]),
            due=(each.brought_at + KEPT_UNDECIDED).date(),
            since=each.brought_at.date(),
            of=str(each.round),
            why=_("A spreadsheet on which nobody decides is dropped on that day."),
            kind=_("Decide on a spreadsheet of grants"),
            whose=str(OFFICER),
            sample=each.sample,
        )


def _item(  # noqa: PLR0913 -- each is a part of the item
    proposal: Proposal,
    words: str,
    *,
    due: date | None,
    since: date | None,
    kind: str,
    whose: str | Promise = APPLICANT,
) -> work.Item:
    title = str(proposal.title) or _("A draft without a title")
    return work.Item(
        title=words % {"title": cldr.apart(title)},
        address=reverse("proposals:proposal", args=[proposal.key]),
        due=due,
        since=since,
        kind=kind,
        whose=str(whose),
        sample=proposal.sample,
    )


work.declare("proposals", gettext_lazy("Grants"), waiting, lists=("grants",))
