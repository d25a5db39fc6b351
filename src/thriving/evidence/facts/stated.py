from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.evidence.kinds import Dimension, FactKind, Type, declare

VALUE_STATED = declare(
    FactKind(
        name="stated.value",
        subject="measure",
        meaning=_("A person stated a value with a proof, and a second person confirmed it."),
        sentence=_("%(measure)s: %(value)s, stated by a person and confirmed by another."),
        dimensions=(Dimension("measure", Type.KEY, _("The measure whose value was stated.")),),
        unit="of the measure",
    )
)
