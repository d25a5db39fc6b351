from thriving.grants.agreements.forms.agreements import AmountForm, ReasonForm, TermsForm, WorkForm
from thriving.grants.agreements.forms.decisions import DigestForm, DocumentForm
from thriving.grants.agreements.forms.templates import TemplateForm
from thriving.grants.agreements.forms.texts import SignForm

__all__ = [
    "AmountForm",
    "DigestForm",
    "DocumentForm",
    "ReasonForm",
    "SignForm",
    "TemplateForm",
    "TermsForm",
    "WorkForm",
]
