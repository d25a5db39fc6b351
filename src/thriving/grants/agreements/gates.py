"""When a grant may be closed. Packages above add what must be done by then."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel import gate

CLOSING = gate.declare(
    gate.Gate(
        "close a grant",
        {
            "payments": _("No payment is open, and what was asked back has come back"),
            "balance": _("What was paid and did not come back is what accepted reports tell of"),
            "reports": _("Every report is accepted or waived, the one at the end too"),
        },
    )
)
