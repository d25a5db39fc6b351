from thriving.programs.needs.models.assessment import Assessment
from thriving.programs.needs.models.holder import Holder
from thriving.programs.needs.models.intake import Intake, IntakeRow
from thriving.programs.needs.models.round import Member, Round

__all__ = ["Assessment", "Holder", "Intake", "IntakeRow", "Member", "Round"]
