from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from tests.programs.events.world import DAY
from tests.safety.event_risk.world import (
    DUE,
    World,
    accepted,
    drafted,
    in_review,
    said,
    submitted,
    triaged,
    with_measure,
    with_risk,
)

from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.programs.events.models import Event, Registration
from thriving.safety.event_risk.actions import assessing, measures, reviewing
from thriving.safety.event_risk.actions.staleness import make_stale
from thriving.safety.event_risk.matrix import HIGH, LOW, MODERATE, Domain
from thriving.safety.event_risk.models import Effect, Mitigation, Risk, Stale
from thriving.safety.event_risk.questionnaire import Tier
from thriving.safety.protocols.naming import LooksLikeAName, vouched


def test_it_begins_with_the_triage(it: World) -> None:
    with pytest.raises(Refused, match="Answer the few questions"):
        assessing.begin(it.event, by=it.olga)
    triaged(it, Tier.NONE)
    assert it.event.risk_assessments.count() == 0


def test_only_organizers_write(it: World) -> None:
    triaged(it)
    for other in (it.rita, it.ada, it.stranger):
        with pytest.raises(PermissionDenied):
            assessing.begin(it.event, by=other)


def test_a_draft_is_handed_in_with_its_levels(it: World) -> None:
    found = submitted(it)
    found.refresh_from_db()
    assert (found.state, found.inherent, found.residual, found.life_or_liberty) == ("submitted", 2, 2, LOW)
    assert (found.submitted_by, len(found.material)) == (it.olga.key, 64)


def test_each_domain_is_looked_at(it: World) -> None:
    triaged(it)
    found = assessing.begin(it.event, by=it.olga)
    with pytest.raises(Refused, match="in: Life and liberty, Health, Devices and accounts, Law"):
        assessing.submit(found, by=it.olga)


def test_a_light_one_looks_at_less(it: World) -> None:
    triaged(it, Tier.LIGHT)
    found = assessing.begin(it.event, by=it.olga)
    assessing.describe_place(found, "", ["life_and_liberty", "health"], by=it.olga)
    assessing.submit(found, by=it.olga)
    assert (found.inherent, found.residual) == (LOW, LOW)


def test_what_becomes_smaller_says_by_what(it: World) -> None:
    found = drafted(it)
    bare = with_risk(it, found, domain=Domain.HEALTH, steps=(4, 4, 2, 4))
    with pytest.raises(Refused, match="Health: say what makes it less likely"):
        assessing.submit(found, by=it.olga)
    with_measure(it, bare, effect=Effect.CONSEQUENCE)
    with pytest.raises(Refused, match="less likely"):
        assessing.submit(found, by=it.olga)
    with_measure(it, bare, effect=Effect.LIKELIHOOD)
    assessing.submit(found, by=it.olga)
    assert (found.inherent, found.residual) == (4, HIGH)


def test_a_dropped_measure_makes_nothing_smaller(it: World) -> None:
    found = drafted(it)
    for each in found.risks.get().mitigations.all():
        measures.drop(each, by=it.olga)
    with pytest.raises(Refused, match="less likely"):
        assessing.submit(found, by=it.olga)


def test_a_measure_is_done_by_the_first_day(it: World) -> None:
    found = drafted(it)
    with pytest.raises(Refused, match="by the first day"):
        with_measure(it, found.risks.get(), due_on=DAY + timedelta(days=1))


def test_what_remains_is_never_more_than_there_was(it: World) -> None:
    found = drafted(it)
    with pytest.raises(Refused, match="look at both columns"):
        with_risk(it, found, steps=(2, 2, 3, 2))
    with pytest.raises(IntegrityError), transaction.atomic():
        found.risks.update(residual_likelihood=5)


def test_nothing_found_and_a_risk_exclude_each_other(it: World) -> None:
    found = drafted(it)
    with pytest.raises(Refused, match="There are risks in: Travel"):
        assessing.describe_place(found, "", ["travel"], by=it.olga)
    with_risk(it, found, domain=Domain.MONEY)
    found.refresh_from_db()
    assert "money" not in found.nothing_found


