"""What is typed of proposals: by those who apply, and by those who read and screen them."""

from thriving.grants.proposals.forms.budget import BudgetForm, LineFormSet, lines_form
from thriving.grants.proposals.forms.measures import MeasureFormSet, measures_form
from thriving.grants.proposals.forms.people import JoinForm, RoleFormSet, SafetyForm, roles_form
from thriving.grants.proposals.forms.quiz import AnswersForm
from thriving.grants.proposals.forms.reading import ProposalsForm, WordsForm
from thriving.grants.proposals.forms.writing import RevisionForm, WriteForm

__all__ = [
    "AnswersForm",
    "BudgetForm",
    "JoinForm",
    "LineFormSet",
    "MeasureFormSet",
    "ProposalsForm",
    "RevisionForm",
    "RoleFormSet",
    "SafetyForm",
    "WordsForm",
    "WriteForm",
    "lines_form",
    "measures_form",
    "roles_form",
]
