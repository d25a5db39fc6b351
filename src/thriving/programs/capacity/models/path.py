from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel import triggers
from thriving.movement.models import Affiliate, Language, Person, new_key
from thriving.programs.capacity.models.assessment import Assessment, Shown
from thriving.programs.capacity.states import PATH, PLANNED

ASSESSED_WITHIN = timedelta(days=60)  # after the last day of the program


class PathState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Running")
    FINISHED = "finished", _("Finished")
    ABANDONED = "abandoned", _("Given up")


class Serves(models.TextChoices):
    """Whom the program serves; the values are the ledger's."""

    STUDENTS = "students", _("Students")
    TEACHERS = "teachers", _("Teachers and librarians")
    NEWCOMERS = "newcomers", _("Newcomers")
    MEMBERS = "members", _("Members of the affiliate")
    OTHERS = "others", _("Others")


class Path(models.Model):
    """An affiliate, a program, and what is to grow by it: from its start on, as `Declaration` holds it."""

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    affiliate = models.ForeignKey(Affiliate, on_delete=models.PROTECT, related_name="growth_paths")
    initiative = models.SlugField(max_length=60)  # by its key
    state = models.CharField(max_length=10, choices=PathState, default=PathState.PLANNED)
    shown_to = models.CharField(max_length=10, choices=Shown, default=Shown.TEAM)
    capacities = models.JSONField(default=list)  # keys that are to grow, by the list of ``before``
    serves = models.CharField(max_length=10, choices=Serves)
    who = models.CharField(max_length=500, blank=True)  # in words: which students, which schools
    before = models.ForeignKey(
        Assessment, null=True, on_delete=models.PROTECT, related_name="paths_from_here"
    )
    after = models.ForeignKey(Assessment, null=True, on_delete=models.PROTECT, related_name="paths_to_here")
    begins = models.DateField()  # the first day of the program
    until = models.DateField()  # its last day, as planned
    ended_on = models.DateField(null=True)  # its last day, where it ended earlier
    ended_why = models.TextField(_("Why it ended earlier"), blank=True)
    started_on = models.DateField(null=True)
    finished_on = models.DateField(null=True)
    reached = models.TextField(blank=True)  # at the end, in words: whom it served
    begun_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="growth_paths")
    reason = models.TextField(_("Reason"), blank=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            PATH.constraint("a_path_is_in_a_state_of_its_lifecycle"),
            models.CheckConstraint(
                condition=Q(state__in=[PLANNED, "abandoned"])
                | Q(before__isnull=False, started_on__isnull=False),
                name="a_path_starts_with_its_first_assessment",
            ),
            models.CheckConstraint(
                condition=~Q(state="finished") | Q(after__isnull=False, finished_on__isnull=False),
                name="a_path_ends_with_its_second_assessment",
            ),
            models.CheckConstraint(
                condition=Q(after=None) | ~Q(after=F("before")), name="before_and_after_are_two"
            ),
            models.CheckConstraint(
                condition=Q(begins__lte=F("until")) & (Q(started_on=None) | Q(started_on__lt=F("begins"))),
                name="a_path_starts_before_its_program",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_why="")
                | (Q(ended_on__gte=F("begins"), ended_on__lt=F("until")) & ~Q(ended_why="")),
                name="a_program_that_ended_earlier_says_why",
            ),
        ]
        indexes = [
            models.Index(fields=["affiliate", "state"], name="paths_by_affiliate"),
            models.Index(fields=["initiative"], name="paths_by_initiative"),
            models.Index(fields=["state", "until"], name="paths_by_end"),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def diary_key(self) -> str:
        return self.key

    @property
    def last_day(self) -> date:
        """Of the program. What is assessed up to it was assessed while the program ran."""
        return self.ended_on or self.until

    @property
    def due_on(self) -> date:
        """By when the affiliate is to be assessed again."""
        return self.last_day + ASSESSED_WITHIN

    @staticmethod
    def shown_with(*assessments: Assessment | None) -> Shown:
        """As openly as each of its assessments is shown: its lines tell the levels of both."""
        order = list(Shown)
        return max(
            (Shown(each.shown_to) for each in assessments if each), key=order.index, default=Shown.TEAM
        )


class Served(models.Model):
    """A language of those whom a path serves; ``reached`` is told at the end."""

    path = models.ForeignKey(Path, on_delete=models.CASCADE, related_name="languages")
    language = models.ForeignKey(Language, on_delete=models.PROTECT, related_name="+")
    reached = models.BooleanField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["path", "language"], name="a_path_names_a_language_once")
        ]


class Declaration(models.Model):
    """What a path was to do, sealed on the day it started: nothing that is declared later counts."""

    path = models.OneToOneField(Path, on_delete=models.PROTECT, related_name="declaration")
    declared = (
        models.JSONField()
    )  # capacities, list version, serves, and languages with their standing that day
    digest = models.CharField(max_length=64)  # SHA-256 of what was declared, as JSON with sorted keys
    at = models.DateTimeField()
    by = models.CharField(max_length=120)


triggers.guard("capacity_declaration")
