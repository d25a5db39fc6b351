"""Assessments and growth paths of the sample year, taken through the steps that real ones take."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

from thriving.movement.actions.standings import define_shipped, say_standing
from thriving.movement.models import Affiliate, Definition, Language, Person
from thriving.programs.capacity import actions
from thriving.programs.capacity.actions import Planned, Said
from thriving.programs.capacity.models import Path, Shown
from thriving.programs.capacity.states import RUNNING
from thriving.web.sample.cast import TELLER
from thriving.web.sample.deeds import Assessed, in_every_language
from thriving.web.sample.groups import AFFILIATES
from thriving.web.sample.story import capacity as story

REASON = _("Many speak it, and few of them find anything to read in it on the wikis.")
_LEVELS: Mapping[tuple[str, str], Mapping[str, int]] = {
    (affiliate, wave): levels for affiliate, wave, _on, levels in story.ASSESSED
}


def name_languages() -> None:
    """On the first day: which languages of those whom affiliates serve are underrepresented."""
    define_shipped(by=TELLER)
    definition = Definition.objects.get(key="underrepresented-language")
    for code in story.UNDERREPRESENTED:
        say_standing(
            Language.objects.get(pk=code),
            "underrepresented",
            definition=definition,
            reason=in_every_language(REASON),
            source="sample year",
            by=TELLER,
        )


def assess(deed: Assessed, supporter: Person) -> None:
    """The affiliate assesses itself, somebody from outside confirms it, and a path starts or ends."""
    affiliate = Affiliate.objects.get(key=deed.affiliate)
    if deed.wave == "after":
        _end_early(affiliate)
    found = actions.begin(affiliate, by=TELLER, sample=True)
    levels = _LEVELS[deed.affiliate, deed.wave]
    said = {key: Said(level, "medium", story.WORDS[deed.wave]) for key, level in levels.items()}
    actions.write(found, said, by=TELLER)
    actions.show_to(found, Shown.PUBLIC, by=TELLER)
    actions.hand_in(found, by=TELLER)
    look = actions.ask_support(found, by=TELLER)
    actions.accept(look, by=supporter)
    actions.confirm(look, by=supporter)
    _start(affiliate) if deed.wave == "before" else _finish(affiliate)


def _start(affiliate: Affiliate) -> None:
    levels = _LEVELS[affiliate.key, "before"]
    begins, until = story.PROGRAM_DAYS[affiliate.key]
    planned = Planned(
        initiative=story.PROGRAM,
        capacities=tuple(levels),
        serves="students",
        languages=(AFFILIATES[affiliate.key].language,),
        begins=begins,
        until=until,
        who=story.WHO,
    )
    actions.start(actions.plan_path(affiliate, planned, by=TELLER, sample=True), by=TELLER)


def _end_early(affiliate: Affiliate) -> None:
    if ended := story.ENDED_EARLIER.get(affiliate.key):
        on, why = ended
        actions.end_early(_running(affiliate), on, why=why, by=TELLER)


def _running(affiliate: Affiliate) -> Path:
    return Path.objects.get(affiliate=affiliate, state=RUNNING)


def _finish(affiliate: Affiliate) -> None:
    reached = (AFFILIATES[affiliate.key].language,)
    actions.finish(_running(affiliate), reached=reached, words=story.REACHED, by=TELLER)
