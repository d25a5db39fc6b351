from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel.words import WordsField
from thriving.movement.models import Person
from thriving.programs.campaigns.models.box import BoxVersion
from thriving.programs.campaigns.models.campaign import Campaign
from thriving.programs.campaigns.states import INSTANCE, LEFT


class InstanceState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    JOINED = "joined", _("Takes part")
    LEFT = "left", _("No longer takes part")


class Instance(models.Model):
    """A campaign in one place: with organizers, events, pages and days of its own."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="instances")
    key = models.SlugField(max_length=60)
    title = WordsField(verbose_name=_("Title"))
    text = WordsField(verbose_name=_("What happens there"))
    country = models.CharField(max_length=2, blank=True)  # ISO 3166
    region = models.CharField(max_length=80, blank=True)  # the key of a whole region, where it is no country
    affiliate = models.SlugField(max_length=60, blank=True)  # that holds it, by its key
    starts_on = models.DateField(null=True, blank=True)  # its own; without one, the campaign's
    ends_on = models.DateField(null=True, blank=True)
    tracking = models.BooleanField(null=True, blank=True)  # of contributions; None: as the rule says
    state = models.CharField(max_length=10, choices=InstanceState, default=InstanceState.DRAFT)
    reason = models.TextField(_("Reason"), blank=True)  # why it left
    box_version = models.ForeignKey(
        BoxVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="instances"
    )

    class Meta:
        ordering = ["key"]
        constraints = [
            INSTANCE.constraint("a_place_is_in_a_state_of_its_lifecycle"),
            models.UniqueConstraint(fields=["campaign", "key"], name="a_place_by_campaign_and_key"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="a_place_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(country="") | Q(region=""), name="a_place_is_in_a_country_or_a_region"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title) or self.key

    @property
    def diary_key(self) -> str:
        return f"{self.campaign.key}/{self.key}"

    @property
    def first_day(self) -> date | None:
        return self.starts_on or self.campaign.starts_on

    @property
    def last_day(self) -> date | None:
        return self.ends_on or self.campaign.ends_on

    @property
    def is_open(self) -> bool:
        return self.state != LEFT and self.campaign.is_open

    def codes(self, what: str) -> list[str]:
        return [mark.code for mark in self.marks.all() if mark.what == what]

    @property
    def languages(self) -> list[str]:
        return self.codes("language")


class InstanceOrganizer(models.Model):
    """Somebody who runs the campaign in this place, and by that nothing in any other."""

    instance = models.ForeignKey(Instance, on_delete=models.CASCADE, related_name="organizers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="organized_places")
    named_at = models.DateTimeField()
    named_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["instance", "person"], name="a_places_organizer_is_named_once")
        ]


class Marked(models.TextChoices):
    COUNTRY = "country"
    LANGUAGE = "language"
    WIKI = "wiki"
    SERVES = "serves"  # a part of the plan: "plan/part"


class CampaignMark(models.Model):
    """By what a campaign, or one of its places, is found."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="marks")
    instance = models.ForeignKey(
        Instance, null=True, blank=True, on_delete=models.CASCADE, related_name="marks"
    )
    what = models.CharField(max_length=10, choices=Marked)
    code = models.CharField(max_length=170)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "what", "code"],
                condition=Q(instance=None),
                name="a_campaign_is_marked_once",
            ),
            models.UniqueConstraint(fields=["instance", "what", "code"], name="a_place_is_marked_once"),
        ]
        indexes = [models.Index(fields=["what", "code"], name="campaigns_by_mark")]
