"""A spreadsheet of grants that were made elsewhere: which of its columns is which of ours, and what is wrong.

Nothing here writes. A row is read into the columns of a `Proposal`; what cannot be read is a problem with the
name of its column, and a spreadsheet with one problem is not taken in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.grants.funds.models import ApplicantKind, ExchangeRate, Round
from thriving.grants.funds.queries import rates_on
from thriving.grants.proposals.models import Proposal
from thriving.kernel import clock
from thriving.kernel.money import Money, MoneyRefused, typed
from thriving.kernel.tables import Column
from thriving.kernel.words import FALLBACK, Words
from thriving.movement import spelling
from thriving.movement.forms.days import odd_year
from thriving.movement.models import Affiliate
from thriving.movement.queries.called import countries_called
from thriving.movement.queries.places import Division, division
from thriving.programs.initiatives.parts import known_priorities

REQUIRED = ("title", "currency", "awarded", "submitted_on", "decided_on")
OURS: dict[str, str | Promise] = {
    "title": gettext_lazy("Title"),
    "key": gettext_lazy("Number or name of the grant, if it has one"),
    "summary": gettext_lazy("What it is about"),
    "organization": gettext_lazy("Name of the group or organization"),
    "affiliate": gettext_lazy("Affiliate, by its key"),
    "applicant_kind": gettext_lazy("Kind of applicant, by its key"),
    "country": gettext_lazy("Country, by its code or name"),
    "region": gettext_lazy("Region, by its key; without it, that of the country"),
    "currency": gettext_lazy("Currency, by its code"),
    "requested": gettext_lazy("Amount asked for; without it, the amount granted"),
    "awarded": gettext_lazy("Amount granted"),
    "submitted_on": gettext_lazy("Day on which it was handed in"),
    "decided_on": gettext_lazy("Day of the decision"),
    "begins_on": gettext_lazy("First day of the work"),
    "ends_on": gettext_lazy("Last day of the work"),
    "priority": gettext_lazy("Priority, as plan/priority"),
    "reason": gettext_lazy("Reason of the decision"),
    "hidden": gettext_lazy("Hidden for safety: yes or no"),
}
_DAYS = ("submitted_on", "decided_on", "begins_on", "ends_on")
_LONGEST = {"title": 150, "summary": 5_000, "organization": 200, "reason": 3_000, "key": 60}


@dataclass
class Line:
    """A row by our columns: its cells, what was read of them, and what is wrong."""

    row: int
    cells: Mapping[str, str]
    problems: list[tuple[str, str]] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """What rows are checked against, read once for the whole spreadsheet."""

    round: Round
    affiliates: Mapping[str, Affiliate]
    countries: Mapping[str, set[str]]
    priorities: frozenset[str]
    keys: frozenset[str]  # of proposals that are there already
    division: Division | None


def guess(header: Sequence[str]) -> dict[str, int]:
    """Which column of the file may be which of ours, where it is called as we call it."""
    names = {spelling.folded(name).replace(" ", "_"): at for at, name in enumerate(header)}
    titles = {name: spelling.folded(str(title)).replace(" ", "_") for name, title in OURS.items()}
    found = {name: names.get(name, names.get(titles[name])) for name in OURS}
    return {name: at for name, at in found.items() if at is not None}


def read(one: Round, mapping: Mapping[str, int], rows: Sequence[tuple[int, Sequence[str]]]) -> list[Line]:
    """Every row with its values or its problems; a constant number of queries beside rates of exchange."""
    lines = [Line(number, _named(mapping, cells)) for number, cells in rows]
    known = _known(one, lines)
    seen: set[str] = set()
    for line in lines:
        _read_line(line, known)
        _require_once(line, seen)
    return lines


def _named(mapping: Mapping[str, int], cells: Sequence[str]) -> dict[str, str]:
    return {name: cells[at].strip() for name, at in mapping.items() if at < len(cells)}


def _known(one: Round, lines: Sequence[Line]) -> Known:
    def said(name: str) -> set[str]:
        return {line.cells.get(name, "") for line in lines} - {""}

    keys = {slugify(each) for each in said("key")}
    return Known(
        one,
        {each.key: each for each in Affiliate.objects.filter(key__in=said("affiliate"))},
        countries_called(said("country")),
        frozenset(known_priorities(said("priority"))),
        frozenset(Proposal.objects.filter(key__in=keys).values_list("key", flat=True)),
        division(one.scheme),
    )


def _read_line(line: Line, known: Known) -> None:
    for name in REQUIRED:
        if not line.cells.get(name):
            line.problems.append((name, _("This cell must not be empty.")))
    for name, longest in _LONGEST.items():
        if len(line.cells.get(name, "")) > longest:
            line.problems.append(
                (name, _("This text has at most %(count)d characters.") % {"count": longest})
            )
    days = {name: _day(line, name) for name in _DAYS}
    amounts = _amounts(line)
    place = _place(line, known, days["decided_on"])
    who = _who(line, known)
    if not line.problems:
        _require_order(line, days)
    if not line.problems:
        _compare(line, known, amounts, days)
    if not line.problems:
        line.values |= _columns(line, days) | amounts | place | who


def _day(line: Line, name: str) -> date | None:
    try:
        day: date | None = Column(name, "date").value_of(line.cells.get(name, ""))
    except ValueError as error:
        line.problems.append((name, str(error)))
        return None
    if day and (sentence := odd_year(day)):
        line.problems.append((name, sentence))
    return day


def _amounts(line: Line) -> dict[str, Any]:
    currency = line.cells.get("currency", "").upper()
    found: dict[str, Any] = {"currency": currency}
    for name in ("awarded", "requested"):
        if (written := line.cells.get(name, "")) and currency:
            found[name] = _amount(line, name, written, currency)
    return {**found, "requested": found.get("requested", found.get("awarded"))}


def _amount(line: Line, name: str, written: str, currency: str) -> Decimal | None:
    try:
        amount = typed(written, currency).amount
    except MoneyRefused as refused:
        line.problems.append((name, str(refused)))
        return None
    if not amount:
        line.problems.append((name, _("The amount is above zero.")))
    return amount


def _place(line: Line, known: Known, on: date | None) -> dict[str, Any]:
    named, region = line.cells.get("country", ""), line.cells.get("region", "")
    codes = known.countries.get(named, set()) if named else set()
    if named and len(codes) != 1:
        line.problems.append(("country", _("No country is called “%(name)s”.") % {"name": named[:80]}))
    country = next(iter(codes)) if len(codes) == 1 else ""
    if not region and country and known.division and on:
        region = known.division.region_of(country, on) or ""
    if region and known.division and region not in known.division.names:
        line.problems.append(("region", _("No region is called “%(name)s”.") % {"name": region[:80]}))
    return {"country": country, "region": region}


def _who(line: Line, known: Known) -> dict[str, Any]:
    key, kind = line.cells.get("affiliate", ""), line.cells.get("applicant_kind", "")
    if key and key not in known.affiliates:
        line.problems.append(("affiliate", _("No affiliate is called “%(name)s”.") % {"name": key[:80]}))
    if kind and kind not in ApplicantKind.values:
        named = ", ".join(ApplicantKind.values)
        line.problems.append(
            (
                "applicant_kind",
                _("“%(cell)s” is not one of: %(named)s.") % {"cell": kind[:80], "named": named},
            )
        )
    priority = line.cells.get("priority", "")
    if priority and priority not in known.priorities:
        line.problems.append(("priority", _("No plan has a priority “%(code)s”.") % {"code": priority[:80]}))
    own = slugify(line.cells.get("key", ""))
    if own in known.keys:
        line.problems.append(("key", _("There is a proposal “%(key)s” already.") % {"key": own[:80]}))
    usual = ApplicantKind.AFFILIATE if key else ApplicantKind.GROUP
    return {"affiliate": known.affiliates.get(key), "applicant_kind": kind or usual, "priority": priority}


def _require_order(line: Line, days: Mapping[str, date | None]) -> None:
    submitted, decided = days["submitted_on"], days["decided_on"]
    for name in ("submitted_on", "decided_on"):
        if (day := days[name]) and day > clock.today():
            line.problems.append((name, _("This day is still to come.")))
    if submitted and decided and decided < submitted:
        line.problems.append(("decided_on", _("Nothing is decided before it is handed in.")))
    begins, ends = days["begins_on"], days["ends_on"]
    if begins and ends and ends < begins:
        line.problems.append(("ends_on", _("The last day is not before the first.")))


def _compare(line: Line, known: Known, amounts: Mapping[str, Any], days: Mapping[str, date | None]) -> None:
    """What was asked for, in the currency of the round, by a rate of the day on which it was handed in."""
    asked, wanted, on = (
        Money(amounts["requested"], amounts["currency"]),
        known.round.currency,
        days["submitted_on"],
    )
    if asked.currency == wanted or on is None:
        line.values |= {"rate": None, "compared": asked.amount}
        return
    rate: ExchangeRate | None = rates_on(on, asked.currency, wanted).first()
    if rate is None:
        told = {"base": asked.currency, "quote": wanted}
        line.problems.append(
            (
                "currency",
                _("There is no rate of exchange from %(base)s to %(quote)s of that day or before.") % told,
            )
        )
        return
    line.values |= {"rate": rate, "compared": rate.convert(asked).amount}


def _columns(line: Line, days: Mapping[str, date | None]) -> dict[str, Any]:
    cells, submitted = line.cells, days["submitted_on"]
    texts = {name: spelling.line(cells.get(name, "")) for name in ("title", "summary")}
    own = slugify(cells.get("key", ""))
    return {
        **{name: Words({FALLBACK: text} if text else {}) for name, text in texts.items()},
        **({"key": own} if own else {}),
        "organization": spelling.line(cells.get("organization", "")),
        "submitted_at": datetime.combine(submitted, time(12), UTC) if submitted else None,
        "shown_from": days["decided_on"],
        "decided_on": days["decided_on"],
        "begins_on": days["begins_on"],
        "ends_on": days["ends_on"],
        "reason": spelling.line(cells.get("reason", "")) or _("Taken over from an earlier register."),
        "hidden": _is_hidden(line),
    }


def _is_hidden(line: Line) -> bool:
    """Whatever is not plainly "no" hides it: the other mistake could put somebody in danger."""
    said = spelling.folded(line.cells.get("hidden", ""))
    return said not in ("", "no", "false", "0", spelling.folded(_("No")))


def _require_once(line: Line, seen: set[str]) -> None:
    if not (own := line.values.get("key", "")):
        return
    if own in seen:
        line.problems.append(("key", _("Another row of this table has the same.")))
    seen.add(own)
