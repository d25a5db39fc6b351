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
    """What those participants did on wikis who agreed to be measured, as computed last from the lake.

    ``figures`` are exact, and nobody reads them. ``told`` is what everybody reads: coarse, and of
    ``told_of``, until so many others agreed or took it back that nobody shows in the difference. Either is
    empty where nothing is to be told. Registrations are named by their identifiers, which lead to no name;
    in ``told_of`` each stands beside the hours and wikis that were looked at, as ``part_called`` names them.
    """

    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="contribution")
    people = models.PositiveIntegerField()  # whose names were looked for
    figures = models.JSONField(default=dict)  # {figure: {"value", "unit", "known_from", "note"}}
    told = models.JSONField(default=dict)
    told_of = models.JSONField(default=list)  # [part, uid of a registration], also of who took it back since
    editors = models.JSONField(default=dict)  # {uid of a registration: {"new", "stayed"}}; null: not known
    is_whole = models.BooleanField(default=False)  # whether the lake knew the event to its end
    digest = models.CharField(max_length=64)  # of what it was computed from; empty: it is no longer so
    computed_at = models.DateTimeField()
