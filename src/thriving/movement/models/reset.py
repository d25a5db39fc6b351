from __future__ import annotations

from django.db import models

from thriving.movement.models.person import Person


class ResetRequest(models.Model):
    """Somebody forgot a password, until the worker writes to them.

    A name that nobody has leaves a row too, so that asking takes as long and does as much.
    """

    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="reset_requests")
    at = models.DateTimeField()
