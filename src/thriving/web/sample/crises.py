"""Crises of the sample year, raised, decided on, answered and reviewed by the actions that real ones take."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time, timedelta

from thriving.kernel import clock
from thriving.movement import actions as movement
from thriving.movement.models import Person
from thriving.movement.roles import A_YEAR
from thriving.safety.crisis import criteria
from thriving.safety.crisis.actions import answering, counting, deciding, preparing, raising, reviewing
from thriving.safety.crisis.actions.raising import Raised
from thriving.safety.crisis.actions.words import Written
from thriving.safety.crisis.models import Crisis, Layer, Part, Playbook
from thriving.safety.crisis.roles import MANAGER, OFFICER
from thriving.web.sample import cast
from thriving.web.sample.deeds import OfCrisis
from thriving.web.sample.story import crises as story

UNTIL_DONE = timedelta(days=20)


def take(deed: OfCrisis) -> None:
    STEPS[deed.step](deed.number)


def _prepare() -> None:
    until = clock.today() + A_YEAR
    movement.grant_role(_manager(), MANAGER, ends_on=until, by=cast.TELLER)
    for officer in _officers():
        movement.grant_role(officer, OFFICER, ends_on=until, by=_manager())
    for title, steps in story.PLAYBOOKS.items():
        preparing.write_playbook(title, steps, sample=True, by=_manager())
    _review_playbooks()


def _review_playbooks() -> None:
    for playbook in Playbook.objects.all():
        good_until = story.GOOD_UNTIL[clock.today()]
        preparing.review_playbook(playbook, good_until=good_until, by=_officers()[0])


def _put_on_call() -> None:
    """Each officer in turn, with the next one behind them."""
    begins = datetime.combine(story.ON_CALL_FROM, time(), UTC)
    lasts, officers = timedelta(days=story.DAYS_OF_A_TURN), _officers()
    for turn in range(story.TURNS):
        for behind, layer in enumerate(Layer):
            preparing.put_on_call(
                layer,
                officers[(turn + behind) % len(officers)],
                begins_at=begins + turn * lasts,
                ends_at=begins + (turn + 1) * lasts,
                sample=True,
                by=_manager(),
            )


def _drill() -> None:
    drill = preparing.record_drill(
        Playbook.objects.get(title=story.BLOCKED),
        held_on=clock.today(),
        passed=True,
        learned=Written(story.LEARNED[clock.today()]),
        sample=True,
        by=_officers()[1],
    )
    preparing.confirm_drill(drill, by=_officers()[2])


def _raised(number: int) -> Crisis:
    kind, danger, affected, text = story.RAISED[number]
    said = Raised(kind, danger, Written(text, names_nobody=True), affected)
    crisis = raising.raise_crisis(said, sample=True)
    deciding.take_up(crisis, by=_officers()[0])
    return crisis


def _answers(number: int) -> dict[str, str]:
    return {**dict.fromkeys(criteria.BY_KEY, "no"), **story.CRITERIA[number]}


def _begin(number: int) -> None:
    """Raised, found a crisis, and led, within one morning."""
    leading, *_others = officers = _officers()
    crisis, reason = _raised(number), Written(story.REASONS[number])
    severity = story.SEVERITIES[number]
    deciding.qualify(crisis, _answers(number), severity=severity, reason=reason, by=leading)
    for part, officer in zip(Part, officers, strict=True):
        answering.appoint(crisis, part, officer, by=leading)
    title = story.BLOCKED if crisis.kind == "blackout" else story.PERSECUTED
    answering.take_checklist(crisis, Playbook.objects.get(title=title), by=leading)
    answering.activate(crisis, by=leading)


def _answer(number: int) -> None:
    crisis, leading = _crisis(number), _officers()[0]
    for task in ("contact", "brief"):
        if crisis.clocks.filter(task=task, met_at=None).exists():
            answering.say_done(crisis, task, by=leading)
    answering.report(crisis, Written(story.REPORTS[number]), by=_officers()[2])
    for step in crisis.steps.all():
        answering.tick(step, by=_officers()[2])


def _calm(number: int) -> None:
    crisis, leading = _crisis(number), _officers()[0]
    answering.move(crisis, "steady", by=leading)
    answering.move(crisis, "watch", by=leading)
    answering.stand_down(crisis, by=leading)
    reviewing.call(crisis, by=leading)


def _learn(number: int) -> None:
    crisis, (leading, owner, _scribe) = _crisis(number), _officers()
    reviewing.held(crisis, Written(story.REVIEW), by=leading)
    due_on = clock.today() + UNTIL_DONE
    reviewing.add_action(crisis, Written(story.ACTION), owner=owner, due_on=due_on, by=leading)
    reviewing.hand_in(crisis, by=leading)
    reviewing.accept(crisis, by=_manager())


def _close(number: int) -> None:
    crisis, (leading, owner, _scribe) = _crisis(number), _officers()
    reviewing.do(crisis.actions.get(), by=owner)
    reviewing.close(crisis, by=leading)


def _turn_down(number: int) -> None:
    crisis, reason = _raised(number), Written(story.REASONS[number])
    deciding.turn_down(crisis, _answers(number), reason=reason, by=_officers()[0])


def _read(number: int) -> None:
    deciding.read(_crisis(number).decisions.get(), agrees=True, by=_officers()[1])


def _crisis(number: int) -> Crisis:
    return Crisis.objects.order_by("raised_at")[number]


def _manager() -> Person:
    return Person.objects.get(username=cast.CRISIS_MANAGER.username)


def _officers() -> list[Person]:
    return [Person.objects.get(username=each.username) for each in cast.DUTY_OFFICERS]


STEPS: Mapping[str, Callable[[int], object]] = {
    "prepare": lambda _number: _prepare(),
    "review_playbooks": lambda _number: _review_playbooks(),
    "put_on_call": lambda _number: _put_on_call(),
    "drill": lambda _number: _drill(),
    "begin": _begin,
    "answer": _answer,
    "calm": _calm,
    "learn": _learn,
    "close": _close,
    "turn_down": _turn_down,
    "read": _read,
    "count": lambda _number: counting.count_due(by=cast.TELLER),
}
