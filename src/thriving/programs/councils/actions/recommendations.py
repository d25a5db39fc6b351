"""A council writes what it recommends, adopts it, may withdraw it or join two; the clock is the server's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean, set_all
from thriving.movement.models import Person, RoleHolding
from thriving.movement.spelling import line
from thriving.plan.models import Objective
from thriving.programs.councils import answered, reminders
from thriving.programs.councils.actions.naming import require_no_names
from thriving.programs.councils.models import (
    Addressed,
    Adoption,
    AnswerTime,
    Council,
    Meeting,
    Part,
    Presence,
    Recommendation,
    Theme,
)
from thriving.programs.councils.queries.recommendations import answer_days, who_can_answer
from thriving.programs.councils.states.council import SITTING
from thriving.programs.councils.states.meetings import HELD
from thriving.programs.councils.states.membership import ACTIVE
from thriving.programs.councils.states.recommendations import RECOMMENDATION

LONGEST_TITLE, LONGEST_TEXT, LONGEST_REASON = 150, 10_000, 3_000
SOONEST, LATEST = 7, 180  # days


@dataclass(frozen=True)
class Written:
    """A recommendation as its authors write it, in one language."""

    title: str
    text: str
    language: str
    theme: str = Theme.OTHER
    priority: str = ""  # "plan/priority"
    objective: str = ""
    to: int | None = None  # the number of the holding by which somebody is to answer

    def cleaned(self) -> dict[str, Any]:
        return {
            "language": self.language,
            "title": Words({self.language: line(self.title)}),
            "text": Words({self.language: clean(self.text)}),
            "theme": self.theme,
            "priority": self.priority,
            "objective": self.objective,
        }


@dataclass(frozen=True)
class Vote:
    """How many, and never who. ``dissent``: what those against want to be read."""

    votes_for: int
    votes_against: int = 0
    abstained: int = 0
    dissent: str = ""

    @property
    def cast(self) -> int:
        return self.votes_for + self.votes_against + self.abstained


def problems(said: Written) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with it: the field, and the sentence for who can mend it."""
    if not line(said.title) or len(said.title) > LONGEST_TITLE:
        yield "title", _("A title has between one character and %(count)d.") % {"count": LONGEST_TITLE}
    if not clean(said.text) or len(said.text) > LONGEST_TEXT:
        yield "text", _("A recommendation has between one character and %(count)d.") % {"count": LONGEST_TEXT}
    if said.theme not in Theme.values:
        yield "theme", _("This is none of the choices.")
    if (said.priority or said.objective) and not _in_a_plan(said.priority, said.objective):
        yield "objective", _("No open plan has this objective.")
    if said.to is not None and not who_can_answer().filter(pk=said.to).exists():
        yield "to", _("Choose somebody who holds this role today.")


def _in_a_plan(priority: str, objective: str) -> bool:
    plan, _slash, key = priority.partition("/")
    found = Objective.objects.filter(priority__plan__key=plan, priority__key=key, key=objective)
    return found.filter(priority__plan__state="open").exists()


@transaction.atomic
def draft(council: Council, said: Written, *, by: Person) -> Recommendation:
    """Begin one; until it is adopted only the council reads it."""
    turn.take()
    if not any(access.may(by, rule, council) for rule in ("sit_on_council", "run_council")):
        access.require(by, "sit_on_council", council)
    _require_sound(said)
    last = Recommendation.objects.filter(council=council).aggregate(last=Max("number"))["last"] or 0
    recommendation = Recommendation(
        council=council, number=last + 1, drafted_by=by, sample=council.sample, **said.cleaned()
    )
    _address(recommendation, said.to)
    recommendation.save()
    diary.note(recommendation, "drafted", by=by)
    return recommendation


@transaction.atomic
def rewrite(recommendation: Recommendation, said: Written, *, by: Person) -> None:
    begin(recommendation, "write_recommendation", by)
    _require_sound(said)
    changed = set_all(recommendation, said.cleaned())
    _address(recommendation, said.to)
    recommendation.save(update_fields=[*changed, "addressee", "role", "scope"])
    diary.note(recommendation, "rewritten", by=by, body={"changed": changed})


