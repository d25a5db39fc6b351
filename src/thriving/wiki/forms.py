from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.history.lake.snapshots import Snapshot
from thriving.kernel import clock
from thriving.ui import cldr
from thriving.wiki import installation

_SNAPSHOT = re.compile(r"\d{4}-\d{2}(-\d{2})?", re.ASCII)
_EARLIEST = datetime(2001, 1, 1, tzinfo=UTC)  # there was no wiki of the movement before
_AHEAD = timedelta(days=1)  # a dump's day may have begun where its publisher is


def _with_examples(words: object, *examples: str) -> str:
    """Names and days keep their order where words run from right to left."""
    said = str(words)
    for example in examples:
        said = re.sub(rf"(?<![\d-]){re.escape(example)}(?![\d-])", cldr.isolated(example), said)
    return said


_with_examples_later = lazy(_with_examples, str)


class RunForm(forms.Form):
    """One file by the browser, or some that lie on the server."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        help_text=_with_examples_later(
            gettext_lazy(
                "A dump of at most 100 MB, by the name that its publisher gave it, such as "
                "2023-01.aawiki.all-time.tsv.bz2."
            ),
            "2023-01.aawiki.all-time.tsv.bz2",
        ),
    )
    dumps = forms.MultipleChoiceField(
        label=gettext_lazy("Files on the server"), required=False, widget=forms.CheckboxSelectMultiple
    )
    snapshot = forms.CharField(
        label=gettext_lazy("Snapshot"),
        required=False,
        max_length=10,
        help_text=_with_examples_later(
            gettext_lazy("2023-01 or 2023-01-20. Only where the files’ names do not tell."),
            "2023-01",
            "2023-01-20",
        ),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        there = [(path.name, format_html("<bdi>{}</bdi>", path.name)) for path in installation.dumps()]
        if there:
            self.fields["dumps"].choices = there  # type: ignore[attr-defined]
        else:
            del self.fields["dumps"]

    def clean_snapshot(self) -> str:
        written: str = self.cleaned_data["snapshot"].strip()
        if not written:
            return ""
        snapshot = _read(written)
        if snapshot is None:
            raise forms.ValidationError(
                _("“%(written)s” is neither a month (2023-01) nor a day (2023-01-20).")
                % {"written": cldr.isolated(written)}
            )
        if not _EARLIEST < snapshot.known_until <= clock.now() + _AHEAD:
            raise forms.ValidationError(
                _("“%(written)s” cannot be: a snapshot is of a month that is over, or of a day, since 2001.")
                % {"written": cldr.isolated(written)}
            )
        return snapshot.name

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors and bool(said.get("file")) == bool(said.get("dumps")):
            raise forms.ValidationError(_("Give one file, or pick files on the server: one of the two."))
        return said


def _read(written: str) -> Snapshot | None:
    try:
        return Snapshot.named(written) if _SNAPSHOT.fullmatch(written) else None
    except (ValueError, OverflowError):  # digits that are no date, or none that computers reckon with
        return None
