"""Questions as their reader may see them, and what everybody may know of all of them: numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from thriving.kernel import access, clock
from thriving.movement.rules.minors import apart_from_minors
from thriving.programs.asking import areas, timing
from thriving.programs.asking.areas import Area
from thriving.programs.asking.models import AnswerTime, Question, Said
from thriving.programs.asking.states import SET_ASIDE, WAITING
from thriving.programs.asking.timing import Usual


def question_for(reader: Any, key: str) -> Question | None:
    """With what was said of it."""
    return access.within(reader, "see_question", _with_said()).filter(key=key).first()


def asked_by(reader: Any) -> QuerySet[Question]:
    """The reader's own, newest first."""
    return access.within(reader, "follow_question", Question.objects.filter(erased_at=None))


def waiting_for(reader: Any) -> QuerySet[Question]:
    """What the reader can answer, the most pressing first."""
    return access.within(reader, "answer_question", Question.objects.order_by("due_on", "pk"))


def heard_by(reader: Any) -> QuerySet[Question]:
    """Of the reader's areas, what waits no longer, newest first; what was spam is not among it."""
    found = access.within(reader, "read_questions", Question.objects.order_by("-rested_at", "-pk"))
    return found.exclude(state__in=(*WAITING, SET_ASIDE)).filter(erased_at=None)


def published(area: str = "") -> QuerySet[Question]:
    """Newest first; all areas, or one."""
    found = Question.objects.filter(apart_from_minors("asker")).exclude(published_at=None)
    found = found.order_by("-published_at", "-pk")
    return (found.filter(area=area) if area else found).prefetch_related(_said())


def with_said(question: Question) -> Question:
    return _with_said().get(pk=question.pk)


def _with_said() -> QuerySet[Question]:
    return Question.objects.prefetch_related(_said())


def _said() -> Prefetch[Any]:
    return Prefetch("said", Said.objects.order_by("pk"))


@dataclass(frozen=True)
class Standing:
    """An area that can be asked, and how it keeps its promise."""

    area: Area
    days: int  # within which it promises to answer
    waiting: int
    overdue: int
    judged: int  # whose promised day has come, or that were heard
    kept: int
    usual: Usual


def standings(days: int) -> list[Standing]:
    """Of those that are listed, and others that were asked.

    ``days`` is what is promised where an area has not said otherwise. Numbers only.
    """
    counted = _counted()
    listed = {each.scope: each for each in areas.listed()}
    others = areas.among(set(counted) - set(listed))
    promised = dict(AnswerTime.objects.values_list("area", "days"))
    names = ("waiting", "overdue", "judged", "kept")
    shown = [*listed.values(), *(others[scope] for scope in sorted(others))]
    usual = timing.usual([each.scope for each in shown])
    return [
        Standing(
            each,
            promised.get(each.scope, days),
            **{name: counted.get(each.scope, {}).get(name, 0) for name in names},
            usual=usual[each.scope],
        )
        for each in shown
    ]


def promised(scopes: Collection[str], days: int) -> Mapping[str, int]:
    """Within how many days each of these areas answers."""
    own = dict(AnswerTime.objects.filter(area__in=scopes).values_list("area", "days"))
    return {scope: own.get(scope, days) for scope in scopes}


def _counted() -> Mapping[str, Mapping[str, int]]:
    """By area: what waits where it is now, and what was promised where it was asked."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    questions = Question.objects.exclude(state=SET_ASIDE).order_by()
    waiting = questions.filter(state__in=WAITING).values_list("area")
    late = Count("pk", filter=Q(due_on__lt=clock.today()))
    for area, all_, overdue in waiting.annotate(all=Count("pk"), overdue=late):
        found[area] |= {"waiting": all_, "overdue": overdue}
    in_time = Count("pk", filter=Q(promise_kept=True))
    judged = questions.values_list("asked_in").annotate(judged=Count("promise_kept"), kept=in_time)
    for area, told, kept in judged:
        found[area] |= {"judged": told, "kept": kept}
    return found
