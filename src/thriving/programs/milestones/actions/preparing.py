"""A milestone begins: what it prepares, what it serves, and, where no plan names them, its steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thriving.kernel import access, diary, turn
from thriving.kernel.words import Words
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.groups import clean_texts, clean_words, free_key, key_problem
from thriving.movement.models import Person
from thriving.plan.models import KeyResult
from thriving.programs.milestones import planned
from thriving.programs.milestones.models import Milestone, Step
from thriving.programs.milestones.queries import course_of

LONGEST_TITLE = 150
LONGEST_TEXT = 3_000
MOST_STEPS = 30


@dataclass(frozen=True)
class StepSaid:
    key: str
    title: Words
    due_on: date | None = None


@dataclass(frozen=True)
class Prepared:
    """A milestone as somebody describes it. Where a plan names its steps, ``steps`` stays empty.

    Without a ``key``, its address is made from its title.
    """

    key: str
    title: Words
    what: Words = field(default_factory=Words)
    plan: str = ""
    key_result: str = ""
    steps: tuple[StepSaid, ...] = ()


def problems(said: Prepared) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with a description: the field, and the sentence for who can mend it."""
    if said.key and (sentence := key_problem(said.key)):
        yield "key", sentence
    if not clean_words(said.title):
        yield "title", _("A milestone needs a title.")
    if any(len(title) > LONGEST_TITLE for title in said.title.values()):
        yield "title", _("A title has at most %(count)d characters.") % {"count": LONGEST_TITLE}
    if any(len(text) > LONGEST_TEXT for text in said.what.values()):
        yield "what", _("This text has at most %(count)d characters.") % {"count": LONGEST_TEXT}
    if (said.plan or said.key_result) and not _serves(said).exists():
        yield "serves", _("No plan has this key result.")
    yield from (("steps", sentence) for sentence in _wrong_steps(said))


def _wrong_steps(said: Prepared) -> Iterator[str]:
    if said.steps and planned.by_milestone([said.key]):
        yield _("The plan names the steps of this milestone: change them there.")
    if len(said.steps) > MOST_STEPS:
        yield _("At most %(count)d steps.") % {"count": MOST_STEPS}
    if len({step.key for step in said.steps}) < len(said.steps):
        yield _("Two steps have the same name in addresses.")
    for step in said.steps:
        if sentence := key_problem(step.key):
            yield sentence
        if not clean_words(step.title):
            yield _("Each step needs a title.")


@transaction.atomic
def prepare(said: Prepared, *, by: Person, sample: bool = False) -> Milestone:
    """Begin one: for a key result that one leads, or of one's own, and then one owns it."""
    access.require_holds(by, "prepare_milestone")
    turn.take()
    if not said.key:
        taken = Milestone.objects.values_list("key", flat=True)
        said = replace(said, key=free_key(said.title.values(), "milestone", taken))
    _require_no_other_plan(said)
    milestone = _create(said, by, sample)
    if said.key_result:
        access.require(by, "lead_milestone", milestone)
    else:
        milestone.owners.create(person=by)
    return milestone


@transaction.atomic
def have(said: Prepared, *, by: Actor, sample: bool = False) -> Milestone:
    """The milestone of this key, begun if it was not: for packages above, which have asked who may."""
    turn.take()
    return Milestone.objects.filter(key=said.key).first() or _create(said, by, sample)


@transaction.atomic
def rewrite(milestone: Milestone, said: Prepared, *, by: Person) -> None:
    """Say anew what it is. What it serves and its address stay; so does a step that is reached."""
    access.require(by, "run_milestone", milestone)
    turn.take()
    _require_sound(said)
    _require_nothing_lost(milestone, said)
    milestone.title, milestone.what = clean_words(said.title), clean_texts(said.what)
    milestone.save(update_fields=["title", "what"])
    _write_steps(milestone, said)
    diary.note(milestone, "rewritten", by=by)


def _create(said: Prepared, by: Actor, sample: bool) -> Milestone:  # noqa: FBT001 -- as the model has it
    _require_sound(said)
    turn.take()
    if Milestone.objects.filter(key=said.key).exists():
        raise Refused(_("Another milestone has “%(key)s” as its address already.") % {"key": said.key})
    milestone = Milestone.objects.create(
        key=said.key,
        title=clean_words(said.title),
        what=clean_texts(said.what),
        plan=said.plan,
        key_result=said.key_result,
        sample=sample,
    )
    _write_steps(milestone, said)
    diary.note(milestone, "prepared", by=by)
    return milestone


def _require_no_other_plan(said: Prepared) -> None:
    """Its steps would be counted for a key result that nobody has asked."""
    named = planned.by_milestone([said.key]).get(said.key)
    if named and (named.plan, named.key_result) != (said.plan, said.key_result):
        raise Refused(_("A plan has a milestone of this name: take it up on its page."))


def _require_nothing_lost(milestone: Milestone, said: Prepared) -> None:
    course, kept = course_of(milestone), {step.key for step in said.steps}
    if course.planned:
        return
    if gone := [step for step in course.reached if step.key not in kept]:
        raise Refused(_("“%(step)s” is reached, and stays.") % {"step": gone[0].title})


def _write_steps(milestone: Milestone, said: Prepared) -> None:
    milestone.own_steps.all().delete()
    Step.objects.bulk_create(
        Step(milestone=milestone, position=at, **_told(each)) for at, each in enumerate(said.steps)
    )


def _told(step: StepSaid) -> dict[str, Any]:
    return {"key": step.key, "title": clean_words(step.title), "due_on": step.due_on}


def _require_sound(said: Prepared) -> None:
    if found := [sentence for _field, sentence in problems(said)]:
        raise Refused(" ".join(dict.fromkeys(found)))


def _serves(said: Prepared) -> QuerySet[KeyResult]:
    return KeyResult.objects.filter(objective__priority__plan__key=said.plan, key=said.key_result)
