"""Places on the page of a proposal that higher packages fill: its review, its decision, its agreement."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from thriving.grants.proposals.models import Proposal
from thriving.kernel.registry import Registry

Filler = Callable[[HttpRequest, Proposal], str]  # gives safe HTML, or nothing

fillers: Registry[Filler] = Registry("section of a proposal's page")


def sections(request: HttpRequest, proposal: Proposal) -> SafeString:
    """Whoever reads the page at all gets each; a filler asks its own rules who reads what of it."""
    return mark_safe("".join(fill(request, proposal) for fill in fillers.values()))  # noqa: S308 -- each filler promises safe HTML
