"""What a campaign or a place is made of, and what its box has changed since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from thriving.kernel.words import Words
from thriving.programs.campaigns import merging
from thriving.programs.campaigns.content import Content, Kind, read
from thriving.programs.campaigns.merging import Standing
from thriving.programs.campaigns.models import BoxVersion, Campaign, Instance, Piece
from thriving.programs.campaigns.queries.patterns import called

Holder = Campaign | Instance


def pieces_of(holder: Holder) -> QuerySet[Piece]:
    if isinstance(holder, Campaign):
        return Piece.objects.filter(campaign=holder, instance=None)
    return Piece.objects.filter(instance=holder)


def read_with(holder: Holder, pieces: Iterable[Piece]) -> list[Piece]:
    """Each with the holder that is at hand, so that none asks the database for it again."""
    listed = list(pieces)
    for piece in listed:
        for name, record in of(holder).items():
            setattr(piece, name, record)
    return listed


def of(holder: Holder) -> dict[str, Any]:
    """The columns of a row that is theirs."""
    if isinstance(holder, Campaign):
        return {"campaign": holder, "instance": None}
    return {"campaign": holder.campaign, "instance": holder}


def newest(version: BoxVersion) -> BoxVersion:
    return BoxVersion.objects.filter(box=version.box_id).order_by("-number")[0]


@dataclass(frozen=True)
class Difference:
    """One piece in three states. None where it is not there."""

    kind: str
    key: str
    base: dict[str, Any] | None
    theirs: dict[str, Any] | None
    mine: dict[str, Any] | None
    called: Words = field(default_factory=Words)  # the learning pattern that it names

    @property
    def name(self) -> str:
        return f"{self.kind}/{self.key}"

    @property
    def standing(self) -> Standing:
        return merging.standing(self.base, self.theirs, self.mine)

    @property
    def seen(self) -> str:
        """What whoever decides has been shown: of the box's and of ours."""
        return f"{merging.digest(self.theirs)}{merging.digest(self.mine)}"

    @property
    def title(self) -> Any:
        said = read(self.mine or self.theirs or self.base or {})
        return said.title or self.called or said.measured

    @property
    def sides(self) -> list[tuple[str, Content | None]]:
        told = (("base", self.base), ("theirs", self.theirs), ("mine", self.mine))
        return [(name, None if said is None else read(said)) for name, said in told]


def differences(holder: Holder, version: BoxVersion) -> list[Difference]:
    """Every piece that the box has, or that came from it; what was made here is none of its business."""
    return list(_differences(holder, version))


def _differences(holder: Holder, version: BoxVersion) -> Iterator[Difference]:
    here = {f"{each.kind}/{each.key}": each for each in pieces_of(holder).prefetch_related("items")}
    pieces = [(kind, key) for kind, _slash, key in (name.partition("/") for name in {*version.pieces, *here})]
    patterns = called(key for kind, key in pieces if kind == Kind.PATTERN)
    for kind, key in sorted(pieces, key=_in_order):
        name = f"{kind}/{key}"
        piece, theirs = here.get(name), version.pieces.get(name)
        if theirs is not None or (piece and piece.base is not None):
            base = piece.base if piece else None
            mine = mine_of(piece) if piece else None
            yield Difference(kind, key, base, theirs, mine, patterns.get(key, Words()))


def behind_their_boxes(holders: Iterable[Holder]) -> list[tuple[Holder, int]]:
    """Those whose box has a newer version, and how many of its pieces say something new; three queries."""
    newest = _newest_versions(holders)
    behind = [
        each for each in holders if each.box_version and newest[each.box_version.box_id] != each.box_version
    ]
    theirs = Q(campaign__in=[each.pk for each in behind if isinstance(each, Campaign)], instance=None)
    theirs |= Q(instance__in=[each.pk for each in behind if isinstance(each, Instance)])
    here: defaultdict[tuple[int, int | None], dict[str, Piece]] = defaultdict(dict)
    for piece in Piece.objects.filter(theirs).prefetch_related("items"):
        here[piece.campaign_id, piece.instance_id][f"{piece.kind}/{piece.key}"] = piece
    counted = [(each, _news(each, here[_place_of(each)], newest)) for each in behind]
    return [(holder, news) for holder, news in counted if news]


def _newest_versions(holders: Iterable[Holder]) -> dict[int, BoxVersion]:
    boxes = {each.box_version.box_id for each in holders if each.box_version}
    return {each.box_id: each for each in BoxVersion.objects.filter(box__in=boxes).order_by("number")}


def _place_of(holder: Holder) -> tuple[int, int | None]:
    return (holder.pk, None) if isinstance(holder, Campaign) else (holder.campaign_id, holder.pk)


def _news(holder: Holder, here: dict[str, Piece], newest: dict[int, BoxVersion]) -> int:
    theirs = newest[holder.box_version.box_id].pieces if holder.box_version else {}
    standings = (
        merging.standing(
            here[name].base if name in here else None,
            theirs.get(name),
            mine_of(here[name]) if name in here else None,
        )
        for name in {*theirs, *(name for name, piece in here.items() if piece.base is not None)}
    )
    return sum(each.is_news for each in standings)


def mine_of(piece: Piece) -> dict[str, Any] | None:
    """As the box would say it: with a worklist's things, and nothing of what was left out or is inside."""
    if piece.left_out or piece.inside:
        return None
    if piece.kind != Kind.WORKLIST:
        return dict(piece.content)
    items = tuple(each.thing for each in piece.items.all())
    said = read(piece.content)
    return Content(title=said.title, text=said.text, items=items).as_json()


def _in_order(piece: tuple[str, str]) -> tuple[int, str]:
    kind, key = piece
    return list(Kind.values).index(kind), key
