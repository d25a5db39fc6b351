from __future__ import annotations

from django.db import models


class Forgotten(models.Model):
    """That somebody was forgotten: a mark of their identifier, so that no old backup brings them back."""

    mark = models.CharField(max_length=64, primary_key=True)
