"""The affiliates and communities of the sample year, all invented, and how one asks to be recognized."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_noop as _

from thriving.kernel.words import Words
from thriving.movement.actions import affiliates, communities, grant_role, recognition, reports
from thriving.movement.actions.groups import Described
from thriving.movement.models import Affiliate, AffiliateReport, Person
from thriving.web.sample.cast import CONTACT, TELLER
from thriving.web.sample.deeds import in_every_language
from thriving.web.sample.groups import AFFILIATES, REGIONAL, THEMATIC, Group

MISSION = _("Brings students to the wikis in the languages that they speak at home.")
ABOUT = _("Meets where its members live, and online, and tries out how to learn together.")
ABOUT_A_THEME = _("Writes together about what its members love, from wherever they are.")
# Where each affiliate works, and since when it is recognized.
WHERE = {
    "altiplano-students": ("BO", date(2016, 5, 12)),
    "savanna-students": ("NG", date(2018, 2, 20)),
    "delta-students": ("BD", date(2017, 11, 3)),
    "island-students": ("TL", date(2018, 9, 30)),
    "capital-students": ("DE", date(2014, 6, 18)),
    "atlas-students": ("MA", date(2019, 1, 15)),
}
REPRESENTED = "capital-students"
HOPEFUL = "harbor-readers"
HOPEFUL_NAME = "Lectores del Puerto Viejo"


def gather() -> None:
    """Register those that were there before the year began."""
    for key, group in AFFILIATES.items():
        country, since = WHERE[key]
        said = _described(group, "user_group", MISSION, countries=(country,), regions=())
        affiliates.register_affiliate(said, key=key, by=TELLER, recognized_since=since, sample=True)
    for kind, text, groups in (("regional", ABOUT, REGIONAL), ("thematic", ABOUT_A_THEME, THEMATIC)):
        for key, group in groups.items():
            regions = (group.region,) if kind == "regional" else ()
            said = _described(group, kind, text, countries=(), regions=regions)
            communities.add_community(said, key=key, by=TELLER, sample=True)
    contact = Person.objects.get(username=CONTACT.username)
    grant_role(contact, "affiliate_contact", scope=f"affiliate:{REPRESENTED}", by=TELLER)


def ask_to_be_recognized(applicant: Person) -> None:
    said = Described(
        kind="user_group",
        name=Words(es=HOPEFUL_NAME),
        text=in_every_language(MISSION),
        countries=("UY",),
        languages=("es",),
    )
    hopeful = affiliates.apply_for_recognition(said, by=applicant, key=HOPEFUL)
    Affiliate.objects.filter(pk=hopeful.pk).update(sample=True)


def take_on(move: str, by: Person) -> None:
    recognition.move(Affiliate.objects.get(key=HOPEFUL), move, by=by)


def hand_in(affiliate: str) -> None:
    report = AffiliateReport.objects.get(affiliate__key=affiliate)
    reports.hand_in(report, url=f"https://sample.invalid/{affiliate}/report", by=TELLER)


def ask_for_reports(year: int) -> None:
    reports.ask_for_reports(year, by=TELLER)


def _described(
    group: Group, kind: str, text: str, *, countries: tuple[str, ...], regions: tuple[str, ...]
) -> Described:
    return Described(
        kind=kind,
        name=Words({group.language: group.name}),
        text=in_every_language(text),
        countries=countries,
        regions=regions,
        languages=(group.language,),
    )
