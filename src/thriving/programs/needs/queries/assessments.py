"""The assessments of a round: what its team is shown, and whom everybody may be told of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from thriving.kernel import access
from thriving.movement import spelling
from thriving.movement.queries.places import protected_countries
from thriving.programs.needs.models import Assessment, Holder, Round
from thriving.programs.needs.states import CLOSED, DRAFT, FINISHED, WITHDRAWN
from thriving.programs.needs.vocabulary import PRIVATE


@dataclass(frozen=True)
class Wanted:
    """What a list is asked for; what is empty asks for nothing."""

    region: str = ""
    kind: str = ""
    urgency: str = ""
    state: str = ""
    name: str = ""


def to_assess(reader: Any, key: str) -> Round:
    """A round in whose team the reader is; for others the page is not there."""
    found = access.within(reader, "assess", Round.objects.filter(key=key)).first()
    if found is None:
        raise Http404
    return found


def assessments_of(one: Round, wanted: Wanted) -> QuerySet[Assessment]:
    """For its team: whoever asks has `to_assess` before. The newest stand first."""
    found = one.assessments.annotate(is_double=Exists(_doubles())).select_related("holder").order_by("-pk")
    asked = {
        "region": wanted.region,
        "holder__kind": wanted.kind,
        "urgency": wanted.urgency,
        "state": wanted.state,
    }
    found = found.filter(**{name: value for name, value in asked.items() if value})
    if wanted.name:
        found = found.filter(holder__folded__contains=spelling.folded(spelling.line(wanted.name)))
    return found


def named_holders(one: Round, wanted: Wanted) -> QuerySet[Assessment]:
    """Who agreed to be named: no private collection, and nobody whom that might put in danger."""
    found = one.assessments.filter(state=FINISHED, holder__may_be_named=True)
    found = found.exclude(holder__kind=PRIVATE).exclude(holder__country__in=protected_countries())
    asked = {"region": wanted.region, "holder__kind": wanted.kind}
    found = found.filter(**{name: value for name, value in asked.items() if value})
    return found.select_related("holder").order_by("holder__folded", "pk")


def at_link(link: str) -> Assessment:
    """What whoever has the link may read and change. A wrong link and one of a draft say the same."""
    found = Assessment.objects.select_related("round", "holder", "version")
    found = found.exclude(state=WITHDRAWN).exclude(round__state=DRAFT)
    one = found.filter(link=link, round__forgotten_at=None).first()
    if one is None:
        raise Http404
    return one


def of_partners(reader: Any, partners: Collection[str]) -> QuerySet[Assessment]:
    """Finished assessments of holders who are partners too, for who may be told of them."""
    rounds = access.within(reader, "see_round", Round.objects.all())
    found = Assessment.objects.filter(state=FINISHED, holder__partner__in=partners, round__in=rounds)
    found = found.exclude(holder__kind=PRIVATE).filter(holder__may_be_named=True)
    return found.exclude(holder__country__in=protected_countries()).select_related("round", "holder")


def same_holder(one: Round, folded: str, country: str, but: Assessment | None = None) -> Assessment | None:
    """Another assessment of the round whose holder has this name and country."""
    same = one.assessments.filter(holder__folded=folded, holder__country=country)
    same = same.exclude(pk=but.pk) if but else same
    return same.exclude(state=WITHDRAWN).first()


def double_of(one: Assessment) -> Assessment | None:
    """The other sheet of the same holder, who wrote a name by the link that is in the round already."""
    if not one.holder.folded:  # nobody's name any longer
        return None
    return same_holder(one.round, one.holder.folded, one.holder.country, but=one)


def _doubles() -> QuerySet[Assessment]:
    holder = {f"holder__{name}": OuterRef(f"holder__{name}") for name in ("folded", "country")}
    same = Assessment.objects.filter(round=OuterRef("round"), **holder).exclude(holder__folded="")
    return same.exclude(state=WITHDRAWN).exclude(pk=OuterRef("pk"))


def already_there(found: Assessment | None) -> str:
    if found is None:
        return ""
    sentence = _("This holder is in the round already, with the code %(code)s.")
    return sentence % {"code": found.code}


def is_over(one: Round) -> bool:
    return one.state == CLOSED


def holders_of(one: Round) -> QuerySet[Holder]:
    return Holder.objects.filter(assessment__round=one)
