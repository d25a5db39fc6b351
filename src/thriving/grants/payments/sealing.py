"""What an approval is about: the SHA-256 of what would be paid, to which account, under which signed text."""

from __future__ import annotations

import json
from hashlib import sha256

from thriving.grants.agreements.queries import holding_text
from thriving.grants.payments.models import Disbursement
from thriving.grants.payments.queries import payee_of


def seal_of(disbursement: Disbursement) -> str:
    agreement = disbursement.agreement
    text, payee = holding_text(agreement), payee_of(agreement)
    covered = {
        "agreement": agreement.key,
        "text": text.seal if text else "",
        "tranche": disbursement.tranche.number,
        "request": disbursement.attempt,
        "amount": str(disbursement.money),
        # Not the account itself: it is short enough to be guessed from its hash. A payee never changes.
        "payee": payee.key if payee else "",
    }
    return sha256(json.dumps(covered, sort_keys=True).encode()).hexdigest()
