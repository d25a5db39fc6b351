"""Which records are made up, so that whatever shows them can say so."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from thriving.evidence.models import Origin, Source, StatedValue


def made_up() -> Q:
    """The facts of a sample: by their source, by the import that brought them, or typed as a part of it."""
    source = Source.objects.filter(sample=True, key=OuterRef("source"))
    typed = StatedValue.objects.filter(sample=True, measure__key=OuterRef("subject"))
    imported = Q(batch__isnull=False, batch__sample=True)
    return Q(Exists(source)) | imported | Q(Exists(typed), origin=Origin.STATED)


def any_here() -> bool:
    """Whether any record of this site is made up."""
    return Source.objects.filter(sample=True).exists()
