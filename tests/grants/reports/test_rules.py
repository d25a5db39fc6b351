"""Each rule on reports, at each step: who may by it, and nobody else."""

from __future__ import annotations

import pytest
from tests.grants.agreements.world import hands
from tests.grants.reach import too_near, who_may
from tests.grants.reports import world

from thriving.grants.proposals.models import Proposal
from thriving.grants.reports import actions
from thriving.grants.reports.models import Report
from thriving.movement.models import Person

pytestmark = pytest.mark.django_db

GRANTEE = {"applicant", "insider"}
OURS = {"officer", "finance", "second", "auditor"}
OTHERS = {"protector", "stranger"}

BY_STATE = {
    "open": {
        "see_report": GRANTEE | OURS,
        "open_receipt": GRANTEE | OURS,
        "write_report": GRANTEE,
        "judge_report": set(),
        "run_report": {"officer"},
        "waive_report": {"officer"},
    },
    "submitted": {
        "see_report": GRANTEE | OURS,
        "write_report": set(),
        "judge_report": {"officer"},
        "run_report": {"officer"},
        "waive_report": set(),
    },
    "accepted": {
        "see_report": GRANTEE | OURS | OTHERS,
        "open_receipt": GRANTEE | OURS,
        "write_report": set(),
        "judge_report": set(),
        "run_report": {"officer"},
        "waive_report": set(),
    },
}


def report_in(state: str, applicant: Person, officer: Person) -> Report:
    report = world.report(world.agreement(applicant))
    with world.on():
        if state != "open":
            world.submitted(report, applicant)
        if state == "accepted":
            actions.accept(report, by=officer)
    return Report.objects.get()


@pytest.mark.parametrize("state", BY_STATE)
def test_each_is_for_whom_it_names(db: None, state: str) -> None:
    of = hands()
    report = report_in(state, of.applicant, of.officer)
    with world.on(), too_near(report.agreement.proposal) as others:
        people = {**vars(of), **others}
        assert {rule: who_may(rule, report, people) for rule in BY_STATE[state]} == BY_STATE[state]


def test_of_a_hidden_proposal_nobody_else_reads_what_was_accepted(db: None) -> None:
    of = hands()
    report = report_in("accepted", of.applicant, of.officer)
    Proposal.objects.update(hidden=True)
    with world.on(), too_near(report.agreement.proposal) as others:
        assert not who_may("see_report", report, others | {"protector": of.protector}) - {"insider"}
