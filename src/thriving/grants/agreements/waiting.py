"""Agreements that wait: for an officer to write or run them, and for whoever signs for a side."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.query import EmptyQuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.grants.agreements.models import Agreement, Side, Text
from thriving.grants.agreements.queries import to_be_agreed_by
from thriving.grants.agreements.queries.decided import untold
from thriving.grants.agreements.rules import rule_of
from thriving.grants.agreements.states import DRAFT, RUNNING, SIGNED, TERMINATED, TEXT_DRAFT, TEXT_READY
from thriving.kernel import access
from thriving.movement import work
from thriving.ui import cldr

OFFICER, SECOND = gettext_lazy("as grants officer"), gettext_lazy("as a second officer, or in finance")
WHOSE = {Side.OURS: gettext_lazy("for the fund"), Side.THEIRS: gettext_lazy("on the grantee’s side")}


def waiting(reader: Any, today: date) -> Iterator[work.Item]:  # noqa: ARG001 -- nothing here has a day
    for proposal in work.first(to_be_agreed_by(reader).order_by("decided_on", "pk")):
        yield work.Item(
            title=_("Write the agreement of “%(title)s”") % {"title": cldr.apart(proposal)},
            address=reverse("agreements:draft", args=[proposal.key]),
            due=None,
            since=proposal.decided_on,
            kind=_("Write an agreement"),
            whose=str(OFFICER),
            sample=proposal.sample,
        )
    yield from _to_run(reader)
    yield from _to_tell(reader)
    yield from _to_sign(reader)
    yield from _for_a_second(reader)


def _to_run(reader: Any) -> Iterator[work.Item]:
    mine = access.within(
        reader, "run_agreement", Agreement.objects.filter(Q(officer=reader.pk) | Q(officer=None))
    )
    drafted = Q(Exists(Text.objects.filter(agreement=OuterRef("pk"), state=TEXT_DRAFT)))
    found = mine.filter(Q(state__in=(SIGNED, TERMINATED)) | drafted).select_related("proposal")
    for each in work.first(found.order_by("changed_on", "pk")):
        yield work.Item(
            title=_("Take the agreement on “%(title)s” one step further")
            % {"title": cldr.apart(each.proposal)},
            address=reverse("agreements:agreement", args=[each.key]),
            due=None,
            since=each.changed_on,
            kind=_("Take an agreement one step further"),
            whose=str(OFFICER),
            sample=each.sample,
        )


def _to_tell(reader: Any) -> Iterator[work.Item]:
    """Of grants that a table brought: no money leaves before."""
    lasting = untold().filter(state__in=(DRAFT, *RUNNING)).select_related("proposal")
    for each in work.first(access.within(reader, "tell_decision", lasting).order_by("changed_on", "pk")):
        yield work.Item(
            title=_("Tell by which document “%(title)s” was decided") % {"title": cldr.apart(each.proposal)},
            address=f"{reverse('agreements:agreement', args=[each.key])}#decision",
            due=None,
            since=each.changed_on,
            kind=_("Tell how a grant was decided"),
            whose=str(OFFICER),
            sample=each.sample,
        )


def _to_sign(reader: Any) -> Iterator[work.Item]:
    ready = Text.objects.filter(state=TEXT_READY).select_related("agreement__proposal")
    asked: set[int] = set()
    for side in Side:
        reached = access.within(reader, rule_of(side), Agreement.objects.filter(pk=OuterRef("agreement")))
        if isinstance(reached, EmptyQuerySet):
            continue
        missing = ready.exclude(signatures__side=side).exclude(signatures__signed_by=reader.key)
        found = missing.filter(Exists(reached)).exclude(pk__in=asked)
        for each in work.first(found.order_by("ready_on", "pk")):
            asked.add(each.pk)
            yield work.Item(
                title=_("Read the agreement on “%(title)s” and sign it")
                % {"title": cldr.apart(each.agreement.proposal)},
                address=reverse("agreements:text", args=[each.agreement.key, each.number]),
                due=None,
                since=each.ready_on,
                kind=_("Sign an agreement"),
                whose=str(WHOSE[side]),
                sample=each.agreement.sample,
            )


def _for_a_second(reader: Any) -> Iterator[work.Item]:
    """What somebody said alone, and nothing is paid before somebody else has said it too."""
    lasting = Agreement.objects.filter(state__in=(DRAFT, *RUNNING)).select_related("proposal")
    unagreed = lasting.exclude(no_works="").filter(no_works_agreed_by="").exclude(no_works_by=reader.key)
    told = lasting.filter(decided_elsewhere__confirmed_at=None, decided_elsewhere__isnull=False)
    others = told.exclude(decided_elsewhere__stated_by=reader.key).distinct()
    agree, confirm = (
        _("Agree that no event is paid for: “%(title)s”"),
        _("Confirm the decision on “%(title)s”"),
    )
    for rule, found, title, kind in (
        ("agree_to_no_works", unagreed, agree, _("Agree that a grant pays for no event")),
        ("confirm_decision", others, confirm, _("Confirm how a grant was decided")),
    ):
        for each in work.first(access.within(reader, rule, found).order_by("changed_on", "pk")):
            yield work.Item(
                title=title % {"title": cldr.apart(each.proposal)},
                address=reverse("agreements:agreement", args=[each.key]),
                due=None,
                since=each.changed_on,
                kind=kind,
                whose=str(SECOND),
                sample=each.sample,
            )


work.declare("agreements", gettext_lazy("Agreements"), waiting, lists=("grants",))