@transaction.atomic
def translate(recommendation: Recommendation, *, title: str, text: str, language: str, by: Person) -> None:
    """Say it in another language too. What the council adopted stays word by word."""
    begin(recommendation, "translate_recommendation", by)
    if language == recommendation.language:
        raise Refused(_("What the council adopted is not changed: choose another language."))
    _require_sound(Written(title, text, language))
    require_no_names(recommendation.council, title, text)
    recommendation.title = Words({**recommendation.title, language: line(title)})
    recommendation.text = Words({**recommendation.text, language: clean(text)})
    recommendation.save(update_fields=["title", "text"])
    diary.note(recommendation, "translated", by=by, body={"language": language})


@transaction.atomic
def drop(recommendation: Recommendation, *, by: Person) -> None:
    begin(recommendation, "write_recommendation", by)
    RECOMMENDATION.take(recommendation, "drop")
    diary.note(recommendation, "dropped", by=by)


@transaction.atomic
def adopt(recommendation: Recommendation, vote: Vote, *, meeting: Meeting | None = None, by: Person) -> None:
    """Record the vote. The clock begins now, whenever they met: it can be set neither back nor ahead."""
    begin(recommendation, "adopt_recommendation", by)
    _require_sitting(recommendation.council)
    _require_nobody_named(recommendation, vote.dissent)
    _require_valid(vote, _voters(recommendation.council, meeting))
    days, now = answer_days(recommendation.council), clock.now()
    due_on = now.date() + timedelta(days=days)
    RECOMMENDATION.take(recommendation, "adopt", adopted_on=now.date(), due_on=due_on)
    Adoption.objects.create(
        recommendation=recommendation,
        meeting=meeting,
        votes_for=vote.votes_for,
        votes_against=vote.votes_against,
        abstained=vote.abstained,
        dissent=clean(vote.dissent),
        days=days,
        due_on=due_on,
        digest=recommendation.digest,
        adopted_at=now,
        adopted_by=by.key,
    )
    give(recommendation)
    answered.tell(recommendation, by)
    diary.note(recommendation, "adopted", by=by, body={"sha256": recommendation.digest, "due_on": due_on})


def _require_nobody_named(recommendation: Recommendation, dissent: str) -> None:
    words = (*recommendation.title.values(), *recommendation.text.values(), dissent)
    require_no_names(recommendation.council, *words)


def _require_sitting(council: Council) -> None:
    if council.state != SITTING:
        raise Refused(_("A council recommends while it is at work: it has not begun, or is closed."))


def _voters(council: Council, meeting: Meeting | None) -> tuple[int, int]:
    """How many may vote, and how many of them must: those who were there, or in writing all members."""
    if meeting is None:
        members = council.memberships.filter(state=ACTIVE, person__is_active=True).count()
        return members, members // 2 + 1
    meeting.refresh_from_db()
    if meeting.council_id != council.pk or meeting.state != HELD:
        raise Refused(_("Choose a meeting of this council that was held."))
    there = meeting.attendances.filter(part=Part.MEMBER, presence=Presence.PRESENT).count()
    if there < meeting.quorum:
        raise Refused(_("Too few members were there to decide: the meeting had no quorum."))
    return there, 1


def require_tally(vote: Vote, voters: int) -> None:
    if min(vote.votes_for, vote.votes_against, vote.abstained) < 0 or vote.cast > voters:
        raise Refused(_("More votes were counted than members could vote: %(count)d.") % {"count": voters})
    if len(vote.dissent) > LONGEST_REASON:
        raise Refused(_("This text has at most %(count)d characters.") % {"count": LONGEST_REASON})


def _require_valid(vote: Vote, voters: tuple[int, int]) -> None:
    most, least = voters
    require_tally(vote, most)
    if vote.cast < least:
        raise Refused(_("Too few members voted: at least %(count)d are needed.") % {"count": least})
    if vote.votes_for <= vote.votes_against:
        raise Refused(_("A recommendation needs more votes for it than against it."))


