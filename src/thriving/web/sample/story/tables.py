"""In which parts the people of the leadership framework are told, each quarter, as two evaluators agreed."""

from __future__ import annotations

from datetime import date

from thriving.web.sample.deeds import Agreed, TablesPublished

ASKED = ("leadership-development-framework", "people")  # the requirement whose people are told in parts
AGREED = (
    Agreed(
        date(2019, 8, 5),
        "leadership-by-region",
        ("region",),
        why="Whoever gives money or time wants to know whether we reach every region. Most are of fewer than "
        "ten people yet, so much of it will be hidden at first.",
    ),
    Agreed(
        date(2019, 8, 5),
        "leadership-by-role",
        ("role", "standing"),
        why="The announcement speaks of organizers and leaders of affiliates, of new and experienced ones. "
        "By region as well, nearly everything would be hidden.",
    ),
)
QUARTERS = (date(2019, 9, 30), date(2019, 12, 31), date(2020, 3, 31), date(2020, 6, 30))


def deeds() -> tuple[Agreed | TablesPublished, ...]:
    return (*AGREED, *(TablesPublished(day) for day in QUARTERS))
