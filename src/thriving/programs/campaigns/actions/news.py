"""What has changed in a box is taken over, piece by piece, or left as it is here."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, diary
from thriving.movement.actions import Actor, Refused
from thriving.programs.campaigns import facts
from thriving.programs.campaigns.actions.doing import Holder, hold, require_open, require_runs
from thriving.programs.campaigns.actions.using import take_in
from thriving.programs.campaigns.models import BoxVersion, Campaign, Piece
from thriving.programs.campaigns.queries.kit import Difference, differences, newest, of, pieces_of


@transaction.atomic
def take_over(holder: Holder, version: BoxVersion, name: str, *, seen: str, by: Actor) -> None:
    """Have our piece say what the box says.

    ``seen`` is what was shown of both sides: where either has changed since, nothing is overwritten.
    """
    found = _decide(holder, version, name, seen, by)
    piece = _ours(holder, found) or Piece(**of(holder), kind=found.kind, key=found.key)
    if found.theirs is None:
        piece.base, piece.left_out = None, True
        piece.save()
    else:
        take_in(piece, found.theirs)
    diary.note(holder, "took_over", by=by, body={"piece": name, "version": version.number})
    _follow(holder, version, by)


@transaction.atomic
def keep_ours(holder: Holder, version: BoxVersion, name: str, *, seen: str, by: Actor) -> None:
    """Leave our piece as it is; this change of the box is not shown again, the next one will be."""
    found = _decide(holder, version, name, seen, by)
    piece = _ours(holder, found)
    if piece is None:
        told = {"kind": found.kind, "key": found.key, "content": found.theirs or {}}
        piece = Piece(**of(holder), **told, left_out=True)
    piece.base = found.theirs
    piece.save()
    diary.note(holder, "kept_ours", by=by, body={"piece": name, "version": version.number})
    _follow(holder, version, by)


@transaction.atomic
def take_all_that_is_safe(holder: Holder, version: BoxVersion, *, by: Actor) -> int:
    """Every change of the box where nothing was changed here; how many. The others wait for somebody."""
    _require_may_decide(holder, version, by)
    safe = [each for each in differences(holder, version) if each.standing.is_safe]
    for each in safe:
        take_over(holder, version, each.name, seen=each.seen, by=by)
    _follow(holder, version, by)
    return len(safe)


def _follow(holder: Holder, version: BoxVersion, by: Actor) -> None:
    """Be of this version, once everything that is new in it is decided."""
    undecided = any(each.standing.is_news for each in differences(holder, version))
    if undecided or holder.box_version_id == version.pk:
        return
    holder.box_version = version
    holder.save(update_fields=["box_version"])
    facts.settle(holder if isinstance(holder, Campaign) else holder.campaign, by=by, why="followed its box")


def _require_may_decide(holder: Holder, version: BoxVersion, by: Actor) -> None:
    require_runs(by, holder)
    hold(holder)
    require_open(holder)
    _require_ours(holder, version, by)


def _decide(holder: Holder, version: BoxVersion, name: str, seen: str, by: Actor) -> Difference:
    _require_may_decide(holder, version, by)
    found = next((each for each in differences(holder, version) if each.name == name), None)
    if found is None or not found.standing.is_news:
        raise Refused(_("There is nothing to be decided of this piece any more."))
    if found.seen != seen:
        raise Refused(_("This has changed since it was shown to you: look at it again."))
    return found


def _require_ours(holder: Holder, version: BoxVersion, by: Actor) -> None:
    ours = holder.box_version
    if ours is None or ours.box_id != version.box_id:
        raise Refused(_("This was not made from that box."))
    if version != newest(ours):
        raise Refused(_("The box has a newer version by now: look at that one."))
    if not isinstance(by, str):
        access.require(by, "see_box", version.box)


def _ours(holder: Holder, found: Difference) -> Piece | None:
    return pieces_of(holder).filter(kind=found.kind, key=found.key).first()
