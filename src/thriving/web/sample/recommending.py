"""The meetings and the recommendations of the sample year's council, by the actions of its pages."""

from __future__ import annotations

from datetime import date, time, timedelta

from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.actions import clearance
from thriving.movement.models import Person
from thriving.programs.councils.actions import answers, meetings, minutes, upkeep
from thriving.programs.councils.actions import recommendations as actions
from thriving.programs.councils.actions.answers import Told
from thriving.programs.councils.actions.meetings import When
from thriving.programs.councils.actions.recommendations import Vote, Written
from thriving.programs.councils.models import Council, Meeting, Recommendation
from thriving.programs.councils.queries.recommendations import who_can_answer
from thriving.web.sample import cast
from thriving.web.sample.cast import Somebody
from thriving.web.sample.deeds import OfRecommendation, in_every_language
from thriving.web.sample.story import recommending as story

BY = "sample year"
OWNER = cast.CONTENT
# Nobody confirmed how old the members are: so two adults who were checked are there.
ADULTS = (cast.SAFETY, cast.AFFILIATIONS)
DAYS = {1: story.FIRST, 2: story.SECOND}
HALF_PAST_TWO, FOUR = time(14, 30), time(16)  # in Kolkata: nine o'clock in UTC, when a day is played
ALL, NONE = 2, 0  # of the two members


def take(deed: OfRecommendation) -> None:
    council, by = Council.objects.get(key=deed.council), _person(OWNER)
    match deed.step:
        case "plan":
            _plan(council, deed.number, by)
        case "call":
            meetings.call(_meeting(council, deed.number), by=by)
        case "meet":
            _meet(_meeting(council, deed.number), by)
        case "publish":
            _publish(_meeting(council, deed.number), by)
        case "adopt":
            _adopt(council, deed.number, by)
        case "judge":
            upkeep.judge_answers(BY)
        case _:
            _answer(_recommendation(council, deed.number), deed.step)


def _plan(council: Council, number: int, by: Person) -> None:
    when = When(DAYS[number], HALF_PAST_TWO, FOUR, "Asia/Kolkata")
    meeting = meetings.plan(council, when, how_to_join="https://meet.sample.invalid/translators", by=by)
    for title in story.AGENDA[number]:
        meetings.put_on_agenda(meeting, title, by=by)
    for each in ADULTS:
        adult = _person(each)
        if not adult.clearances.exists():
            _clear(adult)
        meetings.expect(meeting, adult, "adult", by=by)


def _clear(adult: Person) -> None:
    today = clock.today()
    dates = {"checked_on": today, "course_on": today - timedelta(days=20), "expires_on": date(2021, 12, 9)}
    clearance.clear(adult, **dates, by=_person(cast.SAFEGUARDING))


def _meet(meeting: Meeting, by: Person) -> None:
    for adult in meeting.attendances.filter(part="adult").select_related("person", "meeting__council"):
        if adult.person:
            meetings.say_here(adult, by=adult.person)
    there = set(meeting.attendances.values_list("pk", flat=True))
    meetings.open_meeting(meeting, there, by=by)
    meetings.record(meeting, {}, by=by)
    minutes.decide(meeting, story.DECIDED[meeting.number], Vote(ALL, NONE), by=by)


def _publish(meeting: Meeting, by: Person) -> None:
    written = minutes.write(meeting, story.MINUTES[meeting.number], language="en", by=by)
    minutes.agree(meeting, written.number, by=by)
    minutes.publish(meeting, by=by)


def _adopt(council: Council, number: int, by: Person) -> None:
    told = story.RECOMMENDED[number]
    title, text = in_every_language(told.title), in_every_language(told.text)
    written = Written(
        title["en"],
        text["en"],
        "en",
        theme=told.theme,
        priority=f"{cast.PLAN}/{story.PRIORITY}",
        objective=story.OBJECTIVE,
        to=who_can_answer().filter(person__username=told.to.username).values_list("pk", flat=True)[0],
    )
    drafted = actions.draft(council, written, by=by)
    meeting = _meeting(council, told.meeting) if told.meeting else None
    actions.adopt(drafted, Vote(ALL, NONE), meeting=meeting, by=by)
    _translate(drafted, title, text, by)


def _translate(found: Recommendation, title: Words, text: Words, by: Person) -> None:
    for language in set(title) - {"en"}:
        if title[language] != title["en"]:
            actions.translate(found, title=title[language], text=text[language], language=language, by=by)


def _answer(found: Recommendation, step: str) -> None:
    told = story.RECOMMENDED[found.number]
    by = _person(told.to)
    if step == "answer":
        answers.answer(found, Told(told.answer, told.reason, "en"), by=by)
    elif step == "ask for time":
        answers.ask_for_time(found, until=story.UNTIL, words=story.NEEDS_TIME, language="en", by=by)
    else:
        done = "The course that began today opens with it."
        answers.follow_up(found, done=True, words=done, language="en", evidence_url=told.seen_at, by=by)


def _meeting(council: Council, number: int) -> Meeting:
    return Meeting.objects.get(council=council, number=number)


def _recommendation(council: Council, number: int) -> Recommendation:
    return Recommendation.objects.get(council=council, number=number)


def _person(somebody: Somebody) -> Person:
    return Person.objects.get(username=somebody.username)
