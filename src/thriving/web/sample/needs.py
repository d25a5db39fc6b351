"""The needs assessment of the sample year, taken through the steps that a real one takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from io import BytesIO
from typing import Any

from thriving.kernel.tables import csv_lines
from thriving.movement.models import Person
from thriving.programs.needs import actions
from thriving.programs.needs.actions import Planned, Told
from thriving.programs.needs.actions.assessing import Filled
from thriving.programs.needs.asked import asked_now, questionnaire_of
from thriving.programs.needs.models import Intake, Round
from thriving.questions import actions as questions
from thriving.web.sample import cast
from thriving.web.sample.deeds import OfNeeds, in_every_language
from thriving.web.sample.story import needs as story

FORM = f"{story.ROUND}/1"
TABLES = ((story.SHEETS,), (story.MISTYPED, story.LATER_SHEETS))  # each as often as it was brought


def take(deed: OfNeeds, by: Person) -> None:
    match deed.step:
        case "plan":
            _plan(by)
        case "open":
            _open(by)
        case "visit":
            _visit(story.VISITED[deed.number], by)
        case "type":
            _type(TABLES[deed.number], f"sheets-{deed.number + 1}.csv", by)


def _plan(by: Person) -> None:
    said = Planned(
        title=in_every_language(story.TITLE),
        begins_on=story.OPENED,
        ends_on=story.ENDS,
        regions=story.REGIONS,
        serves=f"{cast.PLAN}/{story.SERVES}",
    )
    actions.plan_round(said, key=story.ROUND, by=by, sample=True)


def _open(by: Person) -> None:
    one = _round()
    if found := questionnaire_of(one):
        questions.publish(found, by=by)
    actions.open_round(one, by=by)


def _visit(visited: story.Visited, by: Person) -> None:
    """The holder answers by its own link, and some not to the end."""
    said = Told(
        name=visited.name,
        kind=visited.kind,
        country=visited.country,
        languages=visited.languages,
        may_be_named=visited.may_be_named,
        contact=f"{visited.partner or 'library'}@sample.invalid",
        partner=visited.partner,
    )
    asked = actions.invite(_round(), said, by=by)
    if (version := asked_now(asked.round)) is not None:
        answers = {key: _typed(key, answer) for key, answer in visited.answers}
        actions.fill(asked, said, Filled(version, answers), final=visited.finishes, by=None)


def _type(tries: Sequence[Sequence[story.Sheet]], title: str, by: Person) -> None:
    """Sheets of paper in one table, looked at, brought again where a cell was wrong, and taken in."""
    *wrong, right = tries
    for each in wrong:
        actions.discard(_brought(each, title, by), by=by)
    actions.take_in(_brought(right, title, by), by=by)


def _brought(sheets: Sequence[story.Sheet], title: str, by: Person) -> Intake:
    rows: list[dict[str, Any]] = [{**asdict(each), "form": FORM, "may_be_named": "1"} for each in sheets]
    text = "".join(csv_lines(list(rows[0]), [list(row.values()) for row in rows]))
    file = BytesIO(text.encode())
    brought = actions.bring(_round(), file, title=title, by=by)
    if not isinstance(brought, Intake):
        raise TypeError([each.sentence for each in brought.amiss])
    return brought


def _typed(key: str, answer: str | tuple[str, ...]) -> Any:
    if key == "size":
        return Decimal(str(answer))
    return list(answer) if isinstance(answer, tuple) else answer


def _round() -> Round:
    return Round.objects.get(key=story.ROUND)
