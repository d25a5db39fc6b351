"""What the Dashboard exports beside the editors: an overview of programs, and the articles they worked on.

Nobody is named in either: the overview's totals are stated values, and articles are what was worked on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext as _

from thriving.kernel import tables
from thriving.kernel.tables import Table, Unreadable
from thriving.movement.models import Wiki
from thriving.movement.spelling import folded
from thriving.programs.events.models import Event, Roll
from thriving.programs.events.queries.stated import FIGURES
from thriving.programs.events.rolls.lines import Brought, Line, plain

SOURCE, ARTICLE, WIKI, ADDRESS, IS_NEW = "source", "title", "wiki", "address", "is_new"
_TITLES = {"title": ARTICLE, "article_title": ARTICLE}
_ADDRESSES = {"url": ADDRESS, "article_url": ADDRESS}
_OF_ARTICLES = {**_TITLES, **_ADDRESSES, "wiki": WIKI, "new": IS_NEW, "new_article": IS_NEW}
_PROGRAMS = ("course_slug", "course")
_YES = frozenset({"true", "1", "yes"})
_USER = 2  # the namespace of users' pages; odd ones are of talk


def is_overview(columns: frozenset[str]) -> bool:
    return "course_slug" in columns and bool(columns & FIGURES.keys()) and "username" not in columns


def is_articles(columns: frozenset[str]) -> bool:
    return bool(columns & _TITLES.keys()) and bool(columns & _ADDRESSES.keys())


def read_overview(event: Event, table: Table) -> Brought:
    """The row of this event's program."""
    columns = {name: plain(name) for name in table.header}
    row = _of_event(event, list(table), columns)
    line = Line(row.number, {}, [("", sentence) for sentence in row.problems])
    for name, ours in columns.items():
        if ours == "course_slug":
            line.said[SOURCE] = row.cells.get(name, "")
        elif ours in FIGURES and (typed := row.cells.get(name, "")):
            _say_number(line, name, ours, typed)
    read = [(name, SOURCE if ours == "course_slug" else ours) for name, ours in columns.items()]
    known = [(name, ours) for name, ours in read if ours in FIGURES or ours == SOURCE]
    return Brought(Roll.Format.OVERVIEW, [line], known, _others(table, known))


def read_articles(event: Event, table: Table) -> Brought:
    """Those of this event's program; pages of talk and of users are no articles, nor is what was deleted."""
    columns = {name: plain(name) for name in table.header}
    rows = _of_program(event, list(table), columns)
    lines = [_article(row, columns) for row in rows if _is_article(row, columns)]
    if not lines:
        raise Unreadable(_("There is no article in it."))
    _name_wikis(lines)
    _refuse_repetitions(lines)
    known = [(name, _OF_ARTICLES[ours]) for name, ours in columns.items() if ours in _OF_ARTICLES]
    return Brought(Roll.Format.ARTICLES, lines, known, _others(table, known))


def _of_event(event: Event, rows: list[tables.Row], columns: Mapping[str, str]) -> tables.Row:
    if len(rows) == 1:
        return rows[0]
    title = next((name for name, ours in columns.items() if ours == "title"), "")
    called = {folded(text) for text in event.title.values()}
    found = [row for row in rows if folded(row.cells.get(title, "")) in called]
    if len(found) == 1:
        return found[0]
    raise Unreadable(
        _(
            "Of the %(count)d programs in this overview none, or more than one, is called as this event is. "
            "Leave only the row of this event’s program in the file, and bring it again."
        )
        % {"count": len(rows)}
    )


def _of_program(event: Event, rows: list[tables.Row], columns: Mapping[str, str]) -> list[tables.Row]:
    """Of an export over several programs, the rows of the one that was stated of this event."""
    slug = next((name for name, ours in columns.items() if ours in _PROGRAMS), "")
    if not slug or len({row.cells.get(slug) for row in rows}) <= 1:
        return rows
    stated = event.stated.first()
    found = [row for row in rows if stated and row.cells.get(slug) == stated.source]
    if found:
        return found
    raise Unreadable(
        _(
            "These are the articles of several programs. Take the overview of this event’s program in first, "
            "so that it is known which is meant, or bring its articles alone."
        )
    )


def _say_number(line: Line, name: str, ours: str, typed: str) -> None:
    if typed.isascii() and typed.isdigit():
        line.said[ours] = int(typed)
    else:
        line.problems.append((name, _("“%(text)s” is no whole number.") % {"text": typed[:40]}))


def _is_article(row: tables.Row, columns: Mapping[str, str]) -> bool:
    said = {ours: row.cells.get(name, "") for name, ours in columns.items()}
    namespace = said.get("namespace", "")
    number = int(namespace) if namespace.isascii() and namespace.isdigit() else 0
    return number % 2 == 0 and number != _USER and said.get("deleted", "").casefold() not in _YES


def _article(row: tables.Row, columns: Mapping[str, str]) -> Line:
    said = {
        _OF_ARTICLES[ours]: row.cells.get(name, "") for name, ours in columns.items() if ours in _OF_ARTICLES
    }
    address = urlsplit(said.get(ADDRESS, ""))
    line = Line(row.number, {}, [("", sentence) for sentence in row.problems])
    _before, found, path = address.path.partition("/wiki/")
    # The address tells the whole title, with its namespace.
    line.said[ARTICLE] = (unquote(path) if found else said.get(ARTICLE, "")).replace("_", " ").strip()
    line.said[WIKI] = address.hostname or said.get(WIKI, "")
    line.said[IS_NEW] = said.get(IS_NEW, "").casefold() in _YES
    if not line.said[ARTICLE]:
        line.problems.append((ARTICLE, _("Say what it is called.")))
    return line


def _name_wikis(lines: Iterable[Line]) -> None:
    """By the names of their databases; the Dashboard tells their addresses."""
    told = {line.said[WIKI] for line in lines}
    codes = dict(Wiki.objects.filter(domain__in=told, gone_on=None).values_list("domain", "code"))
    for line in lines:
        domain = line.said[WIKI]
        if domain in codes:
            line.said[WIKI] = codes[domain]
        else:
            line.problems.append((WIKI, _("There is no wiki “%(name)s”.") % {"name": domain[:60]}))


def _refuse_repetitions(lines: Iterable[Line]) -> None:
    seen: dict[tuple[Any, Any], int] = {}
    for line in lines:
        page = line.said[WIKI], line.said[ARTICLE]
        if page in seen:
            line.problems.append((ARTICLE, _("Row %(row)d is the same page.") % {"row": seen[page]}))
        seen.setdefault(page, line.row)


def _others(table: Table, known: Iterable[tuple[str, str]]) -> list[str]:
    read = {name for name, _ours in known}
    return [name for name in table.header if name not in read]


def figures_in(said: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    yield from ((name, said[name]) for name in FIGURES if name in said)
