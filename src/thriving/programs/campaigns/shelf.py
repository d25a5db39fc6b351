"""Articles of an event of a campaign: done, on the worklist that asks for them or on one of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import QuerySet

from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.programs.campaigns.actions.doing import Holder, require_open, require_runs
from thriving.programs.campaigns.actions.pieces import write_piece
from thriving.programs.campaigns.actions.worklists import add_items
from thriving.programs.campaigns.content import Content, Kind
from thriving.programs.campaigns.models import EventLink, Piece, WorkItem
from thriving.programs.campaigns.queries.kit import pieces_of
from thriving.programs.campaigns.states import DONE, WORK_ITEM
from thriving.programs.campaigns.things import COMMONS, WIKIDATA, Thing, What, thing
from thriving.programs.events.articles import Article, Shelf, shelves
from thriving.programs.events.models import Event

# The worklist for what no other worklist asks for.
KEY = "worked-on-at-events"
TITLE = Words(
    en="Worked on at our events",
    ar="ما عُمل عليه في فعالياتنا",
    es="En lo que se trabajó en nuestros eventos",
)


def takes(event: Event) -> bool:
    return EventLink.objects.filter(event=event).exists()


def known(event: Event, articles: Sequence[Article]) -> list[bool]:
    done = set(_items(_holder(event)).filter(state=DONE).values_list("identity", flat=True))
    return [_thing(each).identity in done for each in articles]


@transaction.atomic
def put(event: Event, articles: Sequence[Article], by: Person) -> None:
    holder = _holder(event)
    require_runs(by, holder)
    require_open(holder)
    wanted = {each.identity: each for each in map(_thing, articles)}
    asked_for = set(_of(holder, wanted).values_list("identity", flat=True))
    new = [each for identity, each in wanted.items() if identity not in asked_for]
    if new:
        add_items(_own_list(holder, by), new, by=by)
    for item in _of(holder, wanted).exclude(state=DONE):
        WORK_ITEM.take(item, "finish", changed_at=clock.now())


@transaction.atomic
def take_off(event: Event, articles: Sequence[Article], by: Person) -> None:
    holder = _holder(event)
    require_runs(by, holder)
    require_open(holder)
    taken = _of(holder, (_thing(each).identity for each in articles))
    taken.filter(worklist__key=KEY).delete()
    for item in taken.filter(state=DONE):
        WORK_ITEM.take(item, "reopen", claimed_by=None, changed_at=clock.now())


def _holder(event: Event) -> Holder:
    link = EventLink.objects.select_related("campaign", "instance__campaign").get(event=event)
    return link.instance or link.campaign


def _items(holder: Holder) -> QuerySet[WorkItem]:
    return WorkItem.objects.filter(worklist__in=pieces_of(holder).filter(left_out=False).values("pk"))


def _of(holder: Holder, identities: Iterable[str]) -> QuerySet[WorkItem]:
    return _items(holder).filter(identity__in=list(identities))


def _own_list(holder: Holder, by: Person) -> Piece:
    found = pieces_of(holder).filter(kind=Kind.WORKLIST, key=KEY, left_out=False).first()
    return found or write_piece(holder, Kind.WORKLIST, KEY, Content(title=TITLE), by=by)


def _thing(article: Article) -> Thing:
    if article.wiki == WIKIDATA:
        return thing(What.ITEM, article.title)
    if article.wiki == COMMONS and article.title.startswith("File:"):
        return thing(What.MEDIA, article.title, COMMONS)
    return thing(What.PAGE, article.title, article.wiki)


shelves.add("campaigns", Shelf(takes=takes, known=known, put=put, take_off=take_off))
