"""Rows of questionnaires, questions, patterns and mentoring where people write; other tests lack them."""

from __future__ import annotations

from typing import NamedTuple

from tests.conftest import Cast
from tests.programs.asking import world as world_of_questions
from tests.programs.mentoring import world as world_of_mentoring
from tests.programs.patterns import world as world_of_patterns
from tests.questions import world as world_of_questionnaires
from tests.whole.test_access import ASKED, LEADERS, NEWCOMER, QUESTION, THOSE_WHO_READ, Row

from thriving.kernel import clock
from thriving.programs.asking import private
from thriving.programs.asking.models import Question, Said
from thriving.programs.mentoring.models import Letter, Outcome, Pair, Side, Wish
from thriving.programs.patterns import actions as patterns
from thriving.questions import actions as answering
from thriving.questions.models import Questionnaire

__all__ = ["PAGES_OF_TALKS", "SENT", "written_in_talks"]

SAID = "word"  # which the attack then replaces
SECRET = "s" * 32  # of a private link
ENOUGH = 20  # sheets, of which totals are told
AGREED = {"key": "6" * 32}
DRAFT, RETIRED = {"key": "tea-now"}, {"key": "tea-last"}
# What the table of access does without: two who have agreed, and patterns that do not hold yet, or no longer.
PAGES_OF_TALKS = (
    Row("mentoring:pair", 404, NEWCOMER, with_=AGREED),
    Row("patterns:pattern", 200, with_=RETIRED),
    *(
        Row(f"patterns:{name}", 404, THOSE_WHO_READ, with_=DRAFT)
        for name in ("pattern", "rewrite", "languages")
    ),
)


class Sending(NamedTuple):
    """What is shown only to who says something first, or opens a private link."""

    row: Row
    role: str
    method: str
    told: dict[str, str]


NEEDED = {"reason": SAID * 3}
SENT = (
    Sending(Row("questions:answers", 200, with_=ASKED), "evaluator", "post", NEEDED),
    Sending(Row("questions:export", 200, with_=ASKED), "evaluator", "post", {**NEEDED, "as": "csv"}),
    Sending(Row("questions:sheet", 422, with_=ASKED), "evaluator", "post", {}),
    Sending(Row("questions:words", 200, with_=ASKED), "evaluator", "get", {"language": "ar"}),
    Sending(Row("asking:private", 200), "visitor", "get", {"ticket": SECRET}),
    Sending(Row("asking:published", 200), "visitor", "get", LEADERS),
)


def written_in_talks(cast: Cast) -> None:
    _of_a_questionnaire(cast)
    _of_questions(cast)
    _of_patterns(cast)
    _of_mentoring(cast)


def _of_a_questionnaire(cast: Cast) -> None:
    """Enough have answered for its totals to be told; one in words."""
    version = Questionnaire.objects.get(**ASKED).published
    assert version
    answering.answer(version, cast.volunteer, {"food": "fish", "name": SAID, "story": SAID})
    world_of_questionnaires.answered(version, ENOUGH, food="meat", days=["monday"])


def _of_questions(cast: Cast) -> None:
    """The one that the table of access knows has been talked of; others are published, and private."""
    asked = Question.objects.get(**QUESTION)
    told = {"language": "es", "area": LEADERS["area"], "at": clock.now(), "words": SAID}
    for kind in Said.Kind:
        Said.objects.create(question=asked, kind=kind, by=cast.lead, **told)
    Question.objects.filter(pk=asked.pk).update(name=SAID)
    world_of_questions.published(cast.lead, cast.volunteer, name=SAID)
    without_account = world_of_questions.asked(name=SAID)
    Question.objects.filter(pk=without_account.pk).update(secret_mark=private.mark_of(SECRET))


def _of_patterns(cast: Cast) -> None:
    world_of_patterns.draft(cast.lead, DRAFT["key"])
    patterns.retire(world_of_patterns.published(cast.lead, RETIRED["key"]), reason=SAID, by="tests")


def _of_mentoring(cast: Cast) -> None:
    """Two who write to each other; what came of it was asked of both, and told by one."""
    wish = Wish.objects.get(person=cast.volunteer)
    pair = world_of_mentoring.agreed(world_of_mentoring.mentor("moana"), wish)
    Pair.objects.filter(pk=pair.pk).update(**AGREED)
    for each in (cast.volunteer, world_of_mentoring.mentor_of(pair)):
        Letter.objects.create(pair=pair, by=each, words=SAID, at=clock.now())
    asked = {"pair": pair, "asked_on": clock.today()}
    Outcome.objects.create(side=Side.NEWCOMER, of=cast.volunteer.key, **asked)
    told = {"answer": "helped", "why": SAID, "answered_on": clock.today()}
    Outcome.objects.create(side=Side.MENTOR, of=world_of_mentoring.mentor_of(pair).key, **asked, **told)
