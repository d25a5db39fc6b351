"""What the reports can be asked: each from the lists that there are, so nothing else reaches a query."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from thriving.movement.queries.groups import regions
from thriving.programs.capacity import catalog
from thriving.programs.capacity.models import PathState


class ReportFilter(forms.Form):
    def __init__(self, data: Any) -> None:
        super().__init__(data)
        newest = catalog.newest()
        self.fields["group"] = _choice(_("Group"), [(each.key, str(each.name)) for each in newest.groups])
        self.fields["region"] = _choice(_("Region"), list(regions().items()))


class GrowthFilter(forms.Form):
    def __init__(self, data: Any) -> None:
        super().__init__(data)
        known = [(each.key, str(each.name)) for each in catalog.newest().capacities.values()]
        states = [(each.value, each.label) for each in PathState if each is not PathState.PLANNED]
        self.fields["capacity"] = _choice(_("Capacity"), known)
        self.fields["state"] = _choice(_("State"), states)


def _choice(label: str, choices: list[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", _("any")), *choices])
