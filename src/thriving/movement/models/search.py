from __future__ import annotations

from django.db import models

from thriving.movement.models.folded import FoldedField


class SearchReach(models.IntegerChoices):
    """Who may find a record by this name. Whoever may see less never meets the row."""

    EVERYONE = 0
    SIGNED_IN = 1
    STAFF = 2


class SearchWord(models.Model):
    """A name of a record, folded, or one of its later words: what a search looks up by how it begins.

    Made from the records and made again by `thriving people reindex`; nobody writes it by hand.
    """

    kind = models.CharField(max_length=20)
    record = models.CharField(max_length=60)  # its key
    word = FoldedField(max_length=80)
    whole = models.BooleanField(default=False)  # a whole name, not a word of one
    reach = models.PositiveSmallIntegerField(choices=SearchReach)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "record", "word", "whole"], name="a_word_stands_once_by_record"
            )
        ]
        indexes = [models.Index(fields=["kind", "word", "whole", "record", "reach"], name="search_by_word")]
