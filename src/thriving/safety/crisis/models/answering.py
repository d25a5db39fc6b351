from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel.sealed import SealedField
from thriving.movement.models import Person
from thriving.safety.crisis.models.crisis import Crisis
from thriving.safety.crisis.models.keyed import Keyed
from thriving.safety.crisis.models.playbooks import PlaybookVersion


class ChecklistStep(models.Model):
    """A step of a playbook, copied when the crisis took it: later versions change nothing of it."""

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="steps")
    version = models.ForeignKey(PlaybookVersion, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="crisis_steps")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["crisis", "position"], name="one_step_of_a_checklist_by_position")
        ]


class Report(Keyed):
    """How it stands, as somebody wrote it for those who answer; never changed."""

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="reports")
    number = models.PositiveSmallIntegerField()
    text = SealedField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="crisis_reports"
    )

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["crisis", "number"], name="one_situation_report_by_number")
        ]


class Review(Keyed):
    """What went well, what did not, and why: written by one, accepted by another."""

    crisis = models.OneToOneField(Crisis, on_delete=models.CASCADE, related_name="review")
    text = SealedField()
    held_at = models.DateTimeField()
    written_by = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="crisis_reviews"
    )
    accepted_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_by=None) | ~Q(accepted_by=models.F("written_by")),
                name="nobody_accepts_their_own_review_of_a_crisis",
            )
        ]


class Action(Keyed):
    """What is to be done so that it goes better another time: by whom, by when, and what became of it."""

    class State(models.TextChoices):
        OPEN = "open", _("To be done")
        DONE = "done", _("Done")
        ACCEPTED = "accepted", _("Accepted as it is")

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="actions")
    number = models.PositiveSmallIntegerField()
    text = SealedField()
    owner = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="crisis_actions")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    settled_at = models.DateTimeField(null=True)
    reason = SealedField()  # why it stays as it is

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["crisis", "number"], name="one_action_of_a_review_by_number"),
            models.CheckConstraint(
                condition=Q(state="open", settled_at=None) | (~Q(state="open") & Q(settled_at__isnull=False)),
                name="an_action_is_settled_at_a_moment",
            ),
        ]
