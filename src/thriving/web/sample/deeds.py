"""What people do in the sample year, as data; `year` plays it through the actions of the product."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from thriving.evidence.models import Source, Visibility
from thriving.evidence.statements import Statement
from thriving.kernel.words import in_every_language as in_every_language


@dataclass(frozen=True)
class Record:
    """Something that facts come from: a workshop, minutes, a pilot. ``title`` is marked for translation."""

    key: str
    kind: str
    title: str
    named: Mapping[str, str] = field(default_factory=dict)  # names in the title, which nobody translates
    visibility: Visibility = Visibility.PUBLIC

    def source(self) -> Source:
        return Source(
            key=self.key,
            kind=self.kind,
            title=in_every_language(self.title, self.named),
            visibility=self.visibility,
            sample=True,
        )


@dataclass(frozen=True)
class Told:
    """Work left a record, and the record states facts."""

    on: date
    record: Record
    facts: tuple[Statement, ...]


@dataclass(frozen=True)
class Withdrawn:
    """Facts that turned out to be wrong."""

    on: date
    kind: str
    keys: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class CheckedIn:
    """A lead's word beside the number."""

    on: date
    key_result: str
    confidence: int
    what_changed: str
    what_next: str = ""
    help_needed: str = ""
    language: str = "en"


@dataclass(frozen=True)
class Retargeted:
    on: date
    key_result: str
    requirement: str
    target: Decimal
    reason: str


@dataclass(frozen=True)
class Published:
    """A release of every number, as at ``as_at``. A later one for the same day corrects the earlier."""

    on: date
    as_at: date
    note: str = ""  # marked for translation


@dataclass(frozen=True)
class Proposed:
    """A number typed by a person, with its proof: the text of a small table."""

    on: date
    measure: str
    occurred_on: date
    value: Decimal
    proof: str
    note: str


@dataclass(frozen=True)
class Confirmed:
    """A second person has looked at the proof."""

    on: date
    measure: str
    occurred_on: date


@dataclass(frozen=True)
class Agreed:
    """A table of people that one evaluator proposes and another approves."""

    on: date
    key: str
    dimensions: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class TablesPublished:
    """The tables of people of the quarter that ends on this day, once its numbers are published."""

    on: date


@dataclass(frozen=True)
class ReportsAsked:
    """Affiliates owe their reports for a year."""

    on: date
    year: int


@dataclass(frozen=True)
class HandedIn:
    """An affiliate hands in the report that it owes."""

    on: date
    affiliate: str


@dataclass(frozen=True)
class Applied:
    """A group asks to be recognized."""

    on: date


@dataclass(frozen=True)
class Stepped:
    """Its recognition goes a step on."""

    on: date
    move: str


@dataclass(frozen=True)
class Measured:
    """The history of wikis up to a day, which is left out, comes into the lake and is measured."""

    on: date
    until: date


@dataclass(frozen=True)
class Decided:
    """An experiment is written down, and fixed before its start."""

    on: date
    experiment: str


@dataclass(frozen=True)
class Begun:
    on: date
    experiment: str


@dataclass(frozen=True)
class Concluded:
    """An experiment ends with its result."""

    on: date
    experiment: str


@dataclass(frozen=True)
class OfEvent:
    """An event goes a step on: announce, register, check_in, end, read_paper, report, undo."""

    on: date
    event: str
    step: str


@dataclass(frozen=True)
class Offered:
    """An initiative opens."""

    on: date
    initiative: str


@dataclass(frozen=True)
class Shared:
    """What was learned is written down for others, and they say that it helped."""

    on: date
    pattern: str


@dataclass(frozen=True)
class Packed:
    """A version of the box is published."""

    on: date
    version: int


@dataclass(frozen=True)
class OfCampaign:
    """A campaign goes a step on, or one of its events does, which ``gathering`` names."""

    on: date
    campaign: str
    step: str
    gathering: str = ""


