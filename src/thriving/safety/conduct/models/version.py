from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock, triggers
from thriving.kernel.words import WordsField
from thriving.safety.conduct.models.code import Code
from thriving.safety.conduct.states import BEING_WRITTEN, HELD, IN_FORCE, SEALED, VERSION


class VersionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    CONSULTATION = "consultation", _("In consultation")
    FROZEN = "frozen", _("Text frozen")
    BALLOT_OPEN = "ballot_open", _("Being voted on")
    RATIFIED = "ratified", _("Ratified")
    NOT_RATIFIED = "not_ratified", _("Not ratified")
    ENDORSED = "endorsed", _("Endorsed by the Board")
    IN_FORCE = "in_force", _("In force")
    SUPERSEDED = "superseded", _("No longer in force")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Version(models.Model):
    """``seals``: the SHA-256 of its text in each language, from the day on which it was frozen."""

    code = models.ForeignKey(Code, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=VersionState, default=VersionState.DRAFT)
    binding = models.CharField(max_length=35)  # the language whose text counts where two differ
    changes = WordsField()  # what is new in it, in a few words
    drafted_on = models.DateField()
    drafted_by = models.CharField(max_length=120)
    consulted_from = models.DateField(_("First day of the consultation"), null=True)
    consulted_until = models.DateField(_("Last day of the consultation"), null=True)
    consulted_on = models.DateField(_("Conclusion of the consultation"), null=True)
    conclusion = WordsField()  # what came of the consultation
    seals = models.JSONField(_("Text"), default=dict)
    frozen_on = models.DateField(null=True)
    frozen_by = models.CharField(max_length=120, blank=True)
    in_force_on = models.DateField(null=True)
    superseded_on = models.DateField(null=True)
    review_due_on = models.DateField(null=True)
    reason = models.TextField(_("Reason"), blank=True)  # why it was withdrawn

    class Meta:
        ordering = ["code", "-number"]
        constraints = [
            VERSION.constraint("a_version_of_a_code_is_in_a_state_of_its_lifecycle"),
            models.UniqueConstraint(fields=["code", "number"], name="a_code_numbers_its_versions"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(state=IN_FORCE), name="one_version_of_a_code_is_in_force"
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(state__in=BEING_WRITTEN),
                name="one_version_of_a_code_is_written_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SEALED) | (~Q(seals={}) & Q(frozen_on__isnull=False)),
                name="a_frozen_version_has_its_seals",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=HELD) | Q(in_force_on__isnull=False, review_due_on__isnull=False),
                name="what_is_in_force_is_reviewed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.number}"

    @property
    def is_sealed(self) -> bool:
        return bool(self.seals)

    @property
    def takes_comments(self) -> bool:
        return (
            self.state == VersionState.CONSULTATION
            and self.consulted_on is None
            and self.consulted_until is not None
            and clock.today() <= self.consulted_until
        )

    @property
    def may_be_rewritten(self) -> bool:
        """Nobody changes a text while others are asked what they think of it."""
        concluded = self.state == VersionState.CONSULTATION and self.consulted_on is not None
        return self.state == VersionState.DRAFT or concluded

    def held_on(self, day: date) -> bool:
        begun = self.in_force_on is not None and self.in_force_on <= day
        return begun and (self.superseded_on is None or day < self.superseded_on)


class Text(models.Model):
    """What a version says in one language. A new wording is a new row; none is ever changed."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="texts")
    language = models.CharField(max_length=35)
    revision = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)  # of the text in UTF-8
    translates = models.CharField(max_length=64, blank=True)  # SHA-256 of the binding text it translates
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["version", "language", "-revision"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "language", "revision"], name="a_text_of_a_code_counts_its_revisions"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="a_text_of_a_code_says_something"),
        ]


class Endorsement(models.Model):
    """That the Board endorsed a version, and what everybody can look at as its proof."""

    version = models.OneToOneField(Version, on_delete=models.PROTECT, related_name="endorsement")
    body = models.CharField(max_length=150)  # who decided: "Board of Trustees"
    title = models.CharField(max_length=200)  # of the decision
    decided_on = models.DateField()
    address = models.CharField(max_length=500, blank=True)  # https://…
    document = models.CharField(max_length=32, blank=True)  # the key of the file
    sha256 = models.CharField(max_length=64, blank=True)  # of the document
    endorsed = models.CharField(max_length=64)  # SHA-256 of the binding text, as it was endorsed
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(address="") | ~Q(document=""), name="an_endorsement_can_be_looked_at"
            ),
            models.CheckConstraint(
                condition=Q(document="", sha256="") | (~Q(document="") & ~Q(sha256="")),
                name="a_kept_endorsement_has_its_digest",
            ),
        ]


class Review(models.Model):
    """That a version in force was looked at again and stays as it is; for a change there is a new version."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="reviews")
    on = models.DateField()
    language = models.CharField(max_length=35)
    words = models.TextField()  # why it stays as it is
    reviewed_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["-on", "-pk"]


triggers.guard("conduct_text")
triggers.guard("conduct_endorsement")
triggers.guard("conduct_review")
