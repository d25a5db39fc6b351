"""Reviews on the pages of proposals and rounds: decisions, and how it is decided, for everybody."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from thriving.grants.funds import slots as of_rounds
from thriving.grants.funds.models import Round
from thriving.grants.proposals import slots as of_proposals
from thriving.grants.proposals.models import Proposal
from thriving.grants.review.models import Committee
from thriving.grants.review.queries.deciding import decision_on
from thriving.kernel import access


def section(request: HttpRequest, proposal: Proposal) -> str:
    reader = request.user
    context = {
        "proposal": proposal,
        "decision": decision_on(proposal),
        "reads": access.may(reader, "read_for_review", proposal),
        "runs": access.may(reader, "run_review", proposal) and hasattr(proposal.round, "committee"),
    }
    return render_to_string("review/_beside.html", context, request)


def on_a_round(request: HttpRequest, one: Round) -> str:
    """How it is decided, and by what: whoever applies reads it before."""
    committee = Committee.objects.filter(round=one).select_related("rubric").first()
    context = {
        "round": one,
        "committee": committee,
        "is_fixed": committee is not None and access.may(None, "see_grant_rubric", committee),
        "opens": committee is not None and access.may(request.user, "see_committee", committee),
        "may_start": committee is None and access.may(request.user, "run_grant_round", one),
    }
    return render_to_string("review/_on_a_round.html", context, request)


of_proposals.fillers.add("review", section)
of_rounds.fillers.add("review", on_a_round)
