"""The roles that a person may hold, in the words of whoever grants them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.kernel.registry import Registry


@dataclass(frozen=True)
class Role:
    name: str
    title: str | Promise
    meaning: str | Promise
    scoped: bool = False  # held over a part of the movement, such as "priority:<plan>/<priority>"


roles = Registry[Role]("role")


def _declare(name: str, title: Promise | str, meaning: Promise | str, *, scoped: bool = False) -> None:
    roles.add(name, Role(name, title, meaning, scoped))


_declare(
    "program_lead",
    _("Program lead"),
    _("Checks in on the key results of one priority, and sees its numbers as they are today."),
    scoped=True,
)
_declare(
    "evaluator",
    _("Evaluator"),
    _("Defines measures, brings in records, publishes numbers, and sees them as they are today."),
)
_declare("plan_editor", _("Plan editor"), _("Changes the plan, its targets and their reasons."))
_declare("operator", _("Operator"), _("Keeps the site running, and grants roles."))
