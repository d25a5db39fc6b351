from __future__ import annotations

from django.db import models
from django.db.models import Q

from thriving.programs.campaigns.models.campaign import Campaign
from thriving.programs.campaigns.models.instance import Instance


class Measurement(models.Model):
    """What the people of a campaign, or of one of its places, did on wikis, as computed last from the lake.

    The columns are those of an event's contribution; people are named by the subjects of facts, and in
    ``told_of`` each stands with the part in which they were counted.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="measurements")
    instance = models.OneToOneField(
        Instance, null=True, blank=True, on_delete=models.CASCADE, related_name="measurement"
    )
    people = models.PositiveIntegerField()
    figures = models.JSONField(default=dict)
    told = models.JSONField(default=dict)
    told_of = models.JSONField(default=list)
    editors = models.JSONField(default=dict)  # of the whole alone
    is_whole = models.BooleanField(default=False)
    names_went = models.BooleanField(default=False)  # of an event, before it could be measured with the rest
    digest = models.CharField(max_length=64)
    computed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign"], condition=Q(instance=None), name="a_campaign_is_measured_as_one"
            )
        ]
