"""Safe spaces: how a wiki receives the edits of newcomers, and what it has to defend itself against.

Nobody publishes these as measures of safety; each says what it counts, and no more. What a high number means
is for those to say who know the place.
"""

from __future__ import annotations

from typing import Any

import ibis

from thriving.history.failures import HistoryError
from thriving.history.metrics.events import true
from thriving.history.metrics.metric import Grain, metric
from thriving.history.metrics.parts import MONTH, in_order, share
from thriving.history.metrics.renewal.members import ACTIVE, NEEDS, active
from thriving.history.metrics.tables import ALL, USER_TYPES, Tables, month_of, of_types
from thriving.history.metrics.windows import once_closed

Expression = Any

_TENURE = "wikimedia/analytics-refinery, hql/edit/edit_hourly.hql (tenure); Thriving (its use)"
_OWN = "Thriving, from the columns of mediawiki_history"
_BEGAN = (
    "event_user_registration_timestamp",
    "event_user_creation_timestamp",
    "event_user_first_edit_timestamp",
)
_REVERTED = "revision_is_identity_reverted"
_LATER = "An edit may still be reverted after the snapshot, so the last months look better than they will."

DAY = 86_400  # seconds
HOUR = 3_600
# Each up to that many seconds, left out. The names are the source's.
TENURES = {
    "Under 1 day": DAY,
    "1 to 7 days": 7 * DAY,
    "7 to 30 days": 30 * DAY,
    "30 to 90 days": 90 * DAY,
    "90 days to 1 year": 365 * DAY,
    "1 to 3 years": 1_095 * DAY,
    "3 to 10 years": 3_650 * DAY,
}
OLDEST, UNKNOWN = "Over 10 years", "Undefined"


@metric(
    title="Revert rate by tenure",
    unit="share",
    grain=Grain.MONTH_AND_TENURE,
    source=_TENURE,
    needs=(*NEEDS, *_BEGAN, _REVERTED),
    is_additive=False,
    limits=_LATER,
)
def revert_rate_by_tenure(tables: Tables) -> Expression:
    """The share of a month's edits that were reverted, by how old the account was when it made them.

    Edits by people with an account, no bots, in every namespace, of pages deleted since too. Reverted: a
    later revision brought the page back to how it was before, byte for byte (identity revert), whoever made
    it. The tenure runs from the earliest known of registration, creation and first edit to the edit: under 1
    day (86,400 seconds), 1 to 7 days, 7 to 30, 30 to 90, 90 to 365, 1 to 3 years (of 365 days), 3 to 10 and
    over. Each begins with its lower edge and ends before its upper one. Where none of the three is known, it
    is "Undefined".
    """
    edits = _by_tenure(tables)
    named = ibis.cases(
        (edits.tenure.isnull(), UNKNOWN),
        *((edits.tenure < end, name) for name, end in TENURES.items()),
        else_=OLDEST,
    )
    parts = _reverted(edits.mutate(part=named), *MONTH, "part").rename(tenure="part")
    return in_order(parts, "tenure", [*TENURES, OLDEST, UNKNOWN])


@metric(
    title="Revert rate of newcomers",
    unit="share",
    source=_TENURE,
    needs=(*NEEDS, *_BEGAN, _REVERTED),
    is_additive=False,
    limits=_LATER,
)
def newcomer_revert_rate(tables: Tables, *, days: int = 30) -> Expression:
    """The share of edits reverted among those made in an account's first 30 days (of 86,400 seconds).

    Edits and tenure as in revert_rate_by_tenure.
    """
    edits = _by_tenure(tables)
    return _reverted(edits.filter(edits.tenure < days * DAY), *MONTH).order_by(*MONTH)


@metric(
    title="Revert rate of the experienced",
    unit="share",
    source=_TENURE,
    needs=(*NEEDS, *_BEGAN, _REVERTED),
    is_additive=False,
    limits=_LATER,
)
def experienced_revert_rate(tables: Tables, *, days: int = 365) -> Expression:
    """The share of edits reverted among those by an account 365 days old (of 86,400 seconds) or older.

    Edits and tenure as in revert_rate_by_tenure.
    """
    edits = _by_tenure(tables)
    return _reverted(edits.filter(edits.tenure >= days * DAY), *MONTH).order_by(*MONTH)


