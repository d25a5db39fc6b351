"""Single assessments: a holder is asked, answers in one go or in several, and may take it all back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.movement import spelling
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import known_countries, known_languages
from thriving.movement.models import Person
from thriving.movement.models.person import new_key
from thriving.movement.queries.places import division
from thriving.programs.needs import facts
from thriving.programs.needs.actions.undecided import empty_rows_of
from thriving.programs.needs.asked import asked_now
from thriving.programs.needs.codes import new_code
from thriving.programs.needs.models import Assessment, Holder, Round
from thriving.programs.needs.queries.assessments import already_there, same_holder
from thriving.programs.needs.shipped import URGENCY, what_is_wrong
from thriving.programs.needs.states import ASSESSMENT, FINISHED, OPEN, STARTED, WITHDRAWN
from thriving.programs.needs.vocabulary import HOLDERS
from thriving.questions.models import Version

LONGEST_NAME, LONGEST_CONTACT, LONGEST_PARTNER = 200, 300, 60
MOST_LANGUAGES = 30
HOLDER_ITSELF = "a holder"  # who answers by a link has no account


@dataclass(frozen=True)
class Told:
    """Who holds something, as they or somebody of the team say it."""

    name: str
    kind: str
    country: str
    languages: tuple[str, ...] = ()
    may_be_named: bool = False
    contact: str = ""
    partner: str | None = None  # by its key; None: as it was

    def columns(self) -> dict[str, Any]:
        name = spelling.line(self.name)
        return {
            "name": name,
            "folded": spelling.folded(name)[:LONGEST_NAME],
            "kind": self.kind,
            "country": self.country,
            "languages": list(dict.fromkeys(self.languages)),
            "may_be_named": self.may_be_named,
            **({} if self.partner is None else {"partner": self.partner}),
        }


@dataclass(frozen=True)
class Filled:
    """What is answered by the questions of one version."""

    version: Version
    answers: Mapping[str, Any] = field(default_factory=dict)
    held_on: date | None = None


def problems(told: Told) -> Iterator[tuple[str, str]]:
    name = spelling.line(told.name)
    if not 0 < len(name) <= LONGEST_NAME:
        yield "name", _("A name has from 1 to %(count)d characters.") % {"count": LONGEST_NAME}
    if told.kind not in HOLDERS:
        yield "kind", _("This is none of the choices.")
    if not known_countries([told.country]):
        yield "country", _("This is none of the choices.")
    if set(told.languages) - known_languages(told.languages):
        yield "languages", _("This is none of the choices.")
    if len(told.languages) > MOST_LANGUAGES:
        yield "languages", _("At most %(count)d languages.") % {"count": MOST_LANGUAGES}
    if len(told.contact) > LONGEST_CONTACT:
        yield "contact", _("At most %(count)d characters.") % {"count": LONGEST_CONTACT}


@transaction.atomic
def invite(one: Round, told: Told, *, by: Person) -> Assessment:
    """Ask a holder: they get a link and a code, and nothing is answered yet."""
    access.require(by, "assess", one)
    hold(one)
    _require_sound(told)
    _require_new(one, told)
    made = Assessment.objects.create(
        round=one,
        holder=Holder.objects.create(sample=one.sample, **told.columns()),
        code=new_code(set(one.assessments.values_list("code", flat=True))),
        contact=spelling.line(told.contact),
        way=Assessment.Way.LINK,
        saved_at=clock.now(),
        saved_by=by.key,
    )
    diary.note(one, "asked a holder", by=by, body={"assessment": made.key})
    return made


@transaction.atomic
def fill(assessment: Assessment, told: Told, filled: Filled, *, final: bool, by: Person | None) -> Assessment:
    """Keep what is answered so far, or all of it. Without ``by`` it is the holder, who has the link."""
    one = assessment.round
    if by is not None:
        access.require(by, "assess", one)
    hold(one)
    assessment.refresh_from_db(from_queryset=Assessment.objects.select_for_update(of=("self",)))
    assessment.round = one
    _require_sound(told)
    _require_answerable(assessment, filled, final=final)
    before = assessment.state
    # Whoever has a link could ask by it who else is in the round; the team is shown the double instead.
    if by is not None:
        _require_new(one, told, but=assessment)
    _write(assessment, told, filled, by)
    assessment.save()
    if final:
        ASSESSMENT.take(assessment, "finish")
    _tell(assessment, by, was_counted=before == FINISHED)
    diary.note(one, "was answered" if final else "was begun", by=by or HOLDER_ITSELF, body=_named(assessment))
    return assessment


@transaction.atomic
def withdraw(assessment: Assessment, *, by: Person | None) -> None:
    """Take all answers back: they are deleted, with how to reach the holder, and count no more."""
    one = assessment.round
    if by is not None:
        access.require(by, "assess", one)
    _hold_whatever_its_state(one)
    assessment.refresh_from_db(from_queryset=Assessment.objects.select_for_update(of=("self",)))
    empty = {"answers": {}, "contact": "", "urgency": ""}
    ASSESSMENT.take(assessment, "withdraw", **empty, link=new_key())
    empty_rows_of(assessment)
    _unname(assessment.holder)
    facts.take_back([assessment], by or HOLDER_ITSELF, "The holder took its answers back.")
    diary.note(one, "was taken back", by=by or HOLDER_ITSELF, body=_named(assessment))


@transaction.atomic
def make_new_link(assessment: Assessment, *, by: Person) -> None:
    """The link that was given away opens nothing any longer."""
    access.require(by, "assess", assessment.round)
    assessment.link = new_key()
    assessment.save(update_fields=["link"])
    diary.note(assessment.round, "made a new link", by=by, body=_named(assessment))


def hold(one: Round) -> None:
    """As it is now, and nobody closes it meanwhile. Only an open round takes answers."""
    _hold_whatever_its_state(one)
    if one.state != OPEN:
        raise Refused(_("This round takes no answers now."))


def region_of(country: str, one: Round, on: date) -> str:
    known = division(one.scheme)
    return (known.region_of(country, on) or "") if known else ""


def columns_of(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What lists are asked by, from the answers."""
    urgency = answers.get(URGENCY)
    return {"answers": dict(answers), "urgency": urgency[:40] if isinstance(urgency, str) else ""}


