"""Initiatives and duties as their reader may see them."""

from thriving.programs.initiatives.queries.duties import duties, duties_kept_by
from thriving.programs.initiatives.queries.initiatives import (
    SCHEME,
    Wanted,
    after,
    codes_offered,
    drafts_led_by,
    drafts_of,
    initiatives_for,
    initiatives_named,
    matching,
    offered,
    run_by,
    serving,
    told,
    translated_by,
)
from thriving.programs.initiatives.queries.offers import offers, standing
from thriving.programs.initiatives.queries.people import answerers, leads_of, named_on, parts_of, people_of

__all__ = [
    "SCHEME",
    "Wanted",
    "after",
    "answerers",
    "codes_offered",
    "drafts_led_by",
    "drafts_of",
    "duties",
    "duties_kept_by",
    "initiatives_for",
    "initiatives_named",
    "leads_of",
    "matching",
    "named_on",
    "offered",
    "offers",
    "parts_of",
    "people_of",
    "run_by",
    "serving",
    "standing",
    "told",
    "translated_by",
]
