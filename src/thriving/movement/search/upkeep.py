"""The whole index, made anew from all records or compared with them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from django.db.models import QuerySet

from thriving.kernel.registry import Registry
from thriving.movement.models import Affiliate, Community, Country, Language, Person, Wiki
from thriving.movement.search import names
from thriving.movement.search.index import AT_ONCE, Entry, differences, put, rebuild

# Of every sort of record that can be found, the entries that it should have. Packages add theirs.
entries = Registry[Callable[[], Iterable[Entry]]]("sort of record in the index of search")
entries.add(names.AFFILIATE, lambda: names.of_affiliates(Affiliate.objects.order_by("pk").iterator(AT_ONCE)))
entries.add(names.COMMUNITY, lambda: names.of_communities(Community.objects.order_by("pk").iterator(AT_ONCE)))
entries.add(names.COUNTRY, lambda: names.of_countries(Country.objects.order_by("pk").iterator(AT_ONCE)))
entries.add(names.LANGUAGE, lambda: names.of_languages(Language.objects.order_by("pk").iterator(AT_ONCE)))
entries.add(names.WIKI, lambda: names.of_wikis(_wikis().iterator(AT_ONCE)))
entries.add(names.PERSON, lambda: names.of_people(Person.objects.order_by("pk").iterator(AT_ONCE)))


def _wikis() -> QuerySet[Wiki]:
    return Wiki.objects.select_related("language").order_by("pk")


def index_people(people: Collection[Person]) -> None:
    """Let them be found by the name that they show now, by those to whom they show it."""
    put(names.PERSON, [each.page for each in people], names.of_people(people))


def reindex() -> dict[str, int]:
    """Make the index anew; how many words of each sort it has now."""
    return {kind: rebuild(kind, wanted()) for kind, wanted in entries.items()}


def mismatches() -> Iterator[str]:
    """A sentence for each sort of record that the index does not lead to as it should."""
    for kind, wanted in entries.items():
        if found := sum(1 for _difference in differences(kind, wanted())):
            yield f"{found} of the sort {kind} are not found by name. `thriving people reindex` mends it."