def kept(version: Version, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What is stored; a key that is no question's is a mistake of the caller."""
    by_key = {question.key: question for question in version.asked}
    return {
        key: by_key[key].sort.keep(value) for key, value in answers.items() if value not in (None, "", [])
    }


def _hold_whatever_its_state(one: Round) -> None:
    one.refresh_from_db(from_queryset=Round.objects.select_for_update())


def _write(assessment: Assessment, told: Told, filled: Filled, by: Person | None) -> None:
    holder = assessment.holder
    for name, value in told.columns().items():
        setattr(holder, name, value)
    holder.save()
    day = filled.held_on or assessment.held_on or clock.today()
    assessment.version, assessment.held_on = filled.version, day
    assessment.region = region_of(holder.country, assessment.round, day)
    assessment.contact = spelling.line(told.contact)
    assessment.way = Assessment.Way.TEAM if by else Assessment.Way.LINK
    assessment.saved_at, assessment.saved_by = clock.now(), by.key if by else ""
    for name, value in columns_of(kept(filled.version, filled.answers)).items():
        setattr(assessment, name, value)


def _tell(assessment: Assessment, by: Person | None, *, was_counted: bool) -> None:
    if facts.counts(assessment):
        facts.tell([assessment], by or HOLDER_ITSELF)
    elif was_counted:
        facts.take_back([assessment], by or HOLDER_ITSELF, "The assessment was changed.")


def _require_answerable(assessment: Assessment, filled: Filled, *, final: bool) -> None:
    if assessment.state == WITHDRAWN:
        raise Refused(_("The answers have been taken back, and stay so."))
    if not final and assessment.state != STARTED:
        raise Refused(_("It is finished already: finish it again with what you changed."))
    now = asked_now(assessment.round)
    if now is None or filled.version.pk not in (now.pk, assessment.version_id):
        raise Refused(_("The questions have changed since you opened them. Open the page again."))
    if filled.held_on and filled.held_on > clock.today():
        raise Refused(_("This day has not come yet."))
    if sentence := what_is_wrong(filled.answers):
        raise Refused(sentence)


def _require_new(one: Round, told: Told, but: Assessment | None = None) -> None:
    columns = told.columns()
    if sentence := already_there(same_holder(one, columns["folded"], told.country, but)):
        raise Refused(sentence)


def _unname(holder: Holder) -> None:
    """What says who it is goes; its identifier, by which it was counted, leads nowhere now."""
    Holder.objects.filter(pk=holder.pk).update(
        name="–", folded="", partner="", languages=[], may_be_named=False
    )


def _named(assessment: Assessment) -> dict[str, str]:
    return {"assessment": assessment.key}


def _require_sound(told: Told) -> None:
    if found := [sentence for _field, sentence in problems(told)]:
        raise Refused(" ".join(found))
