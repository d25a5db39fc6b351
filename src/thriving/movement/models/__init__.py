"""The tables of the movement, a file each."""

from thriving.movement.models.affiliate import (
    Affiliate,
    AffiliateKind,
    AffiliateReach,
    AffiliateState,
    RecognitionStep,
    RecognitionVote,
)
from thriving.movement.models.age import Age
from thriving.movement.models.attempt import SignInAttempt
from thriving.movement.models.audience import Audience
from thriving.movement.models.clearance import Clearance
from thriving.movement.models.community import Community, CommunityKind, CommunityReach
from thriving.movement.models.consent import Consent, ConsentBy, ConsentState, LostLink
from thriving.movement.models.country import Country, CountryProtection
from thriving.movement.models.language import Direction, Language, LanguageTerritory, Official
from thriving.movement.models.leaving import Forgotten
from thriving.movement.models.person import People, Person, new_key
from thriving.movement.models.profile import Level, PersonLanguage, PersonSkill
from thriving.movement.models.reach import Reach
from thriving.movement.models.region import CountryRegion, Region, RegionScheme
from thriving.movement.models.report import AffiliateReport, ReportKind
from thriving.movement.models.reset import ResetRequest
from thriving.movement.models.role import RoleHolding
from thriving.movement.models.search import SearchReach, SearchWord
from thriving.movement.models.standing import Axis, Definition, Standing
from thriving.movement.models.wiki import Wiki, WikiStatus, WikiVisibility

__all__ = [
    "Affiliate",
    "AffiliateKind",
    "AffiliateReach",
    "AffiliateReport",
    "AffiliateState",
    "Age",
    "Audience",
    "Axis",
    "Clearance",
    "Community",
    "CommunityKind",
    "CommunityReach",
    "Consent",
    "ConsentBy",
    "ConsentState",
    "Country",
    "CountryProtection",
    "CountryRegion",
    "Definition",
    "Direction",
    "Forgotten",
    "Language",
    "LanguageTerritory",
    "Level",
    "LostLink",
    "Official",
    "People",
    "Person",
    "PersonLanguage",
    "PersonSkill",
    "Reach",
    "RecognitionStep",
    "RecognitionVote",
    "Region",
    "RegionScheme",
    "ReportKind",
    "ResetRequest",
    "RoleHolding",
    "SearchReach",
    "SearchWord",
    "SignInAttempt",
    "Standing",
    "Wiki",
    "WikiStatus",
    "WikiVisibility",
    "new_key",
]