@metric(
    title="Revert gap of newcomers",
    unit="difference of shares",
    source=_TENURE,
    needs=(*NEEDS, *_BEGAN, _REVERTED),
    is_additive=False,
    limits=f"{_LATER} Newcomers' edits differ in kind: a gap alone proves no unkindness.",
)
def newcomer_revert_gap(
    tables: Tables, *, newcomer_days: int = 30, experienced_days: int = 365
) -> Expression:
    """newcomer_revert_rate less experienced_revert_rate of the same month, where there are edits of both.

    Above 0, newcomers are reverted more often. Both rates stand beside it, and the edits that they are of.
    """
    edits = _by_tenure(tables)
    is_new, is_old = edits.tenure < newcomer_days * DAY, edits.tenure >= experienced_days * DAY
    months = edits.group_by(*MONTH).agg(
        newcomer_edits=edits.count(where=is_new),
        newcomer_reverted=edits.count(where=is_new & edits.is_reverted),
        experienced_edits=edits.count(where=is_old),
        experienced_reverted=edits.count(where=is_old & edits.is_reverted),
    )
    both = months.filter(months.newcomer_edits > 0, months.experienced_edits > 0)
    rates = both.mutate(
        newcomer_rate=both.newcomer_reverted.cast("float64") / both.newcomer_edits.cast("float64"),
        experienced_rate=both.experienced_reverted.cast("float64") / both.experienced_edits.cast("float64"),
    )
    columns = ("newcomer_rate", "experienced_rate", "newcomer_edits", "experienced_edits")
    return rates.select(*MONTH, *columns, value=rates.newcomer_rate - rates.experienced_rate).order_by(*MONTH)


@metric(
    title="Median time to revert",
    unit="seconds",
    source=_OWN,
    needs=(*NEEDS, _REVERTED, "revision_seconds_to_identity_revert"),
    is_additive=False,
    limits=f"{_LATER} Who undoes an edit of their own is counted like everybody else.",
)
def median_time_to_revert(tables: Tables, *, user_type: str = ALL) -> Expression:
    """Of a month's edits that were reverted: the seconds after which half of them were.

    By the month of the edit, not of the revert. Exact; of an even number it is the mean of the two in the
    middle. Edits of everybody, by user type (anonymous, group_bot, name_bot, user), of pages deleted since
    too.
    """
    reverted = _with_time(tables, user_type)
    months = reverted.group_by(*MONTH).agg(
        value=reverted.seconds.cast("float64").median(), reverted=reverted.count()
    )
    return months.order_by(*MONTH)


@metric(
    title="Reverts within hours",
    unit="share",
    source=_OWN,
    needs=(*NEEDS, _REVERTED, "revision_seconds_to_identity_revert"),
    is_additive=False,
    limits="Reverts after the snapshot still lower it. Who undoes an edit of their own is counted too.",
)
def reverts_within_hours(tables: Tables, *, hours: int = 48, user_type: str = ALL) -> Expression:
    """Of a month's edits that were reverted: the share reverted within 48 hours, 172,800 seconds included.

    Edits as in median_time_to_revert. A month has no value until its last edit has had the 48 hours.
    """
    reverted = _with_time(tables, user_type)
    months = reverted.group_by(*MONTH).agg(
        soon=reverted.count(where=reverted.seconds <= hours * HOUR), all=reverted.count()
    )
    return once_closed(tables, share(months, months.soon, months["all"]).drop("soon", "all"), hours=hours)


