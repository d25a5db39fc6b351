"""What is written to ledger, measures and releases: each a verb, in one transaction, with its note."""

from thriving.evidence.actions.facts import Stated, retract, settle, state
from thriving.evidence.actions.measures import define_measure
from thriving.evidence.actions.releases import publish

__all__ = ["Stated", "define_measure", "publish", "retract", "settle", "state"]
