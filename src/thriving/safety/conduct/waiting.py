"""What waits of codes: what one owes them, and what keeps them alive.

An acknowledgment stands on the list of grants too. A code lives by votes, answers to comments, its next step,
the Board's word and a review.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thriving.kernel import access, clock
from thriving.movement import work
from thriving.movement.roles import roles
from thriving.safety.conduct.actions.reminding import REVIEWED_AHEAD
from thriving.safety.conduct.models import Version
from thriving.safety.conduct.queries import owed_by, to_vote_on
from thriving.safety.conduct.states import (
    CONSULTATION,
    ENDORSED,
    FROZEN,
    IN_FORCE,
)
from thriving.ui import cldr


def waiting(reader: Any, today: date) -> Iterator[work.Item]:
    yield from _to_vote(reader)
    yield from _to_endorse(reader)
    yield from _to_keep(reader, today)


def to_acknowledge(reader: Any, _today: date) -> Iterator[work.Item]:
    for each in owed_by(reader):
        version = each.version
        named = cldr.listed(roles[role].title for role in each.roles if role in roles)
        yield work.Item(
            title=_("Read “%(title)s” and acknowledge it") % {"title": cldr.apart(version.code)},
            address=reverse("conduct:acknowledge", args=[version.code.key, version.number]),
            due=version.in_force_on,
            why=_("Your role asks for it: %(roles)s. Until then you read with it and do nothing.")
            % {"roles": named}
            if version.state == IN_FORCE
            else _("Your role will ask for it once it is in force: %(roles)s.") % {"roles": named},
            public=True,
            kind=_("Acknowledge a code of conduct"),
            whose=named,
            sample=version.code.sample,
        )


def _to_vote(reader: Any) -> Iterator[work.Item]:
    for each in work.first(to_vote_on(reader).order_by("ballot__last_day", "pk")):
        yield work.Item(
            title=_("Vote on “%(title)s”, version %(number)s")
            % {"title": cldr.apart(each.code), "number": cldr.number(each.number)},
            address=reverse("conduct:vote", args=[each.code.key, each.number]),
            due=each.ballot.last_day,
            since=each.ballot.opened_at.date() if each.ballot.opened_at else None,
            kind=_("Vote"),
            sample=each.code.sample,
        )


def _to_endorse(reader: Any) -> Iterator[work.Item]:
    found = access.within(reader, "endorse_code", Version.objects.select_related("code"))
    for each in work.first(found.order_by("pk")):
        yield _step(
            each, _("Record whether the Board endorses “%(title)s”") % {"title": cldr.apart(each.code)}
        )


def _to_keep(reader: Any, today: date) -> Iterator[work.Item]:
    """One item for each version: the next thing that only a keeper can do."""
    unanswered = Q(comments__answered_at=None, comments__hidden_at=None)
    counted = Count("comments", filter=unanswered)
    kept = access.within(reader, "keep_code_version", Version.objects.select_related("code", "ballot"))
    found = kept.annotate(waiting_comments=counted).filter(_has_a_next(today))
    for each in work.first(found.order_by("pk")):
        if title := _next(each, each.waiting_comments, today):
            due = each.review_due_on if each.state == IN_FORCE else None
            yield _step(each, title % {"title": cldr.apart(each.code)}, due)


def _has_a_next(today: date) -> Q:
    """Of versions: whether `_next` says something of it."""
    is_open = Q(consulted_on=None, consulted_until__gte=clock.today())
    due = Q(state=IN_FORCE, review_due_on__lte=today + REVIEWED_AHEAD)
    consulted = Q(state=CONSULTATION) & ~is_open
    return Q(waiting_comments__gt=0) | consulted | Q(state__in=(FROZEN, ENDORSED)) | due


def _next(version: Version, comments: int, today: date) -> str:
    if comments:
        said = ngettext(
            "Answer %(count)s comment on “%%(title)s”", "Answer %(count)s comments on “%%(title)s”", comments
        )
        return said % {"count": cldr.number(comments)}
    if version.state == CONSULTATION and not version.takes_comments:
        concluded = version.consulted_on is not None
        return (
            _("Freeze the text of “%(title)s”")
            if concluded
            else _("Conclude the consultation on “%(title)s”")
        )
    if version.state == FROZEN:
        return _("Declare and open the ballot on “%(title)s”")
    if version.state == ENDORSED:
        return _("Put “%(title)s” in force")
    due = version.review_due_on
    if version.state == IN_FORCE and due is not None and due <= today + REVIEWED_AHEAD:
        return _("Review “%(title)s”")
    return ""


def _step(version: Version, title: str, due: date | None = None) -> work.Item:
    return work.Item(
        title=title,
        address=reverse("conduct:version", args=[version.code.key, version.number]),
        due=due,
        kind=_("Take a code of conduct one step further"),
        sample=version.code.sample,
    )


work.declare("conduct", gettext_lazy("Codes of conduct"), waiting)
work.declare("acknowledgments", gettext_lazy("Codes of conduct"), to_acknowledge, lists=("grants",))
