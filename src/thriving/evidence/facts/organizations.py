"""Affiliates, communities, partners and positions: what they did and gained."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.evidence.facts.words import COUNTRY, LANGUAGE, REGION, ROLE, wave
from thriving.evidence.kinds import Dimension, FactKind, Type, declare

CAPACITY_ASSESSED = declare(
    FactKind(
        name="capacity.assessed",
        subject="affiliate",
        meaning=_("An affiliate's capacity was assessed."),
        sentence=_("%(subject)s: the capacity “%(capacity)s” was assessed at %(value)s, %(wave)s."),
        dimensions=(
            wave("before", "after"),
            Dimension("capacity", Type.KEY, _("The capacity that was assessed.")),
            Dimension("serves", Type.KEY, _("Whom the affiliate engages by it.")),
            Dimension(
                "language_standing",
                Type.CHOICE,
                _("How the language of those it serves stands in the movement."),
                ("underrepresented", "represented"),
            ),
        ),
        key=("wave", "capacity"),
        unit="points",
    )
)

POSITION_FILLED = declare(
    FactKind(
        name="position.filled",
        subject="position",
        meaning=_("A position was filled."),
        sentence=_("The position %(subject)s (%(role)s) was filled. Region: %(region)s."),
        dimensions=(ROLE, REGION, COUNTRY),
    )
)

PILOT_DATA_CONTRIBUTED = declare(
    FactKind(
        name="pilot.data_contributed",
        subject="community",
        meaning=_("A community contributed data from its pilot of online learning."),
        sentence=_("%(subject)s, a %(community_type)s community, contributed pilot data."),
        dimensions=(
            Dimension(
                "community_type",
                Type.CHOICE,
                _("What holds the community together."),
                ("thematic", "regional"),
            ),
            LANGUAGE,
        ),
    )
)

PARTNER_MET = declare(
    FactKind(
        name="partner.met",
        subject="partner",
        meaning=_("A partner took part in planning research on heritage digitization."),
        sentence=_("%(subject)s (%(holder_type)s, %(region)s) took part in the planning."),
        dimensions=(
            REGION,
            COUNTRY,
            Dimension("holder_type", Type.KEY, _("What sort of collection it holds.")),
        ),
    )
)
