"""Rows of partnerships, exchanges, councils and others where people write, and which other tests lack."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from tests.conftest import Cast
from tests.whole.test_access import ARCHIVES, CANDIDATE, RIVER, RIVER_CALL, Row

from thriving.grants.agreements.models import Agreement, DecidedElsewhere
from thriving.kernel import clock
from thriving.programs.councils import models as councils
from thriving.programs.exchange.models import Exchange, Outcome
from thriving.programs.partnerships.models import Finding, Interest, Partnership, Renewal, Signature, Version
from thriving.safety.conduct.models import Comment

__all__ = ["PAGES_OF_THESE", "written_in_programs"]

SAID = "word"  # which the attack then replaces
HELD = {**RIVER, "number": "7"}
# What the table of access does without: a meeting that has been, whose minutes everybody reads.
PAGES_OF_THESE = (Row("councils:meeting", 200, with_=HELD),)


def written_in_programs(cast: Cast) -> None:
    _of_partnerships(cast)
    _of_exchanges(cast)
    _of_a_meeting(cast)
    _of_a_selection(cast)
    _of_an_answer(cast)
    _of_offices(cast)


def _of_partnerships(cast: Cast) -> None:
    by, today = {"recorded_by": cast.lead.key}, clock.today()
    one = Partnership.objects.get(**ARCHIVES)
    Interest.objects.create(partnership=one, side="ours", words=SAID, stated_on=today, **by)
    proposed = {"proposed_on": today, "proposed_by": cast.lead.key, "until": today}
    Renewal.objects.create(partnership=one, side="theirs", ground=SAID, **proposed)
    signed = {"name": SAID, "office": SAID, "signed_on": today, "recorded_at": clock.now(), **by}
    Signature.objects.create(version=Version.objects.get(partnership=one), side="theirs", **signed)
    withdrawn = {"number": 2, "withdrawn_at": clock.now(), "reason": SAID}
    _once_more(Finding.objects.filter(stream__partnership=one), **withdrawn)


def _of_exchanges(cast: Cast) -> None:
    answered = {"answer": "helped", "asked_on": clock.today(), "answered_on": clock.today()}
    for each in Exchange.objects.all():
        Outcome.objects.create(exchange=each, side="asker", words=SAID, answered_by=cast.lead, **answered)


def _of_a_meeting(cast: Cast) -> None:
    now, by = clock.now(), cast.lead.key
    of_all = {"state": "held", "agreed_minutes": 1, "published_at": now, "minors_may_come": False}
    held = _once_more(councils.Meeting.objects.filter(council__key=RIVER["key"]), number=7, **of_all)
    councils.AgendaItem.objects.create(meeting=held, position=1, title=SAID, text=SAID)
    votes = {"votes_for": 2, "votes_against": 1, "abstained": 0}
    recorded = {"recorded_at": now, "recorded_by": by}
    councils.Resolution.objects.create(meeting=held, text=SAID, dissent=SAID, **votes, **recorded)
    written = {"number": 1, "language": "en", "written_at": now, "written_by": by}
    digest = hashlib.sha256(SAID.encode()).hexdigest()
    councils.Minutes.objects.create(meeting=held, text=SAID, digest=digest, **written)


def _of_a_selection(cast: Cast) -> None:
    """The scores of a call are open to all who judge, and what was decided to everybody."""
    now, by = clock.now(), cast.lead.key
    calls = councils.Call.objects.filter(council__key=RIVER["key"], number=RIVER_CALL["number"])
    calls.update(revealed_at=now)
    call = calls.get()
    stands = councils.Nomination.objects.get(key=CANDIDATE["nomination"])
    points = dict.fromkeys(call.rubric.weights, 1) if call.rubric else {}
    councils.Sheet.objects.create(
        nomination=stands, panelist=cast.evaluator, points=points, note=SAID, given_at=now
    )
    councils.Recusal.objects.create(nomination=stands, person=cast.editor, why=SAID, declared_at=now)
    told = {"candidates": 1, "ties": 0, "decided_at": now, "decided_by": by}
    councils.Decision.objects.create(call=call, reason=SAID, **told)


def _of_an_answer(cast: Cast) -> None:
    found = councils.Recommendation.objects.get(council__key=RIVER["key"], number=1)
    said = {"recommendation": found, "words": SAID, "language": "en", "by": cast.lead, "at": clock.now()}
    later = {"kind": "more_time", "until": clock.today() + timedelta(days=30)}
    councils.Answer.objects.create(why=SAID, **later, **said)
    councils.FollowUp.objects.create(done=False, **said)


def _of_offices(cast: Cast) -> None:
    now, by = clock.now(), cast.lead.key
    answered = {"kind": "kept", "answer": SAID, "answered_at": now, "answered_by": by}
    Comment.objects.update(answer_language="en", **answered)
    for each in Agreement.objects.all():
        stated = {"sha256": "0" * 64, "decided_on": clock.today(), "stated_at": now, "stated_by": by}
        money = {"award": each.award or 1, "currency": each.currency}
        DecidedElsewhere.objects.create(agreement=each, number=1, title=SAID, **stated, **money)


def _once_more(rows: QuerySet[Any], **otherwise: Any) -> Any:
    """A row beside the first of these, as that one but for what is said otherwise."""
    row = rows.order_by("pk")[0]
    row.pk, row._state.adding = None, True
    for name, value in otherwise.items():
        setattr(row, name, value)
    row.save(force_insert=True)
    return row
