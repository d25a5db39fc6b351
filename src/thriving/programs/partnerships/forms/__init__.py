from thriving.programs.partnerships.forms.agreement import ClauseFormSet, DraftForm, SignForm, clauses_form
from thriving.programs.partnerships.forms.partners import (
    MeetingForm,
    MeetingsForm,
    NewPartnerForm,
    PartnerForm,
    PartnersForm,
)
from thriving.programs.partnerships.forms.partnerships import (
    AgreeForm,
    DayForm,
    InterestForm,
    NewPartnershipForm,
    PartnershipForm,
    ReasonForm,
    RenewalForm,
)
from thriving.programs.partnerships.forms.research import FindingForm, NewStreamForm, StreamForm

__all__ = [
    "AgreeForm",
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
    "RenewalForm",
    "SignForm",
    "StreamForm",
    "clauses_form",
]
