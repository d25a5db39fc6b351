"""The plan as text for a wiki page: a table that can be pasted, with links back to every number."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from django.urls import reverse
from django.utils.translation import gettext as _

from thriving.plan.pages import phrases
from thriving.plan.standing.key_results import KeyResultStanding, PlanStanding
from thriving.plan.standing.requirements import RequirementStanding
from thriving.ui import cldr
from thriving.ui.status import STATUSES

# Every sign that means something in wikitext, as the entity that a wiki shows as the plain sign.
_SIGNS = str.maketrans({sign: f"&#{ord(sign)};" for sign in "&<>[]{}|'~=*#:;_\\"})


def plain(text: object) -> str:
    """``text`` so that a wiki shows it as it is: no links, templates, tables or tags come out of it."""
    return " ".join(str(text).translate(_SIGNS).split())


def page(standing: PlanStanding, *, site: str) -> str:
    """The whole table. ``site`` is the address that links begin with."""
    return "\n".join(_lines(standing, site)) + "\n"


def _lines(standing: PlanStanding, site: str) -> Iterator[str]:
    plan = standing.plan
    yield f"== {plain(plan.title)} =="
    if standing.sample:
        yield f"'''{plain(_('Sample'))}''': {plain(_('fictional people and facts; nothing here happened.'))}"
        yield ""
    yield plain(phrases.as_known(standing.on, standing.known_on))
    yield plain(phrases.counts_of_key_results(standing.counts))
    for priority in standing.priorities:
        yield f"=== {plain(priority.priority.title)} ==="
        yield from _table(standing, [each for one in priority.objectives for each in one.key_results], site)
    if plan.source:
        yield plain(_("Sentences are quoted from %(source)s.") % {"source": plan.source})


def _table(standing: PlanStanding, key_results: list[KeyResultStanding], site: str) -> Iterator[str]:
    titles = [_("Key result"), _("Value"), _("Status"), _("Last update")]
    yield '{| class="wikitable"'
    yield "! " + " !! ".join(plain(title) for title in titles)
    for each in key_results:
        yield "|-"
        yield from (f"| {cell}" for cell in _cells(standing, each, site))
    yield "|}"


def _value(requirement: RequirementStanding) -> str:
    """In words, with the marks that the page gives it."""
    marks = [
        *([_("typed by a person")] if requirement.typed else []),
        *([_("our reading")] if requirement.our_reading else []),
    ]
    return " ".join([plain(requirement.words), *(f"''({plain(mark)})''" for mark in marks)])


def _cells(standing: PlanStanding, each: KeyResultStanding, site: str) -> list[str]:
    address = urljoin(site, reverse("plan:key_result", args=[standing.plan.key, each.key_result.key]))
    status = STATUSES[each.status].label
    return [
        f"{plain(each.key_result.sentence)} [{address} {plain(each.key_result.title)}]",
        "<br>".join(_value(requirement) for requirement in each.requirements),
        f"'''{plain(status)}'''<br>{plain(each.reason)}",
        plain(cldr.day(each.updated_on)) if each.updated_on else plain(_("none yet")),
    ]
