"""What everybody reads: the skills, and what affiliates have, offer and want."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.movement import skills
from thriving.movement.models import Language
from thriving.movement.queries import groups
from thriving.movement.skills import Skill
from thriving.movement.views.affiliates import IN_A_TWIN, ON_A_PAGE
from thriving.programs.exchange import queries
from thriving.programs.exchange.forms import FiltersForm
from thriving.programs.exchange.matches import named
from thriving.programs.exchange.models import AffiliateSkill, Depth
from thriving.ui import cldr
from thriving.ui.twins import Column, Parameter, Records

LINES = Records(
    "exchange",
    gettext_lazy("Exchange of skills"),
    gettext_lazy("What affiliates have, offer and want to learn, as far as they show it to the reader."),
    columns=(
        Column("affiliate", "string", gettext_lazy("Affiliate"), gettext_lazy("Its key.")),
        Column("name", "string", gettext_lazy("Name"), gettext_lazy("In the language of the page.")),
        Column("side", "string", gettext_lazy("Kind"), "known, offered, wanted"),
        Column("skill", "string", gettext_lazy("Skill"), gettext_lazy("The key of a skill.")),
        Column("level", "integer", gettext_lazy("How far"), gettext_lazy("From 1, first steps, to 5.")),
        Column("languages", "list", gettext_lazy("Languages"), gettext_lazy("By the codes that wikis use.")),
        Column("until", "date", gettext_lazy("Until"), gettext_lazy("The last day, if there is one.")),
        Column("note", "string", gettext_lazy("Note"), gettext_lazy("In their words.")),
    ),
    parameters=(
        Parameter("side", "string", gettext_lazy("Kind"), "known, offered, wanted"),
        Parameter("skill", "string", gettext_lazy("Skill"), gettext_lazy("The key of a skill or a group.")),
        Parameter("language", "string", gettext_lazy("Language"), gettext_lazy("Its code.")),
        Parameter("region", "string", gettext_lazy("Region"), gettext_lazy("Its key, such as south-asia.")),
        Parameter("page", "integer", gettext_lazy("Page"), gettext_lazy("From 1 on.")),
    ),
)
SKILLS = Records(
    "skills",
    gettext_lazy("Skills"),
    gettext_lazy("The tree of skills, a group before what belongs to it."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("It never changes.")),
        Column("name", "string", gettext_lazy("Name"), gettext_lazy("In the language of the page.")),
        Column("parent", "string", gettext_lazy("Belongs to"), gettext_lazy("The key of a skill or group.")),
        Column("wikidata", "string", gettext_lazy("Wikidata"), gettext_lazy("Where it is beyond doubt.")),
        Column(
            "replaced_by",
            "string",
            gettext_lazy("Replaced by"),
            gettext_lazy("The key of what stands for it."),
        ),
    ),
)


@dataclass(frozen=True)
class Line:
    """A line of an affiliate as its row shows it."""

    told: AffiliateSkill
    skill: str
    level: str
    languages: list[str]


@require_safe
def lines(request: HttpRequest, form: Any) -> HttpResponse:
    asked = LINES.asked(request)
    if any("\x00" in value for value in asked.values() if isinstance(value, str)):
        raise BadRequest
    wanted = queries.Wanted(*(asked[name] or "" for name in ("side", "skill", "language", "region")))
    found = queries.matching(queries.lines_for(request.user), wanted)
    pages = Paginator(
        found.prefetch_related("affiliate__reaches"), ON_A_PAGE if form == "html" else IN_A_TWIN
    )
    page = pages.get_page(asked["page"] or 1)
    return LINES.respond(
        request,
        [_row(each) for each in page],
        form=form,
        template="exchange/lines.html",
        context={
            "page": page,
            "lines": shown(page),
            "filters_form": FiltersForm(request.GET, _languages(), list(groups.regions().items()))
            if form == "html"
            else None,
        },
        extra={"next": page.next_page_number() if page.has_next() else None},
        sample=any(each.sample for each in page),
    )


@require_safe
def skill_tree(request: HttpRequest, form: Any) -> HttpResponse:
    known = list(skills.skills().values())
    rows = [
        {
            "key": each.key,
            "name": str(each.name),
            "parent": each.parent or None,
            "wikidata": each.wikidata or None,
            "replaced_by": each.replaced_by or None,
        }
        for each in known
    ]
    context = {"groups": [_branch(each, known) for each in known if not each.parent]}
    return SKILLS.respond(request, rows, form=form, template="exchange/skills.html", context=context)


def shown(found: Any) -> list[Line]:
    return [
        Line(
            each,
            named(skills.current(each.skill)),
            str(Depth(each.level).label) if each.level else "",
            [cldr.language_name(code) for code in each.languages or each.affiliate.languages],
        )
        for each in found
    ]


def _branch(skill: Skill, known: list[Skill]) -> dict[str, Any]:
    """With what belongs to it, and what it stands for today."""
    below = [each for each in known if each.parent == skill.key]
    replacing = skills.skills().get(skill.replaced_by)
    return {"skill": skill, "replacing": replacing, "below": [_branch(each, known) for each in below]}


def _languages() -> list[tuple[str, str]]:
    codes = Language.objects.values_list("code", flat=True)
    named_ = ((code, cldr.language_name(code)) for code in codes)
    return sorted(named_, key=lambda each: each[1].casefold())


def _row(line: AffiliateSkill) -> dict[str, Any]:
    return {
        "affiliate": line.affiliate.key,
        "name": line.affiliate.name,
        "side": line.side,
        "skill": skills.current(line.skill),
        "level": line.level,
        "languages": line.languages or line.affiliate.languages,
        "until": line.until,
        "note": line.note or None,
    }
