"""A milestone as its reader may see it: for its own page, and for a part of another package's page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from thriving.kernel import files
from thriving.movement.queries import people
from thriving.programs.milestones import queries
from thriving.programs.milestones.models import Milestone, Proof
from thriving.programs.milestones.queries import Course, CourseStep


@dataclass(frozen=True)
class ShownProof:
    """``proof`` as far as the reader may open it; ``by``: who stated it, if they may know."""

    proof: Proof
    may_open: bool
    by: str

    @property
    def address(self) -> str:
        if not self.may_open:
            return ""
        if self.proof.file:
            of = [self.proof.milestone.key, self.proof.step, self.proof.version]
            return reverse("milestones:document", args=of)
        return self.proof.address

    @cached_property
    def was_swapped(self) -> bool:
        """Whether what is kept under its name is no longer what was shown."""
        return bool(self.proof.file) and not files.is_still(self.proof.file, self.proof.sha256)


@dataclass(frozen=True)
class ShownStep:
    step: CourseStep
    proof: ShownProof | None
    earlier: tuple[ShownProof, ...]


@dataclass(frozen=True)
class Shown:
    course: Course
    steps: tuple[ShownStep, ...]
    owners: tuple[str, ...]  # the names of those who let the reader see it
    others: int  # owners whose name the reader does not see

    def rows(self) -> Iterator[dict[str, Any]]:
        for each in self.steps:
            seen = each.proof if each.proof and each.proof.may_open else None
            yield {
                "step": each.step.key,
                "title": each.step.title,
                "due_on": each.step.due_on,
                "reached_on": each.step.reached_on,
                "late": each.step.is_late,
                "proof": seen.proof.title if seen else None,
                "address": seen.address if seen else None,
                "sha256": (seen.proof.sha256 or None) if seen else None,
                "version": each.proof.proof.version if each.proof else None,
            }


def shown(reader: Any, course: Course) -> Shown:
    if course.milestone is None:
        return Shown(course, tuple(ShownStep(each, None, ()) for each in course.steps), (), 0)
    owners = [each.person.key for each in course.milestone.owners.select_related("person")]
    proofs = [proof for step in course.steps for proof in step.proofs]
    names = people.names(reader, {*owners, *(proof.stated_by for proof in proofs)})
    steps = _steps(reader, course.milestone, course, names)
    named = tuple(names[key] for key in owners if key in names)
    return Shown(course, steps, named, len(owners) - len(named))


def embedded(request: HttpRequest, key: str) -> SafeString:
    """The steps of a milestone as a part of another page; nothing where there is no such milestone."""
    course = queries.course(request.user, key)
    if course is None:
        return SafeString()
    return render_to_string(
        "milestones/_embedded.html", {"course": course, "shown": shown(request.user, course)}, request
    )


def _steps(
    reader: Any, milestone: Milestone, course: Course, names: Mapping[str, str]
) -> tuple[ShownStep, ...]:
    open_ones = set(queries.proofs_for(reader).filter(milestone=milestone).values_list("pk", flat=True))

    def told(proof: Proof) -> ShownProof:
        proof.milestone = milestone  # known here: not asked for once more
        return ShownProof(proof, proof.pk in open_ones, names.get(proof.stated_by, ""))

    return tuple(
        ShownStep(each, told(each.proof) if each.proof else None, tuple(map(told, each.earlier)))
        for each in course.steps
    )
