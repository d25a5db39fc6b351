from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.evidence.kinds import FactKind, declare

SERIES_IMPORTED = declare(
    FactKind(
        name="indicator.imported",
        subject="indicator",
        meaning=_("An official monthly series was read from its publisher's file, or read again."),
        sentence=_("The monthly series %(subject)s was read."),
    )
)
SERIES_COMPUTED = declare(
    FactKind(
        name="indicator.computed",
        subject="indicator",
        meaning=_("A monthly series was computed from wiki history, or computed again."),
        sentence=_("The monthly series %(subject)s was computed."),
    )
)
