from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _

from thriving.programs.campaigns.models.campaign import Campaign
from thriving.programs.campaigns.models.instance import Instance
from thriving.programs.events.models import Roll
from thriving.programs.events.states.roll import CHECKED, ROLL


class ContributionList(models.Model):
    """A table of contributions that was brought in: its rows are looked at before any of them counts.

    ``rows`` holds what they say, and what is wrong with them, until it is decided; then it is emptied.
    """

    State = Roll.State  # the way of lists of participants

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="lists")
    instance = models.ForeignKey(
        Instance, null=True, blank=True, on_delete=models.CASCADE, related_name="lists"
    )
    title = models.CharField(max_length=200, blank=True)  # the name of the file; emptied with names
    state = models.CharField(max_length=10, choices=Roll.State, default=CHECKED)
    count = models.PositiveIntegerField()
    faults = models.PositiveIntegerField()  # rows that cannot be taken in
    rows = models.JSONField(default=list)  # {"row", "said" by our columns, "problems", "effect"}
    brought_at = models.DateTimeField()
    brought_by = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True, blank=True)  # taken in, undone or dropped

    class Meta:
        ordering = ["-pk"]
        constraints = [ROLL.constraint("a_list_of_contributions_is_in_a_known_state")]

    def __str__(self) -> str:
        return self.title or _("A list")

    @property
    def diary_key(self) -> str:
        return f"{self.campaign.key}/{self.pk}"

    @property
    def holder(self) -> Campaign | Instance:
        return self.instance or self.campaign
