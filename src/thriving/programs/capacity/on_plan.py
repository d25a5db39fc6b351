"""Below a requirement that counts grown affiliates: which count, which do not, and why."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count
from django.template.loader import render_to_string
from django.urls import reverse

from thriving.kernel import clock
from thriving.plan import slots
from thriving.plan.slots import Filler, Seen
from thriving.programs.capacity import growth
from thriving.programs.capacity import told as telling
from thriving.programs.capacity.facts import KIND
from thriving.programs.capacity.models import Assessment, Path
from thriving.programs.capacity.queries import paths_for
from thriving.programs.capacity.states import PLANNED
from thriving.programs.capacity.told import Told

MOST = 12


@dataclass(frozen=True)
class Asks:
    """What the requirement counts, as far as a path can answer it; empty where anything will do."""

    capacities: frozenset[str]
    serves: frozenset[str]
    standings: frozenset[str]


def fill(seen: Seen) -> str:
    """Of paths that are public, as they stand today: the page is the same for every reader."""
    asked = seen.requirement.requirement
    specification = asked.measure_version.specification if asked.measure_version else {}
    if specification.get("fact") != KIND or seen.known_on < clock.today():
        return ""
    asks = _asks([*specification.get("where", []), *asked.filters])
    everything = Path.objects.exclude(state=PLANNED).filter(started_on__lte=seen.on)
    public = paths_for(AnonymousUser()).filter(pk__in=everything.values("pk")).order_by("-started_on", "-pk")
    lines = [each for path in public[:MOST] for each in _lines(path, asks)]
    context = {
        "lines": sorted(lines, key=lambda each: each.counts),  # first what does not count
        "hidden": everything.count() - public.count(),
        "more": public.count() > MOST,
        "address": reverse("capacity:paths"),
    }
    return render_to_string("capacity/_on_the_plan.html", context) if lines or context["hidden"] else ""


def edition() -> str:
    """Changes with each step of a path or an assessment, and with the day: one may become late."""
    told = ("state", "shown_to")
    of_path = (*told, "ended_on")
    steps = Path.objects.order_by(*of_path).values_list(*of_path).annotate(Count("pk"))
    looks = Assessment.objects.order_by(*told).values_list(*told).annotate(Count("pk"))
    return f"{clock.today()}{list(steps)}{list(looks)}"


def _lines(path: Path, asks: Asks) -> list[Told]:
    found = growth.lines(path, clock.today())
    return [telling.line(each, path, asks.serves, asks.standings) for each in found if _is_asked(each, asks)]


def _is_asked(line: growth.Line, asks: Asks) -> bool:
    return not asks.capacities or line.capacity in asks.capacities


def _asks(conditions: list[tuple[str, str, list[str]]]) -> Asks:
    said = {name: frozenset(values) for name, operator, values in conditions if operator == "in"}
    empty: frozenset[str] = frozenset()
    return Asks(said.get("capacity", empty), said.get("serves", empty), said.get("language_standing", empty))


slots.add("capacity", Filler(fill, edition))
