"""Run everything on the empty database that DATABASE_URL names; without one, on a SQLite of its own.

``make bench``, or ``DATABASE_URL=postgresql://… make bench``; with ``--only grants``, that part alone.
"""

from __future__ import annotations

import argparse
import os
import sys
from secrets import token_urlsafe
from statistics import median
from tempfile import TemporaryDirectory

import django

folder = TemporaryDirectory(prefix="thriving-bench-")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder.name}/bench.sqlite3")
# Neither DEBUG, which keeps every query, nor somebody's own settings: what is measured is what is served.
os.environ |= {"THRIVING_DEBUG": "", "THRIVING_DEMO": "", "THRIVING_DATA": folder.name}
os.environ |= {
    "THRIVING_SECRET_KEY": token_urlsafe(50),
    "THRIVING_HOSTS": "bench.example",
    "THRIVING_PROXIES": "1",
}
os.environ["DJANGO_SETTINGS_MODULE"] = "thriving.web.settings"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from bench import (  # noqa: E402 -- models can be read only after the set-up
    finding,
    importing,
    machine,
    measures,
    page,
    people,
    plan,
    stating,
    world,
)
from bench.granting import filling as granting  # noqa: E402
from bench.granting.steps import FEW, MANY, Size  # noqa: E402
from bench.limits import Limit  # noqa: E402
from bench.timing import seconds  # noqa: E402
from thriving.evidence.models import Fact  # noqa: E402

TIMES = 5


def main(size: int, only: str = "") -> None:
    prepare(0 if only else size)
    print(machine.described(), flush=True)
    limits = _granting(size) if only == "grants" else _everything(size)
    print(*limits, sep="\n")
    sys.exit(0 if all(limit.held for limit in limits) else 1)


def _everything(size: int) -> list[Limit]:
    limits = [_measures(), _plan(), _stating(), _page()]
    _importing()
    limits.append(_finding())
    limits += _people(size)
    return [*limits, *_granting(size)]


def prepare(size: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if size and not Fact.objects.exists():
        print(f"{connection.vendor}: {size:,} facts in {seconds(lambda: world.fill(size)):.0f} s", flush=True)
        machine.look_around()


def _measures() -> Limit:
    pairs = sorted(measures.run(TIMES), key=lambda each: -each[1].ratio)
    ratios = [pair.ratio for _name, pair in pairs]
    print(f"{len(pairs)} measures / SQL by hand: median {median(ratios):.2f}, largest {ratios[0]:.2f}")
    for name, pair in pairs[:8]:
        print(
            f"  {pair.ratio:.2f}  {pair.ours * 1000:.0f} ms / {pair.other * 1000:.0f} ms  {name}", flush=True
        )
    slow = [name for name, pair in pairs if pair.ratio > measures.MOST]
    found = f"{len(slow)} take more: {', '.join(slow[:8])}" if slow else f"{ratios[0]:.2f} at most"
    return Limit(f"each measure within {measures.MOST} x SQL by hand", found, not slow)


def _plan() -> Limit:
    took, asked = plan.evaluate(TIMES)
    print(f"the twelve key results, evaluated live: {took:.2f} s, {asked} queries", flush=True)
    return Limit(f"the whole plan live within {plan.MOST} s", f"{took:.2f} s", took <= plan.MOST)


def _stating() -> Limit:
    pair = stating.many(3)
    took = f"{pair.ours:.2f} s / {pair.other:.2f} s"
    print(f"stating {stating.MANY:,} facts / bulk insert: {pair.ratio:.2f} ({took})")
    print(f"stating one fact, its diary note included: {stating.one(200) * 1000:.1f} ms", flush=True)
    name = f"stating {stating.MANY:,} facts within {stating.MOST} x a bulk insert"
    return Limit(name, f"{pair.ratio:.2f}", pair.ratio <= stating.MOST)


def _page() -> Limit:
    ours, bare = page.ratio()
    found = f"{ours / bare:.2f}"
    print(
        f"public plan page / bare view of 10 queries: {found} ({ours:.0f} / {bare:.0f} a second)", flush=True
    )
    return Limit(f"the page at least {page.LEAST} of a bare view", found, ours >= page.LEAST * bare)


def _importing() -> None:
    took = importing.run()
    print(
        f"importing {importing.MOST_ROWS:,} rows: read in {took.reading:.0f} s, "
        f"taken in in {took.taking_in:.1f} s; another writer waited {took.longest_wait:.1f} s at most"
    )


def _finding() -> Limit:
    asked = finding.run()
    print(f"the finder's page over {finding.MANY:,} initiatives / one indexed query that reads them")
    for name, pair in asked.items():
        took = f"{pair.ours * 1000:.0f} ms / {pair.other * 1000:.0f} ms"
        print(f"  {pair.ratio:.2f}  {took}  {name}", flush=True)
    largest = max(pair.ratio for name, pair in asked.items() if name != finding.ANEW)
    limit = f"the finder within {finding.MOST} x one query, also just after a change"
    return Limit(limit, f"{largest:.2f}", largest <= finding.MOST)


def _people(size: int) -> list[Limit]:
    many = (
        max(world.PEOPLE * size // world.FACTS, people.FEW_PEOPLE),
        max(world.AFFILIATES * size // world.FACTS, people.FEW_AFFILIATES),
    )
    print("{:,} people and {:,} affiliates".format(*many), end="")
    print(f"; {people.FEW_PEOPLE} and {people.FEW_AFFILIATES}: below that stay 95 of a hundred requests")
    costs = people.run(*many)
    for name, (few, found) in costs.items():
        print(f"  {found.slow / few.slow:.2f}  {found} / {few}  {name}", flush=True)
    grown = [name for name, (few, found) in costs.items() if found.queries != few.queries]
    few, found = costs["directory"]
    ratio = found.slow / few.slow
    return [
        Limit("lists, search and roles ask as often of many", ", ".join(grown) or "all do", not grown),
        Limit(f"the directory within {people.MOST} x that of few", f"{ratio:.2f}", ratio <= people.MOST),
    ]


def _granting(size: int) -> list[Limit]:
    many = Size(*(max(each * size // world.FACTS, few) for each, few in zip(MANY, FEW, strict=True)))
    print("{:,} proposals, {:,} events and {:,} crises; then the same of {:,}".format(*many, FEW.proposals))
    grown, slower = [], []
    for name, (few, found) in granting.run(many):
        ratio = found.own / few.own
        print(f"  {ratio:.2f}  {found} / {few}  {name}", flush=True)
        if few.queries != found.queries:
            grown.append(name)
        if ratio > granting.MOST:
            slower.append(f"{name} {ratio:.2f}")
    return [
        Limit("lists of grants and safety ask as often of many", ", ".join(grown) or "all do", not grown),
        Limit(
            f"each, or a row of a twin, within {granting.MOST} x that of few",
            ", ".join(slower) or "all are",
            not slower,
        ),
    ]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("facts", nargs="?", type=int, default=world.FACTS)
    parser.add_argument("--only", choices=["grants"], default="")
    asked = parser.parse_args()
    main(asked.facts, asked.only)