@transaction.atomic
def withdraw(recommendation: Recommendation, *, reason: str, by: Person) -> None:
    """It stays to be read, as withdrawn; an answer that was late by then stays counted as late."""
    begin(recommendation, "take_back_recommendation", by)
    require_no_names(recommendation.council, reason)
    late = {"in_time": False} if recommendation.days_overdue else {}
    RECOMMENDATION.take(recommendation, "withdraw", reason=reason_of(reason), **late)
    answered.tell(recommendation, by)
    diary.note(recommendation, "withdrawn", by=by, why=recommendation.reason)


@transaction.atomic
def merge(recommendation: Recommendation, into: Recommendation, *, reason: str, by: Person) -> None:
    """Make it part of another one, which from then on has the earlier clock of the two.

    Where both are late, both stay counted as late: nothing is answered by being merged.
    """
    for each in sorted((recommendation, into), key=lambda one: one.pk):
        begin(each, "take_back_recommendation", by)
    if into.council_id != recommendation.council_id or into.pk == recommendation.pk:
        raise Refused(_("Choose another recommendation of this council that waits for an answer."))
    require_no_names(into.council, reason)
    late = {"in_time": False if recommendation.days_overdue and into.days_overdue else None}
    answered.take_back(recommendation, by, "part of another recommendation")
    RECOMMENDATION.take(recommendation, "merge", reason=reason_of(reason), merged_into=into, **late)
    _take_earlier_clock(into, recommendation)
    for each in (recommendation, into):
        answered.tell(each, by)
    diary.note(recommendation, "merged", by=by, why=recommendation.reason, body={"into": into.number})


def _take_earlier_clock(into: Recommendation, other: Recommendation) -> None:
    into.adopted_on = min(filter(None, (into.adopted_on, other.adopted_on)))
    into.due_on = min(filter(None, (into.due_on, other.due_on)))
    into.asked_until = into.asked_until or other.asked_until
    into.in_time = False if into.days_overdue else None
    into.save(update_fields=["adopted_on", "due_on", "asked_until", "in_time"])


@transaction.atomic
def promise_time(council: Council, days: int, *, by: Person) -> None:
    """Within how many days the council is to be answered from now on; what runs already runs on."""
    turn.take()
    access.require(by, "run_council", council)
    if not SOONEST <= days <= LATEST:
        raise Refused(_("From %(least)d days to %(most)d.") % {"least": SOONEST, "most": LATEST})
    AnswerTime.objects.update_or_create(council=council, defaults={"days": days})
    diary.note(council, "promised_answers", by=by, body={"days": days})


def begin(recommendation: Recommendation, rule: str, by: Person) -> None:
    """The turn first: facts and diary take it later, and two who wait for each other would wait for ever."""
    turn.take()
    locked = Recommendation.objects.select_for_update(of=("self",)).select_related("council")
    recommendation.refresh_from_db(from_queryset=locked)
    access.require(by, rule, recommendation)


def reason_of(words: str) -> str:
    words = clean(words)
    if not words:
        raise Refused(_("Say why: everybody reads it."))
    if len(words) > LONGEST_REASON:
        raise Refused(_("This text has at most %(count)d characters.") % {"count": LONGEST_REASON})
    return words


def give(recommendation: Recommendation, *, why: str = "", left: bool = False) -> None:
    """Note whose it is now, and tell them. The clock runs on."""
    Addressed.objects.create(
        recommendation=recommendation,
        person=recommendation.addressee,
        role=recommendation.role,
        scope=recommendation.scope,
        why=why,
        left=left,
        at=clock.now(),
    )
    reminders.ask_to_answer(recommendation, recommendation.addressed.count())


def holding(pk: int | None) -> RoleHolding:
    found = who_can_answer().filter(pk=pk or 0).first()
    if found is None:
        raise Refused(_("Choose somebody who holds this role today."))
    return found


def _address(recommendation: Recommendation, to: int | None) -> None:
    found = holding(to) if to is not None else None
    recommendation.addressee = found.person if found else None
    recommendation.role, recommendation.scope = (found.role, found.scope) if found else ("", "")


def _require_sound(said: Written) -> None:
    if found := [sentence for _field, sentence in problems(said)]:
        raise Refused(" ".join(found))
