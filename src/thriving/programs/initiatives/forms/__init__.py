"""What is typed of initiatives and of core duties."""

from thriving.programs.initiatives.forms.duty import DutyForm, NewDutyForm
from thriving.programs.initiatives.forms.initiative import InitiativeForm, LogicForm, NewInitiativeForm
from thriving.programs.initiatives.forms.steps import PlacesForm, ReasonForm, WhoForm
from thriving.programs.initiatives.forms.translating import LanguageForm, TranslationForm

__all__ = [
    "DutyForm",
    "InitiativeForm",
    "LanguageForm",
    "LogicForm",
    "NewDutyForm",
    "NewInitiativeForm",
    "PlacesForm",
    "ReasonForm",
    "TranslationForm",
    "WhoForm",
]
