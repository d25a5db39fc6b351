"""Taking in what was answered on paper."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import diary
from thriving.movement.actions import Actor, Refused
from thriving.questions.actions.answering import answer
from thriving.questions.actions.require import require_edit
from thriving.questions.models import Version
from thriving.questions.paper import Reading


@transaction.atomic
def take_from_paper(version: Version, reading: Reading, *, by: Actor) -> int:
    """All rows, or none where anything is wrong; how many they were."""
    require_edit(version.questionnaire, by)
    if reading.problems:
        raise Refused(_("Nothing was taken: some rows have mistakes."))
    for row in reading.rows:
        answer(version, row.code, row.answers)
    diary.note(version, "took answers from paper", by=by, body={"sheets": len(reading.rows)})
    return len(reading.rows)
