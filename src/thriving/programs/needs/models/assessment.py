from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.movement.models.person import new_key
from thriving.programs.needs.models.holder import Holder
from thriving.programs.needs.models.round import Round
from thriving.programs.needs.states import ASSESSMENT, FINISHED
from thriving.questions.models import Version


class Assessment(models.Model):
    """What one holder answered in a round, or is about to."""

    class State(models.TextChoices):
        STARTED = "started", _("Not finished")
        FINISHED = "finished", _("Finished")
        WITHDRAWN = "withdrawn", _("Taken back")

    class Way(models.TextChoices):
        LINK = "link", _("by the holder, in a browser")
        TEAM = "team", _("typed by the team")
        PAPER = "paper", _("on paper")

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    # Whoever has it reads and changes these answers, without an account.
    link = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="assessments")
    # Asked in another round they are written down anew: no team reads what another was told.
    holder = models.OneToOneField(Holder, on_delete=models.PROTECT, related_name="assessment")
    code = models.CharField(max_length=40)  # stands on the sheet of paper
    version = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.STARTED)
    way = models.CharField(max_length=10, choices=Way, default=Way.LINK)
    answers = models.JSONField(default=dict)  # by the keys of questions, as their kinds keep them
    region = models.SlugField(max_length=80, blank=True)  # in which the country lies on the day
    urgency = models.CharField(max_length=40, blank=True)  # of the answers, by which lists are asked
    held_on = models.DateField(_("Day"), null=True)  # on which it was answered
    contact = models.CharField(max_length=300, blank=True)  # for the team alone
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]
        constraints = [
            ASSESSMENT.constraint("a_holders_assessment_is_in_a_known_state"),
            models.UniqueConstraint(fields=["round", "code"], name="a_sheet_of_a_round_once"),
            models.CheckConstraint(
                condition=~Q(state=FINISHED) | Q(held_on__isnull=False),
                name="what_is_finished_has_its_day",
            ),
        ]
        indexes = [
            models.Index(fields=["round", "state", "region"], name="needs_by_region"),
            models.Index(fields=["round", "state", "urgency"], name="needs_by_urgency"),
        ]

    def __str__(self) -> str:
        return self.code
