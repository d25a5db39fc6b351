"""Who works in the sample year. Every name is invented. Nobody has a password: only the demo lets one in."""

from __future__ import annotations

from dataclasses import dataclass

from thriving.kernel import clock
from thriving.movement import actions as movement
from thriving.movement.actions import minors
from thriving.movement.models import Person
from thriving.movement.roles import A_YEAR, roles

PLAN = "thriving-movement-2019"
TELLER = "sample year"  # who the diary says gave them their accounts


@dataclass(frozen=True)
class Somebody:
    username: str
    name: str
    language: str = "en"
    roles: tuple[tuple[str, str], ...] = ()  # (role, scope)
    band: str = ""  # between which ages they say that they are


def leads(priority: str) -> tuple[tuple[str, str], ...]:
    return (("program_lead", f"priority:{PLAN}/{priority}"),)


VOLUNTEER = Somebody("riverbank-reader", "নীলা নদীপাড়")
LEADERSHIP = Somebody("lumi", "Lumi Tavasoa", roles=leads("community-leadership-development"))
DIVERSITY = Somebody("soledad", "Soledad Irupampa", "es", leads("movement-diversity"))
CONTENT = Somebody("idris", "إدريس البلماري", "ar", leads("diverse-content"))
SAFETY = Somebody("marek", "Marek Olvhan", roles=leads("safe-and-secure-spaces"))
EVALUATOR = Somebody("esi", "Esi Orkwaa", roles=(("evaluator", ""),))
SECOND_EVALUATOR = Somebody("yansefu", "严瑟芙", roles=(("evaluator", ""),))
EDITOR = Somebody("tamoren", "Ishi Tamoren", roles=(("plan_editor", ""),))
AFFILIATIONS = Somebody("olena", "Olena Vyshyvska", roles=(("affiliations_officer", ""),))
SAFEGUARDING = Somebody("haruki", "Haruki Somvara", roles=(("safeguarding_officer", ""),))
CONTACT = Somebody("jule", "Jule Hafenlicht")  # of the affiliate with which there is a partnership
# A lead gives these their roles, for a year.
ORGANIZER = Somebody("ketema", "Ketema Aludo")
LIAISON = Somebody("varuni", "Varuni Selvath")
# For grants: who reads proposals, who decides on them, who pays, who looks at it; and for the gatherings that
# they pay for: who looks at their risks, and who is asked.
GRANTS_OFFICER = Somebody("perpetua", "Perpetua Lindomo", roles=(("grants_officer", ""),))
COMMITTEE = (
    Somebody("teuila", "Teuila Vaifanua"),
    Somebody("dorji", "Dorji Wangtse"),
    Somebody("aminata", "Aminata Koyaté", "fr"),
)
FINANCE = Somebody("benat", "Beñat Arrilaza", roles=(("finance_officer", ""),))
SECOND_FINANCE = Somebody("liv", "Liv Torsnes", roles=(("finance_officer", ""),))
AUDITOR = Somebody("ruzica", "Ružica Brankov", roles=(("grants_auditor", ""),))
RISK_OFFICER = Somebody("katrijn", "Katrijn Molenaer", roles=(("risk_officer", ""),))
RISK_AUTHORITIES = (
    Somebody("obinna", "Obinna Ezeluora", roles=(("risk_authority", ""),)),
    Somebody("mirela", "Mirela Dascu", roles=(("risk_authority", ""),)),
)
EVENTS_TEAM = Somebody("takoda", "Takoda Winrey")
LEGAL = Somebody("sigrun", "Sigrún Halldal")
# Who answers for the response to crises, and who is on call: once there is a protocol, for a year.
CRISIS_MANAGER = Somebody("nanaba", "Nanaba Oforiwaa")
DUTY_OFFICERS = (
    Somebody("tarvo", "Tarvo Ilmjärv"),
    Somebody("ixchel", "Ixchel Tzunux", "es"),
    Somebody("rehana", "رحانة السرحاني", "ar"),
)
# Young people who stand for a council. They say how old they are on their first day.
AGREED_FOR = Somebody("paper-lantern", "Sanelu", band="16-17")  # a guardian has agreed
ASKED_FOR = Somebody("rain-gauge", "Yunka", band="16-17")  # a guardian is asked
GROWN_UP = Somebody("night-ferry", "Tavita Ormuz", band="18-24")

LEADS = {
    "movement-diversity": DIVERSITY,
    "community-leadership-development": LEADERSHIP,
    "diverse-content": CONTENT,
    "safe-and-secure-spaces": SAFETY,
}
EVERYBODY = (
    VOLUNTEER,
    LEADERSHIP,
    DIVERSITY,
    CONTENT,
    SAFETY,
    EVALUATOR,
    SECOND_EVALUATOR,
    EDITOR,
    ORGANIZER,
    LIAISON,
    AFFILIATIONS,
    SAFEGUARDING,
    CONTACT,
    AGREED_FOR,
    ASKED_FOR,
    GROWN_UP,
    GRANTS_OFFICER,
    *COMMITTEE,
    FINANCE,
    SECOND_FINANCE,
    AUDITOR,
    RISK_OFFICER,
    *RISK_AUTHORITIES,
    EVENTS_TEAM,
    LEGAL,
    CRISIS_MANAGER,
    *DUTY_OFFICERS,
)


def join() -> None:
    """Give each of them an account, and the roles that are held over the whole movement."""
    for somebody in EVERYBODY:
        newcomer = Person(
            username=somebody.username,
            name=somebody.name,
            email=f"{somebody.username}@sample.invalid",
            language=somebody.language,
        )
        person = movement.welcome(newcomer, by=TELLER)
        if somebody.band:
            minors.state_band(person, somebody.band, by=person)
        _grant(person, [(role, scope) for role, scope in somebody.roles if not scope])


def lead() -> None:
    """Give the leads their priorities, once there is a plan that has them."""
    for somebody in EVERYBODY:
        person = Person.objects.get(username=somebody.username)
        _grant(person, [(role, scope) for role, scope in somebody.roles if scope])


def name_helpers() -> None:
    """A lead gives roles that end by themselves."""
    _for_a_year(
        LIAISON,
        "regional_liaison",
        "region:wikimedia/south-asia",
        "Whoever asks there needs somebody who answers.",
    )
    _for_a_year(ORGANIZER, "organizer", "", "Somebody has to run the sessions.")


def _for_a_year(helper: Somebody, role: str, scope: str, why: str) -> None:
    movement.grant_role(
        Person.objects.get(username=helper.username),
        role,
        scope=scope,
        ends_on=clock.today() + A_YEAR,
        why=why,
        by=Person.objects.get(username=LEADERSHIP.username),
    )


def _grant(person: Person, held: list[tuple[str, str]]) -> None:
    for role, scope in held:
        longest = roles[role].longest
        ends_on = clock.today() + longest if longest else None
        movement.grant_role(person, role, scope=scope, ends_on=ends_on, by=TELLER)
