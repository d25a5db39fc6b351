from __future__ import annotations

from django.db import models
from django.db.models import Q

from thriving.movement.models import Person
from thriving.safety.conduct.models.version import Version


class Acknowledgement(models.Model):
    """That somebody read a version and will keep to it: as themselves, and in each role that asks for it."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="acknowledgements")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="acknowledgements_of_conduct")
    role = models.CharField(max_length=60, blank=True)  # "": as themselves, whatever they do
    language = models.CharField(max_length=35)  # in which they read it
    sha256 = models.CharField(max_length=64)  # of the text that they read
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["version", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "person", "role"], name="a_version_is_acknowledged_once_in_a_role"
            ),
            models.CheckConstraint(condition=~Q(sha256=""), name="what_was_acknowledged_is_known"),
        ]
        indexes = [models.Index(fields=["person", "role", "version"], name="acknowledged_by_person")]
