"""Reviews beside proposals and rounds: decisions, how it is decided, and names in a blind round."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from thriving.grants.funds import slots as of_rounds
from thriving.grants.funds.models import Round
from thriving.grants.proposals import slots as of_proposals
from thriving.grants.proposals.actions.handing_in import missed
from thriving.grants.proposals.models import Proposal
from thriving.grants.review import blind
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


def names_in_it(proposal: Proposal) -> Iterator[tuple[str, str]]:
    """Handed in it stays as it is: a committee that is not told who applies could never read it."""
    if Committee.objects.filter(round=proposal.round_id, is_blind=True).exists() and blind.naming(proposal):
        yield (
            "write",
            _(
                "The committee of this round is not told who applies, but the words name them. Leave names "
                "of people and of your group out of the title, the words, the budget, the measures and "
                "the form."
            ),
        )


missed.add("names in a blind round", names_in_it)
of_proposals.fillers.add("review", section)
of_rounds.fillers.add("review", on_a_round)
