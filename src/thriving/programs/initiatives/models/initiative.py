from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel.words import Words, WordsField
from thriving.movement.models import Person
from thriving.movement.models.folded import FoldedField
from thriving.programs.initiatives.states import INITIATIVE, PUBLISHED

LOGIC = ("inputs", "activities", "outputs", "outcomes")  # of a logic model, in its order


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Offered")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Pace(models.TextChoices):
    ONCE = "once", _("hours altogether")
    WEEKLY = "weekly", _("hours a week")


class Initiative(models.Model):
    """What somebody offers to people and projects.

    What it gives, for whom, where and what for stands in `Trait`. The plan is named by keys, not by rows: a
    plan may be revised, and the initiative goes on.
    """

    key = models.SlugField(max_length=60, unique=True)
    language = models.CharField(max_length=35, default="en")  # in which its words are written first
    title = WordsField(verbose_name=_("Title"))
    text = WordsField(verbose_name=_("What it is"))
    how = WordsField(verbose_name=_("How to take part"))
    how_url = models.URLField(max_length=500, blank=True)
    contact = models.CharField(max_length=300, blank=True)  # of the team, never of a person
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    reason = models.TextField(_("Reason"), blank=True)  # why it was withdrawn
    opens_on = models.DateField(null=True, blank=True)  # from when one can join; None: since it is published
    closes_on = models.DateField(null=True, blank=True)  # the last day on which one can join
    hours = models.PositiveSmallIntegerField(null=True, blank=True)  # of those who take part; None: not told
    pace = models.CharField(max_length=10, choices=Pace, default=Pace.WEEKLY)
    places = models.PositiveIntegerField(null=True, blank=True)  # None: as many as come
    places_left = models.PositiveIntegerField(null=True, blank=True)  # None where there is no limit
    logic = models.JSONField(default=dict, blank=True)  # by `LOGIC`, lists of words
    proposer = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposed_initiatives"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    sort_title = FoldedField(max_length=200, blank=True)  # lists stand in its order
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["sort_title", "pk"]
        constraints = [
            INITIATIVE.constraint("an_initiative_is_in_a_state_of_its_lifecycle"),
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="an_initiative_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(places=None, places_left=None)
                | Q(places__isnull=False, places_left__isnull=False, places_left__lte=F("places")),
                name="no_more_places_are_left_than_there_are",
            ),
            models.CheckConstraint(condition=Q(pace__in=list(Pace)), name="an_effort_has_a_known_pace"),
        ]
        indexes = [
            models.Index(fields=["state", "sort_title", "id"], name="initiatives_in_order"),
            models.Index(fields=["state", "closes_on"], name="initiatives_by_deadline"),
        ]

    def __str__(self) -> str:
        return str(self.title) or self.key

    def named(self, sort: str) -> list[str]:
        """The codes of this sort, from what was fetched with it."""
        return [each.code for each in self.traits.all() if each.sort == sort]

    @property
    def gives(self) -> list[str]:
        return self.named("gives")

    @property
    def audiences(self) -> list[str]:
        return self.named("audience")

    @property
    def barriers(self) -> list[str]:
        return self.named("barrier")

    @property
    def stages(self) -> list[str]:
        return self.named("stage")

    @property
    def topics(self) -> list[str]:
        return self.named("topic")

    @property
    def countries(self) -> list[str]:
        return self.named("country")

    @property
    def regions(self) -> list[str]:
        return self.named("region")

    @property
    def languages(self) -> list[str]:
        return self.named("language")

    @property
    def priorities(self) -> list[str]:
        """Of plans that it serves, each "plan/priority"."""
        return self.named("priority")

    @property
    def key_results(self) -> list[str]:
        """Of plans that it serves, each "plan/key-result"."""
        return self.named("key_result")

    @property
    def is_everywhere(self) -> bool:
        return not self.countries and not self.regions

    @property
    def is_full(self) -> bool:
        return self.places_left == 0

    def is_open(self, day: date) -> bool:
        """Whether one could join on this day, places aside."""
        begun = self.opens_on is None or self.opens_on <= day
        return self.state == PUBLISHED and begun and (self.closes_on is None or self.closes_on >= day)

    def logic_of(self, part: str) -> list[Words]:
        return [Words(each) for each in self.logic.get(part, ())]
