"""Run everything on the database that DATABASE_URL names, which must be empty: ``make bench``."""

from __future__ import annotations

import os
import sys
from statistics import median

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thriving.web.settings")
django.setup()

from bench import measures, stating, world  # noqa: E402 -- models can be read only after the set-up
from bench.timing import seconds  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from thriving.evidence.models import Fact  # noqa: E402

TIMES = 5


def main(size: int) -> None:
    prepare(size)
    failed = [*_measures(), *_stating()]
    for sentence in failed:
        print(f"NOT HELD: {sentence}")
    sys.exit(1 if failed else 0)


def prepare(size: int) -> None:
    call_command("migrate", verbosity=0)
    if not Fact.objects.exists():
        print(f"{connection.vendor}: {size:,} facts in {seconds(lambda: world.fill(size)):.0f} s", flush=True)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _measures() -> list[str]:
    pairs = measures.run(TIMES)
    ratios = sorted(pair.ratio for _name, pair in pairs)
    print(f"{len(pairs)} measures / SQL by hand: median {median(ratios):.2f}, largest {ratios[-1]:.2f}")
    for name, pair in sorted(pairs, key=lambda each: -each[1].ratio)[:8]:
        print(f"  {pair.ratio:.2f}  {pair.ours * 1000:.0f} ms / {pair.other * 1000:.0f} ms  {name}")
    return [f"{name} takes {pair.ratio:.2f} x" for name, pair in pairs if pair.ratio > measures.MOST]


def _stating() -> list[str]:
    pair = stating.many(3)
    print(f"stating {stating.MANY:,} facts / bulk insert: {pair.ratio:.2f} ({pair.ours:.2f} s / {pair.other:.2f} s)")
    print(f"stating one fact, its diary note included: {stating.one(200) * 1000:.1f} ms")
    return [f"stating takes {pair.ratio:.2f} x a bulk insert"] if pair.ratio > stating.MOST else []


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else world.FACTS)
