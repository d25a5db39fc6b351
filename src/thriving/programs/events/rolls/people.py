"""Lists of participants as they come: our own columns, the Dashboard's editors, pasted user names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from thriving.kernel import clock, tables
from thriving.kernel.tables import Column, Table, Unreadable
from thriving.movement import spelling
from thriving.movement.actions.groups import known_countries, known_languages
from thriving.programs.events import codes
from thriving.programs.events.models import ComesAs, Event, Registration, Role, Roll, RollRow, Standing
from thriving.programs.events.rolls.lines import LIMITS, Brought, Line, plain

LONGEST = {"name": 150, "user_name": 255, "email": 254}

COLUMNS = (
    Column("code"),
    Column("name"),
    Column("user_name"),
    Column("email"),
    Column("role", choices=tuple(Role.values)),
    Column("standing", choices=tuple(Standing.values)),
    Column("comes_as", choices=tuple(value for value in ComesAs.values if value)),
    Column("country"),
    Column("language"),
    Column("day", "date"),
    Column("came", "boolean"),
    Column("may_measure", "boolean"),
)
_BY_NAME = {column.name: column for column in COLUMNS}
_ALIASES = {"username": "user_name", "wiki_username": "user_name", "mail": "email", "e_mail": "email"}
WHO = ("code", "user_name", "email", "name")
# What the Dashboard's list of a program's editors has beside "username"; any of them gives it away.
_OF_DASHBOARD = frozenset(
    {
        "enrollment_timestamp",
        "revisions_during_project",
        "mainspace_bytes_added",
        "registered_during_project",
        "total_articles_edited",
    }
)
_FORBIDDEN_IN_USER_NAMES = frozenset("#<>[]|{}/@:")


def read_people(event: Event, table: Table) -> Brought:
    columns = {plain(name): name for name in table.header}
    known = {ours: name for ours, name in _ours(columns).items() if ours in _BY_NAME}
    if not set(known) & set(WHO):
        raise Unreadable(
            _("No column says who was there. It is called “code”, “user_name”, “email” or “name”.")
        )
    lines = _checked(event, [_line(row, known) for row in table])
    is_dashboard = "username" in columns and bool(_OF_DASHBOARD & set(columns))
    theirs = {name: ours for ours, name in known.items()}
    return Brought(
        Roll.Format.DASHBOARD if is_dashboard else Roll.Format.TABLE,
        _resolved(event, lines),
        [(name, theirs[name]) for name in table.header if name in theirs],
        [name for name in table.header if name not in theirs],
    )


def read_names(event: Event, text: str) -> Brought:
    """User names, one on each line, as they are copied from a wiki or from anywhere."""
    told = ((number, line.strip(" \t*•,;")) for number, line in enumerate(text.splitlines(), start=1))
    lines = _checked(event, [Line(number, {"user_name": name}) for number, name in told if name])
    if len(lines) > LIMITS.rows:
        raise Unreadable(_("This list has more than %(rows)d rows.") % {"rows": LIMITS.rows})
    if not lines:
        raise Unreadable(_("There is no name in it."))
    return Brought(Roll.Format.NAMES, _resolved(event, lines), [], [])


def resolve(event: Event, lines: Iterable[Line]) -> None:
    """Whom each sound line means among those who are registered, and what taking it in would do."""
    known = _known(event)
    for line in lines:
        line.registration = next((known[key] for key in _keys(line.said) if key in known), None)
        if not line.problems:
            line.effect = _effect(line)
        else:
            line.effect = RollRow.Effect.FAULTY


def user_name(typed: str) -> str:
    """As wikis spell it: without "User:", with spaces, its first letter large."""
    name = spelling.line(typed.replace("_", " "))
    before, colon, after = name.partition(":")
    if colon and spelling.folded(before.strip()) in ("user", "usuario", "usuaria", "benutzer", "utilisateur"):
        name = after.strip()
    return name[:1].upper() + name[1:]


def _resolved(event: Event, lines: list[Line]) -> list[Line]:
    _refuse_repetitions(lines)
    resolve(event, lines)
    return lines


def _ours(columns: Mapping[str, str]) -> dict[str, str]:
    """By our names. Where two columns mean the same, the one that is called as ours is read."""
    aliased = {_ALIASES[plain]: name for plain, name in columns.items() if plain in _ALIASES}
    return {**aliased, **{plain: name for plain, name in columns.items() if plain not in _ALIASES}}


def _line(row: tables.Row, known: Mapping[str, str]) -> Line:
    line = Line(row.number, {}, [("", sentence) for sentence in row.problems])
    for ours, name in known.items():
        try:
            value = _BY_NAME[ours].value_of(row.cells.get(name, ""))
        except ValueError as error:
            line.problems.append((name, str(error)))
        else:
            if value is not None:
                line.said[ours] = value
    return line


def _checked(event: Event, lines: list[Line]) -> list[Line]:
    """With every problem that a row has by itself."""
    countries = known_countries(line.said.get("country", "") for line in lines)
    languages = known_languages(line.said.get("language", "") for line in lines)
    for line in lines:
        _tidy(line.said)
        line.problems += [
            *_problems(line.said),
            *_unknown_places(line.said, countries, languages),
            *_impossible(event, line.said),
        ]
        if not any(line.said.get(name) for name in WHO) and not line.problems:
            line.problems.append(("", _("Nothing in this row says who it was.")))
        if isinstance(line.said.get("day"), date):
            line.said["day"] = line.said["day"].isoformat()
    return lines


def _tidy(said: dict[str, Any]) -> None:
    for name in ("name", "user_name"):
        if name in said:
            said[name] = user_name(said[name]) if name == "user_name" else spelling.line(said[name])
    if "email" in said:
        said["email"] = said["email"].lower()


def _problems(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, most in LONGEST.items():
        if len(said.get(name, "")) > most:
            yield name, _("This has at most %(count)d characters.") % {"count": most}
    if "code" in said and not codes.read(said["code"]):
        yield "code", _("“%(code)s” is no code: compare it letter by letter.") % {"code": said["code"][:40]}
    if "email" in said and not _is_mail(said["email"]):
        yield "email", _("“%(text)s” is no mail address.") % {"text": said["email"][:80]}
    if sign := next((each for each in said.get("user_name", "") if each in _FORBIDDEN_IN_USER_NAMES), ""):
        yield "user_name", _("No user name on a wiki has “%(sign)s” in it.") % {"sign": sign}
    if spelling.mixes_scripts(said.get("name", "")):
        yield "name", _("Letters of two scripts are mixed in a word: type it anew.")


def _unknown_places(
    said: Mapping[str, Any], countries: set[str], languages: set[str]
) -> Iterator[tuple[str, str]]:
    if (code := said.get("country")) and code not in countries:
        sentence = _("“%(code)s” is not the code of a country, such as GH.")
        yield "country", sentence % {"code": code[:40]}
    if (code := said.get("language")) and code not in languages:
        yield "language", _("“%(code)s” is not the code of a language, such as sw.") % {"code": code[:40]}


def _impossible(event: Event, said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    day, came = said.get("day"), said.get("came", True)
    first, last = event.local_start.date(), event.held_on
    if day and not first <= day <= last:
        yield "day", _("The event was from %(first)s to %(last)s.") % {"first": first, "last": last}
    if day and not came:
        yield "day", _("Whoever did not come was there on no day: empty one of the two cells.")
    if came and clock.now() < event.starts_at:
        yield "came", _("The event has not begun: nobody has been there yet. Write “no” to register people.")
    if said.get("may_measure") and not said.get("user_name"):
        yield "may_measure", _("Without a user name nothing can be measured.")
    if said.get("role") == Role.ORGANIZER and not came:
        yield "role", _("An organizer who did not come did not run it: write “participant”.")


def _is_mail(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _refuse_repetitions(lines: Iterable[Line]) -> None:
    """Of two rows that mean the same person, the later one is told of the earlier."""
    seen: dict[tuple[str, str], int] = {}
    for line in lines:
        for key in _keys(line.said):
            if key in seen:
                line.problems.append((key[0], _("Row %(row)d means the same person.") % {"row": seen[key]}))
                break
            seen[key] = line.row


def _keys(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """By what a row can be told from others; a name alone tells nobody from anybody."""
    if code := codes.read(said.get("code", "")):
        yield "code", code
    if name := said.get("user_name"):
        yield "user_name", name
    if mail := said.get("email"):
        yield "email", mail


def _known(event: Event) -> dict[tuple[str, str], Registration]:
    """By what was told to the organizers: never by an account's address, nor by a user name for measuring.

    What becomes of a row would tell them whose it is.
    """
    known: dict[tuple[str, str], Registration] = {}
    for each in event.registrations.all():
        listed = each.name if each.origin == Registration.Origin.LIST else ""
        told = {"code": each.code, "email": each.email, "user_name": listed}
        known |= {(sort, value): each for sort, value in told.items() if value}
    return known


def _effect(line: Line) -> str:
    if line.registration is None:
        if "code" in line.said:
            line.problems.append(("code", _("Nobody is registered with this code.")))
            return RollRow.Effect.FAULTY
        return RollRow.Effect.NEW
    if line.registration.removed_at:
        sentence = _("This registration was taken off. Put it back first, or leave this row out.")
        line.problems.append(("", sentence))
        return RollRow.Effect.FAULTY
    if line.registration.attended_on or not line.said.get("came", True):
        return RollRow.Effect.KNOWN
    return RollRow.Effect.CAME
