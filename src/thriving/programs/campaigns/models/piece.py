from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from thriving.movement.models import Person
from thriving.programs.campaigns.content import Content, Kind, read
from thriving.programs.campaigns.models.campaign import Campaign
from thriving.programs.campaigns.models.instance import Instance
from thriving.programs.campaigns.states import SUGGESTED, WORK_ITEM
from thriving.programs.campaigns.things import Thing, What, from_content
from thriving.programs.events.models import Roll


class Piece(models.Model):
    """One piece of a campaign, or of one of its places.

    ``base`` is what the box said when this was taken from it, or last looked at; empty where it was made
    here. One that was left out stays, so that the box does not offer it as new. A worklist's items are rows.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="pieces")
    instance = models.ForeignKey(
        Instance, null=True, blank=True, on_delete=models.CASCADE, related_name="pieces"
    )
    kind = models.CharField(max_length=10, choices=Kind)
    key = models.SlugField(max_length=60)
    content = models.JSONField(default=dict)
    base = models.JSONField(null=True, blank=True)
    left_out = models.BooleanField(default=False)
    inside = models.BooleanField(default=False)  # a worklist that those who run it alone can read
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.CharField(max_length=120, blank=True)
    for_person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="campaign_pieces"
    )

    class Meta:
        ordering = ["kind", "key"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "kind", "key"],
                condition=Q(instance=None),
                name="a_piece_of_a_campaign_by_kind_and_key",
            ),
            models.UniqueConstraint(
                fields=["instance", "kind", "key"], name="a_piece_of_a_place_by_kind_and_key"
            ),
        ]

    @cached_property
    def said(self) -> Content:
        return read(self.content)

    @property
    def holder(self) -> Campaign | Instance:
        return self.instance or self.campaign

    @property
    def due_on(self) -> date | None:
        first = self.holder.first_day
        return None if self.said.day is None or first is None else first + timedelta(days=self.said.day)


class ItemState(models.TextChoices):
    SUGGESTED = "suggested", "suggested"
    CLAIMED = "claimed", "claimed"
    DONE = "done", "done"


class WorkItem(models.Model):
    """Something that a worklist asks for. That it is taken is for all to see; by whom, for organizers."""

    worklist = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="items")
    what = models.CharField(max_length=20, choices=What)
    name = models.CharField(max_length=300)
    wiki = models.CharField(max_length=60, blank=True)
    address = models.URLField(max_length=500, blank=True)
    identity = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=ItemState, default=SUGGESTED)
    claimed_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="claimed_items"
    )
    by_list = models.BooleanField(default=False)  # done, as a list of an event says and nobody before it
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            WORK_ITEM.constraint("something_on_a_worklist_is_in_a_known_state"),
            models.UniqueConstraint(fields=["worklist", "identity"], name="a_worklist_asks_for_a_thing_once"),
        ]
        indexes = [models.Index(fields=["worklist", "state"], name="items_by_worklist_and_state")]

    @property
    def thing(self) -> Thing:
        return from_content({name: getattr(self, name) for name in ("what", "name", "wiki", "address")})


class FromList(models.Model):
    """That a list of an event's articles says of something that it is done, as other lists may say too."""

    item = models.ForeignKey(WorkItem, on_delete=models.CASCADE, related_name="lists")
    roll = models.ForeignKey(Roll, on_delete=models.CASCADE, related_name="brought")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roll", "item"], name="a_list_brings_a_thing_once")]
