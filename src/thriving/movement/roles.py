"""The roles that a person may hold, in the words of whoever grants them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Exists
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.kernel.registry import Registry

A_YEAR, TWO_YEARS = timedelta(days=366), timedelta(days=731)


@dataclass(frozen=True)
class Role:
    name: str
    title: str | Promise
    meaning: str | Promise
    scopes: tuple[str, ...] = ()  # kinds of parts of the movement; without any, it is held over the whole
    given_by: tuple[str, ...] = ()  # roles whose holders may give it, beside operators
    longest: timedelta | None = None  # then each grant says when it ends, and that is no later than this
    whole: bool = False  # may be held over the whole too, although it is held over parts
    second_factor: bool = False  # works only for those who signed in with a second proof of who they are

    @property
    def scoped(self) -> bool:
        return bool(self.scopes)


roles = Registry[Role]("role")

# Why a role of somebody waits, as a question about rows of `RoleHolding`: while one says so, who holds the
# role reads what it lets them read, and does nothing by it.
waits = Registry[Callable[[], Exists]]("reason for which roles wait")


def declare(  # noqa: PLR0913 -- each is a fact of the role, named at the call
    name: str,
    title: Promise | str,
    meaning: Promise | str,
    *,
    scopes: tuple[str, ...] = (),
    whole: bool = False,
    given_by: tuple[str, ...] = (),
    longest: timedelta | None = None,
    second_factor: bool = False,
) -> Role:
    """A role is given by roles that were declared before it: so no chain of grants ever comes back around."""
    for giver in given_by:
        if giver not in roles:
            raise ValueError(f"the role {name} is given by {giver}, which must be declared before it")
    return roles.add(name, Role(name, title, meaning, scopes, given_by, longest, whole, second_factor))


declare(
    "program_lead",
    _("Program lead"),
    _(
        "Checks in on the key results of one priority, and sees the numbers of all priorities, with the "
        "records behind them, as they are today."
    ),
    scopes=("priority",),
    second_factor=True,  # opens rows about people, and names liaisons
)
declare(
    "evaluator",
    _("Evaluator"),
    _("Defines measures, brings in records, publishes numbers, and sees them as they are today."),
    second_factor=True,
)
declare("plan_editor", _("Plan editor"), _("Changes the plan, its targets and their reasons."))
declare("operator", _("Operator"), _("Keeps the site running, and grants roles."), second_factor=True)
declare(
    "regional_liaison",
    _("Regional liaison"),
    _("Answers the people of one region, and sees who in it wants to be found by those who need it."),
    scopes=("region",),
    given_by=("program_lead",),
    longest=A_YEAR,
)

SAFEGUARDING_OFFICER = "safeguarding_officer"

declare(
    SAFEGUARDING_OFFICER,
    _("Safeguarding officer"),
    _("Protects minors: confirms ages, clears the adults who work with them, sees who they are."),
    second_factor=True,
)

AFFILIATIONS_OFFICER = "affiliations_officer"
OFFICERS_OF_AFFILIATES = ("affiliate_contact", "affiliate_chair", "affiliate_treasurer")
COMMUNITY_CONTACT = "community_contact"

declare(
    AFFILIATIONS_OFFICER,
    _("Affiliations officer"),
    _("Takes applications of affiliates through their steps, and sees who owes a report."),
    second_factor=True,
)
declare(
    "affiliate_contact",
    _("Contact of an affiliate"),
    _("Answers for one affiliate: describes it and hands in its reports."),
    scopes=("affiliate",),
    given_by=(AFFILIATIONS_OFFICER,),
)
declare(
    "affiliate_chair",
    _("Chair of an affiliate"),
    _("Leads one affiliate: describes it and hands in its reports."),
    scopes=("affiliate",),
    given_by=(AFFILIATIONS_OFFICER,),
)
declare(
    "affiliate_treasurer",
    _("Treasurer of an affiliate"),
    _("Keeps the money of one affiliate: describes it and hands in its reports."),
    scopes=("affiliate",),
    given_by=(AFFILIATIONS_OFFICER,),
)
declare(
    COMMUNITY_CONTACT,
    _("Contact of a community"),
    _("Answers for one community and describes it."),
    scopes=("community",),
    given_by=(AFFILIATIONS_OFFICER,),
)
