"""A tier that rises to enhanced: what must not be kept from then on is taken out where it was before."""

from __future__ import annotations

import pytest
from tests.safety.event_risk.world import World, accepted, answers, drafted, in_review, triaged, with_risk

from thriving.kernel.diary import entries_about
from thriving.movement.actions import Refused
from thriving.safety.event_risk.actions import assessing, contacts, reviewing, triage
from thriving.safety.event_risk.actions.contacts import Told
from thriving.safety.event_risk.actions.raising import TAKEN_OUT
from thriving.safety.event_risk.matrix import Domain
from thriving.safety.event_risk.models import Decision, Risk
from thriving.safety.event_risk.questionnaire import Tier

EFUA = Told("outside", "Efua", "+233 30 000 0000")


def test_names_are_taken_out_of_what_was_written(it: World) -> None:
    found = drafted(it)
    named = with_risk(it, found, threat="Ask Oskar about it", domain=Domain.LEGAL, steps=(1, 1, 1, 1))
    plain = found.risks.exclude(pk=named.pk).get()
    triaged(it, Tier.ENHANCED)
    assert Risk.objects.get(pk=named.pk).threat == str(TAKEN_OUT)
    assert Risk.objects.get(pk=plain.pk).threat == plain.threat
    assert "Oskar" not in str([each.written for each in entries_about(it.event)])


def test_what_looks_like_a_name_is_taken_out_too(it: World) -> None:
    found = drafted(it)
    named = with_risk(it, found, threat="They could take Amina Yusuf", domain=Domain.LEGAL)
    triaged(it, Tier.ENHANCED)
    assert Risk.objects.get(pk=named.pk).threat == str(TAKEN_OUT)


def test_older_versions_are_not_left_out(it: World) -> None:
    old = in_review(it)
    reviewing.reject(old, "Oskar must not carry the money.", by=it.rita)
    triaged(it, Tier.ENHANCED)
    assert Decision.objects.get(assessment=old).reason == str(TAKEN_OUT)


def test_contacts_are_written_down_anew_without_names(it: World) -> None:
    contacts.write(it.event, EFUA, by=it.olga)
    triaged(it, Tier.ENHANCED)
    assert not it.event.risk_contacts.exists()
    with pytest.raises(Refused, match="keeps no name"):
        contacts.write(it.event, Told("outside", kept_with="Oskar"), by=it.olga)
    with pytest.raises(Refused, match="“Efua Addo” looks like a name"):
        contacts.write(it.event, Told("outside", kept_with="Efua Addo"), by=it.olga)
    contacts.write(it.event, Told("outside", kept_with="The safety team"), by=it.olga)


def test_less_care_than_enhanced_leaves_names(it: World) -> None:
    contacts.write(it.event, EFUA, by=it.olga)
    triaged(it, Tier.STANDARD)
    assert it.event.risk_contacts.exists()


def test_a_new_version_does_not_bring_names_back(it: World) -> None:
    with_risk(it, drafted(it), threat="Ask Oskar about it", domain=Domain.LEGAL, steps=(1, 1, 1, 1))
    triaged(it, Tier.ENHANCED)
    found = assessing.held_current(it.event)
    assert found
    with pytest.raises(Refused, match="Write anew"):
        assessing.submit(found, by=it.olga)


def test_reviewers_name_nobody_either(it: World) -> None:
    found = in_review(it, Tier.ENHANCED)
    with pytest.raises(Refused, match="must not say who"):
        reviewing.reject(found, "Oskar must not carry the money.", by=it.rita)
    reviewing.accept(found, by=it.rita)
    with pytest.raises(Refused, match="must not say who"):
        triage.answer(it.event, answers(Tier.ENHANCED), by=it.olga, words="Oskar is sought.")


def test_what_was_accepted_is_stale_and_nameless(it: World) -> None:
    accepted(it)
    triaged(it, Tier.ENHANCED)
    assert assessing.begin(it.event, by=it.olga).tier == Tier.ENHANCED
