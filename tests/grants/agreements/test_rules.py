"""Each rule on agreements: who may by it, and nobody else."""

from __future__ import annotations

import pytest
from tests.grants import world as proposals
from tests.grants.agreements import world
from tests.grants.agreements.world import Hands
from tests.grants.reach import too_near, who_may

from thriving.grants.agreements.models import Template

pytestmark = pytest.mark.django_db

FINANCE = {"finance", "second"}
GRANTEE = {"applicant", "insider"}
OURS = FINANCE | {"officer"}

ON_PROPOSALS = {"agree_on_proposal": {"officer"}}
ON_AGREEMENTS = {
    "see_agreement": GRANTEE | OURS | {"auditor"},
    "run_agreement": {"officer"},
    "sign_for_the_fund": OURS,
    "sign_for_the_grantee": GRANTEE,
    "agree_to_no_works": OURS,
    "tell_decision": {"officer"},
    "confirm_decision": OURS,
}
ON_TEMPLATES = {"write_agreement_template": {"officer", "insider", "shut"}}


def test_each_is_for_whom_it_names(hands: Hands) -> None:
    agreement = world.drafted(hands)
    with too_near(agreement.proposal) as others:
        people = {**vars(hands), **others}
        for record, table in (
            (agreement.proposal, ON_PROPOSALS),
            (agreement, ON_AGREEMENTS),
            (Template.objects.get(), ON_TEMPLATES),
        ):
            assert {rule: who_may(rule, record, people) for rule in table} == table


def test_what_was_not_granted_is_agreed_on_by_nobody(hands: Hands) -> None:
    waiting = proposals.proposal(hands.applicant, "screening")
    assert who_may("agree_on_proposal", waiting, vars(hands)) == set()
