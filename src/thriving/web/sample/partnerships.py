"""The partners and the partnership of the sample year, taken through the steps that real ones take."""

from __future__ import annotations

from datetime import date

from django.core.files.base import ContentFile

from thriving.kernel.words import Words
from thriving.movement.models import Affiliate, Person
from thriving.programs.milestones import actions as milestones
from thriving.programs.milestones.actions import Prepared
from thriving.programs.partnerships import actions
from thriving.programs.partnerships.actions import (
    ClauseSaid,
    Described,
    Drafted,
    Found,
    Noted,
    Proposed,
    StreamSaid,
)
from thriving.programs.partnerships.models import Finding, Partnership, Stream, Version
from thriving.programs.partnerships.moments import record_of
from thriving.web.sample import cast
from thriving.web.sample.deeds import OfPartnership, in_every_language
from thriving.web.sample.groups import PARTNERS
from thriving.web.sample.milestones import PDF
from thriving.web.sample.story import partnerships as story

MILESTONE = "research-partnership"
TIES = {"interests-stated": "interests", "agreement-drafted": "drafted", "agreement-ready": "ready"}


def take(deed: OfPartnership, by: Person) -> None:
    match deed.step:
        case "contact":
            _contact(by)
        case "streams":
            _streams(by)
        case "ours" | "theirs":
            actions.state_interests(_found(), deed.step, story.WANTED[deed.step], on=deed.on, by=by)
        case "draft":
            actions.draft(_found(), Drafted(_clauses(deed.on)), by=by)
        case "complete":
            actions.rewrite_draft(_version(), Drafted(_clauses(deed.on)), by=by)
        case "ready":
            _make_ready(deed.on, by)
        case "find":
            _find(story.FINDINGS[deed.number], deed.number, by)
        case "withdraw":
            _withdraw(story.FINDINGS[story.WITHDRAWN], by)
        case "meet":
            _meet(story.MEETINGS[deed.number], deed.number, by)


def _contact(by: Person) -> None:
    """With an affiliate: it is described in its own record."""
    said = Described("affiliate", affiliate=Affiliate.objects.get(key=story.WITH))
    partner = actions.add_partner(said, key=story.WITH, by=by, sample=True)
    proposed = Proposed(in_every_language(story.TITLE), "Community Engagement", public=True)
    partnership = actions.propose_partnership(partner, proposed, key=story.PARTNERSHIP, by=by, sample=True)
    actions.begin_talks(partnership, by=by)
    _tie(partnership, by)


def _tie(partnership: Partnership, by: Person) -> None:
    """The milestone of the plan follows the partnership's own records."""
    said = Prepared(MILESTONE, in_every_language(story.MILESTONE_TITLE), plan=cast.PLAN, key_result=MILESTONE)
    milestone = milestones.have(said, by=by, sample=True)
    for step, moment in TIES.items():
        milestones.tie(milestone, step, record_of(partnership, moment), by=by)


def _streams(by: Person) -> None:
    for key, line in story.LINES.items():
        said = StreamSaid(in_every_language(line.title), line.questions, line.methods)
        stream = actions.add_stream(_found(), said, key=key, by=by)
        actions.scope(stream, by=by)
        actions.begin(stream, by=by)


def _find(result: story.Result, number: int, by: Person) -> None:
    stream = Stream.objects.select_related("partnership").get(key=result.stream)
    url = f"https://sample.invalid/findings/{number + 1}"
    found = Found(in_every_language(result.title), result.text, result.on, url=url)
    actions.write_finding(stream, found, by=by)


def _withdraw(result: story.Result, by: Person) -> None:
    found = Finding.objects.select_related("stream__partnership").get(
        stream__key=result.stream, found_on=result.on
    )
    actions.withdraw_finding(found, reason=story.WHY_WITHDRAWN, by=by)


def _make_ready(on: date, by: Person) -> None:
    text = ContentFile(PDF % story.PARTNERSHIP.encode(), name="agreement.pdf")
    version = _version()
    actions.rewrite_draft(version, Drafted(_clauses(on), document=text), by=by)
    actions.make_ready(version, by=by)


def _meet(meeting: story.Meeting, number: int, by: Person) -> None:
    group = PARTNERS[meeting.partner]
    said = Described(
        meeting.kind,
        Words({group.language: group.name}),
        country=group.country,
        region=group.region,
        languages=(group.language,),
        contact=f"{meeting.partner}@sample.invalid",
    )
    partner = actions.add_partner(said, key=meeting.partner, by=by, sample=True)
    url = f"https://sample.invalid/meetings/{number + 1}"
    noted = Noted(meeting.on, "heritage_digitization", meeting.about, meeting.outcome, url=url, with_us=(by,))
    actions.note_meeting(partner, noted, by=by)


def _clauses(on: date) -> tuple[ClauseSaid, ...]:
    return tuple(
        ClauseSaid(each.number, each.text, each.rests_on) for each in story.CLAUSES if each.since <= on
    )


def _found() -> Partnership:
    return Partnership.objects.get(key=story.PARTNERSHIP)


def _version() -> Version:
    return Version.objects.select_related("partnership").get(partnership__key=story.PARTNERSHIP)
