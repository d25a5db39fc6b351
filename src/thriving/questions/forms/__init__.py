"""Forms made of questions, and the forms in which questions are written."""

from thriving.questions.forms.answering import AnswerForm, form_for
from thriving.questions.forms.paper import PaperForm, SheetForm
from thriving.questions.forms.promising import PromiseForm
from thriving.questions.forms.writing import QuestionForm, TranslationForm

__all__ = [
    "AnswerForm",
    "PaperForm",
    "PromiseForm",
    "QuestionForm",
    "SheetForm",
    "TranslationForm",
    "form_for",
]
