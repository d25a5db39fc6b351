"""A round: planned, opened once its questions are published, and closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.kernel.words import FALLBACK, Words
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean_words, known_regions, require_key
from thriving.movement.models import Person
from thriving.programs.needs import shipped
from thriving.programs.needs.asked import KEPT_FOR, asked_now, owner_of
from thriving.programs.needs.models import Member, Round
from thriving.programs.needs.queries.plan import requirements_called
from thriving.programs.needs.queries.private import told_of_private
from thriving.programs.needs.states import DRAFT, ROUND
from thriving.programs.needs.vocabulary import HERITAGE_DIGITIZATION, NEEDS
from thriving.questions import actions as questions

LONGEST_TITLE = 150
MOST_MEMBERS = 30


@dataclass(frozen=True)
class Planned:
    """A round as somebody plans it; whoever plans it anew says all of it."""

    title: Words
    begins_on: date
    ends_on: date
    regions: tuple[str, ...]
    need: str = HERITAGE_DIGITIZATION
    serves: str = ""  # plan/key result/requirement

    def columns(self) -> dict[str, Any]:
        names = ("begins_on", "ends_on", "need", "serves")
        said = {name: getattr(self, name) for name in names}
        return {"title": clean_words(self.title), "regions": list(dict.fromkeys(self.regions)), **said}


def problems(said: Planned) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with a plan: the field, and the sentence for who can mend it."""
    if not clean_words(said.title):
        yield "title", _("A round needs a title.")
    if any(len(title) > LONGEST_TITLE for title in said.title.values()):
        yield "title", _("A title has at most %(count)d characters.") % {"count": LONGEST_TITLE}
    if said.ends_on < said.begins_on:
        yield "ends_on", _("The last day is not before the first.")
    if said.need not in NEEDS:
        yield "need", _("This is none of the choices.")
    if set(said.regions) - known_regions(said.regions):
        yield "regions", _("This is none of the choices.")
    if not said.regions:
        yield "regions", _("Name at least one region.")
    if said.serves and said.serves not in requirements_called([said.serves]):
        yield "serves", _("The plan does not ask this.")


@transaction.atomic
def plan_round(said: Planned, *, key: str, by: Person, sample: bool = False) -> Round:
    """Begin a draft with the questionnaire that comes with the software, and lead it."""
    access.require_holds(by, "plan_round")
    require_key(key)
    if Round.objects.filter(key=key).exists():
        raise Refused(_("Another round has “%(key)s” as its address already.") % {"key": key})
    _require_sound(said)
    language = next(iter(said.title), get_language() or FALLBACK)
    one = Round.objects.create(key=key, lead=by, language=language, sample=sample, **said.columns())
    made = questions.begin(
        owner_of(one), shipped.said(shipped.PURPOSE), delete_after=KEPT_FOR, read_singly=True, by=by
    )
    for name, asked in shipped.questions():
        questions.add_question(made, asked, by=by, key=name)
    diary.note(one, "planned", by=by)
    return one


@transaction.atomic
def replan(one: Round, said: Planned, *, by: Person) -> None:
    access.require(by, "lead_round", one)
    _hold(one)
    _require_sound(said)
    if one.state != DRAFT and said.need != one.need:
        raise Refused(_("Holders are asked for this kind of need already: begin another round."))
    for name, value in said.columns().items():
        setattr(one, name, value)
    one.save(update_fields=list(said.columns()))
    diary.note(one, "planned anew", by=by)


@transaction.atomic
def open_round(one: Round, *, by: Person) -> None:
    """From here on holders are asked, and everybody sees the round."""
    access.require(by, "lead_round", one)
    _hold(one)
    if asked_now(one) is None:
        raise Refused(_("Publish the questions first: holders answer a version that stays as it is."))
    ROUND.take(one, "open")
    diary.note(one, "opened", by=by)


@transaction.atomic
def close(one: Round, *, by: Person) -> None:
    """Take no more answers. What can be told of private collections is told now, and once."""
    access.require(by, "lead_round", one)
    _hold(one)
    told = one.told_of_private or told_of_private(one)
    ROUND.take(one, "close", told_of_private=told)
    diary.note(one, "closed", by=by)


@transaction.atomic
def reopen(one: Round, *, by: Person) -> None:
    access.require(by, "lead_round", one)
    _hold(one)
    if one.forgotten_at:
        raise Refused(_("The answers have been deleted, as promised: begin another round."))
    ROUND.take(one, "reopen")
    diary.note(one, "reopened", by=by)


@transaction.atomic
def take_on(one: Round, person: Person, *, by: Person) -> Member:
    """Let somebody work in the round's team: they read what holders answer."""
    access.require(by, "lead_round", one)
    _hold(one)
    if not access.holds(person, "plan_round"):
        raise Refused(_("Only who runs programs can be in the team: give them the role first."))
    if one.members.count() >= MOST_MEMBERS:
        raise Refused(_("A team has at most %(count)d people.") % {"count": MOST_MEMBERS})
    found, is_new = Member.objects.get_or_create(
        round=one, person=person, defaults={"added_at": clock.now(), "added_by": by.key}
    )
    if is_new:
        diary.note(one, "took on", by=by, body={"person": person.key})
    return found


@transaction.atomic
def let_go(one: Round, person: Person, *, by: Person) -> None:
    access.require(by, "lead_round", one)
    if one.members.filter(person=person).delete()[0]:
        diary.note(one, "let go", by=by, body={"person": person.key})


def _hold(one: Round) -> None:
    """As it is now, and nobody changes it meanwhile."""
    one.refresh_from_db(from_queryset=Round.objects.select_for_update())


def _require_sound(said: Planned) -> None:
    if found := [sentence for _field, sentence in problems(said)]:
        raise Refused(" ".join(found))
