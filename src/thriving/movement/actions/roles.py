from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary
from thriving.movement.actions.actor import Actor, Refused, require
from thriving.movement.models import Person, RoleHolding
from thriving.movement.roles import roles


@transaction.atomic
def grant_role(person: Person, role: str, *, by: Actor, scope: str = "", why: str = "") -> RoleHolding:
    """From today on, over ``scope`` where the role is held over a part of the movement."""
    require(by, "grant_role")
    if by == person:
        raise Refused(_("Nobody grants a role to themselves."))
    if role not in roles:
        raise Refused(_("There is no role “%(role)s”.") % {"role": role})
    if roles[role].scoped != bool(scope):
        raise Refused(_what_a_scope_is_for(role))
    if scope in person.scopes(role):
        raise Refused(_("%(person)s already holds this role.") % {"person": person})
    holding = RoleHolding.objects.create(
        person=person,
        role=role,
        scope=scope,
        begins_on=clock.today(),
        granted_by=by if isinstance(by, Person) else None,
    )
    _note_role(holding, "granted_role", by=by, why=why)
    return holding


@transaction.atomic
def end_role(holding: RoleHolding, *, by: Actor, why: str = "") -> None:
    """From this moment on, not from midnight."""
    require(by, "grant_role")
    holding.ends_on = max(holding.begins_on, clock.today())
    holding.save(update_fields=["ends_on"])
    _note_role(holding, "ended_role", by=by, why=why)


def _what_a_scope_is_for(role: str) -> str:
    if roles[role].scoped:
        return _("This role is held over a part of the movement: say which.")
    return _("This role is held over the whole movement, not over a part.")


def _note_role(holding: RoleHolding, verb: str, *, by: Actor, why: str) -> None:
    holding.person.refresh_from_db(fields=["holdings"])
    body = {"role": holding.role, "scope": holding.scope}
    diary.note(holding.person, verb, by=by, why=why, body=body)
