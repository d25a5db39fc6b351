"""The five most used metrics in pandas as in a notebook, reading no column that is not needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset

Untils = dict[str, datetime]
_PLACE = ["wiki_db", "month"]
_DAYS = pd.Timedelta(days=30)
_BOT = ("event_user_is_bot_by", "event_user_is_bot_by_historical")
_NAMELESS = ("event_user_is_anonymous", "event_user_is_temporary")
_DELETED = "revision_is_deleted_by_page_deletion"
_BORN, _BY_SYSTEM = "event_user_creation_timestamp", "event_user_is_created_by_system"


def edits(files: Sequence[str], _untils: Untils) -> pd.Series[int]:
    return _live(_read(files, _DELETED)).groupby(_PLACE, observed=True).size()


def editors(files: Sequence[str], _untils: Untils) -> pd.Series[int]:
    return (
        _live(_read(files, _DELETED, "event_user_text"))
        .groupby(_PLACE, observed=True)["event_user_text"]
        .nunique()
    )


def active_editors_per_wiki(files: Sequence[str], _untils: Untils) -> pd.Series[int]:
    people = _people(_live(_read(files, _DELETED, "event_user_text", *_NAMELESS, *_BOT)))
    months = people.groupby([*_PLACE, "event_user_text"], observed=True).size()
    return months[months >= 5].groupby(_PLACE, observed=True).size()


def new_editor_retention(files: Sequence[str], untils: Untils) -> pd.Series[float]:
    made = _read(files, "event_user_text", _BORN, _BY_SYSTEM)
    own = made[made[_BORN].notna() & ~made[_BY_SYSTEM].fillna(value=False).astype(bool)]
    return _retention(own.assign(began=own[_BORN]), untils)


def retention_since_first_edit(files: Sequence[str], untils: Untils) -> pd.Series[float]:
    people = _people(_read(files, "event_user_text", *_NAMELESS, *_BOT))
    who = people.groupby(["wiki_db", "event_user_text"], observed=True)["event_timestamp"]
    return _retention(people.assign(began=who.transform("min")), untils)


METRICS: dict[str, Callable[[Sequence[str], Untils], pd.Series[float] | pd.Series[int]]] = {
    each.__name__: each
    for each in (edits, editors, active_editors_per_wiki, new_editor_retention, retention_since_first_edit)
}


def _read(files: Sequence[str], *columns: str) -> pd.DataFrame:
    """Lists as text, which pandas can search without a loop in Python."""
    folders = [Path(pattern).parents[1] for pattern in files]
    paths = sorted(path for folder in folders for path in folder.glob("*/*.parquet"))
    lake = pyarrow.dataset.dataset(paths, partitioning="hive")
    wanted = {name: pc.field(name) for name in ("wiki_db", "event_timestamp", *columns)}
    table = lake.to_table(columns=wanted, filter=pc.field("event_type") == "create")
    for name in set(columns) & set(_BOT):
        joined = pc.binary_join(table[name], ",")
        table = table.set_column(table.column_names.index(name), name, joined)
    place = table.column_names.index("wiki_db")
    table = table.set_column(place, "wiki_db", table["wiki_db"].cast(pa.string()).dictionary_encode())
    return table.to_pandas()


def _live(rows: pd.DataFrame) -> pd.DataFrame:
    live = rows[~rows[_DELETED].fillna(value=False).astype(bool)]
    return live.assign(month=_month(live["event_timestamp"]))


def _month(moments: pd.Series[pd.Timestamp]) -> pd.Series[pd.Timestamp]:
    return moments.dt.to_period("M").dt.to_timestamp()


def _people(rows: pd.DataFrame) -> pd.DataFrame:
    now, then = (rows[name] for name in _BOT)
    is_bot = now.fillna(then).str.contains("group|name").fillna(value=False).astype(bool)
    nameless = rows[list(_NAMELESS)].fillna(value=False).astype(bool).any(axis=1)
    return rows[~is_bot & ~nameless & rows["event_user_text"].notna()]


def _retention(rows: pd.DataFrame, untils: Untils) -> pd.Series[float]:
    since = rows["event_timestamp"] - rows["began"]
    told = rows.assign(
        month=_month(rows["began"]), came=since < _DAYS, stayed=(since >= _DAYS) & (since < 2 * _DAYS)
    )
    people = told.groupby([*_PLACE, "event_user_text"], observed=True)[["came", "stayed"]].any()
    shares = people[people["came"]].groupby(_PLACE, observed=True)["stayed"].mean()
    months = shares.index.get_level_values("month")
    closes = months + pd.offsets.MonthBegin() + 2 * _DAYS
    until = shares.index.get_level_values("wiki_db").map(untils)
    return shares.where(closes <= until)
