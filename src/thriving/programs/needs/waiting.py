"""What waits in rounds: questions to publish, tables to decide on, regions nobody has assessed, an end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import access
from thriving.movement import work
from thriving.movement.naming import region_name
from thriving.programs.needs.models import Assessment, Intake, Round
from thriving.programs.needs.states import CHECKED, DRAFT, FINISHED, OPEN
from thriving.ui import cldr


def waiting(reader: Any, today: date) -> Iterator[work.Item]:
    led = set(access.within(reader, "lead_round", Round.objects.all()).values_list("pk", flat=True))
    living = access.within(reader, "assess", Round.objects.filter(state__in=(DRAFT, OPEN)))
    rounds = list(living.annotate(undecided=Exists(_undecided())))
    assessed = _assessed(rounds)
    for one in rounds:
        if one.state == OPEN:
            yield from _missing(one, assessed.get(one.pk, set()))
        if one.undecided:
            yield _item(one, _("Decide on a table of typed sheets of “%(title)s”"), "tables", None)
        if one.pk in led and one.state == DRAFT:
            yield _item(one, _("Prepare and open the round “%(title)s”"), "team", one.begins_on)
        if one.pk in led and one.state == OPEN and one.ends_on < today:
            yield _item(one, _("Close the round “%(title)s”"), "team", one.ends_on)


def _undecided() -> Any:
    return Intake.objects.filter(round=OuterRef("pk"), state=CHECKED)


def _assessed(rounds: list[Any]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    rows = Assessment.objects.filter(round__in=rounds, state=FINISHED).order_by()
    for one, region in rows.values_list("round", "region").distinct():
        found.setdefault(one, set()).add(region)
    return found


def _missing(one: Round, assessed: set[str]) -> Iterator[work.Item]:
    if missing := [region_name(key) for key in one.regions if key not in assessed]:
        title = _("Find holders for “%(title)s”: nobody is assessed yet in %(regions)s")
        words = _(", ").join(missing)
        yield _item(one, title, "assessments", one.ends_on, regions=words)


def _item(one: Round, words: str, page: str, due: date | None, **named: str) -> work.Item:
    return work.Item(
        title=words % {"title": cldr.apart(one.title), **named},
        address=reverse(f"needs:{page}", args=[one.key]),
        due=due,
        kind=_("Go on with a needs assessment"),
        sample=one.sample,
    )


work.declare("needs", gettext_lazy("Needs assessments"), waiting)
