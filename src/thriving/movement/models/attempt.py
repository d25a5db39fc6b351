from __future__ import annotations

from django.db import models


class SignInAttempt(models.Model):
    """A try that has not succeeded, for a quarter of an hour; names and addresses are keyed hashes.

    A name that stands without an address is kept for a day.
    """

    at = models.DateTimeField(db_index=True)
    name_mark = models.CharField(max_length=64)
    address_mark = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index(fields=["name_mark", "at"], name="attempts_by_name"),
            models.Index(fields=["address_mark", "at"], name="attempts_by_address"),
        ]
