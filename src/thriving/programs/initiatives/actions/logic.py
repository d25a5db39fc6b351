"""The logic model of an initiative: what goes in, what is done, what comes out, and what changes by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary
from thriving.kernel.words import Words
from thriving.movement.actions import Actor, Refused
from thriving.movement.spelling import line
from thriving.programs.initiatives.actions.writing import held, require_on
from thriving.programs.initiatives.models import Initiative
from thriving.programs.initiatives.models.initiative import LOGIC

MOST_LINES = 20  # of each part
LONGEST_LINE = 300


@transaction.atomic
def write_logic(initiative: Initiative, lines: Mapping[str, Sequence[str]], *, by: Actor) -> None:
    """Say it anew in the initiative's own language. A line that stays keeps its translations."""
    require_on(by, "run_initiative", initiative)
    held(initiative)
    said = {part: _cleaned(lines.get(part, ())) for part in LOGIC}
    logic = {part: _rewritten(initiative, part, written) for part, written in said.items() if written}
    if logic == initiative.logic:
        return
    initiative.logic, initiative.changed_at = logic, clock.now()
    initiative.save(update_fields=["logic", "changed_at"])
    diary.note(initiative, "described", by=by, body={"changed": ["logic"]})


def _cleaned(lines: Sequence[str]) -> list[str]:
    written = list(dict.fromkeys(filter(None, map(line, lines))))
    if len(written) > MOST_LINES or any(len(each) > LONGEST_LINE for each in written):
        raise Refused(
            _("Each part has at most %(lines)d lines of at most %(letters)d characters.")
            % {"lines": MOST_LINES, "letters": LONGEST_LINE}
        )
    return written


def _rewritten(initiative: Initiative, part: str, written: list[str]) -> list[Words]:
    before = {each.get(initiative.language): each for each in initiative.logic_of(part)}
    return [before.get(each) or Words({initiative.language: each}) for each in written]
