"""Letters about payments: that something became of one, and where. No amount, no account, no reason."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.grants.agreements.letters import tell_side
from thriving.grants.payments.models import Disbursement
from thriving.kernel import outbox

SUBJECT = _("A payment of a grant")


def tell_refused(disbursement: Disbursement) -> None:
    """Once for each request, however often the gate is asked."""
    words = _("A payment of your grant cannot leave yet. What is missing, and whose it is, stands here:")
    _tell(disbursement, "refused", words)


def tell_sent(disbursement: Disbursement) -> None:
    _tell(disbursement, "sent", _("A payment of your grant was sent. It stands here:"))


def tell_failed(disbursement: Disbursement) -> None:
    words = _("A payment of your grant did not arrive. What to do next stands here:")
    _tell(disbursement, "failed", words)


def tell_returned(disbursement: Disbursement, nth: int) -> None:
    words = _("Money of a payment of your grant came back. It stands here:")
    _tell(disbursement, f"returned:{nth}", words)


def _tell(disbursement: Disbursement, about: str, words: Promise) -> None:
    page = outbox.address_of("payments:payment", disbursement.pk)
    what = f"payment:{disbursement.tranche.number}:{disbursement.attempt}:{about}"
    tell_side(disbursement.agreement, what, SUBJECT, words, page)
