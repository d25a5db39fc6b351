from __future__ import annotations

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thriving.programs.events.models.event import Event
from thriving.programs.events.models.registration import Registration
from thriving.programs.events.states.roll import ROLL


class Roll(models.Model):
    """A list of participants that was brought in: its rows are checked before any of them counts."""

    class State(models.TextChoices):
        CHECKED = "checked", _("checked")
        TAKEN_IN = "taken_in", _("taken in")
        UNDONE = "undone", _("undone")
        DISCARDED = "discarded", _("dropped")

    class Format(models.TextChoices):
        TABLE = "table", _("a table")
        DASHBOARD = "dashboard", _("the Dashboard’s list of editors")
        NAMES = "names", _("pasted user names")
        OVERVIEW = "overview", _("the Dashboard’s overview")
        ARTICLES = "articles", _("the Dashboard’s list of articles")

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="rolls")
    title = models.CharField(max_length=200)  # the name of the file
    digest = models.CharField(max_length=64)
    format = models.CharField(max_length=10, choices=Format)
    state = models.CharField(max_length=10, choices=State, default=State.CHECKED)
    rows = models.PositiveIntegerField(default=0)
    faults = models.PositiveIntegerField(default=0)  # rows that cannot be taken in
    columns = models.JSONField(default=list)  # [as the file calls it, as we do], in the file's order
    unread = models.JSONField(default=list)  # columns that were left aside
    brought_at = models.DateTimeField()
    brought_by = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True, blank=True)  # taken in, undone or dropped

    class Meta:
        ordering = ["-pk"]
        constraints = [ROLL.constraint("a_list_of_participants_is_in_a_known_state")]

    def __str__(self) -> str:
        return self.title or gettext("A list")

    @property
    def names_people(self) -> bool:
        return self.format not in (self.Format.OVERVIEW, self.Format.ARTICLES)


class RollRow(models.Model):
    """A row as it was brought. What it says of somebody is emptied once the list is taken in or dropped."""

    class Effect(models.TextChoices):
        FAULTY = "faulty", _("has an error")
        NEW = "new", _("new")
        CAME = "came", _("registered, and came")
        KNOWN = "known", _("known already")

    roll = models.ForeignKey(Roll, on_delete=models.CASCADE, related_name="people")
    row = models.PositiveIntegerField()  # as a spreadsheet counts
    said = models.JSONField(default=dict)
    problems = models.JSONField(default=list)  # [column, sentence]
    effect = models.CharField(max_length=10, choices=Effect)
    registration = models.ForeignKey(
        Registration, null=True, blank=True, on_delete=models.SET_NULL, related_name="rows"
    )
    before = models.JSONField(default=dict)  # what taking it in changed of a registration that was there

    class Meta:
        ordering = ["row"]
        constraints = [models.UniqueConstraint(fields=["roll", "row"], name="a_row_of_a_list_once")]
