"""The five most used metrics in Polars, from the lake's files: a second opinion, which tests ask too.

Written from the definitions alone, without a look at the expressions.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import polars as pl

Untils = dict[str, datetime]  # of each wiki: what happened from then on is in no row
WIKI_AND_MONTH = ("wiki_db", "month")
DAYS = 30
_FOLDERS = {"wiki_db": pl.String, "event_entity": pl.String, "year": pl.String}


def edits(revisions: pl.LazyFrame, _untils: Untils) -> pl.LazyFrame:
    return _counted(_live(revisions))


def editors(revisions: pl.LazyFrame, _untils: Untils) -> pl.LazyFrame:
    named = _live(revisions).filter(pl.col("event_user_text").is_not_null())
    return _counted(named.select(*WIKI_AND_MONTH, "event_user_text").unique())


def active_editors_per_wiki(revisions: pl.LazyFrame, _untils: Untils) -> pl.LazyFrame:
    people = _live(revisions).filter(_is_person())
    months = people.group_by(*WIKI_AND_MONTH, "event_user_text").len("edits")
    return _counted(months.filter(pl.col("edits") >= 5))


def new_editor_retention(revisions: pl.LazyFrame, untils: Untils) -> pl.LazyFrame:
    began = pl.col("event_user_creation_timestamp")
    own = revisions.filter(
        began.is_not_null(), ~pl.col("event_user_is_created_by_system").fill_null(value=False)
    )
    return _retention(own.with_columns(began=began), untils)


def retention_since_first_edit(revisions: pl.LazyFrame, untils: Untils) -> pl.LazyFrame:
    people = revisions.filter(_is_person())
    first = people.group_by("wiki_db", "event_user_text").agg(began=pl.col("event_timestamp").min())
    return _retention(people.join(first, on=["wiki_db", "event_user_text"]), untils)


METRICS: dict[str, Callable[[pl.LazyFrame, Untils], pl.LazyFrame]] = {
    each.__name__: each
    for each in (
        edits,
        editors,
        active_editors_per_wiki,
        new_editor_retention,
        retention_since_first_edit,
    )
}


def measured(name: str, files: Sequence[str], untils: Untils) -> pl.DataFrame:
    """wiki_db, month and value, in order."""
    made = pl.scan_parquet(list(files), hive_partitioning=True, hive_schema=_FOLDERS)
    asked = METRICS[name](made.filter(pl.col("event_type") == "create"), untils)
    return asked.select(*WIKI_AND_MONTH, "value").sort(WIKI_AND_MONTH).collect(engine="streaming")


def _live(revisions: pl.LazyFrame) -> pl.LazyFrame:
    is_deleted = pl.col("revision_is_deleted_by_page_deletion").fill_null(value=False)
    return revisions.filter(~is_deleted).with_columns(month=_month("event_timestamp"))


def _month(moment: str) -> pl.Expr:
    return pl.col(moment).dt.truncate("1mo").dt.date()


def _is_person() -> pl.Expr:
    """Somebody registered, who is not a bot."""
    nameless = (pl.col(f"event_user_is_{kind}").fill_null(value=False) for kind in ("anonymous", "temporary"))
    flags = pl.coalesce("event_user_is_bot_by", "event_user_is_bot_by_historical")
    is_bot = (flags.list.contains("group") | flags.list.contains("name")).fill_null(value=False)
    return pl.col("event_user_text").is_not_null() & ~pl.any_horizontal(*nameless) & ~is_bot


def _counted(rows: pl.LazyFrame) -> pl.LazyFrame:
    return rows.group_by(*WIKI_AND_MONTH).agg(value=pl.len().cast(pl.Int64))


def _retention(edits: pl.LazyFrame, untils: Untils) -> pl.LazyFrame:
    """``edits`` with ``began``. The share that came back, of those who came; null while it is open."""
    since, days = pl.col("event_timestamp") - pl.col("began"), timedelta(days=DAYS)
    people = (
        edits.with_columns(month=_month("began"))
        .group_by(*WIKI_AND_MONTH, "event_user_text")
        .agg(came=(since < days).any(), stayed=((since >= days) & (since < 2 * days)).any())
        .filter("came")
    )
    cohorts = people.group_by(*WIKI_AND_MONTH).agg(value=pl.col("stayed").mean())
    known = pl.LazyFrame({"wiki_db": list(untils), "until": list(untils.values())})
    closes = pl.col("month").cast(pl.Datetime("us")).dt.offset_by("1mo") + 2 * days
    return cohorts.join(known, on="wiki_db").with_columns(
        value=pl.when(closes <= pl.col("until")).then("value")
    )
