"""Who answers crises, and who answers for the answering: in the words of whoever grants the roles."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.movement.roles import A_YEAR, declare

MANAGER, OFFICER = "crisis_manager", "crisis_officer"
RESPONDERS = (MANAGER, OFFICER)

declare(
    MANAGER,
    _("Crisis manager"),
    _("Answers for the response to crises: writes playbooks, keeps the rota, hears when a clock ran out."),
    longest=A_YEAR,
    second_factor=True,
)
declare(
    OFFICER,
    _("Duty officer for crises"),
    _("Is on call: reads what is reported, decides whether it is a crisis, and answers it by the playbook."),
    given_by=(MANAGER,),
    longest=A_YEAR,
    second_factor=True,
)
