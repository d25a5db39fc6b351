"""Whom one can be in the demo."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.movement.models import Person
from thriving.web.sample import cast


@dataclass(frozen=True)
class Persona:
    key: str
    label: str | Promise
    username: str = ""  # a visitor has none


VISITOR = Persona("visitor", _("a visitor"))
PERSONAS = (
    VISITOR,
    Persona("volunteer", _("a volunteer"), cast.VOLUNTEER.username),
    Persona("organizer", _("an organizer"), cast.ORGANIZER.username),
    Persona("affiliate", _("an officer of an affiliate"), cast.CONTACT.username),
    Persona("lead", _("a program lead"), cast.LEADERSHIP.username),
    Persona("diversity", _("a program lead: diversity"), cast.DIVERSITY.username),
    Persona("content", _("a program lead: content"), cast.CONTENT.username),
    Persona("safety", _("a program lead: safe spaces"), cast.SAFETY.username),
    Persona("evaluator", _("an evaluator"), cast.EVALUATOR.username),
    Persona("second-evaluator", _("a second evaluator"), cast.SECOND_EVALUATOR.username),
    Persona("affiliations", _("an affiliations officer"), cast.AFFILIATIONS.username),
    Persona("editor", _("an editor of the plan"), cast.EDITOR.username),
    Persona("safeguarding", _("a safeguarding officer"), cast.SAFEGUARDING.username),
    Persona("grants", _("a grants officer"), cast.GRANTS_OFFICER.username),
    Persona("committee", _("a member of a committee for grants"), cast.COMMITTEE[0].username),
    Persona("finance", _("a finance officer"), cast.FINANCE.username),
    Persona("second-finance", _("a second finance officer"), cast.SECOND_FINANCE.username),
    Persona("auditor", _("an auditor of grants"), cast.AUDITOR.username),
    Persona("risk", _("a risk officer"), cast.RISK_OFFICER.username),
    Persona("authority", _("an authority on risks"), cast.RISK_AUTHORITIES[0].username),
    Persona("second-authority", _("a second authority on risks"), cast.RISK_AUTHORITIES[1].username),
    Persona("duty", _("a duty officer for crises"), cast.DUTY_OFFICERS[0].username),
    Persona("second-duty", _("a second duty officer for crises"), cast.DUTY_OFFICERS[1].username),
    Persona("manager", _("a crisis manager"), cast.CRISIS_MANAGER.username),
    Persona("minor", _("somebody younger than 18"), cast.AGREED_FOR.username),
)
BY_KEY = {persona.key: persona for persona in PERSONAS}


def played(request: HttpRequest) -> Persona:
    """Who the reader is just now."""
    username = request.user.get_username() if request.user.is_authenticated else ""
    return next((persona for persona in PERSONAS if persona.username == username), VISITOR)


def person_of(persona: Persona) -> Person | None:
    return Person.objects.filter(username=persona.username).first() if persona.username else None
