from __future__ import annotations

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thriving.programs.needs.models.assessment import Assessment
from thriving.programs.needs.models.round import Round
from thriving.programs.needs.states import INTAKE


class Intake(models.Model):
    """A table of typed sheets that was brought in: its rows are checked before any of them counts."""

    class State(models.TextChoices):
        CHECKED = "checked", _("checked")
        TAKEN_IN = "taken_in", _("taken in")
        UNDONE = "undone", _("undone")
        DISCARDED = "discarded", _("dropped")

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="intakes")
    title = models.CharField(max_length=200)  # the name of the file
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.CHECKED)
    rows = models.PositiveIntegerField(default=0)
    faults = models.PositiveIntegerField(default=0)  # rows that cannot be taken in
    columns = models.JSONField(default=list)  # [as the file calls it, as we do], in the file's order
    brought_at = models.DateTimeField()
    brought_by = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True)  # taken in, undone or dropped

    class Meta:
        ordering = ["-pk"]
        constraints = [INTAKE.constraint("a_table_of_sheets_is_in_a_known_state")]

    def __str__(self) -> str:
        return self.title or gettext("A table")


class IntakeRow(models.Model):
    """A row as it was read. Emptied once the table is decided on, or its holder takes the answers back."""

    class Effect(models.TextChoices):
        FAULTY = "faulty", _("has an error")
        NEW = "new", _("added")
        CHANGED = "changed", _("changes what is there")
        KNOWN = "known", _("already there")

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="lines")
    row = models.PositiveIntegerField()  # as a spreadsheet counts
    said = models.JSONField(default=dict)
    problems = models.JSONField(default=list)  # [column, sentence]
    effect = models.CharField(max_length=10, choices=Effect)
    assessment = models.ForeignKey(Assessment, null=True, on_delete=models.SET_NULL, related_name="rows")
    before = models.JSONField(default=dict)  # what taking it in changed of an assessment that was there
    imprint = models.CharField(max_length=64, blank=True)  # of what it left, to see whether that still stands

    class Meta:
        ordering = ["row"]
        constraints = [models.UniqueConstraint(fields=["intake", "row"], name="a_row_of_a_table_once")]
