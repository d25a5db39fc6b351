"""A worklist: what it asks for, taken and done by whoever takes part; and more put on it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from thriving.kernel import access
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Wiki
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.content import Kind
from thriving.programs.campaigns.forms.piece import ThingsForm
from thriving.programs.campaigns.models import Piece, WorkItem
from thriving.programs.campaigns.queries.kit import pieces_of
from thriving.programs.campaigns.queries.page import may_run
from thriving.programs.campaigns.things import What
from thriving.programs.campaigns.views.finding import Where, done, form_page, me, run, seen
from thriving.ui.content import asked, kept, reading

ON_A_PAGE = 100
DOINGS = {
    "claim": actions.claim,
    "release": actions.release,
    "finish": actions.finish_item,
    "reopen": actions.reopen,
    "remove": actions.remove_item,
}


@require_safe
def worklist(request: HttpRequest, key: str, place: str, name: str) -> HttpResponse:
    where = seen(request, key, place)
    found = _worklist(request, where, name)
    page = Paginator(found.items.all(), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "where": where,
        "worklist": found,
        "reading": reading(request, found.said.title, found.said.text),
        "page": page,
        "items": _shown(list(page), request.user),
        "may_run": may_run(request.user, where.holder),
        "may_take": where.holder.is_open and access.holds(request.user, "take_part_in_campaigns"),
        "sample": where.campaign.sample,
    }
    return render(request, "campaigns/worklist.html", context)


def _worklist(request: HttpRequest, where: Where, name: str) -> Piece:
    query = pieces_of(where.holder).select_related("campaign", "instance__campaign")
    found = get_object_or_404(query, kind=Kind.WORKLIST, key=name, left_out=False)
    if found.inside and not may_run(request.user, where.holder):
        raise Http404
    return found


def _shown(items: list[WorkItem], reader: Any) -> list[dict[str, Any]]:
    """That one is taken is for all to see; by whom is not."""
    wikis = {each.code: each for each in Wiki.objects.filter(code__in={each.wiki for each in items})}
    return [
        {
            "item": each,
            "address": each.address or _on_wiki(each, wikis.get(each.wiki)),
            "wiki": wikis[each.wiki].name if each.wiki in wikis else each.wiki,
            "mine": each.claimed_by_id is not None and each.claimed_by_id == reader.pk,
        }
        for each in items
    ]


def _on_wiki(item: WorkItem, wiki: Wiki | None) -> str:
    """Where the wiki has it; an edit or a wiki that is not known has no address here."""
    if wiki is None or item.what == What.EDIT:
        return ""
    prefix = "File:" if item.what == What.MEDIA else ""
    return f"https://{wiki.domain}/wiki/{quote(prefix + item.name.replace(' ', '_'))}"


@require_POST
@signed_in
def do_item(request: HttpRequest, key: str, place: str, name: str, number: int) -> HttpResponseBase:
    """POST ``do``: claim, release, finish, reopen or remove."""
    where = seen(request, key, place)
    items = _worklist(request, where, name).items.select_related("worklist__campaign")
    item = get_object_or_404(items, pk=number)
    take = DOINGS.get(request.POST.get("do", ""))
    if take is None:
        raise Http404
    try:
        take(item, by=me(request))
    except (MoveRefused, Refused) as refused:
        context = {"where": where, "sentence": str(refused)}
        return render(request, "campaigns/refused.html", context, status=422)
    said = item.worklist.said
    language = asked(request, said.title, said.text)
    return redirect(kept(where.address_of("worklist", name), language, said.title, said.text))


@signed_in
def add_items(request: HttpRequest, key: str, place: str, name: str) -> HttpResponseBase:
    where = run(request, key, place)
    found = _worklist(request, where, name)
    if not where.holder.is_open:
        raise Http404
    files = request.FILES if request.method == "POST" else None
    form = ThingsForm(typed(request), files)
    if request.method == "POST" and form.is_valid():
        try:
            new = actions.add_items(found, form.things, by=me(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            done(request, ngettext("%(n)d thing is new.", "%(n)d things are new.", new) % {"n": new})
            return redirect(where.address_of("worklist", name))
    heading = _("Put things on the list")
    return form_page(
        request, form, heading=heading, label=heading, where=where, template="campaigns/upload.html"
    )
