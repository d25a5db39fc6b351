from __future__ import annotations

import json
from typing import Any

from django.db import models

from thriving.kernel import triggers


class DiaryEntry(models.Model):
    """Who did what, when and to what: one link of a chain. Triggers refuse every change but erasing the body.

    The chain covers the body only through ``commitment``: a body can be erased and the chain still holds.
    """

    number = models.BigIntegerField(primary_key=True)  # from 1, without gaps, in the order of commits
    at = models.DateTimeField()
    actor = models.CharField(max_length=120, blank=True)  # a random key, a command's name, or nobody
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=200, db_index=True)  # "plan.plan:12", or a label
    commitment = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, unique=True)  # unique: the chain cannot fork
    hash = models.CharField(max_length=64)
    # Text, not JSON: a database that rewrites 1e22 or the order of keys would break the commitment.
    written = models.TextField(null=True, db_column="body")  # noqa: DJ001 -- NULL says erased, "" would not
    salt = models.CharField(max_length=64, null=True)  # noqa: DJ001 -- the same

    class Meta:
        ordering = ["number"]

    @property
    def body(self) -> dict[str, Any] | None:
        """What was told beside the bare event; ``None`` once erased."""
        return None if self.written is None else dict(json.loads(self.written))

    @property
    def why(self) -> str:
        return str((self.body or {}).get("why", ""))


triggers.guard("kernel_diaryentry", erase=("body", "salt"))
