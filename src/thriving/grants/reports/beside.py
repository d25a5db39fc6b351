"""Reports where people look for them: on the page of the agreement, and on that of the proposal."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from thriving.grants.agreements import beside
from thriving.grants.agreements.models import Agreement
from thriving.grants.payments import story
from thriving.grants.proposals import slots
from thriving.grants.proposals.models import Proposal
from thriving.grants.reports.queries import AGREEMENTS_THAT_REPORT, reports_for
from thriving.kernel import access, clock


def of_an_agreement(request: HttpRequest, agreement: Agreement) -> str:
    may_ask = agreement.state in AGREEMENTS_THAT_REPORT and access.may(
        request.user, "run_agreement", agreement
    )
    return _section(request, agreement.key, may_ask=may_ask)


def of_a_proposal(request: HttpRequest, proposal: Proposal) -> str:
    return _section(request, proposal.key, may_ask=False)


def _section(request: HttpRequest, key: str, *, may_ask: bool) -> str:
    """An agreement has the key of its proposal."""
    today = clock.today()
    found = [(each, each.is_overdue(today)) for each in reports_for(request.user).filter(agreement__key=key)]
    if not (found or may_ask):
        return ""
    context = {"reports": found, "agreement_key": key, "may_ask": may_ask}
    return render_to_string("grant_reports/_of_a_grant.html", context, request)


def in_a_story(agreement: Agreement) -> Q:
    reports = agreement.reports.values_list("pk", flat=True)
    return Q(subject__in=[f"grant_reports.report:{pk}" for pk in reports])


beside.fillers.add("reports", of_an_agreement)
slots.fillers.add("reports", of_a_proposal)
story.chapters.add(
    "reports",
    story.Chapter(
        in_a_story,
        {
            "grant_reports.report": {
                "scheduled": _("asked for"),
                "day_moved": _("moved to another day"),
                "written": _("written"),
                "receipt_brought": _("a receipt was brought"),
                "receipt_taken_away": _("a receipt was taken away"),
                "submitted": _("handed in"),
                "changes_asked": _("changes were asked for"),
                "accepted": _("accepted"),
                "waiver_asked": _("somebody asked to do without it"),
                "waived": _("waived by a second person"),
                "waiver_refused": _("not waived"),
            }
        },
    ),
)
