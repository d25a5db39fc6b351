"""A campaign is planned, and planned anew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.kernel.words import FALLBACK, Words
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.groups import clean_texts, clean_words, set_all
from thriving.movement.models import Person
from thriving.programs.campaigns import facts
from thriving.programs.campaigns.actions.doing import (
    hold,
    key_problem,
    named,
    refuse,
    require,
    require_open,
    too_long,
    unknown_codes,
)
from thriving.programs.campaigns.models import Campaign, CampaignMark, Coordinator, GoalRule, Marked
from thriving.programs.events.hearers import News, tell
from thriving.programs.initiatives.queries import told

LONGEST_TITLE, LONGEST_TEXT = 150, 10_000
LONGEST_DAYS = 731
MOST_MARKS = 300
_PART_OF_PLAN = re.compile(r"[a-z0-9-]+/[a-z0-9-]+")


@dataclass(frozen=True)
class Planned:
    """A campaign as somebody plans it. Whoever plans it says all of it."""

    title: Words
    theme: Words = field(default_factory=Words)
    text: Words = field(default_factory=Words)
    starts_on: date | None = None
    ends_on: date | None = None
    countries: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    wikis: tuple[str, ...] = ()
    serves: tuple[str, ...] = ()  # parts of the plan: "plan/part"
    initiative: str = ""
    goal_rule: str = GoalRule.ALL
    language: str = FALLBACK

    def cleaned(self) -> dict[str, Any]:
        words = {"title": clean_words(self.title), "theme": clean_words(self.theme)}
        rest = ("starts_on", "ends_on", "initiative", "goal_rule", "language")
        return {**words, "text": clean_texts(self.text), **{name: getattr(self, name) for name in rest}}

    @property
    def marks(self) -> list[tuple[str, str]]:
        said = {
            Marked.COUNTRY: self.countries,
            Marked.LANGUAGE: self.languages,
            Marked.WIKI: self.wikis,
            Marked.SERVES: self.serves,
        }
        return [(what, code) for what, codes in said.items() for code in dict.fromkeys(codes)]


def problems(said: Planned) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with a plan: the field, and the sentence for who can mend it."""
    if not clean_words(said.title):
        yield "title", _("It needs a title.")
    for name, longest in (("title", LONGEST_TITLE), ("theme", LONGEST_TITLE), ("text", LONGEST_TEXT)):
        if too_long(getattr(said, name), longest):
            yield name, _("This text has at most %(count)d characters.") % {"count": longest}
    yield from _wrong_days(said.starts_on, said.ends_on)
    yield from (("countries", sentence) for sentence in unknown_codes("country", said.countries))
    yield from (("languages", sentence) for sentence in unknown_codes("language", said.languages))
    yield from (("wikis", sentence) for sentence in unknown_codes("wiki", said.wikis))
    yield from _wrong_places_in_the_plan(said)


def _wrong_days(starts_on: date | None, ends_on: date | None) -> Iterator[tuple[str, str]]:
    if starts_on is None or ends_on is None:
        return
    if ends_on < starts_on:
        yield "ends_on", _("The last day comes before the first.")
    elif (ends_on - starts_on).days > LONGEST_DAYS:
        yield "ends_on", _("A campaign lasts at most two years.")


def _wrong_places_in_the_plan(said: Planned) -> Iterator[tuple[str, str]]:
    if len(said.marks) > MOST_MARKS:
        yield "countries", _("These are too many at once.")
    if any(not _PART_OF_PLAN.fullmatch(part) for part in said.serves):
        yield "serves", _("This is no part of the plan.")
    if said.initiative and not told().filter(key=said.initiative).exists():
        sentence = _("There is no initiative “%(key)s” that is published.")
        yield "initiative", sentence % {"key": said.initiative[:60]}
    if said.goal_rule not in GoalRule:
        yield "goal_rule", _("This is none of the choices.")


@transaction.atomic
def plan_campaign(said: Planned, *, key: str, by: Actor, sample: bool = False) -> Campaign:
    """Write a draft, and coordinate it."""
    if not isinstance(by, str):
        access.require_holds(by, "plan_campaign")
    require_free_key(key)
    refuse(sentence for _field, sentence in problems(said))
    campaign = Campaign.objects.create(key=key, sample=sample, **said.cleaned())
    _write_marks(campaign, said)
    if isinstance(by, Person):
        Coordinator.objects.create(campaign=campaign, person=by, named_at=clock.now(), named_by=named(by))
    diary.note(campaign, "planned", by=by)
    return campaign


@transaction.atomic
def change_campaign(campaign: Campaign, said: Planned, *, by: Actor) -> None:
    """Say anew what is planned. What was announced keeps its days and what it is about."""
    require(by, "run_campaign", campaign)
    hold(campaign)
    require_open(campaign)
    refuse(sentence for _field, sentence in problems(said))
    values = said.cleaned()
    if campaign.published_at and not (values["text"] and values["starts_on"] and values["ends_on"]):
        raise Refused(_("It is announced: what it is about and its days stay filled in."))
    changed = set_all(campaign, values)
    campaign.save(update_fields=changed)
    _write_marks(campaign, said)
    if changed:
        facts.settle(campaign, by=by, why="changed")
    if "initiative" in changed:
        for link in campaign.event_links.select_related("event"):
            tell(link.event, News.RENAMED, by)
    diary.note(campaign, "changed", by=by, body={"changed": sorted(changed)})


def require_free_key(key: str) -> None:
    refuse(filter(None, [key_problem(key)]))
    if Campaign.objects.filter(key=key).exists():
        raise Refused(_("Another campaign has “%(key)s” as its address already.") % {"key": key})


def _write_marks(campaign: Campaign, said: Planned) -> None:
    mine = campaign.marks.filter(instance=None)
    if {(mark.what, mark.code) for mark in mine} == set(said.marks):
        return
    mine.delete()
    CampaignMark.objects.bulk_create(
        CampaignMark(campaign=campaign, what=what, code=code) for what, code in said.marks
    )
    getattr(campaign, "_prefetched_objects_cache", {}).pop("marks", None)
