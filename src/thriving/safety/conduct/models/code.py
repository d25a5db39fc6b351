from __future__ import annotations

from django.db import models

from thriving.kernel.words import WordsField


class Code(models.Model):
    """A code of conduct, whatever its version. For each part of the movement there is at most one."""

    key = models.SlugField(max_length=60, unique=True)
    title = WordsField()
    purpose = WordsField()
    scope = models.CharField(max_length=180, blank=True, unique=True)  # "" is the whole; else see `scopes`
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["scope", "key"]

    def __str__(self) -> str:
        return str(self.title) or self.key


class RoleToAcknowledge(models.Model):
    """Whoever holds the role does nothing by it before they have acknowledged the version in force."""

    code = models.ForeignKey(Code, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=60)

    class Meta:
        ordering = ["role"]
        constraints = [
            models.UniqueConstraint(fields=["code", "role"], name="a_role_acknowledges_a_code_once")
        ]