@metric(
    title="Blocks per thousand active editors",
    unit="blocks per 1,000 active editors",
    source=f"{_OWN}; active editors as in vital_signs_active_editors",
    needs=(*NEEDS, "user_id", "user_text", "user_blocks_historical"),
    is_additive=False,
    limits="Blocks of accounts, not of addresses. One without a flag (as nocreate) looks like none in the "
    "dump, and is missed. Most blocks stop spam and vandalism.",
)
def blocks_per_thousand_active_editors(tables: Tables, *, at_least: int = ACTIVE) -> Expression:
    """How many accounts were blocked in the month, for each thousand active editors of that month.

    From the history of blocks: a change (alterblocks) that leaves an account blocked which the change before
    had left free, or which had none before. A block made longer or harder is not counted again, nor is
    lifting one. Blocks are those of then (user_blocks_historical). Without an active editor in the month
    there is no value.
    """
    began = _blocks_begun(tables)
    people = active(tables, at_least)
    # One table under the other, and summed: a month may have only blocks, or only editors.
    blocks = began.select("wiki_db", month=month_of(began.event_timestamp), blocks=1, editors=0)
    both = blocks.union(people.select(*MONTH, blocks=0, editors=1))
    months = both.group_by(*MONTH).agg(blocks=both.blocks.sum(), editors=both.editors.sum())
    rate = share(months, months.blocks, months.editors)
    return rate.mutate(value=rate.value * 1000).drop("blocks", "editors").order_by(*MONTH)


@metric(
    title="Hidden revisions",
    unit="revisions",
    source=_OWN,
    needs=("revision_id", "revision_deleted_parts"),
    is_additive=True,
    limits="The dump does not say when something was hidden, nor why: often it is what was said of a person.",
)
def hidden_revisions(tables: Tables, *, part: str = ALL) -> Expression:
    """Revisions made in the month of which a part is hidden as of the snapshot: text, comment or user.

    By the month of the edit. Hidden from readers or from administrators too (suppressed). Not those that
    went with a whole page. A month without any has no row.
    """
    if part not in (ALL, *_PARTS):
        raise HistoryError(f"There is no part {part}; there are: {', '.join((ALL, *_PARTS))}.")
    edits = tables.edits
    parts = edits.revision_deleted_parts
    hidden = edits.filter(parts.length() > 0 if part == ALL else parts.contains(part))
    return hidden.group_by(*MONTH).agg(value=hidden.count()).order_by(*MONTH)


_PARTS = ("text", "comment", "user")


@metric(
    title="Suppressed revisions",
    unit="revisions",
    source=_OWN,
    needs=("revision_id", "revision_deleted_parts_are_suppressed"),
    is_additive=True,
    limits="The dump does not say when something was suppressed, nor why.",
)
def suppressed_revisions(tables: Tables) -> Expression:
    """Of hidden_revisions those hidden from administrators too, as of the snapshot."""
    edits = tables.edits
    hidden = edits.filter(edits.revision_deleted_parts_are_suppressed)
    return hidden.group_by(*MONTH).agg(value=hidden.count()).order_by(*MONTH)


def _by_tenure(tables: Tables) -> Expression:
    """Edits of people, with the seconds since their account began, and whether they were reverted."""
    edits = of_types(tables.edits, "user", ALL)
    began = ibis.least(*(edits[column] for column in _BEGAN))
    tenure = edits.event_timestamp.epoch_seconds().cast("int64") - began.epoch_seconds().cast("int64")
    return edits.select(*MONTH, tenure=tenure, is_reverted=true(edits[_REVERTED]), user_name=edits.user_name)


def _reverted(edits: Expression, *by: str) -> Expression:
    """With ``people``, who made the edits: whoever publishes a rate wants to know of how many it tells."""
    counts = edits.group_by(*by).agg(
        reverted=edits.count(where=edits.is_reverted), edits=edits.count(), people=edits.user_name.nunique()
    )
    return share(counts, counts.reverted, counts.edits).drop("reverted", "edits")


def _with_time(tables: Tables, user_type: str) -> Expression:
    if user_type not in (ALL, *USER_TYPES):
        raise HistoryError(f"There is no user type {user_type}; there are: {', '.join((ALL, *USER_TYPES))}.")
    edits = of_types(tables.edits, user_type, ALL)
    seconds = edits.revision_seconds_to_identity_revert
    return edits.filter(edits[_REVERTED], seconds.notnull()).select(*MONTH, seconds=seconds)


def _blocks_begun(tables: Tables) -> Expression:
    events = tables.user_events
    changes = events.filter(events.event_type == "alterblocks").mutate(
        blocks=events.user_blocks_historical.length().fill_null(0)
    )
    before = changes.blocks.lag().over(
        group_by=("wiki_db", "user_id", "user_text"), order_by=["event_timestamp", "blocks"]
    )
    known = changes.mutate(before=before.fill_null(0))
    return known.filter(known.blocks > 0, known.before == 0)
