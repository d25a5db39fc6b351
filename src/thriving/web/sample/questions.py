"""Questions of the sample year reach the people of an area, and are answered by them."""

from __future__ import annotations

from collections.abc import Mapping

from thriving.movement.models import Person
from thriving.programs.asking import actions
from thriving.programs.asking.models import Question
from thriving.web.sample import cast
from thriving.web.sample.story.questions import EXCHANGES, Exchange

EXCHANGES_BY_KEY: Mapping[str, Exchange] = {each.key: each for each in EXCHANGES}


def ask(key: str, by: Person) -> None:
    told = EXCHANGES_BY_KEY[key]
    said = actions.Asked(
        area=f"priority:{cast.PLAN}/{told.area}",
        words=told.words,
        language=told.language,
        sending=f"sample-{key}",
        may_publish=told.published,
    )
    actions.ask(said, by=by, sample=True)


def answer(key: str, by: Person) -> None:
    told = EXCHANGES_BY_KEY[key]
    question = Question.objects.get(sending=f"sample-{key}")
    actions.answer(question, told.answer, language=told.language, by=by)
    if told.published:
        actions.publish(question, by=by)
