from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.movement.models import Person, new_key
from thriving.programs.campaigns.models.campaign import Campaign
from thriving.programs.campaigns.models.instance import Instance
from thriving.programs.campaigns.models.listed import ContributionList
from thriving.programs.campaigns.states import CONTRIBUTION, WITHDRAWN
from thriving.programs.campaigns.things import Thing, What, from_content
from thriving.programs.events.models import Event

# A name on the wikis, after the last day of the last campaign that it stands in.
KEPT = timedelta(days=365)


class ContributionState(models.TextChoices):
    REPORTED = "reported", _("Reported, not yet confirmed")
    CONFIRMED = "confirmed", _("Confirmed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Done(models.TextChoices):
    CREATED = "created", _("Created")
    IMPROVED = "improved", _("Improved")
    UPLOADED = "uploaded", _("Uploaded")
    TRANSLATED = "translated", _("Translated")
    RECORDED = "recorded", _("Recorded")


class How(models.TextChoices):
    SELF = "self", _("by whoever did it")
    IMPORT = "import", _("from a list")


class Contributor(models.Model):
    """Who contributed, in all campaigns the same: by an account here, or by a name on the wikis.

    ``key`` is all that facts and contributions keep. A name that an account proves to be its own is taken
    over by it, key and all. Forgetting empties the name, and the key stays.
    """

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    person = models.OneToOneField(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="contributor"
    )
    name = models.CharField(max_length=255, blank=True)  # on the wikis

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name"], condition=~Q(name=""), name="a_contributor_by_name")
        ]


class EventLink(models.Model):
    """That an event belongs to a campaign, and to which of its places."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="event_links")
    instance = models.ForeignKey(
        Instance, null=True, blank=True, on_delete=models.CASCADE, related_name="event_links"
    )
    event = models.OneToOneField(Event, on_delete=models.CASCADE, related_name="campaign_link")

    class Meta:
        ordering = ["pk"]


class Contribution(models.Model):
    """Somebody contributed to something. The same thing may be recorded in two places and counts once.

    ``uid`` names it in the ledger; ``contributor`` is the key, never the row, so that forgetting breaks
    nothing.
    """

    uid = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="contributions")
    instance = models.ForeignKey(
        Instance, null=True, blank=True, on_delete=models.PROTECT, related_name="contributions"
    )
    event = models.ForeignKey(
        Event, null=True, blank=True, on_delete=models.SET_NULL, related_name="campaign_contributions"
    )
    contributor = models.CharField(max_length=32, db_index=True)
    what = models.CharField(max_length=20, choices=What)
    name = models.CharField(max_length=300)
    wiki = models.CharField(max_length=60, blank=True)
    address = models.URLField(max_length=500, blank=True)
    identity = models.CharField(max_length=64)
    done = models.CharField(max_length=12, choices=Done)
    on = models.DateField()
    language = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=ContributionState)
    how = models.CharField(max_length=10, choices=How)
    brought = models.ForeignKey(
        ContributionList, null=True, blank=True, on_delete=models.SET_NULL, related_name="contributions"
    )
    may_measure = models.BooleanField(default=False)  # what else they edit on the wikis of the campaign
    reason = models.CharField(max_length=500, blank=True)  # why it was withdrawn
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [
            CONTRIBUTION.constraint("a_contribution_is_in_a_state_of_its_lifecycle"),
            models.UniqueConstraint(
                fields=["campaign", "contributor", "how", "identity", "done"],
                condition=~Q(state=WITHDRAWN) & Q(instance=None),
                name="a_contribution_is_recorded_once",
            ),
            models.UniqueConstraint(
                fields=["instance", "contributor", "how", "identity", "done"],
                condition=~Q(state=WITHDRAWN),
                name="a_contribution_is_recorded_once_in_a_place",
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "state", "identity"], name="contributions_to_count"),
        ]

    @property
    def diary_key(self) -> str:
        return self.uid

    @property
    def thing(self) -> Thing:
        return from_content({name: getattr(self, name) for name in ("what", "name", "wiki", "address")})
