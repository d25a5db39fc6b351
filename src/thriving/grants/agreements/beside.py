"""Sections of other packages on the page of an agreement; and the agreement on the page of its proposal."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from thriving.grants.agreements.models import Agreement
from thriving.grants.agreements.queries import agreements_for, to_be_agreed_by
from thriving.grants.proposals import slots
from thriving.grants.proposals.models import Proposal
from thriving.grants.proposals.states import GRANTED
from thriving.kernel.registry import Registry

Filler = Callable[[HttpRequest, Agreement], str]  # gives safe HTML, or nothing

fillers: Registry[Filler] = Registry("section of an agreement's page")


def sections(request: HttpRequest, agreement: Agreement) -> SafeString:
    return mark_safe("".join(fill(request, agreement) for fill in fillers.values()))  # noqa: S308 -- each filler promises safe HTML


def of_a_proposal(request: HttpRequest, proposal: Proposal) -> str:
    """For those who read it; for an officer, where one is to be written."""
    if proposal.state not in GRANTED:
        return ""
    context = {
        "proposal": proposal,
        "agreement": agreements_for(request.user).filter(proposal=proposal).first(),
        "may_write": to_be_agreed_by(request.user).filter(pk=proposal.pk).exists(),
    }
    return render_to_string("agreements/_of_proposal.html", context, request)


slots.fillers.add("agreements", of_a_proposal)
