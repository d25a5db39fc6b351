"""What "emerging community" and "underrepresented language" mean, and of whom it is said."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q, QuerySet

from thriving.kernel import triggers
from thriving.kernel.words import WordsField
from thriving.movement.models.country import Country
from thriving.movement.models.language import Language
from thriving.movement.naming import standing_title


class Axis(models.TextChoices):
    """Of what a definition speaks."""

    COUNTRY = "country"
    LANGUAGE = "language"
    PROJECT = "project"


class Definition(models.Model):
    """A term that a plan or a standing refers to, in one of its versions."""

    key = models.SlugField(max_length=80)
    version = models.PositiveIntegerField()
    begins_on = models.DateField()
    title = WordsField()
    text = WordsField()
    axes = models.JSONField(default=list)  # some of Axis
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="one_definition_by_key_and_version")
        ]

    def __str__(self) -> str:
        return f"{self.key}/{self.version}"


class Standings(models.QuerySet["Standing"]):
    def on(self, day: date) -> QuerySet[Standing]:
        open_end = Q(ends_on__isnull=True) | Q(ends_on__gt=day)
        return self.filter(open_end, begins_on__lte=day)


_OF_ONE_THING = (
    Q(country__isnull=False, language__isnull=True, project="")
    | Q(country__isnull=True, language__isnull=False, project="")
    | (Q(country__isnull=True, language__isnull=True) & ~Q(project=""))
)


class Standing(models.Model):
    """That a language, a country or a project falls under a definition: why, by whose word, and how long."""

    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="standings")
    kind = models.SlugField(max_length=40)  # underrepresented, emerging …
    country = models.ForeignKey(Country, null=True, on_delete=models.PROTECT, related_name="standings")
    language = models.ForeignKey(Language, null=True, on_delete=models.PROTECT, related_name="standings")
    project = models.CharField(max_length=60, blank=True)
    reason = WordsField()
    source = models.CharField(max_length=300)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)  # the first day without it

    objects = Standings.as_manager()

    @property
    def title(self) -> str:
        return standing_title(self.kind)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_OF_ONE_THING, name="a_standing_is_said_of_one_thing"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="a_standing_ends_after_it_begins",
            ),
        ]


triggers.guard("movement_definition")
