from __future__ import annotations

from django.db import models


class StoredFile(models.Model):
    """A file kept in private storage. Its name on the disk is the key, never the name it came by."""

    key = models.CharField(max_length=32, primary_key=True)
    name = models.CharField(max_length=200)  # for people, cleaned
    kind = models.CharField(max_length=20)  # told by its content
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_by = models.CharField(max_length=120, blank=True)  # a person's random key, or a command's name
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
