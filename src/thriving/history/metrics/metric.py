"""What a metric is: a pure function over a lake's tables, and the words that go with its numbers."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from operator import index
from typing import Any

from thriving.history.failures import HistoryError
from thriving.history.lake.manifest import SUPPLIED
from thriving.history.metrics.tables import Tables

Expression = Any  # an Ibis table; Ibis has no types that mypy can read
Compute = Callable[..., Expression]

_HISTORY = "a dump of mediawiki_history"
_TABLE = "an accounts table (user_text, registered_at, created_by; thriving history ingest --layout accounts)"
_ACCOUNTS = f"{_TABLE}, or {_HISTORY}"


def _column(name: str) -> str:
    return f"a column {name} in a table of revisions, or {_HISTORY}"


# How somebody can supply a column that their lake does not know.
SUPPLIED_BY = {
    **dict.fromkeys(SUPPLIED, _ACCOUNTS),
    "page_is_redirect": _column("page_is_redirect"),
    "page_is_deleted": _column("is_deleted"),
    "revision_is_deleted_by_page_deletion": _column("is_deleted"),
    "revision_parent_id": _column("revision_parent_id"),
    "revision_is_identity_reverted": _column("sha1"),
    "revision_seconds_to_identity_revert": _column("sha1"),
    "revision_is_identity_revert": _column("sha1"),
    "revision_tags": _column("tags"),
    "humans": "a table of humans, from Wikidata",
    "page_items": "a table of pages and their items",
    "namespaces": "a table of namespaces",
}


def supplied_by(missing: Sequence[str]) -> str:
    """What would say all of these columns."""
    ways = dict.fromkeys(SUPPLIED_BY.get(column, _HISTORY) for column in missing)
    return _HISTORY if _HISTORY in ways else " and ".join(ways)


TRUTHS = {"true": True, "yes": True, "false": False, "no": False}  # as people write them


class Grain(Enum):
    """What a row is about."""

    MONTH = "a wiki and a month"
    COHORT = "a wiki and the month in which its newcomers began"
    MONTH_OF_ALL = "a month, over all the wikis asked for"
    MONTH_AND_GENERATION = "a wiki, a month and a generation of its editors"
    MONTH_AND_RUN = "a wiki, a month and a number of months without a break"
    MONTH_AND_FLAG = "a wiki, a month and a group with rights of its own"
    MONTH_AND_LANGUAGE = "a wiki, a month and a language"
    MONTH_AND_LANGUAGES = "a wiki, a month and a number of languages"
    MONTH_AND_TENURE = "a wiki, a month and the time since an account began"
    COHORT_AND_TENURE = "a wiki, the month in which its newcomers began, and the time since"
    WIKI = "a wiki"
    WIKI_AND_GENDER = "a wiki and a gender"
    CITIZENSHIP_AND_GENDER = "a citizenship and a gender"
    WIKI_CITIZENSHIP_AND_GENDER = "a wiki, a citizenship and a gender"


@dataclass(frozen=True)
class Metric:
    """A row has the columns of its grain, ``value`` and, where it is not known yet, ``known_from``."""

    name: str
    title: str
    definition: str
    unit: str
    grain: Grain
    source: str
    limits: str
    needs: tuple[str, ...]
    is_additive: bool  # the sum over wikis is the value over all of them
    parameters: Mapping[str, Any]  # with their defaults
    compute: Compute
    wikis: tuple[str, ...] = ()  # that it says nothing without

    def missing(self, known: frozenset[str]) -> tuple[str, ...]:
        return tuple(column for column in self.needs if column not in known)


_metrics: dict[str, Metric] = {}


def metric(  # noqa: PLR0913 -- each is a part of what has to be said of a metric
    *,
    title: str,
    unit: str,
    grain: Grain = Grain.MONTH,
    source: str,
    needs: tuple[str, ...],
    is_additive: bool,
    limits: str = "",
    wikis: tuple[str, ...] = (),
) -> Callable[[Compute], Compute]:
    """Register a function by its name; its docstring is the definition, its keywords are the parameters."""

    def register(compute: Compute) -> Compute:
        name = compute.__name__
        _metrics[name] = Metric(
            name=name,
            title=title,
            definition=inspect.cleandoc(compute.__doc__ or ""),
            unit=unit,
            grain=grain,
            source=source,
            limits=limits,
            needs=needs,
            is_additive=is_additive,
            parameters=_defaults(compute),
            compute=compute,
            wikis=wikis,
        )
        return compute

    return register


def registered() -> Mapping[str, Metric]:
    return dict(sorted(_metrics.items()))


def named(name: str) -> Metric:
    if name not in _metrics:
        known = ", ".join(registered())
        raise HistoryError(f"There is no metric {name}. There are: {known}.")
    return _metrics[name]


LARGEST = 1_000_000  # of a parameter: in days, more time than dates can tell
# Of the others, 0 would ask for a window without a moment, or for people who did nothing, whom nobody knows.
MAY_BE_0 = frozenset({"from_day", "survival_hours", "sunset_in_hours", "revert_hours", "experienced_days"})


def with_parameters(asked: Metric, given: Mapping[str, Any]) -> dict[str, Any]:
    """Defaults where nothing is given; what is given as text becomes what the default is."""
    unknown = sorted(set(given) - set(asked.parameters))
    if unknown:
        known = ", ".join(asked.parameters) or "none"
        raise HistoryError(f"{asked.name} has no parameter {unknown[0]}; it has: {known}.")
    return {
        name: _like(default, given.get(name, default), name) for name, default in asked.parameters.items()
    }


def _like(default: Any, value: Any, name: str) -> Any:
    if isinstance(default, tuple):
        return _texts(value, name)
    try:
        like = _READ[type(default)](value)
    except (KeyError, TypeError, ValueError):
        raise HistoryError(
            f"{name} cannot be “{value}”: it is {_KINDS[type(default)]}, as {default}."
        ) from None
    least = 0 if name in MAY_BE_0 or isinstance(like, bool) else 1
    if isinstance(like, int) and not least <= like <= LARGEST:
        raise HistoryError(f"{name} cannot be {like}: it is a number from {least} to {LARGEST}.")
    return like


def _whole(value: Any) -> int:
    """Written or given as one: what is cut off from a fraction would be asked without anybody's noticing."""
    if isinstance(value, bool):
        raise TypeError(value)
    return int(value) if isinstance(value, str) else index(value)


_READ: dict[type, Callable[[Any], Any]] = {
    bool: lambda value: TRUTHS[str(value).lower()],
    int: _whole,
    str: str,
}
_KINDS = {bool: "true or false", int: "a whole number", str: "a text"}


def _texts(value: Any, name: str) -> tuple[str, ...]:
    """Several texts, or one with commas between them; each once, in their order."""
    given = value.split(",") if isinstance(value, str) else value
    try:
        texts = tuple(dict.fromkeys(each.strip() for each in given))
    except (AttributeError, TypeError):
        raise HistoryError(
            f"{name} cannot be “{value}”: it is a list of texts, as {name}=first,second."
        ) from None
    return tuple(filter(None, texts))


def _defaults(compute: Compute) -> dict[str, Any]:
    parameters = inspect.signature(compute).parameters.values()
    return {each.name: each.default for each in parameters if each.kind is each.KEYWORD_ONLY}


def of(tables: Tables, asked: Metric, given: Mapping[str, Any]) -> Expression:
    """The expression; it has not run yet."""
    return asked.compute(tables, **with_parameters(asked, given))