def test_what_is_handed_in_is_not_written_in(it: World) -> None:
    found = submitted(it)
    with pytest.raises(Refused, match="not written in any more"):
        with_risk(it, found)


def test_after_changes_were_asked_for_one_writes_on(it: World) -> None:
    found = in_review(it)
    reviewing.ask_changes(found, "Say more of the night.", by=it.rita)
    with_risk(it, found, domain=Domain.LEGAL, steps=(1, 1, 1, 1))
    found.refresh_from_db()
    assert found.state == "draft"
    assessing.submit(found, by=it.olga)
    assert (found.state, found.reviewer) == ("submitted", None)


def test_the_next_version_begins_with_what_was_written(it: World) -> None:
    old = accepted(it)
    make_stale(it.event, Stale.INCIDENT, by=it.rita)
    new = assessing.begin(it.event, by=it.olga)
    assert (new.number, new.state, new.context, new.material) == (2, "draft", "A quiet town.", "")
    copied = new.risks.get()
    assert (copied.threat, copied.pk != old.risks.get().pk) == ("Buses stop running after dark", True)
    assert copied.mitigations.get().words == "Taxis are ordered"


def confirmed(it: World) -> Mitigation:
    """A measure of an accepted assessment, done by one and confirmed by another."""
    found = accepted(it).risks.get().mitigations.get()
    measures.do(found, "The bill is there.", by=it.oskar)
    measures.verify(found, done=True, by=it.rita)
    return found


def test_what_was_confirmed_of_another_place_is_done_anew(it: World) -> None:
    confirmed(it)
    Event.objects.filter(pk=it.event.pk).update(place="Another hall")
    copied = assessing.begin(Event.objects.get(), by=it.olga).risks.get().mitigations.get()
    assert (copied.words, copied.owner, copied.state) == ("Taxis are ordered", it.oskar, "planned")
    assert (copied.evidence, copied.done_by, copied.done_at) == ("", "", None)
    assert (copied.verified_by, copied.verified_at) == ("", None)


def test_what_was_confirmed_stays_where_the_event_is_as_it_was(it: World) -> None:
    confirmed(it)
    make_stale(it.event, Stale.INCIDENT, by=it.rita)
    copied = assessing.begin(it.event, by=it.olga).risks.get().mitigations.get()
    assert (copied.state, copied.evidence) == ("verified", "The bill is there.")


def test_an_accepted_one_is_not_begun_again(it: World) -> None:
    accepted(it)
    with pytest.raises(MoveRefused):
        assessing.begin(it.event, by=it.olga)


def test_what_is_written_stands_sealed_in_the_database(it: World) -> None:
    drafted(it)
    with connection.cursor() as cursor:
        for table, column in (("risk", "threat"), ("mitigation", "words"), ("assessment", "context")):
            cursor.execute(f"SELECT {column} FROM event_risk_{table}")  # noqa: S608 -- our own names
            assert str(cursor.fetchone()[0]).startswith("development.")


ENHANCED_REFUSES = [
    "Amina +233 30 111 2222 is followed",
    "Write to speaker@example.org",
    "She is @amina_edits",
    "User:Amina edits there",
    "اتصل على ٠٣٠ ١١١ ٢٢٢٢",
    "Ask Oskar about it",
    "5555-1234 is theirs",
    "signal.me/#p/+233301112222",
]


@pytest.mark.parametrize("words", ENHANCED_REFUSES)
def test_an_enhanced_one_takes_neither_names_nor_contacts_of_people_at_risk(it: World, words: str) -> None:
    found = drafted(it, Tier.ENHANCED)
    with pytest.raises(Refused, match="must not say who is at risk or how to reach them"):
        with_risk(it, found, threat=words)
    with pytest.raises(Refused, match="must not say who"):
        assessing.describe_place(found, words, [], by=it.olga)
    assert found.risks.count() == 1


