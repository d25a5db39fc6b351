"""What a campaign is made of, day by day; and what its box has changed since."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.programs.campaigns import actions
from thriving.programs.campaigns.content import DATED, FILLED, Kind, week_of, week_words
from thriving.programs.campaigns.forms.piece import PieceForm
from thriving.programs.campaigns.models import BoxVersion, Piece
from thriving.programs.campaigns.queries import patterns
from thriving.programs.campaigns.queries.kit import differences, newest, pieces_of, read_with
from thriving.programs.campaigns.queries.page import filled_in_all, missing, worklists_of
from thriving.programs.campaigns.views.finding import Where, done, form_page, me, run

NEW = "new"  # stands where the key of a piece would


@signed_in
def kit(request: HttpRequest, key: str, place: str) -> HttpResponse:
    where = run(request, key, place)
    pieces = pieces_of(where.holder).filter(left_out=False).select_related("for_person")
    listed = patterns.shown(read_with(where.holder, pieces))
    context = {
        "where": where,
        "weeks": _weeks([each for each in listed if each.kind in DATED]),
        "groups": _groups(listed),
        "letters": [_letter(each) for each in listed if each.kind in FILLED],
        "worklists": worklists_of(where.holder),
        "kinds": Kind.choices,
        "news": _news(where),
    }
    return render(request, "campaigns/kit.html", context)


def _weeks(pieces: list[Piece]) -> list[tuple[str, list[Piece]]]:
    weeks: dict[int, list[Piece]] = {}
    for each in sorted(pieces, key=lambda piece: (piece.said.day or 0, piece.kind, piece.key)):
        weeks.setdefault(week_of(each.said.day or 0), []).append(each)
    return [(week_words(week), listed) for week, listed in weeks.items()]


def _groups(pieces: list[Piece]) -> list[tuple[Any, list[Piece]]]:
    shown = (Kind.ROLE, Kind.GOAL, Kind.PATTERN)
    told = [(kind.label, [each for each in pieces if each.kind == kind]) for kind in shown]
    return [(label, listed) for label, listed in told if listed]


def _letter(piece: Piece) -> dict[str, Any]:
    return {"piece": piece, "missing": missing(piece), "texts": filled_in_all(piece)}


def _news(where: Where) -> int:
    """How many pieces of the box say something new."""
    version = where.holder.box_version
    if version is None:
        return 0
    return sum(each.standing.is_news for each in differences(where.holder, newest(version)))


@signed_in
def piece(request: HttpRequest, key: str, place: str, kind: str, name: str) -> HttpResponseBase:
    """Write a piece, or with ``new`` for its name another one of this kind."""
    where = run(request, key, place)
    found = _piece(where, kind, name) if name != NEW else None
    if kind not in Kind or not where.holder.is_open:
        raise Http404
    form = PieceForm(kind, found.said if found else None, typed(request), _roles(where))
    if request.method == "POST" and form.is_valid():
        try:
            told = found.key if found else _free_key(where, kind, form)
            actions.write_piece(where.holder, kind, told, form.content(), by=me(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            done(request, _("Saved."))
            return redirect(where.address_of("kit"))
    heading = str(found.said.title) if found and found.said.title else Kind(kind).label
    return form_page(
        request,
        form,
        heading=heading,
        label=_("Save"),
        where=where,
        template="campaigns/piece.html",
        piece=found,
    )


def _free_key(where: Where, kind: str, form: PieceForm) -> str:
    key = form.key()
    if pieces_of(where.holder).filter(kind=kind, key=key, left_out=False).exists():
        raise Refused(_("Another piece has “%(key)s” as its name already.") % {"key": key})
    return key


def _piece(where: Where, kind: str, name: str) -> Piece:
    query = pieces_of(where.holder).filter(left_out=False).select_related("campaign", "instance__campaign")
    return get_object_or_404(query, kind=kind, key=name)


def _roles(where: Where) -> list[tuple[str, str]]:
    roles = pieces_of(where.holder).filter(kind=Kind.ROLE, left_out=False)
    return [(each.key, str(each.said.title)) for each in roles]


DOINGS: dict[str, Callable[[Piece, Person], object]] = {
    "done": lambda piece, by: actions.tick(piece, done=True, by=by),
    "undone": lambda piece, by: actions.tick(piece, done=False, by=by),
    "mine": lambda piece, by: actions.give(piece, by, by=by),
    "ours": lambda piece, by: actions.give(piece, None, by=by),
    "leave_out": lambda piece, by: actions.leave_out(piece, by=by),
}


@require_POST
@signed_in
def do_piece(request: HttpRequest, key: str, place: str, kind: str, name: str) -> HttpResponseBase:
    """POST ``do``: one of ``DOINGS``."""
    where = run(request, key, place)
    found, take = _piece(where, kind, name), DOINGS.get(request.POST.get("do", ""))
    if take is None:
        raise Http404
    try:
        take(found, me(request))
    except Refused as refused:
        return _sentence(request, where, str(refused))
    return redirect(where.address_of("kit"))


@signed_in
def news(request: HttpRequest, key: str, place: str) -> HttpResponseBase:
    """POST ``all``: everything that loses nothing; or ``piece`` and ``seen`` with ``take`` or ``keep``."""
    where = run(request, key, place)
    version = where.holder.box_version
    if version is None or not where.holder.is_open:
        raise Http404
    latest = newest(version)
    refused = ""
    if request.method == "POST":
        try:
            _decide(request, where, latest)
            return redirect(where.address_of("news"))
        except Refused as said:
            refused = str(said)
    found = differences(where.holder, latest)
    context = {
        "where": where,
        "version": latest,
        "news": [each for each in found if each.standing.is_news],
        "safe": sum(each.standing.is_safe for each in found),
        "refused": refused,
    }
    return render(request, "campaigns/news.html", context, status=422 if refused else 200)


def _decide(request: HttpRequest, where: Where, latest: BoxVersion) -> None:
    if "all" in request.POST:
        actions.take_all_that_is_safe(where.holder, latest, by=me(request))
        return
    decide = actions.take_over if "take" in request.POST else actions.keep_ours
    name, shown = request.POST.get("piece", ""), request.POST.get("seen", "")
    decide(where.holder, latest, name, seen=shown, by=me(request))


def _sentence(request: HttpRequest, where: Where, sentence: str) -> HttpResponse:
    return render(request, "campaigns/refused.html", {"where": where, "sentence": sentence}, status=422)
