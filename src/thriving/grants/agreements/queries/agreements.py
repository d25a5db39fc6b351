from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from thriving.grants.agreements.models import Agreement, FundedWork, Text
from thriving.grants.agreements.states import SEALED, TEXT_DRAFT, TEXT_READY, TEXT_SIGNED
from thriving.grants.proposals.models import Proposal
from thriving.kernel import access


def agreements_for(reader: Any) -> QuerySet[Agreement]:
    found = Agreement.objects.select_related("proposal__affiliate", "proposal__round__fund")
    return access.within(reader, "see_agreement", found)


def texts_for(reader: Any, agreement: Agreement) -> QuerySet[Text]:
    """The grantee's side reads a text once it is ready: before, it is the officer's paper."""
    found = agreement.texts.select_related("agreement__proposal__affiliate", "template")
    return found if access.may(reader, "run_agreement", agreement) else found.filter(state__in=SEALED)


def holding_text(agreement: Agreement) -> Text | None:
    """The one by which both sides are bound now."""
    return agreement.texts.filter(state=TEXT_SIGNED).order_by("-number").first()


def open_text(agreement: Agreement) -> Text | None:
    return agreement.texts.filter(state__in=(TEXT_DRAFT, TEXT_READY)).first()


def works_of(agreement: Agreement) -> QuerySet[FundedWork]:
    return agreement.works.select_related("event", "campaign", "initiative")


def to_be_agreed_by(reader: Any) -> QuerySet[Proposal]:
    """Proposals that are granted, and have no agreement yet."""
    found = Proposal.objects.filter(agreement=None).select_related("round")
    return access.within(reader, "agree_on_proposal", found)
