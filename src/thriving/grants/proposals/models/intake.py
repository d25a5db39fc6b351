from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thriving.grants.funds.models import Round
from thriving.grants.proposals.models.proposal import Proposal
from thriving.grants.proposals.states import INTAKE


class IntakeState(models.TextChoices):
    BROUGHT = "brought", _("its columns are to be named")
    CHECKED = "checked", _("checked")
    TAKEN_IN = "taken_in", _("taken in")
    UNDONE = "undone", _("undone")
    DISCARDED = "discarded", _("dropped")


class Intake(models.Model):
    """A spreadsheet of grants that were made elsewhere: its columns named, checked, then taken in whole."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="intakes")
    title = models.CharField(max_length=200)  # the name of the file
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=IntakeState, default=IntakeState.BROUGHT)
    header = models.JSONField(default=list)  # as the file has it
    mapping = models.JSONField(default=dict)  # by our name of a column, its place in the file
    faults = models.PositiveIntegerField(default=0)  # rows that cannot be taken in
    brought_at = models.DateTimeField()
    brought_by = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True)  # taken in, undone or dropped
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [INTAKE.constraint("a_spreadsheet_of_grants_is_in_a_known_state")]

    def __str__(self) -> str:
        return self.title


class IntakeRow(models.Model):
    """A row as it was read. Emptied once the spreadsheet is decided on."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="lines")
    row = models.PositiveIntegerField()  # as a spreadsheet counts
    cells = models.JSONField(default=list)
    problems = models.JSONField(default=list)  # [our name of a column, sentence]
    proposal = models.ForeignKey(Proposal, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["row"]
        constraints = [
            models.UniqueConstraint(fields=["intake", "row"], name="a_row_of_a_spreadsheet_of_grants_once")
        ]
