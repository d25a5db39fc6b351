"""What is typed of assessments and growth paths."""

from thriving.programs.capacity.forms.filters import GrowthFilter, ReportFilter
from thriving.programs.capacity.forms.group import GroupForm
from thriving.programs.capacity.forms.path import EndedForm, FinishForm, PathForm
from thriving.programs.capacity.forms.steps import PeerForm, ReasonForm, ShownForm

__all__ = [
    "EndedForm",
    "FinishForm",
    "GroupForm",
    "GrowthFilter",
    "PathForm",
    "PeerForm",
    "ReasonForm",
    "ReportFilter",
    "ShownForm",
]
