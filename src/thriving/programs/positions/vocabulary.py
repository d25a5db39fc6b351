"""What positions are called: a closed list, so that plans can count them by role."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ROLES: dict[str, str | Promise] = {
    "program-manager": _("Program manager"),
    "program-officer": _("Program officer"),
    "regional-liaison": _("Regional liaison"),
    "language-liaison": _("Language liaison"),
    "community-facilitator": _("Community facilitator"),
    "researcher": _("Researcher"),
    "trainer": _("Trainer"),
    "other-role": _("Another role"),
}