@dataclass(frozen=True)
class OfSaturday:
    """A series of events is planned, or one of them goes a step on: announce, register, hold, report."""

    on: date
    day: date
    step: str


@dataclass(frozen=True)
class OfPair:
    """A mentor and a newcomer go a step on: offer, wish, ask, accept, tell."""

    on: date
    pair: str
    step: str


@dataclass(frozen=True)
class OfExchange:
    """An exchange of skills goes a step on: tell, ask, accept, ask_what_came, say, call, pass_on."""

    on: date
    exchange: str
    step: str


@dataclass(frozen=True)
class AskedWhatCame:
    """Whoever began to work together sixty days ago is asked what came of it; late answers are judged."""

    on: date


@dataclass(frozen=True)
class Connected:
    """An experiment is said to belong to an initiative, and to rest on learning patterns."""

    on: date
    experiment: str
    initiative: str
    patterns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """Somebody asks the people of an area."""

    on: date
    question: str


@dataclass(frozen=True)
class Answered:
    on: date
    question: str


@dataclass(frozen=True)
class Numbered:
    """Something goes a step on; ``number`` says which of several."""

    on: date
    step: str
    number: int = 0


class OfPartnership(Numbered):
    """A partnership goes a step on; ``number``: which finding is written, or which partner is met."""


@dataclass(frozen=True)
class Reached:
    """A step of a milestone is reached, and a document shows it. ``title`` is marked for translation."""

    on: date
    milestone: str
    step: str
    title: str


@dataclass(frozen=True)
class OfCouncil:
    """A council goes a step on: prepare, charter, call, open, stand, hand over, score, decide, begin."""

    on: date
    council: str
    step: str


class OfCrisis(Numbered):
    """The response to crises goes a step on; ``number``: of which one, as they were raised."""


class OfConduct(Numbered):
    """The Code of Conduct goes a step on; ``number``: which comment."""


@dataclass(frozen=True)
class OfCandidate:
    """A young candidate goes a step on: propose, accept, stand, confirm, ask, agree."""

    on: date
    candidate: str
    step: str


@dataclass(frozen=True)
class OfRecommendation:
    """A council meets or is answered: plan, call, meet, publish, adopt, answer, do, ask for time, judge."""

    on: date
    council: str
    step: str
    number: int


@dataclass(frozen=True)
class OfPosition:
    """A position goes a step on: describe, open, close, promise, fill, leave."""

    on: date
    position: str
    step: str


@dataclass(frozen=True)
class Assessed:
    """An affiliate is assessed before or after a program."""

    on: date
    affiliate: str
    wave: str


@dataclass(frozen=True)
class OfNeeds:
    """The needs assessment goes a step on; ``number``: which holder is asked, or which table is typed."""

    on: date
    step: str
    number: int = 0


@dataclass(frozen=True)
class OfGrant:
    """A grant goes a step on; ``key`` is that of a round, of a proposal, or of the gathering that is paid."""

    on: date
    key: str
    step: str


@dataclass(frozen=True)
class OfGathering:
    """A gathering that a grant pays for goes a step on: plan, ask, make good, assess, call, move, end."""

    on: date
    key: str
    step: str


ForOffers = Offered | Shared | Asked | Answered | OfPair | OfExchange | AskedWhatCame
ForPrograms = ForOffers | OfEvent | OfSaturday | Packed | OfCampaign | OfPartnership
ForThePlan = Told | Withdrawn | CheckedIn | Retargeted | Published | Proposed | Confirmed
ForTables = Agreed | TablesPublished
ForAffiliates = ReportsAsked | HandedIn | Applied | Stepped | Assessed
ForExperiments = Decided | Begun | Concluded | Connected
ForSlowWork = Reached | OfPosition | OfCouncil | OfCandidate | OfRecommendation | OfNeeds | OfConduct
ForMoney = OfGrant | OfGathering | OfCrisis
ForWork = ForPrograms | ForSlowWork | ForMoney
Deed = ForThePlan | ForTables | ForAffiliates | ForExperiments | Measured | ForWork
