"""What is typed of a code of conduct, from its title to the Board's decision."""

from thriving.safety.conduct.forms.codes import CodeForm, DraftForm, NewCodeForm, RolesForm
from thriving.safety.conduct.forms.steps import (
    AcknowledgeForm,
    AnswerForm,
    BallotForm,
    CommentForm,
    EndorseForm,
    ReasonForm,
    ReviewForm,
    SummaryForm,
    UntilForm,
    VoteForm,
    WriteForm,
)

__all__ = [
    "AcknowledgeForm",
    "AnswerForm",
    "BallotForm",
    "CodeForm",
    "CommentForm",
    "DraftForm",
    "EndorseForm",
    "NewCodeForm",
    "ReasonForm",
    "ReviewForm",
    "RolesForm",
    "SummaryForm",
    "UntilForm",
    "VoteForm",
    "WriteForm",
]
