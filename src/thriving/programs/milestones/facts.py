"""What milestones leave in the ledger: that a step was reached, on which day, and where one sees it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from thriving.evidence import actions as evidence
from thriving.evidence.facts.milestones import MILESTONE_REACHED
from thriving.evidence.models import Source, Visibility
from thriving.evidence.statements import Statement
from thriving.kernel.words import Words
from thriving.movement.actions import Actor
from thriving.programs.milestones.models import Proof

KIND = MILESTONE_REACHED.name
BEGINNING = "milestone/"  # of the sources of these facts; imports and letters state the kind too


def statements() -> Iterator[Statement]:
    """What the ledger should hold of steps, from the proofs themselves."""
    newest: dict[tuple[int, str], Proof] = {}
    for proof in Proof.objects.select_related("milestone").order_by("version"):
        newest[proof.milestone_id, proof.step] = proof
    yield from (statement(proof) for proof in newest.values() if proof.stands)


def tell(proof: Proof, step_title: Words, by: Actor) -> None:
    """State that its step is reached; a newer version restates it."""
    milestone = proof.milestone
    Source.objects.update_or_create(
        key=source_of(proof),
        defaults={
            "kind": "document",
            # The name of what not everybody may open stays with it.
            "title": proof.title if proof.visibility == Visibility.PUBLIC else step_title,
            "url": f"{reverse('milestones:milestone', args=[milestone.key])}#{proof.step}",
            "sample": milestone.sample,
        },
    )
    evidence.state([statement(proof)], by=by)


def take_back(proof: Proof, by: Actor, why: str) -> None:
    evidence.retract(KIND, [statement(proof).natural_key], by=by, why=why)


def statement(proof: Proof) -> Statement:
    key = proof.milestone.key
    return Statement(
        KIND,
        f"{key}/{proof.step}",
        proof.reached_on,
        dimensions={"milestone": key, "step": proof.step},
        source=source_of(proof),
    )


def source_of(proof: Proof) -> str:
    return f"{BEGINNING}{proof.milestone.key}/{proof.step}"
