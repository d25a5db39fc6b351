"""A proposal while it is written: begun after the quiz, described, its form answered bit by bit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thriving.grants.funds.actions.soundness import LONGEST_TEXT, LONGEST_TITLE, Problem, require_sound
from thriving.grants.funds.asked import asked_now
from thriving.grants.funds.models import ApplicantKind, Round
from thriving.grants.proposals.actions.moving import hold
from thriving.grants.proposals.models import Proposal
from thriving.kernel import access, clock, diary
from thriving.kernel.words import FALLBACK, Words
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean, known_languages, known_regions
from thriving.movement.models import Affiliate, Country, Person
from thriving.movement.queries.places import region_of
from thriving.movement.roles import OFFICERS_OF_AFFILIATES
from thriving.movement.rules.groups import led_by
from thriving.movement.spelling import line
from thriving.programs.initiatives.parts import known_priorities
from thriving.questions.models import Version

MOST_DRAFTS = 10  # of one person in one round


@dataclass(frozen=True)
class Described:
    """What a proposal is about, as its people say it; whoever describes it anew says all of it."""

    title: str
    summary: str
    applicant_kind: str
    language: str = ""  # in which it is written; empty: as before
    affiliate: str = ""  # its key
    organization: str = ""
    country: str = ""
    region: str = ""
    begins_on: date | None = None
    ends_on: date | None = None
    priority: str = ""


def wrong_answers(one: Round, answers: Mapping[int, bool]) -> list[str]:
    """What somebody is told who may not apply; nothing for who may. An answer left out is a wrong one."""
    asked = one.quiz.all()
    return [str(each.otherwise) for each in asked if answers.get(each.position) is not each.wanted]


@transaction.atomic
def begin(one: Round, answers: Mapping[int, bool], *, by: Person, key: str = "") -> Proposal:
    """Keep a draft, for who answered the quiz as it wants; on the round's days, and on no other."""
    access.require_holds(by, "begin_proposal")
    if not one.takes(clock.today()):
        raise Refused(_("This round takes no proposals today."))
    if wrong := wrong_answers(one, answers):
        raise Refused(" ".join(wrong))
    if one.proposals.filter(applicant=by, state="draft").count() >= MOST_DRAFTS:
        raise Refused(_("You have many drafts in this round already: go on with one of them."))
    named = {"key": key} if key else {}
    made = Proposal.objects.create(
        round=one,
        applicant=by,
        language=_language_of(one),
        currency=one.currency,
        priority=one.priority,
        quiz={str(position): said for position, said in answers.items()},
        changed_at=clock.now(),
        sample=one.sample,
        **named,
    )
    diary.note(made, "began", by=by)
    return made


def _language_of(one: Round) -> str:
    """That of the page; where the round does not take it, the first that it takes."""
    written = get_language() or FALLBACK
    return written if written in (one.languages or [written]) else str(one.languages[0])


def problems(said: Described, proposal: Proposal, by: Person) -> Iterator[Problem]:
    """What cannot even be kept in a draft; what is only missing is told when it is handed in."""
    if not line(said.title):
        yield "title", _("A title is missing.")
    if len(said.title) > LONGEST_TITLE:
        yield "title", _("A title has at most %(count)d characters.") % {"count": LONGEST_TITLE}
    if len(said.summary) > LONGEST_TEXT:
        yield "summary", _("This text has at most %(count)d characters.") % {"count": LONGEST_TEXT}
    if said.applicant_kind not in (proposal.round.applicants or ApplicantKind.values):
        yield "applicant_kind", _("This is none of the choices.")
    if said.language and said.language not in (proposal.round.languages or known_languages([said.language])):
        yield "language", _("This is none of the choices.")
    if said.begins_on and said.ends_on and said.ends_on < said.begins_on:
        yield "ends_on", _("The last day is not before the first.")
    if said.priority and not known_priorities([said.priority]):
        yield "priority", _("No plan has a priority “%(code)s”.") % {"code": said.priority[:80]}
    yield from _problems_of_places(said)
    yield from _problems_of_who(said, proposal, by)


def _problems_of_places(said: Described) -> Iterator[Problem]:
    if said.country and not Country.objects.filter(code=said.country).exists():
        yield "country", _("This is none of the choices.")
    if said.region and not known_regions([said.region]):
        yield "region", _("This is none of the choices.")


def _problems_of_who(said: Described, proposal: Proposal, by: Person) -> Iterator[Problem]:
    if said.applicant_kind != ApplicantKind.AFFILIATE:
        return
    kept = proposal.affiliate.key if proposal.affiliate else ""
    if said.affiliate not in {kept, *led_by(by, "affiliate", OFFICERS_OF_AFFILIATES)} - {""}:
        yield "affiliate", _("Only its officers apply for an affiliate.")


@transaction.atomic
def describe(proposal: Proposal, said: Described, *, revision: int, by: Person) -> None:
    open_draft(proposal, revision, by)
    require_sound(problems(said, proposal, by))
    for name, value in _columns(said, proposal).items():
        setattr(proposal, name, value)
    keep(proposal, "described", by)


def _columns(said: Described, proposal: Proposal) -> dict[str, Any]:
    is_affiliate = said.applicant_kind == ApplicantKind.AFFILIATE
    is_single = said.applicant_kind == ApplicantKind.INDIVIDUAL
    found = Affiliate.objects.get(key=said.affiliate) if is_affiliate else None
    scheme, language = proposal.round.scheme, said.language or proposal.language
    region = region_of(said.country, scheme) if said.country else said.region
    return {
        "language": language,
        "title": Words({language: line(said.title)}),
        "summary": Words({language: clean(said.summary)}),
        "applicant_kind": said.applicant_kind,
        "affiliate": found,
        "organization": "" if is_affiliate or is_single else line(said.organization)[:200],
        "country": said.country,
        "region": region or "",
        "begins_on": said.begins_on,
        "ends_on": said.ends_on,
        "priority": said.priority,
    }


@transaction.atomic
def answer(
    proposal: Proposal, version: Version, answers: Mapping[str, Any], *, revision: int, by: Person
) -> None:
    """Keep what was answered in the form so far, to the questions of the version that was shown."""
    open_draft(proposal, revision, by)
    if asked_now(proposal.round) != version:
        raise Refused(_("The questions have changed since you opened them. Look them over, then send again."))
    by_key = {each.key: each for each in version.asked}
    kept = {key: value for key, value in answers.items() if key in by_key and value not in (None, "", [])}
    proposal.form = version
    proposal.answers = {key: by_key[key].sort.keep(value) for key, value in kept.items()}
    keep(proposal, "answered the form", by)


def open_draft(proposal: Proposal, revision: int, by: Person) -> None:
    """Hold a draft that is still as it was shown: nobody writes over what another has just written."""
    hold(proposal)
    access.require(by, "write_proposal", proposal)
    if proposal.revision != revision:
        raise Refused(
            _(
                "The draft has changed since you opened this page, in another window of yours or by somebody "
                "who applies with you. Open it again, then write."
            )
        )


def keep(proposal: Proposal, verb: str, by: Person) -> None:
    proposal.revision += 1
    proposal.changed_at = clock.now()
    proposal.save()
    diary.note(proposal, verb, by=by)
