from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel import triggers
from thriving.programs.partnerships.models.partnership import Partnership, Side
from thriving.programs.partnerships.models.research import Finding
from thriving.programs.partnerships.states import SEALED, VERSION, VERSION_DRAFT


class VersionState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    READY = "ready", _("Ready to be signed")
    SIGNED = "signed", _("Signed by both sides")
    WITHDRAWN = "withdrawn", _("Taken back")


class Version(models.Model):
    """The agreement, or an amendment of it. Once ready, its seal covers document, clauses and their basis."""

    partnership = models.ForeignKey(Partnership, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=20, choices=VersionState, default=VersionState.DRAFT)
    language = models.CharField(max_length=35, default="en")  # of its clauses
    changes = models.TextField(blank=True)  # what is new in it
    document = models.CharField(_("Document"), max_length=32, blank=True)  # the key of the file
    sha256 = models.CharField(max_length=64, blank=True)  # of the document
    seal = models.CharField(_("Seal"), max_length=64, blank=True)  # SHA-256; see `sealing`
    drafted_on = models.DateField()
    drafted_by = models.CharField(max_length=120)
    ready_on = models.DateField(null=True)
    signed_on = models.DateField(null=True)

    class Meta:
        ordering = ["partnership", "number"]
        constraints = [
            VERSION.constraint("a_version_is_in_a_state_of_its_lifecycle"),
            models.UniqueConstraint(
                fields=["partnership", "number"], name="an_agreement_numbers_its_versions"
            ),
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(state=VERSION_DRAFT),
                name="one_draft_of_an_agreement_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SEALED) | (~Q(seal="") & ~Q(document="") & Q(ready_on__isnull=False)),
                name="what_is_ready_is_sealed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partnership_id}/{self.number}"


class Clause(models.Model):
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="clauses")
    position = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=12)  # as the document counts: "3.2"
    text = models.TextField()
    findings: models.ManyToManyField[Finding, Basis] = models.ManyToManyField(
        Finding, through="Basis", related_name="clauses"
    )

    class Meta:
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "number"], name="a_version_numbers_its_clauses"),
            models.UniqueConstraint(fields=["version", "position"], name="clauses_have_an_order"),
        ]

    def __str__(self) -> str:
        return self.number


class Basis(models.Model):
    """On which finding a clause rests."""

    clause = models.ForeignKey(Clause, on_delete=models.CASCADE, related_name="bases")
    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="bases")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["clause", "finding"], name="a_clause_rests_on_a_finding_once")
        ]


class Signature(models.Model):
    """``seal`` is that of the version as this side signed it."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=10, choices=Side)
    name = models.CharField(max_length=150, null=True)  # noqa: DJ001 -- NULL: whoever signed has left, and is forgotten
    office = models.CharField(max_length=150, blank=True)
    signed_on = models.DateField()
    seal = models.CharField(max_length=64)
    signer = models.CharField(max_length=32, blank=True)  # key of whoever signed with their account
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)

    class Meta:
        ordering = ["version", "side"]
        constraints = [
            models.UniqueConstraint(fields=["version", "side"], name="a_side_signs_a_version_once"),
            models.CheckConstraint(condition=Q(side__in=list(Side)), name="a_signature_is_of_a_known_side"),
        ]


triggers.guard("partnerships_signature", erase=("name",))
