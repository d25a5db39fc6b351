"""What must be true before money leaves for an event: each condition by its name, as readers see it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ASSESSMENT, MATERIAL, AGE, RESIDUAL = "assessment", "material", "age", "residual"
CONTACTS, CONDUCT, STAKEHOLDERS, HOLD = "contacts", "conduct", "stakeholders", "hold"
CANCELED = "canceled"

TITLES = {
    ASSESSMENT: _("The risk assessment is accepted, and what it asks for is verified"),
    MATERIAL: _("The event is as it was when its risks were assessed"),
    AGE: _("The assessment is recent"),
    RESIDUAL: _("Whoever accepted the remaining risk may accept one so great"),
    CONTACTS: _("Two safety contacts were called and reached within 14 days"),
    CONDUCT: _("All organizers acknowledged the Code of Conduct in force"),
    STAKEHOLDERS: _("Everybody who matters to its safety took part"),
    HOLD: _("Nothing holds it"),
    CANCELED: _("The event takes place, or two people signed that it needs no protocol any more"),
}

# Never what remains of a risk, which those with the authority decide, and never a hold, which is lifted;
# of a canceled event two people sign instead.
WAIVABLE = (ASSESSMENT, MATERIAL, AGE, CONTACTS, CONDUCT, STAKEHOLDERS)
