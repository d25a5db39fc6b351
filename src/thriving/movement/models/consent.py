from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thriving.movement.models.person import Person, new_key


class ConsentBy(models.TextChoices):
    GUARDIAN = "guardian", _("a guardian")
    SELF = "self", _("themselves")


class ConsentState(models.TextChoices):
    ASKED = "asked", _("Asked")
    GIVEN = "given", _("Given")
    REFUSED = "refused", _("Refused")
    EXPIRED = "expired", _("Not answered in time")
    WITHDRAWN = "withdrawn", _("Taken back")
    OUTGROWN = "outgrown", _("Outgrown")  # they decide for themselves now


class Consent(models.Model):
    """That a minor's guardian, or whoever has grown up, agrees that they take part; and to which words.

    Of a guardian it keeps no name. The address goes once they have decided; a keyed digest stays, by which
    they can ask for the link again. Links are kept as digests, so a thief of the database opens none.
    """

    key = models.CharField(max_length=32, unique=True, default=new_key, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    by = models.CharField(max_length=10, choices=ConsentBy)
    state = models.CharField(max_length=10, choices=ConsentState, default=ConsentState.ASKED)
    address = models.EmailField(blank=True)
    address_digest = models.CharField(max_length=64, blank=True, db_index=True)
    language = models.CharField(max_length=35)
    link = models.CharField(max_length=64, unique=True, null=True, blank=True)  # digest of the good one
    link_until = models.DateTimeField(null=True, blank=True)  # none: as long as the consent is given
    version = models.CharField(max_length=20, blank=True)  # of the words that were agreed to
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of those words as they were read
    asked_at = models.DateTimeField()
    decided_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    deletion_asked_on = models.DateField(null=True, blank=True)  # a guardian wants the account deleted

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "by"],
                condition=Q(state__in=[ConsentState.ASKED, ConsentState.GIVEN]),
                name="one_open_consent_by_person",
            ),
            models.CheckConstraint(
                condition=Q(address="") | Q(state=ConsentState.ASKED),
                name="an_address_of_a_guardian_goes_once_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state=ConsentState.GIVEN)
                | (Q(decided_on__isnull=False) & ~Q(version="") & ~Q(digest="")),
                name="a_consent_says_when_and_to_what",
            ),
        ]
        indexes = [models.Index(fields=["state", "link_until"], name="consents_to_end")]

    @property
    def diary_key(self) -> str:
        return self.key


class LostLink(models.Model):
    """Somebody says that they lost the letter with their link, until the worker writes to them.

    An address that no guardian has leaves a row too, so that asking takes as long and does as much.
    """

    address = models.EmailField()
    at = models.DateTimeField()
