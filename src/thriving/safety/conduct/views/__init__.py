from thriving.safety.conduct.views.acknowledging import ACKNOWLEDGED, acknowledge, acknowledged
from thriving.safety.conduct.views.codes import CODES, code, code_step, codes, new_code
from thriving.safety.conduct.views.consulting import COMMENTS, comment, comment_step, comments
from thriving.safety.conduct.views.versions import difference, proof, step, version, write
from thriving.safety.conduct.views.voting import roll, vote

__all__ = [
    "ACKNOWLEDGED",
    "CODES",
    "COMMENTS",
    "acknowledge",
    "acknowledged",
    "code",
    "code_step",
    "codes",
    "comment",
    "comment_step",
    "comments",
    "difference",
    "new_code",
    "proof",
    "roll",
    "step",
    "version",
    "vote",
    "write",
]
