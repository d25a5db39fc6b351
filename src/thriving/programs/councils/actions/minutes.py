"""What a meeting decided, and its minutes: written in versions, agreed to by the council, then public."""

from __future__ import annotations

from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person
from thriving.programs.councils.actions.meetings import begin
from thriving.programs.councils.actions.naming import names_anybody, words_decided
from thriving.programs.councils.actions.recommendations import Vote, require_tally
from thriving.programs.councils.models import Meeting, Minutes, Part, Presence, Resolution
from thriving.programs.councils.states.meetings import HELD

LONGEST, LONGEST_DECISION = 40_000, 3_000  # characters


@transaction.atomic
def decide(meeting: Meeting, text: str, vote: Vote, *, by: Person) -> Resolution:
    """Record what was decided, with how many; a meeting without a quorum decides nothing."""
    begin(meeting, by)
    _require_held(meeting)
    if meeting.published_at:
        raise Refused(_("The minutes are public: what was decided stays as it stands there."))
    there = meeting.attendances.filter(part=Part.MEMBER, presence=Presence.PRESENT).count()
    if there < meeting.quorum:
        raise Refused(_("Too few members were there to decide: the meeting had no quorum."))
    require_tally(vote, there)
    if not clean(text) or len(text) > LONGEST_DECISION:
        raise Refused(_("A decision has between one character and %(count)d.") % {"count": LONGEST_DECISION})
    made = Resolution.objects.create(
        meeting=meeting,
        text=clean(text),
        votes_for=vote.votes_for,
        votes_against=vote.votes_against,
        abstained=vote.abstained,
        dissent=clean(vote.dissent),
        recorded_at=clock.now(),
        recorded_by=by.key,
    )
    diary.note(_name(meeting), "decided", by=by)
    return made


@transaction.atomic
def write(meeting: Meeting, text: str, *, language: str, by: Person) -> Minutes:
    """A version of its own each time; the earlier ones stay for the council."""
    begin(meeting, by)
    _require_held(meeting)
    text = clean(text)
    if not text or len(text) > LONGEST:
        raise Refused(_("Minutes have between one character and %(count)d.") % {"count": LONGEST})
    minutes = Minutes.objects.create(
        meeting=meeting,
        number=meeting.minutes.count() + 1,
        language=language,
        text=text,
        digest=sha256(text.encode()).hexdigest(),
        written_at=clock.now(),
        written_by=by.key,
    )
    diary.note(_name(meeting), "wrote_minutes", by=by, body={"sha256": minutes.digest})
    return minutes


@transaction.atomic
def agree(meeting: Meeting, number: int, *, by: Person) -> None:
    """Record that the council agreed to a version; another one agreed to later is published anew."""
    begin(meeting, by)
    _require_held(meeting)
    minutes = _version(meeting, number)
    meeting.agreed_minutes, meeting.published_at = number, None
    meeting.save(update_fields=["agreed_minutes", "published_at"])
    diary.note(_name(meeting), "agreed_to_minutes", by=by, body={"sha256": minutes.digest})


@transaction.atomic
def publish(meeting: Meeting, *, by: Person) -> None:
    """Let everybody read what the council agreed to, once nobody is named in it who must not be."""
    begin(meeting, by)
    if meeting.agreed_minutes is None:
        raise Refused(_("The council agrees to its minutes before everybody reads them."))
    minutes = _version(meeting, meeting.agreed_minutes)
    if not minutes.is_whole:
        raise Refused(_("These words are not the ones that the council agreed to."))
    _require_no_names(meeting, minutes)
    meeting.published_at = clock.now()
    meeting.save(update_fields=["published_at"])
    diary.note(_name(meeting), "published_minutes", by=by, body={"sha256": minutes.digest})


def _version(meeting: Meeting, number: int) -> Minutes:
    found = meeting.minutes.filter(number=number).first()
    if found is None:
        raise Refused(_("There is no such version of the minutes."))
    return found


def _require_held(meeting: Meeting) -> None:
    if meeting.state != HELD:
        raise Refused(_("Only what was held has minutes and decisions."))


def _require_no_names(meeting: Meeting, minutes: Minutes) -> None:
    """Who has not agreed to it is not named, and a minor never. Who it is is not said here either."""
    if names_anybody(meeting, minutes.text, *words_decided(meeting)):
        raise Refused(
            _(
                "The words name somebody who has not agreed to be named, or must not be. Write a version "
                "without names, and let the council agree to it."
            )
        )


def _name(meeting: Meeting) -> str:
    return f"councils.meeting:{meeting.council.key}/{meeting.number}"
