from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock
from thriving.kernel.words import WordsField
from thriving.movement.models import Person
from thriving.programs.milestones.telling import told_late
from thriving.programs.positions.states import POSITION
from thriving.programs.positions.vocabulary import ROLES


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed without anybody")
    PROMISED = "promised", _("Somebody will begin")
    FILLED = "filled", _("Somebody is at work")
    LEFT = "left", _("Empty since somebody left")


class Position(models.Model):
    """A piece of work for one person, for a region, a language or a theme."""

    key = models.SlugField(max_length=60, unique=True)
    title = WordsField(verbose_name=_("Title"))
    summary = WordsField(verbose_name=_("Description"))
    role = models.SlugField(max_length=60)
    region = models.SlugField(max_length=80, blank=True)  # of any scheme, by its key
    country = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=35, blank=True)
    theme = WordsField()
    hours = models.PositiveSmallIntegerField(null=True)  # a week
    first_day = models.DateField(null=True)  # of the term that is planned; none: as soon as can be
    last_day = models.DateField(null=True)  # none: without an end
    call = models.URLField(max_length=500, blank=True)  # where one applies
    plan = models.SlugField(max_length=80, blank=True)  # with the key result of it that this serves
    key_result = models.SlugField(max_length=80, blank=True)
    manager = models.ForeignKey(
        Person, null=True, on_delete=models.SET_NULL, related_name="managed_positions"
    )
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT)
    described_on = models.DateField(null=True)
    reason = models.TextField(blank=True)  # why it was closed
    revision = models.PositiveIntegerField(default=1)  # rises with every change: pages are kept by it
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["key"]
        constraints = [
            POSITION.constraint("a_position_is_in_a_state_of_its_lifecycle"),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(first_day=None) | Q(last_day__gte=F("first_day")),
                name="a_planned_term_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "role"], name="positions_by_state_and_role"),
            models.Index(fields=["plan", "key_result"], name="positions_by_key_result"),
        ]

    def __str__(self) -> str:
        return str(self.title) or self.key

    @property
    def role_title(self) -> str:
        return str(ROLES.get(self.role, self.role.replace("-", " ")))


class Opening(models.Model):
    """A time during which one could apply."""

    class Outcome(models.TextChoices):
        FILLED = "filled", _("filled")
        CLOSED = "closed", _("closed without anybody")

    position = models.ForeignKey(Position, on_delete=models.CASCADE, related_name="openings")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    told_at = models.DateTimeField()  # that it opened
    ended_at = models.DateTimeField(null=True)  # when it was told that it closed

    class Meta:
        ordering = ["opened_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["position"], condition=Q(closed_on=None), name="a_position_is_open_once"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None, outcome="") | (Q(closed_on__gte=F("opened_on")) & ~Q(outcome="")),
                name="an_opening_closes_after_it_opens",
            ),
        ]

    @property
    def told_late(self) -> date | None:
        return told_late(self.opened_on, self.told_at.date())

    def days(self, until: date | None = None) -> int:
        """For how many days one could apply, up to a day that may be before its end."""
        last = self.closed_on or until or clock.today()
        return (min(last, until) if until else last).toordinal() - self.opened_on.toordinal()


class Holding(models.Model):
    """That somebody holds, will hold or held a position: with their account, or only that it is so.

    ``shown_name`` is all that others read of them, and they alone write it.
    """

    class Stage(models.TextChoices):
        PROMISED = "promised", _("will begin")
        AT_WORK = "at_work", _("at work")
        LEFT = "left", _("left")
        UNDONE = "undone", _("never began")

    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="holdings")
    number = models.PositiveSmallIntegerField()  # first, second … to hold it
    holder = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="positions")
    shown_name = models.CharField(max_length=60, blank=True)
    named_at = models.DateTimeField(null=True)  # when they said whether their name is shown
    stage = models.CharField(max_length=10, choices=Stage)
    first_day = models.DateField()
    last_day = models.DateField(null=True)
    why = models.TextField(blank=True)  # it was undone
    told_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)  # when it was told that they left, or never began

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["position", "number"], name="one_holding_by_number"),
            models.UniqueConstraint(
                fields=["position"],
                condition=Q(stage__in=("promised", "at_work")),
                name="one_person_holds_a_position",
            ),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")),
                name="who_leaves_has_begun",
            ),
        ]

    @property
    def counts(self) -> bool:
        """Whether somebody has begun work: that they left later does not undo it."""
        return self.stage in (self.Stage.AT_WORK, self.Stage.LEFT)
