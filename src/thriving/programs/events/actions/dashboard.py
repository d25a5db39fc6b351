"""Lists in which nobody is named: totals that the Dashboard states, and articles for a worklist."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thriving.kernel import clock
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.events.articles import Article, Shelf, shelf_of
from thriving.programs.events.models import Event, Roll, RollRow, Stated
from thriving.programs.events.queries.places import is_protected, tracks_contributions
from thriving.programs.events.rolls import Brought, dashboard

NEW, KNOWN = RollRow.Effect.NEW, RollRow.Effect.KNOWN


def look_at(event: Event, brought: Brought) -> None:
    """What taking the list in would do, by row; refused where it could do nothing."""
    _require_may_be_told(event)
    articles = _shelf(event) if brought.format == Roll.Format.ARTICLES else None
    sound = [line for line in brought.lines if not line.problems]
    known = articles.known(event, [_article(line.said) for line in sound]) if articles else [False]
    for line in brought.lines:
        line.effect = RollRow.Effect.FAULTY
    for line, is_known in zip(sound, known, strict=False):
        line.effect = KNOWN if is_known else NEW


def take_in(roll: Roll, *, by: Person) -> int:
    """How many things are new."""
    _require_may_be_told(roll.event)
    if roll.format == Roll.Format.OVERVIEW:
        return _state(roll)
    shelf, rows = _shelf(roll.event), list(roll.people.order_by("row"))
    articles = [_article(row.said) for row in rows]
    known = shelf.known(roll.event, articles)
    for row, is_known in zip(rows, known, strict=True):
        row.effect = KNOWN if is_known else NEW
    RollRow.objects.bulk_update(rows, ["effect"], batch_size=500)
    shelf.put(roll, articles, by)
    return known.count(False)


def undo(roll: Roll, *, by: Person) -> int:
    """Take back what it brought; how many things."""
    if roll.format == Roll.Format.OVERVIEW:
        return Stated.objects.filter(roll=roll).delete()[0]
    return _shelf(roll.event).take_off(roll, by)


def _state(roll: Roll) -> int:
    said = roll.people.get().said
    figures = dict(dashboard.figures_in(said))
    source = said.get(dashboard.SOURCE, "")
    Stated.objects.create(event=roll.event, roll=roll, source=source, figures=figures, stated_at=clock.now())
    return len(figures)


def _article(said: dict[str, str]) -> Article:
    return Article(said[dashboard.ARTICLE], said[dashboard.WIKI])


def _shelf(event: Event) -> Shelf:
    shelf = shelf_of(event)
    if shelf is None:
        raise Refused(
            _(
                "Articles go to a worklist of a campaign, and this event belongs to none: add it to one "
                "first, on the campaign’s page."
            )
        )
    return shelf


def _require_may_be_told(event: Event) -> None:
    if not tracks_contributions(event, protected=is_protected(event)):
        raise Refused(
            _("What participants of this event edit is not looked at, so nothing of it is taken in.")
        )
