from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thriving.kernel.sealed import SealedField
from thriving.movement.models import new_key
from thriving.programs.events.models import Event


class Post(models.TextChoices):
    """What somebody can be called for."""

    AT_VENUE = "at_venue", _("Is at the venue")
    OUTSIDE = "outside", _("Stays outside and can send help")
    MEDICAL = "medical", _("Answers for first aid")


class SafetyContact(models.Model):
    """Somebody who is called when something happens. Name and number are sealed.

    They were verified when somebody other than whoever wrote them down called the number and reached them.
    Where risk is enhanced neither name nor number is kept here: ``kept_with`` says who keeps them.
    """

    key = models.CharField(primary_key=True, max_length=32, default=new_key, editable=False)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="risk_contacts")
    post = models.CharField(max_length=10, choices=Post)
    name = SealedField(blank=True)
    number = SealedField(blank=True)
    kept_with = models.CharField(max_length=120, blank=True)  # a team or a role, never a person
    written_at = models.DateTimeField()
    written_by = models.CharField(max_length=120)
    reached_at = models.DateTimeField(null=True, blank=True)
    reached_by = models.CharField(max_length=120, blank=True)
    missed_at = models.DateTimeField(null=True, blank=True)  # called last without an answer

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(reached_at=None, reached_by="")
                | (Q(reached_at__isnull=False) & ~Q(reached_by="") & ~Q(reached_by=F("written_by"))),
                name="nobody_verifies_a_contact_of_their_own",
            ),
            models.CheckConstraint(condition=Q(post__in=list(Post)), name="a_contact_has_a_known_post"),
            models.CheckConstraint(
                condition=~Q(kept_with="") | (~Q(name="") & ~Q(number="")),
                name="a_contact_can_be_found",
            ),
        ]

    def __str__(self) -> str:
        return str(Post(self.post).label)
