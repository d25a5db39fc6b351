"""Made-up histories to measure by, kept from run to run: the same seed, the same bytes."""

from __future__ import annotations

from pathlib import Path

from thriving.history import generating
from thriving.history.generating.forms.form import Form

CACHE = Path("var/bench/generated")  # which git ignores; delete it to have the room back
PROCESSES = 2


def generated(
    events: int, form: Form | None = None, *, compression: str = "none", wikis: int = 3, seed: int = 1
) -> list[Path]:
    """The files with so many events; made once, which takes some 3 seconds a million (bz2: half a minute)."""
    form = form or generating.MediawikiHistory()
    options = "-".join(str(value) for value in vars(form).values())
    folder = CACHE / f"{type(form).__name__}-{options}-{compression}-{wikis}-{events}-{seed}"
    plan = generating.Plan(events, wikis, seed)
    return generating.write(plan, folder, form, compression=compression, processes=PROCESSES)
