"""Accounts as they stood: who acted, and to whom something happened."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from thriving.history.generating.accounts import BLOCKS, GROUPS
from thriving.history.generating.chance import Numbers, Truths
from thriving.history.generating.forms.mediawiki_history.fields import (
    TAB,
    Columns,
    Names,
    dated,
    nothing,
    tabbed,
    truths,
    where,
)
from thriving.history.generating.history import History
from thriving.history.generating.naming import Texts, glued, names, names_before, of, texts
from thriving.history.generating.numbers import Counted, counted
from thriving.history.generating.people import Kind, MadeBy

NOBODY = -1
_ACTOR, _ACTORS_LAST = "event_user_id", "event_user_first_edit_timestamp"
_ACCOUNT, _ACCOUNTS_LAST = "user_id", "user_first_edit_timestamp"


@dataclass(frozen=True)
class Accounts:
    """Fields of the rows of the standings, each written once."""

    history: History
    names: Names

    def who_edited(self, standing: Numbers) -> Texts:
        return self._editors.take(pa.array(standing + 1))

    def who_acted(self, standing: Numbers) -> Texts:
        """In the log, which does not say whether somebody is of another wiki."""
        return self._actors.take(pa.array(standing + 1))

    def to_whom(self, standing: Numbers) -> Texts:
        return self._written.take(pa.array(standing))

    @property
    def nobody(self) -> str:
        return self.names.empty(_ACCOUNT, _ACCOUNTS_LAST)

    def counts(self, hidden: Truths) -> Texts:
        """Of each edit its place among its author's, and the seconds since the one before."""
        known = (self.history.people.kind[self.history.edits.by] != Kind.ADDRESS) & ~hidden
        since = where(known & (self._counted.place > 1), texts(self._counted.since))
        return glued(where(known, texts(self._counted.place)), TAB, since)

    @cached_property
    def _editors(self) -> Texts:
        return self._with_nobody(truths(np.zeros(self._rows, dtype=bool)))

    @cached_property
    def _actors(self) -> Texts:
        return self._with_nobody(nothing(self._rows))

    def _with_nobody(self, is_cross_wiki: Texts) -> Texts:
        """The first is nobody, or somebody hidden."""
        columns = {**self._standing, "is_cross_wiki": is_cross_wiki}
        wanted = [name.removeprefix("event_user_") for name in self.names.between(_ACTOR, _ACTORS_LAST)]
        nobody = pa.array([self.names.empty(_ACTOR, _ACTORS_LAST)])
        return pa.concat_arrays([nobody, tabbed(*(columns[name] for name in wanted))])

    @cached_property
    def _written(self) -> Texts:
        wanted = [name.removeprefix("user_") for name in self.names.between(_ACCOUNT, _ACCOUNTS_LAST)]
        return tabbed(*(self._standing[name] for name in wanted))

    @property
    def _rows(self) -> int:
        return len(self.history.standings.who)

    @cached_property
    def _standing(self) -> Columns:
        standings, people = self.history.standings, self.history.people
        who, kind = standings.who, people.kind[standings.who]
        name, known = names(self.history).take(pa.array(who)), kind != Kind.ADDRESS
        made = dated(people.began[who] * known)
        return {
            "id": where(known, texts(self.history.piece.number(who))),
            "central_id": where(people.number[who] > 0, texts(people.number[who])),
            "text": name,
            "text_historical": names_before(name, self._bears_its_last_name()),
            **self._then_and_now("blocks", of(BLOCKS, standings.blocks)),
            **self._then_and_now("groups", of(GROUPS, standings.groups)),
            **self._then_and_now("is_bot_by", _bot_by(kind, standings.groups)),
            **{f"is_created_by_{by.name.lower()}": self._made_by(by) for by in MadeBy},
            "is_anonymous": truths(~known),
            "is_temporary": truths(kind == Kind.TEMPORARY),
            "is_permanent": truths(known & (kind != Kind.TEMPORARY)),
            "registration_timestamp": made,
            "creation_timestamp": made,
            "first_edit_timestamp": dated(self._counted.first[who] * known),
        }

    def _then_and_now(self, name: str, then: Texts) -> Columns:
        rows = pa.array(self.history.standings.now(np.arange(len(then))))
        return {f"{name}_historical": then, name: then.take(rows)}

    def _bears_its_last_name(self) -> Truths:
        standings = self.history.standings
        is_renamed = standings.is_renamed.astype(np.int64)
        return np.asarray(is_renamed == standings.now(is_renamed))

    def _made_by(self, by: MadeBy) -> Texts:
        made_by = self.history.people.made_by[self.history.standings.who]
        return where(made_by != MadeBy.NOBODY, truths(made_by == by))

    @cached_property
    def _counted(self) -> Counted:
        return counted(self.history)


def _bot_by(kind: Numbers, groups: Numbers) -> Texts:
    by_name, by_group = kind == Kind.NAME_BOT, groups == GROUPS.index("bot")
    return of(("", "name", "group", "name,group"), by_name + 2 * by_group)
