"""A site on which nobody can give roles is lost to everyone: so one operator always stays."""

from __future__ import annotations

from django.utils.translation import gettext as _

from thriving.kernel import turn
from thriving.movement.actions.actor import Refused
from thriving.movement.models import Person
from thriving.movement.queries.roles import held_today
from thriving.movement.rules.people import OPERATOR


def require_another(person: Person) -> None:
    """Before ``person`` stops being an operator, if they are one."""
    turn.take()  # two operators who go at once must not both find that the other stays
    operators = held_today().filter(role=OPERATOR)
    if operators.filter(person=person).exists() and not operators.exclude(person=person).exists():
        raise Refused(
            _("Nobody else could grant roles here. Give another person the role of operator first.")
        )
