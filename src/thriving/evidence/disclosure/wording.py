"""Why a table does not go out, in words, and what would help. The one file here that knows Django."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from thriving.evidence.disclosure.protect import Refused, Why
from thriving.evidence.disclosure.rules import Rules

REASONS: dict[Why, str | Promise] = {
    Why.FEW_PEOPLE: gettext_lazy(
        "“%(table)s” counts fewer than %(people)d people, too few for a breakdown. "
        "It can be published when there are more."
    ),
    Why.UNSAFE: gettext_lazy(
        "“%(table)s” cannot be published: a small number of people could be computed from it, from the "
        "tables and totals published with it, or from an earlier release. "
        "Coarser categories would help, or a later release."
    ),
    Why.NOTHING_LEFT: gettext_lazy(
        "“%(table)s” would have every number hidden. Coarser categories would help, "
        "or waiting for more people."
    ),
    Why.CONTRADICTION: gettext_lazy(
        "“%(table)s” does not fit what is counted beside it or was published before, so nothing can be "
        "said of its safety. Check that all tables count the same people on the same day."
    ),
}


def sentence(refused: Refused, name: str, rules: Rules | None = None) -> str:
    """``name`` is what people call the table."""
    words = {"table": name, "people": (rules or Rules()).least_population}
    return str(REASONS[refused.why]) % words
