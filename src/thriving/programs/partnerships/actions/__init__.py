"""What is done with partners and partnerships, each a verb."""

from thriving.programs.partnerships.actions.drafting import (
    ClauseSaid,
    Drafted,
    draft,
    make_ready,
    rewrite_draft,
    take_back,
)
from thriving.programs.partnerships.actions.following import follow_protections, remind_of_ends
from thriving.programs.partnerships.actions.meetings import (
    Noted,
    note_meeting,
    rewrite_meeting,
    withdraw_meeting,
)
from thriving.programs.partnerships.actions.partners import Described, add_partner, describe_partner
from thriving.programs.partnerships.actions.partnerships import (
    Proposed,
    begin_talks,
    describe_partnership,
    end,
    propose_partnership,
    state_interests,
    take_effect,
)
from thriving.programs.partnerships.actions.renewing import (
    RenewalSaid,
    agree_to_renew,
    drop_renewal,
    propose_renewal,
)
from thriving.programs.partnerships.actions.research import (
    Found,
    StreamSaid,
    add_stream,
    begin,
    describe_stream,
    resume,
    scope,
    stop,
    withdraw_finding,
    write_finding,
)
from thriving.programs.partnerships.actions.signing import Signed, sign

__all__ = [
    "ClauseSaid",
    "Described",
    "Drafted",
    "Found",
    "Noted",
    "Proposed",
    "RenewalSaid",
    "Signed",
    "StreamSaid",
    "add_partner",
    "add_stream",
    "agree_to_renew",
    "begin",
    "begin_talks",
    "describe_partner",
    "describe_partnership",
    "describe_stream",
    "draft",
    "drop_renewal",
    "end",
    "follow_protections",
    "make_ready",
    "note_meeting",
    "propose_partnership",
    "propose_renewal",
    "remind_of_ends",
    "resume",
    "rewrite_draft",
    "rewrite_meeting",
    "scope",
    "sign",
    "state_interests",
    "stop",
    "take_back",
    "take_effect",
    "withdraw_finding",
    "withdraw_meeting",
    "write_finding",
]
