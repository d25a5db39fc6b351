from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock
from thriving.kernel.words import WordsField
from thriving.movement.models import Person
from thriving.programs.campaigns.goals import Rule
from thriving.programs.campaigns.models.box import BoxVersion
from thriving.programs.campaigns.states import CAMPAIGN, DRAFT, PUBLISHED, RUNNING


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Announced")
    RUNNING = "running", _("Running")
    FINISHED = "finished", _("Finished")
    CANCELED = "canceled", _("Canceled")
    WITHDRAWN = "withdrawn", _("Results withdrawn")


class GoalRule(models.TextChoices):
    ALL = Rule.ALL.value, _("All of the goals")
    ANY = Rule.ANY.value, _("Any of the goals")


class Campaign(models.Model):
    """What many places work on together for a time."""

    key = models.SlugField(max_length=60, unique=True)
    title = WordsField(verbose_name=_("Title"))
    theme = WordsField(verbose_name=_("Theme"))
    text = WordsField(verbose_name=_("What it is about"))
    starts_on = models.DateField(_("First day"), null=True, blank=True)
    ends_on = models.DateField(_("Last day"), null=True, blank=True)
    initiative = models.SlugField(max_length=60, blank=True)  # that it belongs to, by its key
    goal_rule = models.CharField(max_length=3, choices=GoalRule, default=GoalRule.ALL)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    reason = models.TextField(_("Reason"), blank=True)  # why it was canceled or its results withdrawn
    learned = models.TextField(_("What was learned"), blank=True)
    language = models.CharField(max_length=35, default="en")  # of the reason and of what was learned
    # What it was made from; later versions are taken over piece by piece.
    box_version = models.ForeignKey(
        BoxVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="campaigns"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    finished_on = models.DateField(null=True, blank=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            CAMPAIGN.constraint("a_campaign_is_in_a_state_of_its_lifecycle"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="a_campaign_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.CANCELED]) | Q(published_at__isnull=False),
                name="a_campaign_that_is_no_draft_was_published",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.FINISHED, State.WITHDRAWN]) | Q(finished_on__isnull=False),
                name="a_finished_campaign_says_when",
            ),
            models.CheckConstraint(condition=Q(goal_rule__in=list(GoalRule)), name="goals_have_a_known_rule"),
        ]
        indexes = [models.Index(fields=["state", "starts_on"], name="campaigns_by_state")]

    def __str__(self) -> str:
        return str(self.title) or self.key

    @property
    def standing(self) -> str:
        """The state by its days: a worker that is late changes nothing of what is true."""
        begun = self.starts_on is not None and self.starts_on <= clock.today()
        return RUNNING if self.state == PUBLISHED and begun else self.state

    @property
    def standing_words(self) -> str | Promise:
        return State(self.standing).label

    @property
    def is_open(self) -> bool:
        """Whether it can still be changed and worked on."""
        return self.state in (DRAFT, PUBLISHED, RUNNING)

    @property
    def is_over(self) -> bool:
        return self.ends_on is not None and self.ends_on < clock.today()

    @property
    def first_day(self) -> date | None:
        return self.starts_on

    @property
    def last_day(self) -> date | None:
        return self.ends_on

    def codes(self, what: str) -> list[str]:
        """What it is marked with, from what was fetched with it."""
        return [mark.code for mark in self.marks.all() if mark.what == what and mark.instance_id is None]

    @property
    def countries(self) -> list[str]:
        return self.codes("country")

    @property
    def languages(self) -> list[str]:
        return self.codes("language")

    @property
    def wikis(self) -> list[str]:
        return self.codes("wiki")

    @property
    def serves(self) -> list[str]:
        return self.codes("serves")


class Coordinator(models.Model):
    """Somebody who runs the whole campaign, with all of its places."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="coordinators")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="coordinated_campaigns")
    named_at = models.DateTimeField()
    named_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "person"], name="a_coordinator_is_named_once")
        ]
