from thriving.programs.partnerships.forms.agreement import ClauseFormSet, DraftForm, SignForm, clauses_form
from thriving.programs.partnerships.forms.partners import (
    MeetingForm,
    MeetingsForm,
    NewPartnerForm,
    PartnerForm,
    PartnersForm,
)
from thriving.programs.partnerships.forms.partnerships import (
    DayForm,
    InterestForm,
    NewPartnershipForm,
    PartnershipForm,
    ReasonForm,
    UntilForm,
)
from thriving.programs.partnerships.forms.research import FindingForm, NewStreamForm, StreamForm

__all__ = [
    "ClauseFormSet",
    "DayForm",
    "DraftForm",
    "FindingForm",
    "InterestForm",
    "MeetingForm",
    "MeetingsForm",
    "NewPartnerForm",
    "NewPartnershipForm",
    "NewStreamForm",
    "PartnerForm",
    "PartnersForm",
    "PartnershipForm",
    "ReasonForm",
    "SignForm",
    "StreamForm",
    "UntilForm",
    "clauses_form",
]
