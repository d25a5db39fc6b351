"""What a worklist asks for: put on it, taken by somebody, done."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.movement.actions import Actor, Refused
from thriving.movement.models import Person
from thriving.programs.campaigns.actions.doing import hold, known_wikis, refuse, require_open, require_runs
from thriving.programs.campaigns.content import MOST_ITEMS, Kind
from thriving.programs.campaigns.models import Piece, WorkItem
from thriving.programs.campaigns.states import WORK_ITEM
from thriving.programs.campaigns.things import Thing, problems

MOST_CLAIMED = 20  # by one person in one list, so that nobody keeps everything


@transaction.atomic
def add_items(worklist: Piece, wanted: Sequence[Thing], *, by: Actor) -> int:
    """Put them on the list, those that are not there yet; how many."""
    require_runs(by, worklist.holder)
    hold(worklist)
    require_open(worklist.holder)
    _require_worklist(worklist)
    wikis = frozenset(known_wikis(each.wiki for each in wanted if each.wiki))
    refuse(sentence for each in wanted for _field, sentence in problems(each, wikis))
    known = set(worklist.items.values_list("identity", flat=True))
    new = {each.identity: each for each in wanted if each.identity not in known}
    if len(known) + len(new) > MOST_ITEMS:
        raise Refused(_("A worklist has at most %(count)d things.") % {"count": MOST_ITEMS})
    WorkItem.objects.bulk_create(_row(worklist, each) for each in new.values())
    diary.note(worklist, "added_items", by=by, body={"items": len(new)})
    return len(new)


@transaction.atomic
def remove_item(item: WorkItem, *, by: Actor) -> None:
    require_runs(by, item.worklist.holder)
    hold(item)
    require_open(item.worklist.holder)
    diary.note(item.worklist, "removed_item", by=by)
    item.delete()


@transaction.atomic
def claim(item: WorkItem, *, by: Person) -> None:
    """Take it, so that nobody else does the same meanwhile."""
    _require_takes_part(item, by)
    hold(item)
    if item.worklist.items.filter(claimed_by=by, state="claimed").count() >= MOST_CLAIMED:
        raise Refused(
            _("You have taken %(count)d already: finish or leave some first.") % {"count": MOST_CLAIMED}
        )
    WORK_ITEM.take(item, "claim", claimed_by=by, changed_at=clock.now())


@transaction.atomic
def release(item: WorkItem, *, by: Person) -> None:
    """Leave it to others: whoever took it, or who organizes, may."""
    _require_own(item, by)
    hold(item)
    WORK_ITEM.take(item, "release", claimed_by=None, changed_at=clock.now())


@transaction.atomic
def finish_item(item: WorkItem, *, by: Person) -> None:
    _require_own(item, by)
    hold(item)
    WORK_ITEM.take(item, "finish", changed_at=clock.now())


@transaction.atomic
def reopen(item: WorkItem, *, by: Actor) -> None:
    require_runs(by, item.worklist.holder)
    hold(item)
    WORK_ITEM.take(item, "reopen", claimed_by=None, by_list=False, changed_at=clock.now())


def _require_takes_part(item: WorkItem, by: Person) -> None:
    access.require_holds(by, "take_part_in_campaigns")
    require_open(item.worklist.holder)
    if item.worklist.left_out:
        raise Refused(_("This worklist is no longer used."))


def _require_own(item: WorkItem, by: Person) -> None:
    if item.claimed_by_id != by.pk:
        require_runs(by, item.worklist.holder)


def _require_worklist(piece: Piece) -> None:
    if piece.kind != Kind.WORKLIST or piece.left_out:
        raise Refused(_("This is no worklist."))


def _row(worklist: Piece, wanted: Thing) -> WorkItem:
    return WorkItem(
        worklist=worklist,
        what=wanted.what,
        name=wanted.name,
        wiki=wanted.wiki,
        address=wanted.address,
        identity=wanted.identity,
        changed_at=clock.now(),
    )
