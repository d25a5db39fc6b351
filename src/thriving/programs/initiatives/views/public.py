"""What everybody reads: the list of initiatives, and one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access, clock
from thriving.kernel.words import Words
from thriving.movement import naming, skills
from thriving.movement.queries import groups
from thriving.movement.views.affiliates import IN_A_TWIN, ON_A_PAGE, ListForm, next_address
from thriving.programs.initiatives import parts, queries, slots, vocabulary
from thriving.programs.initiatives.forms import LogicForm
from thriving.programs.initiatives.models import Initiative, Pace, Sort, State
from thriving.programs.initiatives.models.initiative import LOGIC
from thriving.programs.initiatives.queries.moved import left_by, served_by, summed_for
from thriving.programs.initiatives.states import WITHDRAWN
from thriving.programs.initiatives.views.doing import to_do
from thriving.ui import cldr
from thriving.ui.content import reading
from thriving.ui.twins import Column, Parameter, Records

_CODES = gettext_lazy("By the vocabulary of initiatives.")
INITIATIVES = Records(
    "initiatives",
    gettext_lazy("Initiatives"),
    gettext_lazy("What supports people and their projects, in the order of the English titles."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses name it.")),
        Column("title", "string", gettext_lazy("Title"), gettext_lazy("In the language of the page.")),
        Column("state", "string", gettext_lazy("State"), ", ".join(State)),
        Column("gives", "list", gettext_lazy("Gives"), _CODES),
        Column("audiences", "list", gettext_lazy("For whom"), _CODES),
        Column("barriers", "list", gettext_lazy("Barriers"), _CODES),
        Column("stages", "list", gettext_lazy("Stages"), _CODES),
        Column("topics", "list", gettext_lazy("Topics"), gettext_lazy("Keys of skills.")),
        Column("countries", "list", gettext_lazy("Countries"), gettext_lazy("Their ISO 3166 codes.")),
        Column("regions", "list", gettext_lazy("Regions"), gettext_lazy("Without either, it is everywhere.")),
        Column("languages", "list", gettext_lazy("Languages"), gettext_lazy("In which one can take part.")),
        Column("opens_on", "date", gettext_lazy("Opens"), gettext_lazy("Empty: since it was published.")),
        Column("closes_on", "date", gettext_lazy("Closes"), gettext_lazy("The last day to join.")),
        Column("hours", "integer", gettext_lazy("Hours"), gettext_lazy("Asked of those who take part.")),
        Column("pace", "string", gettext_lazy("Pace"), ", ".join(Pace)),
        Column("places", "integer", gettext_lazy("Places"), gettext_lazy("Empty: as many as come.")),
        Column("places_left", "integer", gettext_lazy("Places left"), gettext_lazy("As last counted.")),
        Column("priorities", "list", gettext_lazy("Priorities"), gettext_lazy("Served, as plan/priority.")),
        Column(
            "key_results", "list", gettext_lazy("Key results"), gettext_lazy("Served, as plan/key-result.")
        ),
    ),
    parameters=(
        Parameter("gives", "string", gettext_lazy("Gives"), _CODES),
        Parameter("audience", "string", gettext_lazy("For whom"), _CODES),
        Parameter("barrier", "string", gettext_lazy("Barrier"), _CODES),
        Parameter("topic", "string", gettext_lazy("Topic"), gettext_lazy("The key of a skill.")),
        Parameter("country", "string", gettext_lazy("Country"), gettext_lazy("Its ISO 3166 code.")),
        Parameter("region", "string", gettext_lazy("Region"), gettext_lazy("Its key, such as south-asia.")),
        Parameter("language", "string", gettext_lazy("Language"), gettext_lazy("Its code.")),
        Parameter("serves", "string", gettext_lazy("Serves"), gettext_lazy("As plan/priority.")),
        Parameter("open", "boolean", gettext_lazy("Open now"), gettext_lazy("Only those one can join.")),
        Parameter("after", "string", gettext_lazy("After"), gettext_lazy("The key of the last one seen.")),
    ),
)
_COLUMNS = [column.name for column in INITIATIVES.columns]


@require_safe
def initiatives(request: HttpRequest, form: Any) -> HttpResponse:
    asked = INITIATIVES.asked(request)
    every = queries.offered(request.user)
    found = queries.matching(every, _wanted(asked), joinable_on=clock.today() if asked["open"] else None)
    most = ON_A_PAGE if form == "html" else IN_A_TWIN
    listed = list(queries.after(found, asked["after"] or "")[: most + 1])
    shown, following = listed[:most], (listed[most - 1].key if len(listed) > most else None)
    return INITIATIVES.respond(
        request,
        [_row(each) for each in shown],
        form=form,
        template="initiatives/initiatives.html",
        context=_list_context(request, every, shown, following) if form == "html" else {},
        extra={"next": following, "vocabulary": vocabulary.version()},
        sample=any(each.sample for each in shown),
    )


@require_safe
def initiative(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(queries.initiatives_for(request.user), key=key)
    if found.state == WITHDRAWN:
        return render(request, "initiatives/withdrawn.html", {"initiative": found, "sample": found.sample})
    context = {
        "initiative": found,
        **_said(found),
        "reading": reading(request, found.title, found.text, found.how),
        "is_open": found.is_open(clock.today()),
        "opens_later": found.opens_on and found.opens_on > clock.today(),
        "people": queries.people_of(request.user, found),
        "my_parts": queries.parts_of(request.user, found),
        "logic": [(LogicForm.LABELS[part], found.logic_of(part)) for part in LOGIC if found.logic_of(part)],
        "left": left_by(found),
        "summed": summed_for(request.user, found),
        "served": served_by(request.user, found.key_results),
        "filled": slots.filled(request, found),
        "to_do": to_do(request.user, found),
        "may_translate": access.may(request.user, "translate_initiative", found),
        "sample": found.sample,
    }
    return render(request, "initiatives/initiative.html", context)


def _said(found: Initiative) -> dict[str, Any]:
    """Its codes in words."""
    known = {key: skill.name for key, skill in skills.skills().items()}
    called = parts.priorities_called(found.priorities)
    return {
        "gives": _named(vocabulary.words_for("gives"), found.gives),
        "audiences": _named(vocabulary.words_for("audiences"), found.audiences),
        "barriers": _named(vocabulary.words_for("barriers"), found.barriers),
        "stages": _named(vocabulary.words_for("stages"), found.stages),
        "topics": _named(known, found.topics),
        "regions": [groups.regions().get(key) or naming.region_name(key) for key in found.regions],
        "priorities": [(called[each], parts.address_of_priority(each)) for each in called],
    }


def _named(names: Mapping[str, Words], codes: Iterable[str]) -> list[Words]:
    return [names[code] for code in codes if code in names]


def _list_context(
    request: HttpRequest, every: Any, shown: list[Initiative], following: str | None
) -> dict[str, Any]:
    gives = vocabulary.words_for("gives")
    return {
        "initiatives": [
            (each, _named(gives, each.gives), each.is_open(clock.today()) and not each.is_full)
            for each in shown
        ],
        "filters_form": ListForm(request.GET, _choices(every)),
        "next": next_address(request, following),
        "may_propose": access.holds(request.user, "propose_initiative"),
        "mine": queries.drafts_of(request.user),
    }


def _choices(every: Any) -> dict[str, tuple[Any, list[tuple[str, Any]]]]:
    """What can be asked for: what occurs, by its name."""
    offered = queries.codes_offered(every)
    known = {key: str(skill.name) for key, skill in skills.skills().items()}
    called = parts.priorities_called(offered.get(Sort.PRIORITY, ()))
    return {
        "gives": (_("Gives"), _among("gives", offered.get(Sort.GIVES, ()))),
        "audience": (_("For whom"), _among("audiences", offered.get(Sort.AUDIENCE, ()))),
        "barrier": (_("Lowers the barrier"), _among("barriers", offered.get(Sort.BARRIER, ()))),
        "topic": (_("Topic"), [(key, known[key]) for key in offered.get(Sort.TOPIC, ()) if key in known]),
        "country": (_("Country"), [(key, cldr.country_name(key)) for key in offered.get(Sort.COUNTRY, ())]),
        "region": (_("Region"), list(groups.regions().items())),
        "language": (
            _("Language"),
            [(key, cldr.language_name(key)) for key in offered.get(Sort.LANGUAGE, ())],
        ),
        "serves": (_("Serves"), [(key, str(name)) for key, name in called.items()]),
        "open": (_("Open now"), [("true", _("only those one can join"))]),
    }


def _among(sort: vocabulary.Sort, codes: Iterable[str]) -> list[tuple[str, Any]]:
    offered = set(codes)
    return [(key, name) for key, name in vocabulary.choices(sort) if key in offered]


def _wanted(asked: Mapping[str, Any]) -> queries.Wanted:
    names = ("gives", "audience", "barrier", "topic", "region", "language", "serves")
    said = {name: asked[name] or "" for name in names}
    return queries.Wanted(**said, country=(asked["country"] or "").upper())


def _row(found: Initiative) -> dict[str, Any]:
    return {name: getattr(found, name) for name in _COLUMNS}
