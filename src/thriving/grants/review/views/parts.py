"""Parts that several pages show: how a round is spread, and who applies where that may be told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from thriving.grants.funds.models import Round
from thriving.grants.proposals.models import Proposal
from thriving.grants.review.queries.budget import budget_of
from thriving.grants.review.queries.spread import Part, spread
from thriving.movement import naming
from thriving.movement.queries import people
from thriving.ui import cldr


def round_so_far(reader: Any, round_: Round) -> dict[str, Any]:
    """What whoever votes or decides sees beside it: what is left of the money, and how it is spread."""
    return {"budget": budget_of(round_), "spread": spread_shown(spread(reader, round_))}


def spread_shown(parts: Iterable[Part]) -> list[tuple[str, list[tuple[str, Part]]]]:
    """Each table by its title, with what its rows are called."""
    titles = {"region": _("By region"), "language": _("By language"), "newcomers": _("First grant or not")}
    tables: dict[str, list[tuple[str, Part]]] = {name: [] for name in titles}
    for part in parts:
        tables[part.by].append((_called(part), part))
    return [(titles[name], rows) for name, rows in tables.items() if rows]


def _called(part: Part) -> str:
    if part.by == "region":
        return naming.region_name(part.value) if part.value else _("More than one region")
    if part.by == "language":
        return cldr.language_name(part.value)
    return _("Never had a grant before") if part.value else _("Had a grant before")


def who_applies(reader: Any, proposal: Proposal) -> dict[str, Any]:
    """Names as far as the reader may know them; a committee that is to be blind is never given this."""
    people_ = [proposal.applicant, *(each.person for each in _together(proposal))]
    shown = people.names(reader, {each.key for each in people_ if each})
    return {
        "names": sorted(shown.values()),
        "organization": str(proposal.affiliate or proposal.organization),
        "roles": list(proposal.roles.all()),
    }


def _together(proposal: Proposal) -> Any:
    return proposal.co_applicants.exclude(agreed_at=None).select_related("person")