@pytest.mark.parametrize("words", ENHANCED_REFUSES)
def test_others_may_name(it: World, words: str) -> None:
    assert with_risk(it, drafted(it), threat=words).threat == words


def test_an_enhanced_one_says_what_it_found(it: World) -> None:
    found = drafted(it, Tier.ENHANCED)
    with pytest.raises(Refused, match=r"“speaker@example\.org” is an address of mail\. Leave it out\."):
        with_risk(it, found, threat="Write to speaker@example.org")


def test_an_enhanced_one_takes_no_name_that_nobody_here_knows(it: World) -> None:
    found = drafted(it, Tier.ENHANCED)
    with pytest.raises(LooksLikeAName, match="“Amina Yusuf” looks like a name"):
        with_risk(it, found, threat="They could take Amina Yusuf")


def test_what_only_looks_like_a_name_stays_until_it_is_handed_in(it: World) -> None:
    found = drafted(it, Tier.ENHANCED)
    with vouched():
        assessing.describe_place(found, "We meet in Palm Hall", found.nothing_found, by=it.olga)
    assessing.submit(found, by=it.olga)
    assert found.context == "We meet in Palm Hall"


def test_whoever_is_registered_is_not_named_either(it: World) -> None:
    Registration.objects.create(
        event=it.event,
        name="Zawadi Mrembo",
        subject="s",
        code="c",
        number=1,
        origin="list",
        registered_at=it.event.changed_at,
    )
    found = drafted(it, Tier.ENHANCED)
    with pytest.raises(Refused, match="must not say who"):
        with_risk(it, found, threat="Zawadi could be followed")


def test_what_was_written_before_it_became_enhanced_is_looked_at_again(it: World) -> None:
    found = drafted(it)
    with_risk(it, found, threat="Ask Oskar about it", domain=Domain.LEGAL, steps=(1, 1, 1, 1))
    triaged(it, Tier.ENHANCED)
    found.refresh_from_db()
    assert found.tier == Tier.ENHANCED
    with pytest.raises(Refused, match="Write anew what was taken out"):
        assessing.submit(found, by=it.olga)


def test_a_text_has_an_end(it: World) -> None:
    found = drafted(it)
    with pytest.raises(Refused, match="at most 4000 characters"):
        with_risk(it, found, threat="a" * 4001)
    with pytest.raises(Refused, match="Say what could happen"):
        with_risk(it, found, threat="  \u200b ")


@pytest.mark.parametrize("domain", ["weather", ""])
def test_5_an_unknown_domain_is_refused(it: World, domain: str) -> None:
    with pytest.raises(Refused, match="Choose the domain"):
        assessing.add_risk(drafted(it), said(domain), by=it.olga)


def test_measures_are_done_by_one_and_confirmed_by_another(it: World) -> None:
    measure = with_measure(it, with_risk(it, drafted(it), domain=Domain.LEGAL), due_on=DUE)
    with pytest.raises(MoveRefused):
        measures.verify(measure, done=True, by=it.rita)
    measures.do(measure, "The order stands.", by=it.oskar)
    with pytest.raises(PermissionDenied):
        measures.verify(measure, done=True, by=it.olga)
    measures.verify(measure, done=True, by=it.rita)
    measure.refresh_from_db()
    assert (measure.state, measure.evidence, measure.verified_by) == (
        "verified",
        "The order stands.",
        it.rita.key,
    )


def test_the_words_of_a_risk_are_changed_as_a_whole(it: World) -> None:
    risk = drafted(it).risks.get()
    assessing.change_risk(risk, said(Domain.HEALTH, (2, 2, 2, 2), threat="Heat"), by=it.olga)
    found = Risk.objects.get(pk=risk.pk)
    assert (found.domain, found.threat, found.vulnerability) == ("health", "Heat", "")
    assert MODERATE == found.level == found.residual
    assessing.drop_risk(found, by=it.olga)
    assert not Risk.objects.filter(pk=risk.pk).exists()
