"""The part of whoever is asked: answer with a reason, ask for time once, pass it on, follow up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.groups import clean, is_page
from thriving.movement.models import Person, RoleHolding
from thriving.programs.councils import answered, reminders
from thriving.programs.councils.actions.naming import require_no_names
from thriving.programs.councils.actions.recommendations import begin, give, holding, reason_of
from thriving.programs.councils.models import Answer, AnswerKind, FollowUp, Recommendation
from thriving.programs.councils.queries.hearing import hearers_of
from thriving.programs.councils.queries.recommendations import role_holders, who_can_answer
from thriving.programs.councils.rules.councils import at_work
from thriving.programs.councils.states.recommendations import OPEN, RECOMMENDATION

LONGEST = 10_000  # characters of an answer
MOST_MORE = timedelta(days=90)  # beyond the promised day


@dataclass(frozen=True)
class Told:
    """An answer with its reason; ``why`` says what is new, where one stood there before."""

    kind: str
    words: str
    language: str
    why: str = ""


def problems(recommendation: Recommendation, said: Told) -> Iterator[tuple[str, str]]:
    if said.kind not in AnswerKind.values:
        yield "kind", _("Choose one of the three: accepted, accepted in part, or declined.")
    if not clean(said.words):
        yield "words", _("An answer needs its reason: the council and everybody else reads it.")
    if len(said.words) > LONGEST:
        yield "words", _("This has at most %(count)d characters.") % {"count": LONGEST}
    if recommendation.state != OPEN and not clean(said.why):
        yield "why", _("Say in a few words what is new since the last version.")


@transaction.atomic
def answer(recommendation: Recommendation, said: Told, *, by: Person) -> Answer:
    """Answer, or say it anew: the first answer decides whether it came in time, and none is ever changed."""
    begin(recommendation, "answer_recommendation", by)
    if found := [sentence for _field, sentence in problems(recommendation, said)]:
        raise Refused(" ".join(found))
    require_no_names(recommendation.council, said.words, said.why)
    if recommendation.state == OPEN:
        _answer_first(recommendation, said.kind)
    else:
        _answer_anew(recommendation, said.kind)
    version = _say(recommendation, said.kind, said.words, said.language, by=by, why=said.why)
    answered.tell(recommendation, by)
    reminders.tell_answered(recommendation, hearers_of(recommendation), version.pk)
    diary.note(recommendation, "answered", by=by, body={"answer": said.kind})
    return version


def _answer_first(recommendation: Recommendation, kind: str) -> None:
    today = clock.today()
    in_time = recommendation.in_time is None and not recommendation.days_overdue
    RECOMMENDATION.take(recommendation, "answer", answer=kind, answered_on=today, in_time=in_time)


def _answer_anew(recommendation: Recommendation, kind: str) -> None:
    recommendation.answer = kind
    recommendation.save(update_fields=["answer"])


@transaction.atomic
def ask_for_time(
    recommendation: Recommendation, *, until: date, words: str, language: str, by: Person
) -> Answer:
    """Once, with a reason and a new date. What was promised first stays: it is counted from there."""
    begin(recommendation, "answer_recommendation", by)
    if recommendation.state != OPEN or recommendation.due_on is None:
        raise Refused(_("This has its answer."))
    if recommendation.asked_until is not None:
        raise Refused(_("More time was asked for already; that can be done once."))
    if not max(clock.today(), recommendation.due_on) < until <= recommendation.due_on + MOST_MORE:
        raise Refused(
            _("Choose a day that is still to come, after the promised one and at most %(days)d days later.")
            % {"days": MOST_MORE.days}
        )
    require_no_names(recommendation.council, words)
    recommendation.asked_until = until
    recommendation.save(update_fields=["asked_until"])
    said = _say(recommendation, Answer.MORE_TIME, reason_of(words), language, by=by, until=until)
    reminders.tell_answered(recommendation, hearers_of(recommendation), said.pk)
    diary.note(recommendation, "asked_for_time", by=by, body={"until": until})
    return said


@transaction.atomic
def hand_over(recommendation: Recommendation, to: int, *, why: str, by: Person) -> None:
    """To somebody else, by the number of their holding. The clock runs on."""
    begin(recommendation, "pass_on_recommendation", by)
    found = holding(to)
    if (found.person_id, found.role, found.scope) == _now(recommendation):
        raise Refused(_("It is theirs already."))
    require_no_names(recommendation.council, why)
    _give_to(recommendation, found.person, found.role, found.scope, why=reason_of(why))
    diary.note(recommendation, "handed_over", by=by, body={"to": found.person.key})


def _now(recommendation: Recommendation) -> tuple[int | None, str, str]:
    return recommendation.addressee_id, recommendation.role, recommendation.scope


@transaction.atomic
def pass_from(recommendation: Recommendation, *, by: Actor) -> bool:
    """Where whoever was to answer has left the role, pass it on; whether it was."""
    if still_answers(recommendation) or _stands_in(recommendation):
        return False
    return pass_to_heir(recommendation, by=by)


@transaction.atomic
def pass_to_heir(recommendation: Recommendation, *, by: Actor) -> bool:
    """To another holder of the role, or to somebody who answers for the council; whether there is one."""
    heir = _holder(recommendation) or _owner(recommendation)
    if heir is None and recommendation.addressee_id is None:
        return False
    _give_to(recommendation, heir, recommendation.role, recommendation.scope, left=True)
    reminders.tell_left(recommendation, owners_of(recommendation), recommendation.addressed.count())
    diary.note(recommendation, "passed_on", by=by)
    return True


def still_answers(recommendation: Recommendation) -> bool:
    """Whether the one who is to answer still holds the role by which they were asked."""
    mine = role_holders().filter(role=recommendation.role, scope=recommendation.scope)
    return mine.filter(person=recommendation.addressee_id).exists()


def owners_of(recommendation: Recommendation) -> list[Person]:
    """Who answers for the council, those who were named first before the others."""
    owners = at_work().filter(council=recommendation.council_id, person__shielded=False)
    return [each.person for each in owners.select_related("person").order_by("pk")]


def _stands_in(recommendation: Recommendation) -> bool:
    """Somebody answers for the council in the place of a role that nobody holds."""
    owners = {each.pk for each in owners_of(recommendation)}
    return recommendation.addressee_id in owners and _holder(recommendation) is None


def _same_role(recommendation: Recommendation) -> QuerySet[RoleHolding]:
    return who_can_answer().filter(role=recommendation.role, scope=recommendation.scope)


def _holder(recommendation: Recommendation) -> Person | None:
    others = _same_role(recommendation).exclude(person=recommendation.addressee_id)
    first = others.order_by("begins_on", "pk").first()
    return first.person if first else None


def _owner(recommendation: Recommendation) -> Person | None:
    owners = owners_of(recommendation)
    return next((each for each in owners if each.pk != recommendation.addressee_id), None)


def _give_to(  # noqa: PLR0913 -- each is a column of the note
    recommendation: Recommendation,
    person: Person | None,
    role: str,
    scope: str,
    *,
    why: str = "",
    left: bool = False,
) -> None:
    recommendation.addressee, recommendation.role, recommendation.scope = person, role, scope
    recommendation.save(update_fields=["addressee", "role", "scope"])
    give(recommendation, why=why, left=left)


@transaction.atomic
def follow_up(  # noqa: PLR0913 -- each is a column of the note
    recommendation: Recommendation,
    *,
    done: bool,
    words: str,
    language: str,
    evidence_url: str = "",
    by: Person,
) -> FollowUp:
    """Say what became of it. Done is only what somebody can open and see."""
    begin(recommendation, "answer_recommendation", by)
    if evidence_url and not is_page(evidence_url):
        raise Refused(_("Write the whole address of a page, beginning with https://."))
    if done and not evidence_url:
        raise Refused(_("What is done can be seen somewhere: give the address of it."))
    require_no_names(recommendation.council, words)
    _keep(recommendation, "do" if done else "leave_undone")
    said = FollowUp.objects.create(
        recommendation=recommendation,
        done=done,
        words=reason_of(words),
        language=language,
        evidence_url=evidence_url,
        by=by,
        at=clock.now(),
    )
    diary.note(recommendation, "followed_up", by=by, body={"done": done})
    return said


def _keep(recommendation: Recommendation, move: str) -> None:
    """Said again with more evidence, it stays as it is."""
    target = next(each.target for each in RECOMMENDATION.moves if each.name == move)
    if recommendation.state != target:
        RECOMMENDATION.take(recommendation, move)


def _say(  # noqa: PLR0913 -- each is a column of the answer
    recommendation: Recommendation,
    kind: str,
    words: str,
    language: str,
    *,
    by: Person,
    why: str = "",
    until: date | None = None,
) -> Answer:
    return Answer.objects.create(
        recommendation=recommendation,
        kind=kind,
        words=clean(words),
        language=language,
        until=until,
        why=clean(why),
        role=recommendation.role,
        scope=recommendation.scope,
        by=by,
        at=clock.now(),
    )
