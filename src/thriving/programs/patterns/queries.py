"""Learning patterns as their reader may see them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from thriving.kernel import access
from thriving.kernel.words import Words
from thriving.movement import skills
from thriving.movement.queries import people
from thriving.movement.spelling import folded
from thriving.programs.patterns.models import Endorsement, Pattern, Reuse, Topic
from thriving.programs.patterns.states import DRAFT, PUBLISHED

MOST_NAMED = 50
MOST_WORDS = 8


@dataclass(frozen=True)
class Wanted:
    """What the list asks for; an empty word asks for nothing."""

    words: str = ""
    topic: str = ""


def patterns_for(reader: Any) -> QuerySet[Pattern]:
    """All that the reader may open, with how often each is endorsed and was used."""
    counted = Pattern.objects.prefetch_related("about").annotate(
        endorsed=Count("endorsements", distinct=True), used=Count("reuses", distinct=True)
    )
    # Said here: a query that counts leaves out the order of its model.
    return access.within(reader, "see_pattern", counted.order_by("sort_title", "pk"))


def published(reader: Any) -> QuerySet[Pattern]:
    return patterns_for(reader).filter(state=PUBLISHED)


def drafts_for(reader: Any) -> QuerySet[Pattern]:
    return patterns_for(reader).filter(state=DRAFT)


def matching(patterns: QuerySet[Pattern], wanted: Wanted) -> QuerySet[Pattern]:
    """Those that have every word, in any language; and the topic or one within it."""
    for word in folded(wanted.words).split()[:MOST_WORDS]:
        patterns = patterns.filter(searched__contains=word)
    if wanted.topic:
        known = skills.within(wanted.topic) if wanted.topic in skills.skills() else frozenset()
        patterns = patterns.filter(pk__in=Topic.objects.filter(skill__in=known).values("pattern"))
    return patterns


def after(patterns: QuerySet[Pattern], key: str) -> QuerySet[Pattern]:
    """What follows the one with this key in the order of the list; all where it is not among them."""
    last = patterns.filter(key=key).first() if key else None
    if last is None:
        return patterns
    same = Q(sort_title=last.sort_title, pk__gt=last.pk)
    return patterns.filter(Q(sort_title__gt=last.sort_title) | same)


def titles(keys: Iterable[str]) -> Mapping[str, Words]:
    """By key, what published patterns are called: for those who name them; one query."""
    found = Pattern.objects.filter(key__in=set(keys), state=PUBLISHED)
    return {each.key: each.title for each in found.only("key", "title")}


def endorsed_by(person: Any, pattern: Pattern) -> bool:
    return Endorsement.objects.filter(pattern=pattern, person=getattr(person, "pk", None)).exists()


def endorsers(reader: Any, pattern: Pattern) -> list[people.Profile]:
    """Those who let the reader see their name; how many there are, the pattern tells."""
    named = Endorsement.objects.filter(pattern=pattern).values("person")
    shown = people.visible(reader).filter(pk__in=named).order_by("sorted_as", "page")
    first = list(shown.values_list("pk", flat=True)[:MOST_NAMED])
    return people.profiles(reader, people.visible(reader).filter(pk__in=first)) if first else []


def author_of(reader: Any, pattern: Pattern) -> people.Profile | None:
    """Who wrote it, if they want to be named, and as far as they let the reader see their name."""
    if not pattern.credited or pattern.author_id is None:
        return None
    mine = people.visible(reader).filter(pk=pattern.author_id)
    return next(iter(people.profiles(reader, mine)), None)


def reuses_shown(reader: Any, pattern: Pattern) -> list[tuple[Reuse, bool]]:
    """The newest, each with whether the reader may take it back; who told it is not said."""
    mine = set(reuses_to_take_back(reader).filter(pattern=pattern).values_list("pk", flat=True))
    return [(each, each.pk in mine) for each in pattern.reuses.all()[:MOST_NAMED]]


def reuses_to_take_back(person: Any) -> QuerySet[Reuse]:
    return access.within(person, "take_back_reuse", Reuse.objects.select_related("pattern"))
