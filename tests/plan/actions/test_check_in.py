from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from tests.conftest import AtOnce, Cast
from tests.plan import world
from tests.plan.world import at

from thriving.kernel.models import DiaryEntry
from thriving.plan import actions, queries
from thriving.plan.models import CheckIn, Plan

DAY = date(2020, 4, 15)


def test_a_word_stands_beside_the_number_that_its_speaker_saw(plan: Plan, cast: Cast) -> None:
    world.state(*(world.engaged(number, date(2020, 3, 1)) for number in range(7)))
    with at(DAY):
        said = actions.check_in(
            world.key_result("leadership-development-framework"),
            confidence=8,
            what_changed="The June cohort is registered.",
            by=cast.lead,
        )
        plan.refresh_from_db()
        standing = queries.standing(plan, cast.visitor).by_key("leadership-development-framework")
    assert said.value_seen == {"people": "7"}
    assert said.status_seen == "off_track"
    assert standing is not None
    assert standing.confidence == 8
    assert plan.revision == 2
    assert DiaryEntry.objects.filter(verb="checked in", actor=cast.lead.key).exists()


def test_since_the_check_in_says_what_moved(plan: Plan, cast: Cast) -> None:
    world.state(*(world.engaged(number, date(2020, 3, 1)) for number in range(7)))
    with at(date(2020, 4, 1)):
        actions.check_in(world.key_result("leadership-development-framework"), confidence=5, by=cast.lead)
    world.state(world.engaged(8, date(2020, 4, 2)))
    with at(DAY):
        standing = queries.standing(plan, cast.lead).by_key("leadership-development-framework")
        assert standing is not None
        assert queries.since_check_in(standing) == [
            "Organizers and affiliate leaders who tested or refined the framework: 7 then, 8 now."
        ]


@pytest.mark.parametrize("who", ["volunteer", "other_lead", "evaluator", "editor", "operator"])
def test_only_its_lead_checks_in(plan: Plan, cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied, match="check_in"), at(DAY):
        actions.check_in(world.key_result("code-of-conduct"), confidence=5, by=getattr(cast, who))
    assert not CheckIn.objects.exists()


@pytest.mark.parametrize("confidence", [-1, 11])
def test_confidence_goes_from_0_to_10(plan: Plan, cast: Cast, confidence: int) -> None:
    with pytest.raises(actions.EditRefused, match="from 0 to 10"), at(DAY):
        actions.check_in(
            world.key_result("leadership-development-framework"), confidence=confidence, by=cast.lead
        )


@pytest.mark.parametrize("words", ["=HYPERLINK(1)", "<script>", "نص عربي", "👩🏾‍🚀" * 100, "x" * 10_000])
def test_words_are_kept_as_they_are(plan: Plan, cast: Cast, words: str) -> None:
    with at(DAY):
        said = actions.check_in(
            world.key_result("leadership-development-framework"), confidence=5, what_next=words, by=cast.lead
        )
    said.refresh_from_db()
    assert said.what_next == words


def test_who_saw_an_older_plan_is_told(plan: Plan, cast: Cast) -> None:
    with at(DAY):
        actions.check_in(world.key_result("education-greenhouse"), confidence=5, seen=1, by=cast.lead)
        with pytest.raises(actions.EditRefused, match="Somebody else"):
            actions.check_in(world.key_result("education-greenhouse"), confidence=6, seen=1, by=cast.lead)
    assert CheckIn.objects.get().confidence == 5


@pytest.mark.django_db(transaction=True)
def test_two_leads_at_once_one_wins_the_other_gets_a_sentence(at_once: AtOnce, cast: Cast) -> None:
    world.loaded()
    result = world.key_result("education-greenhouse")

    def say(confidence: int) -> object:
        return actions.check_in(result, confidence=confidence, seen=1, by=cast.lead)

    with at(DAY):
        answers = at_once(lambda: say(3), lambda: say(9))
    kept = [answer for answer in answers if isinstance(answer, CheckIn)]
    refused = [answer for answer in answers if isinstance(answer, actions.EditRefused)]
    assert (len(kept), len(refused)) == (1, 1)
    assert "Somebody else has changed this plan" in refused[0].messages[0]
