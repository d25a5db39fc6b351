"""Articles of an event of a campaign: done, on the worklist that asks for them or on one of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q, QuerySet

from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.programs.campaigns.actions.doing import Holder, hold, require_open, require_runs
from thriving.programs.campaigns.actions.pieces import write_piece
from thriving.programs.campaigns.actions.worklists import add_items
from thriving.programs.campaigns.content import Content, Kind
from thriving.programs.campaigns.models import EventLink, FromList, Piece, WorkItem
from thriving.programs.campaigns.queries.kit import pieces_of
from thriving.programs.campaigns.states import DONE, WORK_ITEM
from thriving.programs.campaigns.things import COMMONS, WIKIDATA, Thing, What, thing
from thriving.programs.events.articles import Article, Shelf, shelves
from thriving.programs.events.models import Event, Roll

# The worklist for what no other worklist asks for; nobody reads it but those who run it.
KEY = "worked-on-at-events"
TITLE = Words(
    en="Worked on at our events",
    ar="ما عُمل عليه في فعالياتنا",
    es="En lo que se trabajó en nuestros eventos",
)
_OF_AN_ITEM = ("item__claimed_by", "item__worklist__campaign", "item__worklist__instance__campaign")


def takes(event: Event) -> bool:
    return EventLink.objects.filter(event=event).exists()


def known(event: Event, articles: Sequence[Article]) -> list[bool]:
    """As everybody can read it, or as a list of this event said: of other events nobody is told."""
    done = _items(_holder(event)).filter(state=DONE)
    here = done.filter(Q(worklist__inside=False) | Q(lists__roll__event=event))
    identities = set(here.values_list("identity", flat=True))
    return [_thing(each).identity in identities for each in articles]


@transaction.atomic
def put(roll: Roll, articles: Sequence[Article], by: Person) -> None:
    """What a worklist asks for is done; all else, and all of an event for the invited, stays inside."""
    holder = _holder(roll.event)
    require_runs(by, holder)
    hold(holder)
    require_open(holder)
    wanted = {each.identity: each for each in map(_thing, articles)}
    lists = pieces_of(holder).filter(left_out=False)
    if roll.event.is_invited:
        lists = lists.filter(inside=True)
    asked_for = set(_of(lists, wanted).values_list("identity", flat=True))
    if new := [each for identity, each in wanted.items() if identity not in asked_for]:
        add_items(_own_list(holder, by), new, by=by)
    items = list(_of(lists, wanted))
    FromList.objects.bulk_create(FromList(item=each, roll=roll) for each in items)
    for item in items:
        if item.state != DONE:
            WORK_ITEM.take(item, "finish", by_list=True, changed_at=clock.now())


@transaction.atomic
def take_off(roll: Roll, by: Person) -> int:
    """What no other list says goes, or stands as it stood before; whoever had taken it has it again."""
    items = [each.item for each in roll.brought.select_related(*_OF_AN_ITEM)]
    for holder in {each.worklist.holder for each in items}:
        require_runs(by, holder)
        hold(holder)
        require_open(holder)
    roll.brought.all().delete()
    still = FromList.objects.filter(item__in=items).values_list("item", flat=True)
    return sum(_take_back(each) for each in items if each.pk not in set(still))


def _take_back(item: WorkItem) -> bool:
    if item.worklist.inside:
        item.delete()
    elif item.by_list and item.state == DONE:
        WORK_ITEM.take(item, "reopen", by_list=False, changed_at=clock.now())
        if item.claimed_by:
            WORK_ITEM.take(item, "claim")
    else:
        return False
    return True


def _holder(event: Event) -> Holder:
    link = EventLink.objects.select_related("campaign", "instance__campaign").get(event=event)
    return link.instance or link.campaign


def _items(holder: Holder) -> QuerySet[WorkItem]:
    return WorkItem.objects.filter(worklist__in=pieces_of(holder).filter(left_out=False).values("pk"))


def _of(lists: QuerySet[Piece], identities: Iterable[str]) -> QuerySet[WorkItem]:
    return WorkItem.objects.filter(worklist__in=lists.values("pk"), identity__in=list(identities))


def _own_list(holder: Holder, by: Person) -> Piece:
    found = pieces_of(holder).filter(kind=Kind.WORKLIST, inside=True, left_out=False).first()
    if found is None:
        found = write_piece(holder, Kind.WORKLIST, KEY, Content(title=TITLE), by=by)
        found.inside = True
        found.save(update_fields=["inside"])
    return found


def _thing(article: Article) -> Thing:
    if article.wiki == WIKIDATA:
        return thing(What.ITEM, article.title)
    if article.wiki == COMMONS and article.title.startswith("File:"):
        return thing(What.MEDIA, article.title, COMMONS)
    return thing(What.PAGE, article.title, article.wiki)


shelves.add("campaigns", Shelf(takes=takes, known=known, put=put, take_off=take_off))
