"""The list of campaigns: what it can be asked, and its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from thriving.kernel import clock
from thriving.programs.campaigns.models import Campaign, CampaignMark, Instance, Marked, State
from thriving.programs.campaigns.queries.campaign import campaigns_for
from thriving.programs.campaigns.states import JOINED

# The newest first, and before them drafts whose days are not said yet.
_ORDER = (F("starts_on").desc(nulls_first=True), "-pk")


@dataclass(frozen=True)
class Wanted:
    """What the list asks for; an empty word asks for nothing."""

    state: str = ""
    country: str = ""
    language: str = ""
    wiki: str = ""
    serves: str = ""  # "plan/priority"
    initiative: str = ""
    box: str = ""


def matching(reader: Any, wanted: Wanted) -> QuerySet[Campaign]:
    listed = campaigns_for(reader).filter(_in_state(wanted.state))
    plain = {"initiative": wanted.initiative, "box_version__box__key": wanted.box}
    listed = listed.filter(**{name: value for name, value in plain.items() if value})
    for what in (Marked.LANGUAGE, Marked.WIKI, Marked.SERVES):
        if code := getattr(wanted, what.value):
            listed = listed.filter(pk__in=_marked(what, code))
    return listed.filter(_there(wanted.country)).order_by(*_ORDER)


def behind(listed: QuerySet[Campaign], key: str) -> QuerySet[Campaign]:
    """The ones that follow the campaign with this key, which an earlier part ended with."""
    last = listed.filter(key=key).first()
    if last is None:
        return listed
    same = Q(starts_on=last.starts_on, pk__lt=last.pk)
    return listed.filter(same | (Q(starts_on__lt=last.starts_on) if last.starts_on else ~Q(starts_on=None)))


def occurring(reader: Any) -> dict[str, list[str]]:
    """What the list can be asked for: the countries, languages and wikis that campaigns have."""
    listed = campaigns_for(reader).order_by().values("pk")
    marks = CampaignMark.objects.filter(campaign__in=listed, instance=None).exclude(what=Marked.SERVES)
    places = Instance.objects.filter(campaign__in=listed, state=JOINED).exclude(country="")
    by_sort: dict[str, set[str]] = {Marked.COUNTRY: set(places.values_list("country", flat=True))}
    for what, code in marks.order_by().values_list("what", "code").distinct():
        by_sort.setdefault(what, set()).add(code)
    return {what: sorted(codes) for what, codes in by_sort.items()}


def _in_state(state: str) -> Q:
    """As the page says it: by its days a campaign has started, however late a worker is."""
    begun = Q(state=State.PUBLISHED, starts_on__lte=clock.today())
    if state == State.RUNNING:
        return begun | Q(state=state)
    if state == State.PUBLISHED:
        return ~begun & Q(state=state)
    return Q(state=state) if state else Q()


def _there(country: str) -> Q:
    """Campaigns of this country, and those that take place in it among others."""
    if not country:
        return Q()
    places = Instance.objects.filter(country=country, state=JOINED).values("campaign")
    return Q(pk__in=_marked(Marked.COUNTRY, country)) | Q(pk__in=places)


def _marked(what: str, code: str) -> QuerySet[Any, Any]:
    return CampaignMark.objects.filter(what=what, code=code, instance=None).values("campaign")
