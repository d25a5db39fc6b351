"""How every change of a plan begins: who may, nobody was faster, the plan is open, the revision rises."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Model
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.plan.models import Plan, PlanChange
from thriving.plan.states import PLAN


class EditRefused(ValidationError):
    """The change cannot be made; its sentence says why, for whoever tried."""


def require(by: Any, rule: str, record: Model) -> None:
    """A command on the server's own terminal names itself by a text, and may what its operator may."""
    if not isinstance(by, str):
        access.require(by, rule, record)


def require_unmoved(plan: Plan, seen: int | None) -> None:
    """``seen`` is the revision that the writer looked at; the plan must still be at it."""
    if seen not in (None, plan.revision):
        raise EditRefused(
            _("Somebody else has changed this plan since you opened it. Nothing was saved: look again.")
        )


def revise_open(plan: Plan) -> None:
    """Raise the revision of an open plan, and keep others from changing it until the transaction ends."""
    Plan.objects.filter(pk=plan.pk).update(revision=F("revision") + 1)
    plan.refresh_from_db()
    if plan.state == "closed":
        raise EditRefused(_("This plan is closed. Its results are fixed, and so is what was promised."))


def keep_change(  # noqa: PLR0913 -- the columns of the public list
    plan: Plan, part: str, field: str, before: Any, after: Any, *, reason: str, by: Any
) -> PlanChange:
    """Have a change of what was promised listed in public, with its reason."""
    return PlanChange.objects.create(
        plan=plan,
        part=part,
        field=field,
        before=before,
        after=after,
        reason=reason,
        changed_by=getattr(by, "key", "") or (by if isinstance(by, str) else ""),
        changed_at=clock.now(),
    )


def require_reason(reason: str) -> None:
    if not reason.strip():
        raise EditRefused(_("A change of what was promised, or of how it is counted, needs its reason."))


@transaction.atomic
def open_plan(plan: Plan, *, by: Any) -> Plan:
    """Let everyone see what was a draft."""
    require(by, "edit_plan", plan)
    revise_open(plan)
    PLAN.take(plan, "open")
    diary.note(plan, "opened", by=by)
    return plan
