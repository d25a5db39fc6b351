"""The young candidates of the sample year: protected, proposed, agreed for and judged as real ones are."""

from __future__ import annotations

import re
from datetime import timedelta

from thriving.kernel import clock
from thriving.kernel.models import Mail
from thriving.movement import ages, consenting
from thriving.movement.actions import guardians, minors
from thriving.movement.models import Person
from thriving.programs.councils.actions import nominating, selecting
from thriving.programs.councils.actions.nominating import Proposed, Stands
from thriving.programs.councils.models import Call, Nomination
from thriving.web.sample import cast
from thriving.web.sample.cast import Somebody
from thriving.web.sample.deeds import OfCandidate
from thriving.web.sample.story import youth as story
from thriving.web.sample.story.councils import YOUTH
from thriving.web.sample.story.youth import Candidate

A_YEAR = timedelta(days=365)
TICKET = re.compile(r"ticket=([\w-]+)")


def take(deed: OfCandidate) -> None:
    told = story.BY_KEY[deed.candidate]
    match deed.step:
        case "propose":
            said = Proposed(told.mail, story.RELATION, cast.ORGANIZER.name)
            nominating.nominate(_call(), said, by=_person(cast.ORGANIZER))
        case "accept":
            asked = Nomination.objects.select_related("call__council").get(email=told.mail)
            nominating.accept(asked, _stands(told), by=_person(told.somebody))
        case "stand":
            nominating.stand(_call(), _stands(told), by=_person(told.somebody))
        case "confirm":
            _confirm(told.somebody)
        case "ask":
            person = _person(told.somebody)
            guardians.ask(person, address=told.guardian, language="en", by=person)
        case "agree":
            guardians.agree(_ticket(told), version=consenting.CURRENT.version, language="en")


def conflicts(call: Call, judge: Person) -> dict[str, str]:
    """With whom somebody of a panel says to have a conflict, by their keys, and why."""
    said = {
        (of.username, who.username): why for of, each in story.CONFLICTS.items() for who, why in each.items()
    }
    standing = call.nominations.filter(nominee__isnull=False).select_related("nominee")
    pairs = {each.key: (judge.username, each.nominee.username) for each in standing if each.nominee}
    return {key: said[pair] for key, pair in pairs.items() if pair in said}


def score(call: Call) -> None:
    """What those who have read it by now give; the last of the panel is still reading."""
    keys = [each["key"] for each in call.rubric.criteria] if call.rubric else []
    for told in story.CANDIDATES:
        for judge, points in told.points.items():
            standing = call.nominations.get(nominee__username=told.key)
            given = dict(zip(keys, points, strict=True))
            selecting.score(standing, given, "", by=_person(judge))


def _stands(told: Candidate) -> Stands:
    return Stands(told.shown_name, told.statement, languages=told.languages, band=told.somebody.band)


def _confirm(somebody: Somebody) -> None:
    band = ages.Band.read(somebody.band)
    minors.confirm_band(
        _person(somebody),
        band.key,
        decides_from=story.DECIDES_FROM,
        ask_again_on=clock.today() + A_YEAR if band.of_minors else None,
        by=_person(cast.SAFEGUARDING),
    )


def _ticket(told: Candidate) -> str:
    """That of the private link, as the guardian finds it in the letter."""
    found = TICKET.search(Mail.objects.get(address=told.guardian).text)
    return found[1] if found else ""


def _call() -> Call:
    return Call.objects.select_related("council").get(council__key=YOUTH)


def _person(somebody: Somebody) -> Person:
    return Person.objects.get(username=somebody.username)
