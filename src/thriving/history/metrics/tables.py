"""A lake's tables as Ibis expressions, with what many metrics ask of a row. The same on every engine."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import ibis
import pyarrow as pa

from thriving.history.failures import HistoryError
from thriving.history.metrics import content, early_edits, edit_months, person_months
from thriving.history.metrics.events import true

Expression = Any  # Ibis has no types that mypy can read
Keep = Callable[[Expression, str], Expression]

USER_TYPES = ("anonymous", "group_bot", "name_bot", "user")
PAGE_TYPES = ("content", "non_content")
ALL = "all"


# Tables beside the events, which a lake may lack; a metric that needs one names it among its needs.
NAMESPACES = pa.schema([("wiki_db", pa.string()), ("namespace", pa.int64()), ("is_content", pa.bool_())])
HUMANS = pa.schema(
    [
        ("human", pa.string()),  # items of Wikidata, as Q7259
        ("gender", pa.string()),
        ("birth_year", pa.int64()),
        ("citizenships", pa.list_(pa.string())),
        ("occupations", pa.list_(pa.string())),
        ("wikis", pa.list_(pa.string())),  # that have an article, as aawiki
    ]
)
PAGE_ITEMS = pa.schema([("wiki_db", pa.string()), ("page_id", pa.int64()), ("item", pa.string())])


def nothing(schema: pa.Schema) -> Expression:
    return ibis.memtable(schema.empty_table())


def computed_each_time(expression: Expression, _name: str) -> Expression:
    """For one question, or where the engine does better by itself."""
    return expression


@dataclass(frozen=True)
class Tables:
    """``events``: of each entity, revision, page and user. ``known``: wiki_db, known_until.

    ``namespaces``, ``humans``, ``page_items`` may be empty. ``keep`` computes an expression once, under a
    name, for all who ask for it afterwards.
    """

    events: MutableMapping[str, Expression]
    known: Expression
    namespaces: pa.Table  # small, and read at once
    humans: Expression
    page_items: Expression
    keep: Keep = computed_each_time

    @property
    def revisions(self) -> Expression:
        return self.events["revision"]

    @property
    def page_events(self) -> Expression:
        return self.events["page"]

    @property
    def user_events(self) -> Expression:
        return self.events["user"]

    @cached_property
    def edits(self) -> Expression:
        """A row for each revision, those of deleted pages too, which some metrics count and others do not."""
        return self._placed(self.typed_edits)

    @cached_property
    def typed_edits(self) -> Expression:
        """The same without namespace and page type."""
        made = self.revisions.filter(ibis._.event_type == "create")
        return made.mutate(
            month=month_of(made.event_timestamp), user_type=user_type(made), user_name=made.event_user_text
        )

    @cached_property
    def live_edits(self) -> Expression:
        """Without those that went with a page that was deleted. Of a dump that knows no deleted page, all."""
        return self.edits.filter(~true(self.edits.revision_is_deleted_by_page_deletion))

    @cached_property
    def person_months(self) -> Expression:
        """A row for each wiki, month, name and user type, with the columns of ``people`` beside."""
        together = person_months.with_people(self.months_of_names, self.people)
        return self.keep(together, "person_months")

    @cached_property
    def months_of_names(self) -> Expression:
        """The same without those columns, and with those whose names are suppressed, which are null."""
        return self.keep(self._names_by(self.edits, person_months.MONTH_OF_A_NAME), "months_of_names")

    def names_by(self, *keys: str) -> Expression:
        """Months of names by these keys alone; where metrics share one session, those of all of them.

        So who asks adds up in any case, and who asks alone does not pay for what others would need.
        """
        return self.months_of_names if self._is_shared else self._names_by(self.edits, keys)

    def live_edits_of_names(self, edits: Expression, *, user_type: str) -> Expression:
        """A row for each wiki, month and name with its ``edits``, of the columns that count live ones."""
        keys = ("wiki_db", "month", "user_name")
        if self._is_shared:
            return of_types(self.months_of_names, user_type, ALL).group_by(*keys).agg(edits=edits.sum())
        return self._names_by(of_types(self.live_edits, user_type, ALL), keys).select(*keys, edits=edits)

    def edits_by(self, *keys: str) -> Expression:
        """Months of edits by these keys alone; as in ``names_by``."""
        return self.months_of_edits if self._is_shared else edit_months.months_of_edits(self.edits, keys)

    @property
    def _is_shared(self) -> bool:
        return self.keep is not computed_each_time

    def _names_by(self, edits: Expression, keys: Sequence[str]) -> Expression:
        placed = edits.mutate(was_content=self._was_content(edits))
        return person_months.months_of_names(placed, keys)

    @cached_property
    def months_of_edits(self) -> Expression:
        """A row for each wiki, month, user type and page type, with what is counted of its edits."""
        return self.keep(edit_months.months_of_edits(self.edits, edit_months.KEYS), "months_of_edits")

    @cached_property
    def people(self) -> Expression:
        """A row for each name on each wiki: ``first_edit``, ``last_edit_of_all`` and ``is_ever_bot``."""
        return self.keep(person_months.people(self.months_of_names), "people")

    @cached_property
    def edits_since_account(self) -> Expression:
        """The edits of those whose account has a time, ``created``."""
        return early_edits.since_account(self.typed_edits)

    def edits_within(self, hours: int) -> Expression:
        """Those of them from before the account was made to so many hours after, included."""
        if hours > early_edits.LONGEST:
            return early_edits.early(self.edits_since_account, hours)
        early = early_edits.early(self.edits_since_account, early_edits.LONGEST)
        return early_edits.early(self.keep(early, "early_edits"), hours)

    @cached_property
    def accounts(self) -> Expression:
        """A row for each name on each wiki: ``created``, when the account was made, and ``is_by_self``."""
        return self.keep(early_edits.accounts(self.user_events), "accounts")

    @cached_property
    def pages_created(self) -> Expression:
        """A row for each page made and not deleted since; its time is that of its first edit, where known."""
        made = self.page_events.filter(
            ibis._.event_type == "create",
            ~true(ibis._.page_is_deleted),
        )
        first = ibis.coalesce(made.page_first_edit_timestamp, made.event_timestamp)
        return self._placed(made).mutate(month=month_of(first), user_type=user_type(made))

    def _placed(self, events: Expression) -> Expression:
        """Content or not: as the dump says, else by the table of namespaces, else if it is the main one."""
        namespace = ibis.coalesce(events.page_namespace, events.page_namespace_historical)
        is_content = ibis.coalesce(
            events.page_namespace_is_content,
            events.page_namespace_is_content_historical,
            content.by_table(events.wiki_db, namespace, self.namespaces),
        )
        return events.mutate(namespace=namespace, page_type=is_content.ifelse("content", "non_content"))

    def _was_content(self, edits: Expression) -> Expression:
        """When it was edited: by the table of namespaces, else as the dump says."""
        then = ibis.coalesce(edits.page_namespace_historical, edits.page_namespace)
        by_dump = ibis.coalesce(
            edits.page_namespace_is_content_historical, edits.page_namespace_is_content, then == content.MAIN
        )
        by_table = content.by_table(edits.wiki_db, then, self.namespaces)
        return content.is_known(edits.wiki_db, self.namespaces).ifelse(by_table, by_dump)


def month_of(moment: Expression) -> Expression:
    """The first day of the month, in UTC."""
    return moment.truncate("M").date()


def user_type(events: Expression) -> Expression:
    """As Wikistats has it: temporary accounts count as anonymous, and a bot by group before one by name."""
    nameless = ibis.coalesce(events.event_user_is_anonymous, False) | ibis.coalesce(
        events.event_user_is_temporary,
        False,
    )
    return ibis.cases(
        (nameless, "anonymous"),
        (_is_bot_now_or_else_then(events, "group"), "group_bot"),
        (_is_bot_now_or_else_then(events, "name"), "name_bot"),
        else_="user",
    )


def _is_bot_now_or_else_then(events: Expression, by: str) -> Expression:
    """Truths are coalesced, not the lists that they come from, which the engine would copy."""
    now, then = events.event_user_is_bot_by, events.event_user_is_bot_by_historical
    return ibis.coalesce(now.contains(by), then.contains(by))


def refuse_unless(name: str, value: str, known: Sequence[str]) -> None:
    if value not in known:
        raise HistoryError(f"There is no {name.replace('_', ' ')} {value}; there are: {', '.join(known)}.")


def of_types(events: Expression, user_type: str, page_type: str) -> Expression:
    """``user_type`` and ``page_type`` may be "all"."""
    refuse_unless("user_type", user_type, (ALL, *USER_TYPES))
    refuse_unless("page_type", page_type, (ALL, *PAGE_TYPES))
    if user_type != ALL:
        events = events.filter(events.user_type == user_type)
    if page_type != ALL:
        events = events.filter(events.page_type == page_type)
    return events


def counted(events: Expression, value: Expression) -> Expression:
    """By wiki and month, in order."""
    return events.group_by("wiki_db", "month").agg(value=value).order_by("wiki_db", "month")
