"""What came of a campaign, as a whole and by place: nothing and nobody is counted twice.

How many people it was is told in whole tens, to everybody alike, and not at all where they were few: nobody
learns from a number who has just come, nor computes one place from the others. Those who run a campaign read
exact numbers beside the rows that they are made of, and these alone count events for the invited.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils.functional import Promise

from thriving.evidence.disclosure.rules import Rules
from thriving.movement.queries.places import protected_countries
from thriving.programs.campaigns.content import Kind, Measured
from thriving.programs.campaigns.goals import Reached, Rule, Together, together
from thriving.programs.campaigns.models import Campaign, Contribution, EventLink, Instance, Piece, WorkItem
from thriving.programs.campaigns.queries.kit import Holder, pieces_of
from thriving.programs.campaigns.queries.on_wikis import Number as Number
from thriving.programs.campaigns.queries.on_wikis import OnWikis, not_measured, on_wikis
from thriving.programs.campaigns.states import CONFIRMED, DONE, JOINED, WITHDRAWN
from thriving.programs.campaigns.things import NEW_KINDS
from thriving.programs.events.models import Entrance, Registration
from thriving.programs.events.queries.registration import in_tens
from thriving.programs.events.states.event import OVER

ABOUT_PEOPLE = frozenset({Measured.CONTRIBUTORS, Measured.CONTRIBUTIONS, Measured.PARTICIPANTS})
EVERY = Q()
Figures = Mapping[str, int | None]  # by what is measured; None where nothing measures it


@dataclass(frozen=True)
class Results:
    """Goals are judged by these numbers alone: targets set one after the other would find an exact one out.

    ``why_not``: why what was done on the wikis is not measured. ``so_far``: no lake knows all of it yet.
    """

    numbers: Mapping[str, Number]
    why_not: str | Promise = ""
    so_far: bool = False


@dataclass(frozen=True)
class Goal:
    piece: Piece
    number: Number
    reached: Reached


@dataclass(frozen=True)
class Goals:
    """``together`` is None where a number in it is withheld: it could be computed from the rest."""

    goals: tuple[Goal, ...]
    together: Together | None


def results(campaign: Campaign) -> tuple[Results, dict[int, Results]]:
    """Of the whole, and of each place by its row; the same for every reader."""
    least, open_ones = least_told(campaign), Q(event__entrance=Entrance.OPEN)
    wikis = on_wikis(campaign, least)
    places = counted_by_place(campaign, open_ones).items()
    return (
        _results(counted(campaign, open_ones), least, wikis.get(None)),
        {pk: _results(each, least, wikis.get(pk)) for pk, each in places},
    )


def exact(holder: Holder) -> Figures:
    """For those who run it, beside the rows; of the wikis they read what everybody reads.

    A name of a list and an account count apart, as the rows show them: a number that does not rise would tell
    that they are one.
    """
    is_whole = isinstance(holder, Campaign)
    campaign = holder if isinstance(holder, Campaign) else holder.campaign
    figures = counted(campaign) if is_whole else counted_by_place(campaign)[holder.pk]
    rows = _confirmed(campaign) if is_whole else _confirmed(campaign).filter(instance=holder.pk)
    shown = rows.aggregate(n=Count(Concat("contributor", Value("/"), "how"), distinct=True))["n"]
    return {**figures, Measured.CONTRIBUTORS: shown}


def _results(figures: Figures, least: int, wikis: OnWikis | None) -> Results:
    found = wikis or not_measured()
    numbers = {**_told(figures, least), **found.numbers}
    return Results(numbers, found.why_not, found.so_far)


def _told(figures: Figures, least: int) -> dict[str, Number]:
    few = {name for name in ABOUT_PEOPLE if (figures[name] or 0) < least}
    # How much was contributed tells how few did it, where few did.
    few |= {Measured.CONTRIBUTIONS} if Measured.CONTRIBUTORS in few else set()
    return {name: _number(name, value, withheld=name in few) for name, value in figures.items()}


def _number(name: str, value: int | None, *, withheld: bool) -> Number:
    if name not in ABOUT_PEOPLE or value is None:
        return Number(value)
    return Number(None, withheld=True) if withheld else Number(in_tens(value), rough=True)


def goals_of(holder: Holder, found: Results) -> Goals:
    """Each goal beside what is measured of it."""
    goals = [_goal(piece, found) for piece in pieces_of(holder).filter(kind=Kind.GOAL, left_out=False)]
    rule = Rule(holder.goal_rule if isinstance(holder, Campaign) else holder.campaign.goal_rule)
    hidden = any(goal.number.withheld for goal in goals)
    return Goals(
        tuple(goals), None if hidden or not goals else together(rule, [each.reached for each in goals])
    )


def _goal(piece: Piece, found: Results) -> Goal:
    number = found.numbers.get(piece.said.measure, Number(None))
    target = piece.said.target or 1
    return Goal(piece, number, Reached(number.value, target))


def least_told(campaign: Campaign) -> int:
    """The fewest people that are told of; more where taking part is dangerous somewhere."""
    rules = Rules()
    where = set(campaign.instances.values_list("country", flat=True)) | set(campaign.countries)
    return rules.least_sensitive if where & protected_countries() else rules.least


def counted(campaign: Campaign, which: Q = EVERY) -> Figures:
    """``which``: of whose links events count; that one for the invited was held is not for everybody."""
    found = _confirmed(campaign).aggregate(**_DISTINCT)
    links = EventLink.objects.filter(campaign=campaign, event__state__in=OVER)
    done = _done_of_worklists(campaign)
    return {
        **found,
        Measured.EVENTS: links.filter(which).count(),
        Measured.PARTICIPANTS: _came(links.filter(which)).aggregate(n=Count("subject", distinct=True))["n"],
        Measured.WORKLISTS: done.aggregate(n=Count("identity", distinct=True))["n"],
        Measured.PLACES: campaign.instances.filter(state=JOINED).count(),
    }


def counted_by_place(campaign: Campaign, which: Q = EVERY) -> dict[int, Figures]:
    """The same for each place, with as many queries however many places there are."""
    links = EventLink.objects.filter(campaign=campaign, event__state__in=OVER, instance__isnull=False)
    items = _done_of_worklists(campaign).filter(worklist__instance__isnull=False)
    came = _came(links.filter(which))
    told: dict[str, dict[int, int]] = {
        Measured.EVENTS: _by(links.filter(which), "instance", Count("pk")),
        Measured.PARTICIPANTS: _by(came, "event__campaign_link__instance", Count("subject", distinct=True)),
        Measured.WORKLISTS: _by(items, "worklist__instance", Count("identity", distinct=True)),
    }
    rows = _confirmed(campaign).filter(instance__isnull=False).order_by().values("instance")
    found: dict[int, Any] = {row["instance"]: row for row in rows.annotate(**_DISTINCT)}
    return {
        pk: {
            **{name: found.get(pk, {}).get(name, 0) for name in _DISTINCT},
            **{name: by_place.get(pk, 0) for name, by_place in told.items()},
        }
        for pk in Instance.objects.filter(campaign=campaign).values_list("pk", flat=True)
    }


def _done_of_worklists(campaign: Campaign) -> QuerySet[WorkItem]:
    """Of those that everybody reads."""
    lists = {"worklist__left_out": False, "worklist__inside": False}
    return WorkItem.objects.filter(worklist__campaign=campaign, state=DONE, **lists)


def _by(rows: QuerySet[Any], place: str, counted: Count) -> dict[int, int]:
    return dict(rows.order_by().values(place).annotate(n=counted).values_list(place, "n"))


def came_of(by: str, holders: Sequence[Holder]) -> tuple[dict[int, int], dict[int, int]]:
    """Events held and things contributed to, ``by`` campaign or instance; neither tells of few people."""
    mine = {f"{by}__in": [each.pk for each in holders]}
    links = EventLink.objects.filter(event__state__in=OVER, event__entrance=Entrance.OPEN, **mine)
    rows = Contribution.objects.filter(state=CONFIRMED, **mine).exclude(campaign__state=WITHDRAWN)
    return _by(links, by, Count("pk")), _by(rows, by, Count("identity", distinct=True))


def _came(links: QuerySet[EventLink]) -> QuerySet[Registration]:
    return Registration.objects.filter(event__campaign_link__in=links, attended_on__isnull=False)


def _confirmed(campaign: Campaign) -> QuerySet[Contribution]:
    if campaign.state == WITHDRAWN:
        return Contribution.objects.none()
    return Contribution.objects.filter(campaign=campaign, state=CONFIRMED)


_ONE = Concat("contributor", Value("/"), "identity", Value("/"), "done")
_DISTINCT = {
    Measured.CONTRIBUTIONS.value: Count(_ONE, distinct=True),
    Measured.CONTRIBUTORS.value: Count("contributor", distinct=True),
    Measured.THINGS.value: Count("identity", distinct=True),
    Measured.NEW_KINDS.value: Count("identity", distinct=True, filter=Q(what__in=NEW_KINDS)),
}
