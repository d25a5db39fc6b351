"""What a made-up history must be to be believed: causes come first, numbers agree, people differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pytest

from thriving.history.generating.forms.mediawiki_history import lines_of
from thriving.history.generating.history import History, history_of
from thriving.history.generating.naming import hashes, names
from thriving.history.generating.pages import Event
from thriving.history.generating.people import Kind, MadeBy, people_of
from thriving.history.generating.plan import Piece, Plan
from thriving.history.readers.reverts import verdicts

PLAN = Plan(events=60_000, wikis=3, seed=2, start=date(2012, 1, 1), until=date(2024, 1, 1))


@pytest.fixture(scope="module")
def histories() -> Sequence[History]:
    return [history_of(piece) for piece in PLAN.pieces]


@pytest.fixture(scope="module")
def history(histories: Sequence[History]) -> History:
    return histories[0]


@dataclass(frozen=True)
class Written:
    id: int
    parent: int | None
    sha1: str | None


@pytest.mark.parametrize("events", [300, 1_000, 5_000])
def test_there_are_as_many_events_as_asked_for(events: int) -> None:
    plan = replace(PLAN, events=events)
    assert sum(len(lines_of(history_of(piece)).at) for piece in plan.pieces) == events


def test_nobody_edits_before_they_came_nor_after_the_end(histories: Sequence[History]) -> None:
    for each in histories:
        assert (each.edits.at >= each.people.began[each.edits.by]).all()
        assert each.piece.start <= each.edits.at.min() <= each.edits.at.max() < each.piece.until


def test_pages_are_edited_in_order(history: History) -> None:
    edits = history.edits
    later = edits.at >= edits.before(edits.at)
    assert later.all()
    assert (edits.rank > np.where(edits.is_first, -1, edits.before(edits.rank))).all()


def test_reverts_are_those_that_the_engine_finds(history: History) -> None:
    edits, reverts = history.edits, history.edits.reverts
    number = history.piece.number(edits.rank)
    rows = zip(number, edits.before(number), hashes(number[reverts.base]).to_pylist(), strict=True)
    written = [Written(int(id_), int(parent) or None, sha1) for id_, parent, sha1 in rows]
    for first, last in zip(edits.firsts, edits.lasts, strict=True):
        found = verdicts(written[first : last + 1])
        undone = [-1 if each.reverted_by is None else first + each.reverted_by for each in found]
        assert undone == reverts.undone_by[first : last + 1].tolist()
        assert [each.is_revert for each in found] == reverts.is_revert[first : last + 1].tolist()
    assert 0.02 < reverts.is_revert.mean() < 0.15


def test_a_revert_brings_the_size_back_soon(history: History) -> None:
    edits, reverts = history.edits, history.edits.reverts
    assert (edits.bytes == edits.bytes[reverts.base]).all()
    undone = reverts.undone_by >= 0
    waits = (edits.at[reverts.undone_by] - edits.at)[undone]
    assert waits.min() >= 0
    assert np.median(waits) < 3_600


def test_newcomers_and_the_nameless_are_undone_more(history: History) -> None:
    edits, people = history.edits, history.people
    undone = edits.reverts.undone_by >= 0
    kind, age = people.kind[edits.by], edits.at - people.began[edits.by]
    person, nameless = kind == Kind.PERSON, np.isin(kind, (Kind.ADDRESS, Kind.TEMPORARY))
    new, old = person & (age < 30 * 86_400), person & (age > 365 * 86_400)
    assert undone[nameless].mean() > undone[new].mean() > undone[old].mean() > 0


def test_a_few_make_most_edits(history: History) -> None:
    edits, people = history.edits, history.people
    counts = np.sort(np.bincount(edits.by)[: (people.kind == Kind.PERSON).sum()])[::-1]
    counts = counts[counts > 0]
    top = max(1, len(counts) // 10)
    assert counts[:top].sum() > 0.6 * counts.sum()
    assert (counts <= 4).mean() > 0.3


def test_weekends_and_summers_are_quieter(histories: Sequence[History]) -> None:
    at = np.concatenate([each.edits.at for each in histories])
    day = (at // 86_400 + 3) % 7  # 1970 began on a Thursday; Monday is 0
    week = np.bincount(day)
    assert week[5:].mean() < 0.95 * week[:5].mean()
    month = at.astype("datetime64[s]").astype("datetime64[M]").astype(int) % 12
    year = np.bincount(month)
    assert year[5:8].sum() < 0.95 * year[[11, 0, 1]].sum()


def test_people_of_one_wiki_come_to_others_under_their_name(histories: Sequence[History]) -> None:
    named = [
        dict(zip(each.people.number.tolist(), names(each).to_pylist(), strict=True)) for each in histories
    ]
    shared = (set(named[0]) & set(named[1])) - {0}
    assert len(shared) > 50
    assert all(named[0][number] == named[1][number] for number in shared)
    home, guests = histories[0].people, histories[1].people
    came = dict(zip(home.number.tolist(), home.began.tolist(), strict=True))
    began = dict(zip(guests.number.tolist(), guests.began.tolist(), strict=True))
    assert all(began[number] > came[number] for number in shared)
    made_by = guests.made_by[np.isin(guests.number, list(shared))]
    assert (made_by == MadeBy.SYSTEM).all()


def test_addresses_give_way_to_temporary_accounts(history: History) -> None:
    people = history.people
    assert people.began[people.of(Kind.ADDRESS)].max() < people.began[people.of(Kind.TEMPORARY)].min()


def test_rights_are_given_and_taken_blocks_set_and_lifted_names_changed(history: History) -> None:
    standings = history.standings
    groups, changes = standings.groups, standings.changes
    now = standings.now(groups)
    assert ((groups > 0) & (now == 0)).any()  # was, and is no more
    assert (standings.blocks > 0).sum() > 20
    assert standings.is_renamed.any()
    assert (np.diff(changes.who) >= 0).all()
    rows = standings.at(changes.who, changes.at)
    assert (rows == standings.after_changes).all()
    before = standings.at(changes.who, changes.at - 1)
    assert (before == rows - 1).all()


def test_pages_are_moved_deleted_and_restored(history: History) -> None:
    counts = np.bincount(history.pages.log.what, minlength=len(Event))
    assert (counts > 0).all()
    edits, pages = history.edits, history.pages
    deleted = pages.deleted > 0
    assert (edits.at[edits.lasts][deleted] < pages.deleted[deleted]).all()
    assert counts[Event.DELETE] == deleted.sum() + counts[Event.RESTORE]


def test_newcomers_stay_by_the_year_they_came_and_by_wiki() -> None:
    people = people_of(Piece(PLAN, 0, 0, 1, 100_000))
    person = people.kind == Kind.PERSON
    year = people.began.astype("datetime64[s]").astype("datetime64[Y]").astype(int)
    shares = [people.stays[person & (year == each)].mean() for each in np.unique(year)]
    assert min(shares) > 0
    assert max(shares) > 1.3 * min(shares)


def test_no_one_piece_knows_the_number_of_the_others() -> None:
    plan = replace(PLAN, in_a_piece=5_000)
    numbers = [piece.number(np.arange(50)).tolist() for piece in plan.pieces if piece.wiki == 0]
    assert len({number for part in numbers for number in part}) == 50 * len(numbers)
