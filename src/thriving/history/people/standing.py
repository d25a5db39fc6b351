"""What a lake can say of a window: until when it knows, and whether it knows of accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from thriving.history.metrics.measuring import Measuring
from thriving.history.metrics.metric import SUPPLIED_BY
from thriving.history.people.scopes import Scope
from thriving.history.people.ways import Ways

# What says how old an account is, and whether its owner made it.
ACCOUNTS = ("event_user_creation_timestamp", "event_user_is_created_by_system")


@dataclass(frozen=True)
class Standing:
    """What the lake can say of windows: until when it knows, and what it knows of accounts."""

    so_far: str = ""  # in words, where a window is still open
    begins_on: date | None = None  # where it has not begun: when the whole of it will be known
    known_from: date | None = None  # when who came back will be known
    no_accounts: str = ""  # why nobody can be told to be new


def standing(session: Measuring, scopes: Sequence[Scope], ways: Ways) -> Standing:
    manifest = session.lake.manifest
    wikis = sorted({wiki for scope in scopes for wiki in scope.wikis or session.wikis})
    known = min(datetime.fromisoformat(manifest.wikis[wiki].known_until) for wiki in wikis)
    begin, end = min(scope.first for scope in scopes), max(scope.end for scope in scopes)
    closes = end + timedelta(days=ways.days_after)
    silent = [wiki for wiki in wikis if not manifest.columns_of(wiki).issuperset(ACCOUNTS)]
    return Standing(
        so_far=f"so far: the lake knows until {known:%Y-%m-%d %H:%M} UTC" if end > known else "",
        begins_on=_day_after(end) if begin >= known else None,
        known_from=_day_after(closes) if closes > known else None,
        no_accounts=_not_said(silent[0]) if silent else "",
    )


def _not_said(wiki: str) -> str:
    supply = SUPPLIED_BY[ACCOUNTS[0]]
    return f"the dump of {wiki} does not say when accounts were made; what does: {supply}"


def _day_after(moment: datetime) -> date:
    """The first day (UTC) that begins when the moment has passed."""
    day = moment.astimezone(UTC)
    is_midnight = day.time() == time.min
    return day.date() if is_midnight else day.date() + timedelta(days=1)
