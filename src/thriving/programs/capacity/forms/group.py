"""One group of capacities on one page: a level, how sure one is, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thriving.programs.capacity.actions.assessing import LONGEST_EVIDENCE, Said
from thriving.programs.capacity.again import Before
from thriving.programs.capacity.catalog import Capacity, Group
from thriving.programs.capacity.models import Confidence, Level, Standing
from thriving.ui import cldr

MEANINGS = {
    Standing.NONE: _("Nobody here does this yet."),
    Standing.FIRST: _("Somebody has tried it, alone or with much help."),
    Standing.GROWING: _("It works with help, or as long as one person does it."),
    Standing.SOLID: _("It works without help, and more than one person can do it."),
    Standing.STRONG: _("It works also when people change, and others learn it from you."),
}
SURE = {
    Confidence.LOW: _("a first guess of one or two people"),
    Confidence.MEDIUM: _("several people agree, or there is some evidence"),
    Confidence.HIGH: _("several people agree, and the evidence shows it"),
}
RESTS_ON = ("evidence", "link", "document", "drop")


@dataclass(frozen=True)
class Part:
    """The fields of one capacity, as the page sets them out."""

    capacity: Capacity
    level: forms.BoundField
    confidence: forms.BoundField
    rests_on: tuple[forms.BoundField, ...]
    document: str
    opened: bool


class GroupForm(forms.Form):
    """Every field may stay empty: what is missing is asked for when the assessment is handed in."""

    def __init__(
        self,
        group: Group,
        levels: Mapping[str, Level],
        before: Mapping[str, Before],
        data: Any = None,
        files: Any = None,
    ) -> None:
        super().__init__(data, files)
        self.group, self.levels = group, levels
        for each in group.capacities:
            for name, field in _fields(levels.get(each.key)).items():
                self.fields[f"{each.key}-{name}"] = field
            self.fields[f"{each.key}-level"].help_text = _before(before.get(each.key))

    def parts(self) -> Iterator[Part]:
        for each in self.group.capacities:
            level = self.levels.get(each.key)
            rests = [self[f"{each.key}-{name}"] for name in RESTS_ON if f"{each.key}-{name}" in self.fields]
            yield Part(
                each,
                self[f"{each.key}-level"],
                self[f"{each.key}-confidence"],
                tuple(rests),
                document=level.document.name if level and level.document else "",
                opened=any(bound.errors for bound in rests),
            )

    def said(self) -> dict[str, Said]:
        """Of every capacity of the group about which something is said, or was."""
        told = {each.key: self._said(each.key) for each in self.group.capacities}
        return {key: said for key, said in told.items() if said != Said() or key in self.levels}

    def _said(self, key: str) -> Said:
        values = {name: self.cleaned_data.get(f"{key}-{name}") for name in ("level", "confidence", *RESTS_ON)}
        return Said(**{name: value for name, value in values.items() if value is not None})


def _fields(level: Level | None) -> dict[str, forms.Field]:
    known = level or Level()
    fields: dict[str, forms.Field] = {
        "level": forms.TypedChoiceField(
            label=_("Level"),
            required=False,
            coerce=int,
            empty_value=None,
            choices=[("", _("not assessed")), *((each.value, _named(each, MEANINGS)) for each in Standing)],
            initial=known.level,
        ),
        "confidence": forms.ChoiceField(
            label=_("How sure you are"),
            required=False,
            choices=[("", _("not said")), *((each.value, _named(each, SURE)) for each in Confidence)],
            initial=known.confidence,
        ),
        "evidence": forms.CharField(
            label=_("In words"),
            required=False,
            max_length=LONGEST_EVIDENCE,
            initial=known.evidence,
            widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        ),
        "link": forms.URLField(
            label=_("A link"), required=False, max_length=500, initial=known.link, assume_scheme="https"
        ),
        "document": forms.FileField(
            label=_("A document"), required=False, help_text=_("PDF, CSV, XLSX, PNG or JPEG.")
        ),
    }
    if known.document_id:
        fields["drop"] = forms.BooleanField(label=_("Take the document away"), required=False)
    return fields


def _before(found: Before | None) -> str:
    """Level and day of the assessment before, beside which the new one is said."""
    if found is None:
        return ""
    told = {"day": cldr.day(found.on), "level": Standing(found.level).label}
    return gettext("On %(day)s it was: %(level)s.") % told


def _named(each: Any, meanings: Mapping[Any, Any]) -> str:
    return f"{each.label}: {meanings[each]}"
