from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import access, clock, diary, outbox, turn
from thriving.movement import rules, scopes
from thriving.movement.actions.actor import Actor, Refused
from thriving.movement.actions.last_operator import require_another
from thriving.movement.models import Person, RoleHolding
from thriving.movement.queries.accounts import is_theirs
from thriving.movement.queries.minors import is_minor
from thriving.movement.roles import Role, roles
from thriving.ui import cldr


@dataclass(frozen=True)
class Term:
    """From ``begins_on`` until the day before ``ends_on``; without an end, for as long as nobody ends it."""

    begins_on: date
    ends_on: date | None = None


@transaction.atomic
def grant_role(  # noqa: PLR0913 -- each is a fact of the grant, named at the call
    person: Person,
    role: str,
    *,
    by: Actor,
    scope: str = "",
    begins_on: date | None = None,
    ends_on: date | None = None,
    why: str = "",
) -> RoleHolding:
    """From ``begins_on``, or today, over ``scope`` where the role is held over a part of the movement."""
    turn.take()  # two grants at once must not both find that the role is free
    if role not in roles:
        raise Refused(_("There is no role “%(role)s”.") % {"role": role})
    _require_may_give(by, roles[role], scope)
    if isinstance(by, Person) and is_theirs(by, person.key):  # by no other account of theirs either
        raise Refused(_("Nobody grants a role to themselves."))
    if is_minor(person):
        raise Refused(_("Roles are for adults."))
    term = Term(begins_on or clock.today(), ends_on)
    _refuse_scope(roles[role], scope)
    _refuse_term(roles[role], term)
    if _overlapping(person, role, scope, term).exists():
        raise Refused(_("%(person)s already holds this role.") % {"person": person})
    holding = RoleHolding.objects.create(
        person=person,
        role=role,
        scope=scope,
        begins_on=term.begins_on,
        ends_on=term.ends_on,
        granted_by=by if isinstance(by, Person) else None,
    )
    _note_role(holding, "granted_role", by=by, why=why)
    return holding


@transaction.atomic
def end_role(holding: RoleHolding, *, by: Actor, why: str = "") -> None:
    """From this moment on, not from midnight. One that has not begun never will."""
    if not isinstance(by, str):
        access.require(by, "end_role", holding)
        if holding.role == rules.OPERATOR:  # a command may: whoever runs the server can name another
            require_another(holding.person)
    if holding.is_over:
        raise Refused(_("This role has ended already."))
    holding.ends_on = max(holding.begins_on, clock.today())
    holding.save(update_fields=["ends_on"])
    _note_role(holding, "ended_role", by=by, why=why)


def remind_of_end(holding: RoleHolding) -> None:
    """Tell the holder, and who gave the role, that it ends; once for each end."""
    if holding.ends_on is None:
        return
    said = {"role": roles[holding.role].title, "day": lazy(cldr.day, str)(holding.ends_on)}
    for reader in filter(None, (holding.person, holding.granted_by)):
        outbox.send(
            to=reader,
            subject=gettext_lazy("A role ends soon"),
            # A mailbox is open to more eyes than the page: it names nobody.
            text=format_lazy(
                "{}\n\n{}\n",
                format_lazy(gettext_lazy("“{role}” ends by itself on {day}."), **said),
                outbox.address_of("movement:role", holding.role),
            ),
            key=f"role-ends:{holding.pk}:{holding.ends_on}",
            kind="roles",
        )


def _require_may_give(by: Actor, role: Role, scope: str) -> None:
    """Before anything else is said: a refusal must not tell strangers who holds what."""
    parts = None if isinstance(by, str) else rules.parts_to_give(access.asking(by, "grant_role"), role)
    if parts is not None and scope not in parts:
        raise PermissionDenied("grant_role")


def _refuse_scope(role: Role, scope: str) -> None:
    if role.scoped and not scope and not role.whole:
        raise Refused(_("This role is held over a part of the movement: say which."))
    if scope and not role.scoped:
        raise Refused(_("This role is held over the whole movement, not over a part."))
    if scope and (scopes.kind_of(scope) not in role.scopes or not scopes.exists(scope)):
        raise Refused(_("There is no “%(part)s” over which this role is held.") % {"part": scope})


def _refuse_term(role: Role, term: Term) -> None:
    if term.begins_on < clock.today():
        raise Refused(_("A role begins today or later."))
    if term.ends_on and term.ends_on <= term.begins_on:
        raise Refused(_("A role ends after it begins."))
    if role.longest is None:
        return
    last = term.begins_on + role.longest
    if term.ends_on is None or term.ends_on > last:
        raise Refused(
            _("This role is given for a time: say when it ends, no later than %(day)s.")
            % {"day": cldr.day(last)}
        )


def _overlapping(person: Person, role: str, scope: str, term: Term) -> QuerySet[RoleHolding]:
    same = person.holdings.filter(Q(ends_on=None) | Q(ends_on__gt=term.begins_on), role=role, scope=scope)
    return same.filter(begins_on__lt=term.ends_on) if term.ends_on else same


def _note_role(holding: RoleHolding, verb: str, *, by: Actor, why: str) -> None:
    holding.person.refresh_from_db(fields=["holdings"])
    body = {"role": holding.role, "scope": holding.scope}
    if holding.ends_on:
        body["until"] = holding.ends_on.isoformat()
    diary.note(holding.person, verb, by=by, why=why, body=body)
