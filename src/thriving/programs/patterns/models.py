from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thriving.kernel.words import WordsField
from thriving.movement.models import Person
from thriving.movement.models.folded import FoldedField
from thriving.programs.patterns.states import PATTERN


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", _("Retired")


class Pattern(models.Model):
    key = models.SlugField(max_length=60, unique=True)
    language = models.CharField(max_length=35, default="en")  # in which its words are written first
    title = WordsField(verbose_name=_("Title"))
    problem = WordsField(verbose_name=_("Problem"))
    solution = WordsField(verbose_name=_("Solution"))
    when = WordsField(verbose_name=_("When to use it"))
    when_not = WordsField(verbose_name=_("When not to use it"))
    author = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="patterns"
    )
    credited = models.BooleanField(default=False)  # whether the author wants to be named on its page
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    reason = models.TextField(_("Reason"), blank=True)  # why it was retired
    published_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    sort_title = FoldedField(max_length=200, blank=True)  # lists stand in its order
    searched = models.TextField(blank=True)  # its words in all languages, without case and marks
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["sort_title", "pk"]
        constraints = [PATTERN.constraint("a_pattern_is_in_a_state_of_its_lifecycle")]
        indexes = [models.Index(fields=["state", "sort_title", "id"], name="patterns_in_order")]

    def __str__(self) -> str:
        return str(self.title) or self.key

    @property
    def topics(self) -> list[str]:
        """Skills by their keys, from what was fetched with it."""
        return [each.skill for each in self.about.all()]


class Topic(models.Model):
    """A skill that the pattern is about."""

    pattern = models.ForeignKey(Pattern, on_delete=models.CASCADE, related_name="about")
    skill = models.CharField(max_length=60)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["pattern", "skill"], name="a_pattern_has_a_topic_once")
        ]
        indexes = [models.Index(fields=["skill"], name="patterns_by_topic")]


class Endorsement(models.Model):
    """Somebody says that it works. They may take it back; then there is nothing left of it."""

    pattern = models.ForeignKey(Pattern, on_delete=models.CASCADE, related_name="endorsements")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="endorsements")
    endorsed_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["pattern", "person"], name="a_person_endorses_a_pattern_once")
        ]


class Reuse(models.Model):
    """Where it was used, as told by whoever used it."""

    pattern = models.ForeignKey(Pattern, on_delete=models.CASCADE, related_name="reuses")
    teller = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="reuses"
    )
    used_on = models.DateField()
    where = models.CharField(_("Where it was used"), max_length=300)
    url = models.URLField(max_length=500, blank=True)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["-used_on", "-pk"]
