from __future__ import annotations

from django.db import models

from thriving.kernel.words import WordsField
from thriving.programs.events.models.event import Event


class Report(models.Model):
    """What organizers add to what the records say: words, and what was learned."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="report")
    words = WordsField()
    learned = WordsField()
    patterns = models.JSONField(default=list)  # keys of learning patterns it leads to
    written_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True, blank=True)


class Contribution(models.Model):
    """What those participants did on wikis who agreed to be measured, as computed last from the lake."""

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="contribution")
    people = models.PositiveIntegerField()  # whose names were looked for
    figures = models.JSONField()  # {figure: {"value", "unit", "known_from", "note"}}
    digest = models.CharField(max_length=64)  # of what it was computed from
    computed_at = models.DateTimeField()
