from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thriving.kernel.words import WordsField
from thriving.programs.initiatives.states import DUTY


class DutyState(models.TextChoices):
    HELD = "held", _("Held")
    ENDED = "ended", _("Ended")


class Duty(models.Model):
    """Work that goes on all year: the team that holds it, and the priority that it serves, if any."""

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(max_length=40)  # of the vocabulary
    language = models.CharField(max_length=35, default="en")
    title = WordsField(verbose_name=_("Title"))
    text = WordsField(verbose_name=_("What is done"))
    team = WordsField(verbose_name=_("Who holds it"))  # a team, never a person
    scope = models.CharField(max_length=180, blank=True)  # a part of the movement, as a scope
    priority = models.CharField(max_length=170, blank=True)  # "plan/priority"; empty: none
    why_none = WordsField(verbose_name=_("Why it serves no priority"))
    begins_on = models.DateField()
    state = models.CharField(max_length=10, choices=DutyState, default=DutyState.HELD)
    reason = models.TextField(_("Reason"), blank=True)  # why it ended
    sample = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "duties"
        ordering = ["kind", "key"]
        constraints = [
            DUTY.constraint("a_duty_is_in_a_state_of_its_lifecycle"),
        ]
        indexes = [models.Index(fields=["state", "kind"], name="duties_in_order")]

    def __str__(self) -> str:
        return str(self.title) or self.key
