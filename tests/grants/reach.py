"""Who may do what on one record, for tables of rules; among them two with too many roles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db.models import Model, Q
from tests.conftest import person
from tests.grants import world

from thriving.grants.proposals.models import Proposal
from thriving.grants.proposals.rules import closed_to
from thriving.kernel import access
from thriving.kernel.access import NOTHING
from thriving.movement.models import Person

ALL_ROLES = ("grants_officer", "finance_officer", "grants_auditor", "safeguarding_officer")


def who_may(rule: str, on: Model, people: Mapping[str, Person]) -> set[str]:
    return {name for name, each in people.items() if access.may(each, rule, on)}


@contextmanager
def too_near(proposal: Proposal) -> Iterator[dict[str, Person]]:
    """With all roles: "insider", who applies too; and "shut", whom a conflict shuts out. And a "stranger"."""
    insider, shut = person("insider", *ALL_ROLES), person("shut", *ALL_ROLES)
    world.together(proposal, insider)

    def closed(reader: object) -> Q:
        return Q(pk=proposal.pk) if reader == shut else NOTHING

    with closed_to.temporarily("test", closed):
        yield {"insider": insider, "shut": shut, "stranger": person("stranger", "evaluator")}
