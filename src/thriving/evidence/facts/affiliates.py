from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.evidence.kinds import Dimension, FactKind, Type, declare

AFFILIATE_RECOGNIZED = declare(
    FactKind(
        name="affiliate.recognized",
        subject="affiliate",
        meaning=_("The movement recognized a group as its affiliate."),
        sentence=_("%(subject)s was recognized (%(affiliate_type)s)."),
        dimensions=(
            Dimension(
                "affiliate_type",
                Type.CHOICE,
                _("As which kind of affiliate it is recognized."),
                ("chapter", "thematic_organization", "user_group"),
            ),
        ),
    )
)
