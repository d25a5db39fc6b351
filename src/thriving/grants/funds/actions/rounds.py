"""A round: planned, opened once one can apply to it, closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from thriving.evidence.definitions import titles
from thriving.grants.funds import search
from thriving.grants.funds.actions.soundness import Problem, problems_of_words, require_sound
from thriving.grants.funds.asked import KEPT_FOR, asked_now, owner_of
from thriving.grants.funds.models import ApplicantKind, Fund, Round
from thriving.grants.funds.states import DRAFT, ROUND
from thriving.kernel import diary
from thriving.kernel.money import Money
from thriving.kernel.words import FALLBACK, Words, in_every_language
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.actor import require
from thriving.movement.actions.groups import (
    clean_texts,
    clean_words,
    known_languages,
    known_regions,
    require_key,
)
from thriving.programs.initiatives.parts import known_priorities
from thriving.questions import actions as questions

LONGEST_WORK = 60  # months
LONGEST_WAIT = 60  # days until everybody reads what was handed in
MOST_CORE_MEASURES = 10
_PURPOSE = gettext_noop(
    "To decide about the proposal. Everybody who may read the proposal reads the answers."
)
# Once somebody may have begun to apply, these stay: what one has read is what one is judged by.
_STAYING = (
    *("currency", "least", "most", "months", "priority"),
    *("regions", "languages", "applicants", "core_measures"),
)


@dataclass(frozen=True)
class RoundSaid:
    """A round as somebody plans it; whoever plans it anew says all of it."""

    title: Words
    about: Words
    opens_on: date
    closes_on: date
    decides_by: date
    budget: Money
    least: Money
    most: Money
    regions: tuple[str, ...]
    months: int = 12
    shown_after: int = 2
    priority: str = ""  # "plan/priority"
    languages: tuple[str, ...] = ()
    applicants: tuple[str, ...] = ()
    core_measures: tuple[str, ...] = ()

    def columns(self) -> dict[str, Any]:
        plain = ("opens_on", "closes_on", "decides_by", "months", "shown_after", "priority")
        amounts = {name: getattr(self, name).amount for name in ("budget", "least", "most")}
        names = ("regions", "languages", "applicants", "core_measures")
        lists = {name: list(dict.fromkeys(getattr(self, name))) for name in names}
        return {
            "title": clean_words(self.title),
            "about": clean_texts(self.about),
            "currency": self.budget.currency,
            **{name: getattr(self, name) for name in plain},
            **amounts,
            **lists,
        }


def problems(said: RoundSaid) -> Iterator[Problem]:
    """Everything that is wrong with a plan: the field, and the sentence for who can mend it."""
    yield from problems_of_words(said.title, said.about)
    yield from _problems_of_days(said)
    yield from _problems_of_money(said)
    if not said.regions:
        yield "regions", _("Name at least one region.")
    if (
        set(said.regions) - known_regions(said.regions)
        or set(said.languages) - known_languages(said.languages)
        or set(said.applicants) - set(ApplicantKind.values)
    ):
        yield "", _("This is none of the choices.")
    if said.priority and not known_priorities([said.priority]):
        yield "priority", _("No plan has a priority “%(code)s”.") % {"code": said.priority[:80]}
    yield from _problems_of_measures(said)


def _problems_of_days(said: RoundSaid) -> Iterator[Problem]:
    if said.closes_on < said.opens_on:
        yield "closes_on", _("The last day is not before the first.")
    if said.decides_by < said.closes_on:
        yield "decides_by", _("Nothing is decided before the last day.")
    if not 1 <= said.months <= LONGEST_WORK:
        yield "months", _("Between 1 and %(most)d months.") % {"most": LONGEST_WORK}
    if not 0 <= said.shown_after <= LONGEST_WAIT:
        yield "shown_after", _("Between 0 and %(most)d days.") % {"most": LONGEST_WAIT}


def _problems_of_money(said: RoundSaid) -> Iterator[Problem]:
    if not said.budget:
        yield "budget", _("A round without money is none.")
    if said.most < said.least:
        yield "most", _("The most is not less than the least.")
    if said.budget < said.most:
        yield "most", _("One grant cannot be more than the whole budget.")


def _problems_of_measures(said: RoundSaid) -> Iterator[Problem]:
    if len(said.core_measures) > MOST_CORE_MEASURES:
        sentence = _("At most %(count)d core measures: every proposal must set a target for each.")
        yield "core_measures", sentence % {"count": MOST_CORE_MEASURES}
    for key in sorted(set(said.core_measures) - set(titles() if said.core_measures else ())):
        yield "core_measures", _("There is no measure “%(key)s”.") % {"key": key[:80]}


@transaction.atomic
def plan_round(fund: Fund, said: RoundSaid, *, key: str, by: Actor, sample: bool = False) -> Round:
    """Begin a draft; its questions are a draft of their own, which is published before it opens."""
    require(by, "manage_funds")
    require_key(key)
    require_sound(problems(said))
    if Round.objects.filter(key=key).exists():
        raise Refused(_("Something else has “%(key)s” as its address already.") % {"key": key})
    language = next(iter(said.title), FALLBACK)
    made = Round.objects.create(fund=fund, key=key, language=language, sample=sample, **said.columns())
    search.index(made)
    questions.begin(owner_of(made), in_every_language(_PURPOSE), delete_after=KEPT_FOR, by=by)
    diary.note(made, "planned", by=by)
    return made


@transaction.atomic
def replan_round(one: Round, said: RoundSaid, *, by: Actor) -> None:
    require(by, "manage_funds")
    hold(one)
    require_sound(problems(said))
    columns = said.columns()
    if one.state != DRAFT and any(getattr(one, name) != columns[name] for name in _STAYING):
        raise Refused(
            _(
                "It was open already: its money, regions, priority, core measures and who may apply stay as "
                "they are."
            )
        )
    if one.state != DRAFT and columns["budget"] < one.budget:
        raise Refused(_("It was open already: its budget can grow, but not shrink."))
    Round.objects.filter(pk=one.pk).update(**columns)
    one.refresh_from_db()
    search.index(one)
    diary.note(one, "planned anew", by=by, body={"budget": str(one.whole)})


@transaction.atomic
def open_round(one: Round, *, by: Actor) -> None:
    """From its first day on one can apply, and everybody sees it."""
    require(by, "manage_funds")
    hold(one)
    if not one.quiz.exists():
        raise Refused(_("Ask at least one question first, by which one sees whether one may apply."))
    if asked_now(one) is None:
        raise Refused(_("Publish the questions of the form first: proposals answer a version that stays."))
    ROUND.take(one, "open")
    search.index(one)
    diary.note(one, "opened", by=by)


@transaction.atomic
def close_round(one: Round, *, by: Actor) -> None:
    require(by, "manage_funds")
    hold(one)
    ROUND.take(one, "close")
    diary.note(one, "closed", by=by)


@transaction.atomic
def reopen_round(one: Round, *, by: Actor) -> None:
    require(by, "manage_funds")
    hold(one)
    ROUND.take(one, "reopen")
    diary.note(one, "reopened", by=by)


def hold(one: Round) -> None:
    """As it is now; nobody changes it before the transaction ends."""
    one.refresh_from_db(from_queryset=Round.objects.select_for_update())
