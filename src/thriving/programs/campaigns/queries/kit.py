"""What a campaign or a place is made of, and what its box has changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

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
