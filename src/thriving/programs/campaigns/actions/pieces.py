"""The pieces of a campaign or a place are written, left out, given to somebody, and done."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.groups import LONGEST_KEY
from thriving.movement.models import Person
from thriving.programs.campaigns.actions.doing import (
    Holder,
    hold,
    key_problem,
    named,
    refuse,
    require_open,
    require_runs,
)
from thriving.programs.campaigns.content import DATED, Content, Kind, cleaned, problems
from thriving.programs.campaigns.models import Campaign, Piece
from thriving.programs.campaigns.queries.kit import of, pieces_of
from thriving.programs.campaigns.queries.patterns import called

MOST_PIECES = 500


@transaction.atomic
def write_piece(holder: Holder, kind: str, key: str, said: Content, *, by: Actor) -> Piece:
    """Write a piece, or write it anew; what the box said of it stays known beside."""
    require_runs(by, holder)
    hold(holder)
    require_open(holder)
    said = sound(kind, key, said)
    piece = pieces_of(holder).filter(kind=kind, key=key).first()
    if piece is None:
        if pieces_of(holder).count() >= MOST_PIECES:
            raise Refused(_("These are too many at once."))
        piece = Piece(**of(holder), kind=kind, key=key)
    piece.content = said.as_json()
    piece.left_out = False
    piece.save()
    diary.note(holder, "wrote_piece", by=by, body={"piece": f"{kind}/{key}"})
    return piece


@transaction.atomic
def leave_out(piece: Piece, *, by: Actor) -> None:
    """Do without it. The box, should it have it, does not offer it as new; the row says that we know it."""
    require_runs(by, piece.holder)
    hold(piece)
    require_open(piece.holder)
    if piece.base is None and not piece.items.exists():
        piece.delete()
    else:
        piece.left_out = True
        piece.save(update_fields=["left_out"])
    diary.note(piece.holder, "left_out_piece", by=by, body={"piece": f"{piece.kind}/{piece.key}"})


@transaction.atomic
def tick(piece: Piece, *, done: bool, by: Actor) -> None:
    """Say that it is done, or that it is not after all."""
    require_runs(by, piece.holder)
    hold(piece)
    if piece.kind not in DATED or piece.left_out:
        raise Refused(_("There is nothing to be done here."))
    piece.done_at, piece.done_by = (clock.now(), named(by)) if done else (None, "")
    piece.save(update_fields=["done_at", "done_by"])
    diary.note(piece.holder, "did_piece" if done else "undid_piece", by=by, body={"piece": piece.key})


@transaction.atomic
def give(piece: Piece, person: Person | None, *, by: Actor) -> None:
    """Let one of those who run it answer for it, or all of them."""
    require_runs(by, piece.holder)
    hold(piece)
    if person is not None and not _runs(piece.holder, person):
        raise Refused(_("This person does not run it: name them as an organizer first."))
    piece.for_person = person
    piece.save(update_fields=["for_person"])


def _runs(holder: Holder, person: Person) -> bool:
    if isinstance(holder, Campaign):
        return holder.coordinators.filter(person=person).exists()
    return holder.organizers.filter(person=person).exists()


def sound(kind: str, key: str, said: Content) -> Content:
    """As it will be kept; refused with everything that is wrong with it."""
    if kind not in Kind:
        raise Refused(_("This is none of the choices."))
    said = cleaned(kind, said)
    refuse([*_wrong_name(kind, key, said), *(sentence for _field, sentence in problems(kind, said))])
    return said


def _wrong_name(kind: str, key: str, said: Content) -> Iterator[str]:
    """A learning pattern is named once, by its own key, and by those alone whom everybody can read."""
    if kind == Kind.PATTERN and said.pattern:
        if key != said.pattern or not called([key]):
            yield _("There is no learning pattern “%(key)s”.") % {"key": said.pattern[:LONGEST_KEY]}
    elif wrong := key_problem(key):
        yield wrong
