"""Builds the sample year up to a day, in a process of its own: ``… demo.building FILE DAY [AFTER]``.

The file is either not there yet, or holds the year up to the day AFTER. Nobody else has it open.
"""

from __future__ import annotations

import os
import sqlite3
import sys
from contextlib import closing
from datetime import date
from pathlib import Path

from thriving.web.demo.days import MARK


def main(file: str, day: str, after: str = "") -> int:
    os.environ |= {"THRIVING_DEMO": "1", "DATABASE_URL": f"sqlite:///{Path(file).resolve()}"}
    from thriving.web.commands import setup  # noqa: PLC0415 -- the settings read the two variables above
    from thriving.web.commands.failures import exit_code_of, sentence_about  # noqa: PLC0415 -- the same

    try:
        setup()
        build(Path(file), date.fromisoformat(day), date.fromisoformat(after) if after else None)
        close(Path(file))
    except (Exception, KeyboardInterrupt) as error:
        if os.environ.get("THRIVING_TRACEBACK") == "1":
            raise
        sys.stderr.write(f"\n{sentence_about(error)}\n")
        return exit_code_of(error)
    return 0


def build(file: Path, until: date, after: date | None) -> None:
    """Play the year on Django's database, which is ``file``, from where it stands."""
    import click  # noqa: PLC0415 -- after Django is set up
    from django.core.management import call_command  # noqa: PLC0415 -- the same

    from thriving.web.sample import year  # noqa: PLC0415 -- the same

    if not file.exists():
        mark(file)
        call_command("migrate", verbosity=0, interactive=False)
    label = f"The sample year up to {until}"
    with click.progressbar(year.days(until, after), label=label, file=sys.stderr) as passing:
        for day in passing:
            year.play(day)


def mark(file: Path) -> None:
    """Say in the file itself that a demo made it."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(f"PRAGMA application_id = {MARK}")
        connection.commit()


def close(file: Path) -> None:
    """Leave one file that can be copied: nothing of it beside it."""
    from django.db import connection  # noqa: PLC0415 -- after Django is set up

    connection.close()
    with closing(sqlite3.connect(file)) as alone:
        alone.execute("PRAGMA journal_mode = DELETE")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
