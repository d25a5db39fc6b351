"""The dimensions that kinds of fact share: one name, one meaning, wherever it is used."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.evidence.kinds import Dimension, Type

REGION = Dimension("region", Type.REGION, _("The region of the world, as the movement divides it."))
COUNTRY = Dimension("country", Type.COUNTRY, _("The country or territory, by its code of two letters."))
LANGUAGE = Dimension("language", Type.LANGUAGE, _("The language in which it was done, by its code."))
ROLE = Dimension("role", Type.KEY, _("In which role somebody takes part, or which role a position has."))


def wave(*waves: str) -> Dimension:
    return Dimension(
        "wave", Type.CHOICE, _("Before or after: which of the compared assessments it is."), waves
    )
