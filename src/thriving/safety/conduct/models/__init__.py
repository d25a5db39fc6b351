from thriving.safety.conduct.models.acknowledgement import Acknowledgement
from thriving.safety.conduct.models.ballot import Ballot, Choice, Tally, Voter
from thriving.safety.conduct.models.code import Code, RoleToAcknowledge
from thriving.safety.conduct.models.consultation import AnswerKind, Comment
from thriving.safety.conduct.models.version import Endorsement, Review, Text, Version, VersionState

__all__ = [
    "Acknowledgement",
    "AnswerKind",
    "Ballot",
    "Choice",
    "Code",
    "Comment",
    "Endorsement",
    "Review",
    "RoleToAcknowledge",
    "Tally",
    "Text",
    "Version",
    "VersionState",
    "Voter",
]
