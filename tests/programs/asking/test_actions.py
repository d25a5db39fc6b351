"""What may be done with a question, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from tests.conftest import AtOnce, Cast, person
from tests.programs.asking import world

from thriving.evidence.models import Fact
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.models import DiaryEntry, Mail
from thriving.movement import actions as movement
from thriving.movement.actions import Refused
from thriving.programs.asking import actions, facts, letters, private, tasks
from thriving.programs.asking.models import Question, Said

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plan")]


def standing(kind: str) -> list[tuple[str, Any, dict[str, str]]]:
    found = Fact.objects.filter(kind=kind, superseded_number=None).order_by("number")
    return [(fact.subject, fact.value, fact.dimensions) for fact in found]


def consistent() -> bool:
    """Whether the questions would say today what the ledger holds of them."""
    told = {each.natural_key for kind in facts.STATEMENTS for each in facts.statements(kind)}
    kept = Fact.objects.filter(kind__in=facts.STATEMENTS, superseded_number=None)
    return told == set(kept.values_list("natural_key", flat=True))


def mails() -> list[str]:
    return [f"{mail.subject}\n{mail.text}" for mail in Mail.objects.order_by("pk")]


def with_mail(cast: Cast) -> Cast:
    for each in (cast.lead, cast.other_lead, cast.volunteer):
        each.email = f"{each.username}@example.org"
        each.save()
    return cast


def test_a_question_is_promised_an_answer(cast: Cast) -> None:
    with world.on():
        question = world.asked(cast.volunteer)
    assert question.promised_on == world.DAY + timedelta(days=7)
    assert standing("question.asked") == [
        (question.key, None, {"area": world.LEADERS, "priority": world.LEADERS.partition(":")[2]})
    ]


def test_an_area_promises_its_own_time(cast: Cast) -> None:
    actions.promise(world.LEADERS, 3, by=cast.lead)
    with world.on():
        assert world.asked(cast.volunteer).promised_on == world.DAY + timedelta(days=3)


@pytest.mark.parametrize("days", [0, 61, -1])
def test_a_promise_is_within_two_months(cast: Cast, days: int) -> None:
    with pytest.raises(Refused):
        actions.promise(world.LEADERS, days, by=cast.lead)


def test_nobody_promises_for_others(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        actions.promise(world.LEADERS, 3, by=cast.other_lead)


def test_it_reaches_the_people_of_the_area_without_its_words(cast: Cast) -> None:
    world.asked(with_mail(cast).volunteer)
    (mail,) = Mail.objects.all()
    assert mail.address == "lina@example.org"
    assert "Tamale" not in mail.subject + mail.text


@pytest.mark.parametrize(
    "otherwise",
    [
        {"words": "Why?"},
        {"words": "x" * 3_001},
        {"words": "See http://a.example http://b.example http://c.example"},
        {"name": "\u041e\u043c\u0430r"},
        {"area": world.SAFETY},
        {"area": "priority:thriving-movement-2019/nothing"},
        {"area": "nothing:at-all"},
    ],
)
def test_what_cannot_be_asked_is_refused(cast: Cast, otherwise: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        world.asked(cast.volunteer, **otherwise)
    assert not Question.objects.exists()


def test_what_is_sent_twice_is_asked_once(cast: Cast) -> None:
    said = world.said()
    actions.ask(said, by=cast.volunteer)
    with pytest.raises(Refused, match="already"):
        actions.ask(said, by=cast.volunteer)
    assert Question.objects.count() == 1


def test_an_answer_in_time_is_counted(cast: Cast) -> None:
    with world.on():
        question = world.asked(cast.volunteer)
    with world.on(world.DAY + timedelta(days=7)):
        actions.answer(question, "Write to us.", language="en", by=cast.lead)
    ((_key, days, _where),) = standing("question.answered")
    ((_same, _none, judged),) = standing("question.promise_judged")
    assert (days, judged["kept"]) == (7, "yes")
    assert consistent()


def test_a_promise_that_runs_out_is_counted_once(cast: Cast) -> None:
    with world.on():
        question = world.asked(cast.volunteer)
    with world.on(world.DAY + timedelta(days=7)):
        assert actions.judge_promises("tests") == 0
    with world.on(world.DAY + timedelta(days=9)):
        tasks.judge_promises_to_answer()
        assert actions.judge_promises("tests") == 0
        question.refresh_from_db()
        actions.answer(question, "Sorry, late.", language="en", by=cast.lead)
    ((_key, _none, judged),) = standing("question.promise_judged")
    assert judged["kept"] == "no"
    assert consistent()


def test_a_reason_keeps_the_promise_too(cast: Cast) -> None:
    question = world.asked(cast.volunteer)
    actions.decline(question, "This is for the lawyers.", language="en", by=cast.lead)
    assert [dims["kept"] for _key, _none, dims in standing("question.promise_judged")] == ["yes"]
    assert standing("question.answered") == []
    assert consistent()


def test_closed_before_its_day_it_broke_no_promise(cast: Cast) -> None:
    with world.on():
        actions.close(world.asked(cast.volunteer), by=cast.volunteer)
    with world.on(world.DAY + timedelta(days=30)):
        assert actions.judge_promises("tests") == 0
    assert standing("question.promise_judged") == []


def test_spam_is_counted_nowhere_and_nobody_is_told(cast: Cast) -> None:
    question = world.asked(with_mail(cast).volunteer)
    Mail.objects.all().delete()
    actions.set_aside(question, by=cast.lead)
    assert standing("question.asked") == []
    assert mails() == []
    assert consistent()


def test_passed_on_it_is_others_to_answer(cast: Cast) -> None:
    question = world.asked(with_mail(cast).volunteer)
    actions.pass_on(question, world.CONTENT, by=cast.lead)
    assert question.area == world.CONTENT
    assert "otto@example.org" in Mail.objects.values_list("address", flat=True)
    actions.answer(question, "We know.", language="en", by=cast.other_lead)
    assert [dims["area"] for _key, _days, dims in standing("question.answered")] == [world.LEADERS]
    assert consistent()


@pytest.mark.parametrize("to", [world.LEADERS, world.SAFETY, "priority:thriving-movement-2019/nothing", ""])
def test_it_goes_only_where_somebody_answers(cast: Cast, to: str) -> None:
    with pytest.raises(Refused):
        actions.pass_on(world.asked(cast.volunteer), to, by=cast.lead)


def test_others_answer_not(cast: Cast) -> None:
    question = world.asked(cast.volunteer)
    for somebody in (cast.volunteer, cast.other_lead, cast.operator, cast.evaluator):
        with pytest.raises(PermissionDenied):
            actions.answer(question, "So.", language="en", by=somebody)


def test_nobody_answers_their_own(cast: Cast) -> None:
    person("ama", "program_lead")
    with pytest.raises(PermissionDenied):
        actions.answer(world.asked(cast.lead), "I say so.", language="en", by=cast.lead)


def test_one_may_ask_back_once(cast: Cast) -> None:
    question = world.answered(cast.lead, cast.volunteer)
    actions.follow_up(question, "And where is that?", by=cast.volunteer)
    assert question.waits
    actions.answer(question, "In Accra.", language="en", by=cast.lead)
    with pytest.raises(MoveRefused, match="once"):
        actions.follow_up(question, "And when is that?", by=cast.volunteer)
    assert [each.kind for each in question.said.all()] == ["question", "answer", "follow_up", "answer"]
    assert len(standing("question.answered")) == 1


def test_only_who_asked_asks_back(cast: Cast) -> None:
    question = world.answered(cast.lead, cast.volunteer)
    for somebody in (None, cast.lead):
        with pytest.raises(Refused):
            actions.follow_up(question, "And where is that?", by=somebody)


def test_it_is_published_if_both_agree(cast: Cast) -> None:
    with pytest.raises(Refused, match="agreed"):
        actions.publish(world.answered(cast.lead, cast.volunteer), by=cast.lead)
    waiting = world.asked(cast.volunteer, may_publish=True)
    with pytest.raises(Refused, match="answered"):
        actions.publish(waiting, by=cast.lead)
    with pytest.raises(PermissionDenied):
        actions.publish(world.answered(cast.lead, may_publish=True), by=cast.other_lead)
    assert world.published(cast.lead, cast.volunteer).published_at


def test_a_secret_is_kept_as_a_hash_only(cast: Cast) -> None:
    question, secret = world.secretly()
    assert private.question_of(secret) == question
    assert secret not in str(Question.objects.values().get()) + str(list(DiaryEntry.objects.values()))
    assert private.question_of(secret[:-1] + ("a" if secret[-1] != "a" else "b")) is None


def test_the_address_is_deleted_with_its_one_letter(cast: Cast) -> None:
    question, secret = world.secretly(email="esi@example.org")
    actions.answer(question, "Write to us in Tamale.", language="en", by=cast.lead)
    question.refresh_from_db()
    assert question.email == ""
    (letter,) = Mail.objects.filter(address="esi@example.org")
    assert secret not in letter.text
    assert "Tamale" not in letter.text
    Mail.objects.update(state=Mail.State.SENT)
    tasks.forget_addresses_of_askers()
    assert not letters.to_addresses().exists()


def test_without_an_account_words_are_forgotten(cast: Cast) -> None:
    with world.on():
        old, published = world.answered(cast.lead), world.published(cast.lead)
        world.asked(None)  # waits still
    with world.on(world.DAY + timedelta(days=181)):
        tasks.forget_old_questions()
    assert list(Question.objects.exclude(erased_at=None)) == [old]
    assert not old.said.filter(kind=Said.Kind.QUESTION).exclude(words="").exists()
    assert published.said.exclude(words="").exists()
    assert consistent()


def test_whoever_leaves_takes_their_words(cast: Cast) -> None:
    question = world.published(cast.lead, cast.volunteer, name="Valentina")
    movement.leave(cast.volunteer, by=cast.volunteer)
    question.refresh_from_db()
    assert (question.name, question.published_at, question.asker) == ("", None, None)
    assert [each.words for each in question.said.all()] == ["", "Write to us, we come."]
    assert consistent()


def test_two_answers_at_once_are_one(at_once: AtOnce, cast: Cast) -> None:
    whole = person("ama", "program_lead")
    question = world.asked(cast.volunteer)
    outcomes = at_once(
        *(
            lambda by=by: actions.answer(Question.objects.get(), "So.", language="en", by=by)
            for by in (cast.lead, whole)
        )
    )
    assert outcomes.count(None) == 1
    assert question.said.filter(kind=Said.Kind.ANSWER).count() == 1
