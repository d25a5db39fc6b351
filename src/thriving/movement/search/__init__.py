"""The engine room of search: folding words, keeping the index, asking it.

search.put(search.AFFILIATE, [affiliate.key], search.of_affiliates([affiliate]))  # in the transaction
search.find(search.Question("กานา"), search.COUNTRY, limit=20)
"""

from thriving.movement.search.asking import Question, find
from thriving.movement.search.folding import folded, folded_name
from thriving.movement.search.index import Entry, differences, forget, put, rebuild
from thriving.movement.search.names import (
    AFFILIATE,
    COMMUNITY,
    COUNTRY,
    LANGUAGE,
    PERSON,
    WIKI,
    of_affiliates,
    of_communities,
    of_countries,
    of_languages,
    of_people,
    of_wikis,
)
from thriving.movement.search.upkeep import entries, index_people, mismatches, reindex

__all__ = [
    "AFFILIATE",
    "COMMUNITY",
    "COUNTRY",
    "LANGUAGE",
    "PERSON",
    "WIKI",
    "Entry",
    "Question",
    "differences",
    "entries",
    "find",
    "folded",
    "folded_name",
    "forget",
    "index_people",
    "mismatches",
    "of_affiliates",
    "of_communities",
    "of_countries",
    "of_languages",
    "of_people",
    "of_wikis",
    "put",
    "rebuild",
    "reindex",
]
