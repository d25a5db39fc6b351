"""What is recommended is answered by a named person within a time; the clock is nobody's to set."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError
from tests.conftest import AtOnce, Cast, person
from tests.programs.councils import recommending as world
from tests.programs.councils import world as councils

from thriving.evidence.models import Fact
from thriving.kernel import clock
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.models import Mail
from thriving.movement import actions as movement
from thriving.movement.actions import Refused
from thriving.movement.models import Person, RoleHolding
from thriving.programs.councils import answered as facts
from thriving.programs.councils.actions import answers, upkeep
from thriving.programs.councils.actions import recommendations as actions
from thriving.programs.councils.actions.recommendations import Vote
from thriving.programs.councils.models import Addressed, Adoption, Answer, Owner, Recommendation
from thriving.programs.councils.queries import recommendations as queries

pytestmark = pytest.mark.django_db

LATER = world.DUE + timedelta(days=5)


def standing(kind: str) -> list[dict[str, str]]:
    found = Fact.objects.filter(kind=kind, superseded_number=None).order_by("number")
    return [fact.dimensions for fact in found]


def consistent() -> bool:
    told = {each.natural_key for kind in facts.STATEMENTS for each in facts.statements(kind)}
    kept = Fact.objects.filter(kind__in=facts.STATEMENTS, superseded_number=None)
    return told == set(kept.values_list("natural_key", flat=True))


def test_the_clock_begins_with_the_record_of_the_vote(cast: Cast) -> None:
    found = world.adopted(cast)
    assert (found.adopted_on, found.due_on) == (world.ADOPTED, world.DUE)
    assert found.adoption.digest == found.digest
    assert standing("council.recommendation_made") == [{"council": "river", "theme": "other"}]


def test_a_council_has_its_own_time(cast: Cast) -> None:
    council = world.sitting(cast)
    actions.promise_time(council, 30, by=cast.editor)
    found = world.adopted(cast, council)
    assert found.due_on == world.ADOPTED + timedelta(days=30)
    actions.promise_time(council, 180, by=cast.editor)
    found.refresh_from_db()
    assert found.due_on == world.ADOPTED + timedelta(days=30)


@pytest.mark.parametrize("days", [0, 6, 181, -60])
def test_a_time_to_answer_is_within_half_a_year(cast: Cast, days: int) -> None:
    with pytest.raises(Refused):
        actions.promise_time(world.sitting(cast), days, by=cast.editor)


@pytest.mark.parametrize("vote", [Vote(1, 1), Vote(0, 2), Vote(1), Vote(3, 1), Vote(-1, -3), Vote(2, 0, 2)])
def test_a_vote_that_cannot_be_is_refused(cast: Cast, vote: Vote) -> None:
    found = world.drafted(world.sitting(cast), cast.lead)
    with pytest.raises(Refused):
        actions.adopt(found, vote, by=cast.editor)


def test_nobody_is_asked_no_adoption(cast: Cast) -> None:
    found = world.drafted(world.sitting(cast), None)
    with pytest.raises(MoveRefused, match="Name the person"):
        actions.adopt(found, Vote(3), by=cast.editor)


def test_a_council_that_is_prepared_recommends_nothing_yet(cast: Cast) -> None:
    council = world.sitting(cast)
    council.state = "preparing"
    council.save()
    with pytest.raises(Refused):
        actions.adopt(world.drafted(council, cast.lead), Vote(3), by=cast.editor)


def test_members_write_and_those_who_run_the_council_record(cast: Cast) -> None:
    council = world.sitting(cast)
    found = world.drafted(council, cast.lead)
    for stranger in (cast.lead, cast.volunteer, cast.operator, world.members(council)[0]):
        with pytest.raises(PermissionDenied):
            actions.adopt(found, Vote(3), by=stranger)
    with pytest.raises(PermissionDenied):
        actions.draft(council, world.written(cast.lead), by=cast.volunteer)


def test_those_of_another_council_have_no_part_in_it(cast: Cast) -> None:
    council, other = world.sitting(cast), world.sitting(cast, "hill")
    found = world.drafted(council, cast.lead)
    stranger = world.members(other)[0]
    assert queries.recommendation_for(stranger, "river", found.number) is None
    with pytest.raises(PermissionDenied):
        actions.rewrite(found, world.written(None), by=stranger)


def test_the_first_answer_decides_whether_it_was_in_time(cast: Cast) -> None:
    found = world.adopted(cast)
    with world.at(world.DUE, 23, 59):
        world.answered(cast, found, "declined")
    with world.at(LATER):
        world.answered(cast, found, "accepted", why="The budget changed.")
    assert (found.answer, found.in_time, found.answered_on) == ("accepted", True, world.DUE)
    assert [each.kind for each in found.answers.all()] == ["declined", "accepted"]
    assert standing("council.recommendation_answered") == [
        {"council": "river", "in_time": "yes", "answer": "accepted"}
    ]
    assert consistent()


def test_an_answer_is_not_edited_away(cast: Cast) -> None:
    found = world.adopted(cast)
    world.answered(cast, found)
    for change in (lambda: found.answers.update(words="nothing"), lambda: found.answers.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(Refused, match="what is new"):
        world.answered(cast, found)


@pytest.mark.parametrize(
    ("moment", "in_time"),
    [
        (datetime(2026, 5, 1, 23, 59, tzinfo=UTC), True),
        (datetime(2026, 5, 2, 0, 0, tzinfo=UTC), False),
        (datetime.fromisoformat("2026-05-01T23:30:00-07:00"), False),  # still the day before, over there
        (datetime.fromisoformat("2026-05-02T09:00:00+13:00"), True),  # the day after already, over there
    ],
)
def test_the_day_ends_at_midnight_utc_for_everybody(cast: Cast, moment: datetime, in_time: bool) -> None:  # noqa: FBT001 -- what is expected
    assert date(2026, 5, 1) == world.DUE
    found = world.adopted(cast)
    with clock.stopped_at(moment):
        world.answered(cast, found)
    assert found.in_time is in_time


def test_days_are_counted_by_the_calendar_over_a_change_of_clocks(cast: Cast) -> None:
    """Clocks are put forward on 29 March in Europe: sixty days stay sixty days."""
    found = world.adopted(cast, on=date(2026, 3, 28))
    assert found.due_on == date(2026, 5, 27)


def test_what_is_late_is_stated_the_day_after(cast: Cast) -> None:
    found = world.adopted(cast)
    with world.at(world.DUE):
        assert upkeep.judge_answers("judge") == 0
    with world.at(LATER):
        assert upkeep.judge_answers("judge") == 1
        assert upkeep.judge_answers("judge") == 0
        assert standing("council.answer_due") == [{"council": "river", "in_time": "no", "answered": "no"}]
        found.refresh_from_db()
        assert found.days_overdue == 5
        world.answered(cast, found)
    assert standing("council.answer_due") == [{"council": "river", "in_time": "no", "answered": "yes"}]
    assert (found.in_time, found.days_late) == (False, 5)
    assert consistent()


def test_more_time_is_asked_for_once_and_moves_nothing(cast: Cast) -> None:
    found = world.adopted(cast)
    more = {"words": "We wait for the budget.", "language": "en", "by": cast.lead}
    with world.at(world.ADOPTED):
        answers.ask_for_time(found, until=world.DUE + timedelta(days=30), **more)
        with pytest.raises(Refused, match="once"):
            answers.ask_for_time(found, until=world.DUE + timedelta(days=40), **more)
    assert found.due_on == world.DUE
    with world.at(LATER):
        assert found.days_overdue == 5
        world.answered(cast, found)
    assert found.in_time is False


@pytest.mark.parametrize("until", [world.DUE, world.ADOPTED, world.DUE + timedelta(days=91)])
def test_more_time_is_no_other_promise(cast: Cast, until: date) -> None:
    found = world.adopted(cast)
    with world.at(world.ADOPTED), pytest.raises(Refused):
        answers.ask_for_time(found, until=until, words="So.", language="en", by=cast.lead)


def test_handing_over_does_not_set_the_clock_again(cast: Cast) -> None:
    found = world.adopted(cast)
    with world.at(LATER):
        answers.hand_over(found, world.holding(cast.other_lead).pk, why="It is theirs.", by=cast.lead)
        assert (found.addressee, found.due_on, found.days_overdue) == (cast.other_lead, world.DUE, 5)
        with pytest.raises(PermissionDenied):
            world.answered(cast, found)
    assert [each.person for each in found.addressed.all()] == [cast.lead, cast.other_lead]


def test_nobody_takes_away_what_waits_for_their_own_answer(cast: Cast) -> None:
    council = councils.council(cast.lead, state="sitting")
    councils.member(council, cast.volunteer)
    with world.at(world.ADOPTED):
        found = world.drafted(council, cast.lead)
        actions.adopt(found, Vote(1), by=cast.lead)
        with pytest.raises(PermissionDenied):
            actions.withdraw(found, reason="I would rather not.", by=cast.lead)
        with pytest.raises(PermissionDenied):
            actions.merge(found, found, reason="I would rather not.", by=cast.lead)


def test_withdrawn_too_late_it_stays_counted(cast: Cast) -> None:
    found = world.adopted(cast)
    with world.at(LATER):
        actions.withdraw(found, reason="It was said otherwise.", by=cast.editor)
    assert standing("council.answer_due") == [{"council": "river", "in_time": "no", "answered": "withdrawn"}]
    assert consistent()


def test_withdrawn_before_its_day_it_is_not_late(cast: Cast) -> None:
    found = world.adopted(cast)
    with world.at(world.DUE):
        actions.withdraw(found, reason="It was said otherwise.", by=cast.editor)
    assert found.in_time is None
    assert standing("council.answer_due") == []


def test_of_two_that_become_one_the_earlier_clock_stays(cast: Cast) -> None:
    council = world.sitting(cast)
    old = world.adopted(cast, council)
    new = world.adopted(cast, council, world.DUE)
    with world.at(LATER):
        upkeep.judge_answers("judge")
        actions.merge(old, new, reason="They ask for one thing.", by=cast.editor)
        assert (new.due_on, new.days_overdue, new.in_time) == (world.DUE, 5, False)
    assert standing("council.answer_due") == [{"council": "river", "in_time": "no", "answered": "no"}]
    assert consistent()


def test_two_that_are_late_stay_two(cast: Cast) -> None:
    council = world.sitting(cast)
    old, new = world.adopted(cast, council), world.adopted(cast, council)
    with world.at(LATER):
        upkeep.judge_answers("judge")
        actions.merge(old, new, reason="They ask for one thing.", by=cast.editor)
    assert {each["answered"] for each in standing("council.answer_due")} == {"withdrawn", "no"}
    assert len(standing("council.recommendation_made")) == 1
    assert consistent()


def test_who_handed_it_over_does_not_withdraw_it(cast: Cast) -> None:
    council = world.sitting(cast)
    Owner.objects.create(council=council, person=cast.lead, named_at=clock.now())
    found = world.adopted(cast, council)
    answers.hand_over(found, world.holding(cast.other_lead).pk, why="It is theirs.", by=cast.lead)
    with pytest.raises(PermissionDenied):
        actions.withdraw(found, reason="No longer needed.", by=cast.lead)


def test_no_single_member_speaks_for_the_council(cast: Cast) -> None:
    found = world.adopted(cast)
    with pytest.raises(PermissionDenied):
        actions.translate(found, title="سفر", text="نص", language="ar", by=world.members(found.council)[0])


def test_what_was_adopted_is_not_deleted(cast: Cast) -> None:
    found = world.adopted(cast)
    with pytest.raises(ProtectedError):
        found.delete()
    for change in (
        lambda: Adoption.objects.update(adopted_at=clock.now() - timedelta(days=400)),
        lambda: Adoption.objects.all().delete(),
        lambda: Addressed.objects.update(at=clock.now()),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_words_that_were_changed_in_the_database_are_seen(cast: Cast) -> None:
    found = world.adopted(cast)
    assert found.is_as_adopted
    Recommendation.objects.update(text={"en": "Pay for nothing."})
    found.refresh_from_db()
    assert not found.is_as_adopted


def test_a_translation_changes_nothing_that_was_adopted(cast: Cast) -> None:
    found = world.adopted(cast)
    actions.translate(found, title="سفر", text="نص", language="ar", by=cast.editor)
    assert found.is_as_adopted
    with pytest.raises(Refused):
        actions.translate(found, title="Stay", text="Stay.", language="en", by=cast.editor)


def test_whoever_has_left_the_role_no_longer_answers(cast: Cast) -> None:
    found = world.adopted(cast)
    second = world.holding(person("lea", f"program_lead {world.LEADERS}")).person
    RoleHolding.objects.filter(person=cast.lead).delete()
    with pytest.raises(PermissionDenied):
        world.answered(cast, found)
    assert upkeep.hand_over_from_who_left("hand-over") == 1
    found.refresh_from_db()
    assert (found.addressee, found.due_on) == (second, world.DUE)
    assert found.addressed.last().left
    assert upkeep.hand_over_from_who_left("hand-over") == 0


def test_where_nobody_holds_the_role_who_answers_for_the_council_does(cast: Cast) -> None:
    found = world.adopted(cast)
    movement.leave(cast.lead, by=cast.lead)
    found.refresh_from_db()
    assert found.addressee == cast.editor
    answers.answer(found, answers.Told("declined", "Nobody is left.", "en"), by=cast.editor)
    assert found.state == "answered"


def test_a_member_who_left_the_council_reads_no_drafts(cast: Cast) -> None:
    council = world.sitting(cast)
    found = world.drafted(council, cast.lead)
    member = world.members(council)[1]
    assert queries.recommendation_for(member, "river", found.number) == found
    council.memberships.filter(person=member).update(state="removed")
    assert queries.recommendation_for(member, "river", found.number) is None


def test_a_minor_is_never_the_one_who_answers(cast: Cast) -> None:
    cast.lead.shielded = True
    cast.lead.save()
    assert not queries.who_can_answer().filter(person=cast.lead).exists()


def test_who_is_asked_is_named_to_everybody_or_not_asked(cast: Cast) -> None:
    assert not queries.who_can_answer().filter(person=cast.lead).exists()
    Person.objects.filter(pk=cast.lead.pk).update(email="lina@example.org")
    found = world.adopted(cast)
    assert queries.addressees(cast.visitor, [found])[found.pk].name == cast.lead.name
    assert "by your name" in Mail.objects.get(key__contains=":asked:").text


def test_done_is_what_can_be_seen(cast: Cast) -> None:
    found = world.adopted(cast)
    world.answered(cast, found)
    told: dict[str, Any] = {"words": "It is paid.", "language": "en", "by": cast.lead}
    for address in ("", "javascript:alert(1)"):
        with pytest.raises(Refused):
            answers.follow_up(found, done=True, evidence_url=address, **told)
    answers.follow_up(found, done=True, evidence_url="https://example.org/paid", **told)
    assert found.state == "done"


def test_what_was_declined_is_not_followed_up(cast: Cast) -> None:
    found = world.adopted(cast)
    world.answered(cast, found, "declined")
    with pytest.raises(MoveRefused):
        answers.follow_up(found, done=False, words="No.", language="en", by=cast.lead)


def test_letters_come_before_and_after_the_day_once_each(cast: Cast) -> None:
    for each in (cast.lead, cast.editor):
        each.email = f"{each.username}@example.org"
        each.save()
    found = world.adopted(cast, title="Let\nBcc: all@example.org us travel")
    for days in (-20, -14, -13, -3, 0, 1, 2, 15):
        with world.at(world.DUE + timedelta(days=days)):
            upkeep.remind()
            upkeep.remind()
    about = Mail.objects.exclude(key__contains=":asked:").order_by("pk")
    assert [mail.address.partition("@")[0] for mail in about] == [
        "lina",
        "lina",
        "lina",
        "edda",
        "lina",
        "edda",
    ]
    assert not [mail for mail in Mail.objects.all() if "travel" in mail.subject + mail.text]
    assert found.title["en"] == "Let Bcc: all@example.org us travel"


def test_those_who_answer_for_it_see_what_is_overdue(cast: Cast) -> None:
    found = world.adopted(cast, priority="", objective="")
    with world.at(LATER):
        assert list(queries.waiting_for(cast.lead)) == [found]
        assert list(queries.overdue_beside(cast.editor)) == [found]
        assert list(queries.overdue_beside(cast.other_lead)) == []


def test_an_answer_without_its_reason_is_none(cast: Cast) -> None:
    found = world.adopted(cast)
    for told in (answers.Told("accepted", "  ", "en"), answers.Told("perhaps", "So.", "en")):
        with pytest.raises(Refused):
            answers.answer(found, told, by=cast.lead)
    assert Answer.objects.count() == 0


def test_two_answers_at_once_are_one(at_once: AtOnce, cast: Cast) -> None:
    found = world.adopted(cast)
    said = (answers.Told("accepted", "Yes.", "en"), answers.Told("declined", "No.", "en"))
    with world.at(world.ADOPTED):
        outcomes = at_once(
            *(
                lambda told=told: answers.answer(Recommendation.objects.get(), told, by=cast.lead)
                for told in said
            )
        )
    assert len([each for each in outcomes if isinstance(each, Answer)]) == 1
    assert found.answers.count() == 1


def test_two_who_record_one_vote_adopt_it_once(at_once: AtOnce, cast: Cast) -> None:
    with world.at(world.ADOPTED):
        found = world.drafted(world.sitting(cast), cast.lead)
        outcomes = at_once(
            *[lambda: actions.adopt(Recommendation.objects.get(pk=found.pk), Vote(3), by=cast.editor)] * 2
        )
    assert outcomes.count(None) == 1
    assert Adoption.objects.count() == 1
