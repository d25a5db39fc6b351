"""What is typed of rounds, of holders, and of the people who ask them."""

from thriving.programs.needs.forms.asking import AssessmentsForm
from thriving.programs.needs.forms.holder import HolderForm, InvitedForm, TypedForm
from thriving.programs.needs.forms.round import MemberForm, NewRoundForm, RoundForm, TableForm

__all__ = [
    "AssessmentsForm",
    "HolderForm",
    "InvitedForm",
    "MemberForm",
    "NewRoundForm",
    "RoundForm",
    "TableForm",
    "TypedForm",
]
