from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.grants.agreements.models.agreement import Agreement
from thriving.grants.agreements.states import SEALED, TEXT, TEXT_DRAFT, TEXT_READY
from thriving.kernel import triggers
from thriving.kernel.money import AmountField, Money


class Side(models.TextChoices):
    OURS = "ours", _("The fund")
    THEIRS = "theirs", _("The grantee")


class Template(models.Model):
    """The words of agreements, with named places; written anew it gets the next number."""

    key = models.SlugField(max_length=60)
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=35, default="en")
    title = models.CharField(max_length=150)
    body = models.TextField()
    written_on = models.DateField()
    written_by = models.CharField(max_length=120)
    retired_on = models.DateField(null=True)

    class Meta:
        ordering = ["key", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["key", "number"], name="a_template_numbers_its_versions")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class TextState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    READY = "ready", _("Ready to be signed")
    SIGNED = "signed", _("Signed by both sides")
    WITHDRAWN = "withdrawn", _("Taken back")


class Text(models.Model):
    """The agreement, or an amendment of it: its terms, and the words that the template made of them.

    Once ready, its seal covers all of it; both sides sign the seal.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="texts")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=TextState, default=TextState.DRAFT)
    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="texts")
    award = AmountField()  # in the agreement's currency
    begins_on = models.DateField()
    ends_on = models.DateField()
    our_name = models.CharField(max_length=150)
    their_name = models.CharField(max_length=150)
    conditions = models.TextField(blank=True)
    changes = models.TextField(blank=True)  # what is new in it
    body = models.TextField(_("Text"), blank=True)
    seal = models.CharField(_("Seal"), max_length=64, blank=True)  # SHA-256; see `sealing`
    drafted_on = models.DateField()
    drafted_by = models.CharField(max_length=120)
    ready_on = models.DateField(null=True)
    signed_on = models.DateField(null=True)

    class Meta:
        ordering = ["agreement", "number"]
        constraints = [
            TEXT.constraint("a_text_is_in_a_state_of_its_lifecycle"),
            models.UniqueConstraint(fields=["agreement", "number"], name="an_agreement_numbers_its_texts"),
            models.UniqueConstraint(
                fields=["agreement"],
                condition=Q(state__in=(TEXT_DRAFT, TEXT_READY)),
                name="one_text_is_open_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SEALED) | (~Q(seal="") & ~Q(body="") & Q(ready_on__isnull=False)),
                name="a_ready_text_is_sealed",
            ),
            models.CheckConstraint(
                condition=Q(award__gt=0, ends_on__gte=F("begins_on")),
                name="a_text_grants_something_for_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}/{self.number}"

    @property
    def money(self) -> Money:
        return Money(self.award, self.agreement.currency)


class Signature(models.Model):
    """``seal`` is that of the text as this side signed it."""

    text = models.ForeignKey(Text, on_delete=models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=10, choices=Side)
    name = models.CharField(max_length=150, null=True)  # noqa: DJ001 -- NULL: whoever signed has left, and is forgotten
    office = models.CharField(max_length=150, blank=True)
    seal = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    signed_by = models.CharField(max_length=32)  # the key of a person

    class Meta:
        ordering = ["text", "side"]
        constraints = [
            models.UniqueConstraint(fields=["text", "side"], name="a_side_signs_a_text_once"),
            models.UniqueConstraint(fields=["text", "signed_by"], name="nobody_signs_a_text_for_both_sides"),
            models.CheckConstraint(condition=Q(side__in=list(Side)), name="a_text_is_signed_by_a_known_side"),
        ]


triggers.guard("agreements_template", stamp=("retired_on",))
triggers.guard("agreements_signature", erase=("name",))
