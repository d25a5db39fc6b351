"""How the deeds of the sample year are done: each by the action that a page or a command would call."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch
from typing import Any

from django.core.files.base import ContentFile
from django.utils.translation import override

from thriving.evidence import actions as evidence
from thriving.evidence import stated
from thriving.evidence.models import Measure, Release, Source, StatedValue
from thriving.evidence.shipped import define as define_shipped_measures
from thriving.evidence.tables import proposing, publishing
from thriving.evidence.tables.proposing import Proposal
from thriving.kernel.words import Words
from thriving.movement.actions import load_shipped_reference
from thriving.movement.models import Person
from thriving.plan import actions as plans
from thriving.plan.file import shipped
from thriving.plan.models import KeyResult, Plan, Requirement
from thriving.plan.standing.asking import asked_of
from thriving.programs.campaigns.actions import measure_due as measure_campaigns
from thriving.programs.events.actions import measure_due as measure_events
from thriving.web.sample import (
    affiliations,
    boxes,
    campaigns,
    capacity,
    cast,
    conduct,
    councils,
    crises,
    exchanges,
    experiments,
    gathered,
    gatherings,
    granting,
    introductions,
    mentoring,
    milestones,
    needs,
    offers,
    partnerships,
    positions,
    questions,
    recommending,
    saturdays,
    youth,
)
from thriving.web.sample.deeds import (
    Agreed,
    Answered,
    Applied,
    Asked,
    AskedWhatCame,
    Assessed,
    Begun,
    CheckedIn,
    Concluded,
    Confirmed,
    Connected,
    Decided,
    HandedIn,
    Measured,
    OfCampaign,
    OfCandidate,
    OfConduct,
    OfCouncil,
    OfCrisis,
    OfEvent,
    OfExchange,
    Offered,
    OfGathering,
    OfGrant,
    OfNeeds,
    OfPair,
    OfPartnership,
    OfPosition,
    OfRecommendation,
    OfSaturday,
    Packed,
    Proposed,
    Published,
    Reached,
    ReportsAsked,
    Retargeted,
    Shared,
    Stepped,
    TablesPublished,
    Told,
    Withdrawn,
    in_every_language,
)
from thriving.web.sample.story import publications, tables
from thriving.wiki import sampling

EXPERIMENTER = cast.LEADS["diverse-content"]


def begin() -> None:
    """The first day: countries, people's accounts, the plan, and a measure beside the plan."""
    load_shipped_reference(by="thriving demo")
    cast.join()
    editor = person(cast.EDITOR)
    plans.load(shipped(), sample=True, by=editor)
    cast.lead()
    cast.name_helpers()
    introductions.introduce()
    offers.hold_duties()
    affiliations.gather()
    capacity.name_languages()
    milestones.take_up()
    define_shipped_measures(by=editor.key)
    evidence.define_measure(
        publications.INTERPRETATION,
        publications.SPECIFICATION,
        title=in_every_language(publications.TITLE),
        short=in_every_language(publications.SHORT),
        limits=in_every_language(publications.LIMITS),
        by=editor,
    )


def tell(told: Sequence[Told]) -> None:
    """Enter what a day's work left, at once."""
    if told:
        records = {each.record.key: each.record.source() for each in told}
        known = set(Source.objects.filter(key__in=records).values_list("key", flat=True))
        Source.objects.bulk_create(source for key, source in records.items() if key not in known)
        evidence.state((fact for each in told for fact in each.facts), by=person(cast.EVALUATOR))


@singledispatch
def do(deed: Any) -> None:
    raise TypeError(f"nobody knows how to do {deed}")


@do.register
def _(deed: Withdrawn) -> None:
    evidence.retract(deed.kind, deed.keys, by=person(cast.EVALUATOR), why=deed.why)


@do.register
def _(deed: CheckedIn) -> None:
    key_result = KeyResult.objects.select_related("objective__priority").get(key=deed.key_result)
    with override(deed.language):
        plans.check_in(
            key_result,
            confidence=deed.confidence,
            what_changed=deed.what_changed,
            what_next=deed.what_next,
            help_needed=deed.help_needed,
            by=person(cast.LEADS[key_result.objective.priority.key]),
        )


@do.register
def _(deed: Retargeted) -> None:
    requirement = Requirement.objects.get(key_result__key=deed.key_result, key=deed.requirement)
    plans.change_target(requirement, target=deed.target, reason=deed.reason, by=person(cast.EDITOR))


@do.register
def _(deed: Published) -> None:
    plan = Plan.objects.get(key=cast.PLAN)
    plans.publish_release(
        plan,
        on=deed.as_at,
        note=in_every_language(deed.note) if deed.note else Words(),
        corrects=Release.objects.filter(plan=plan.key, on=deed.as_at).last(),
        by=person(cast.EVALUATOR),
    )


@do.register
def _(deed: Agreed) -> None:
    requirement = Requirement.objects.select_related("measure_version__measure", "named_set").get(
        key_result__key=tables.ASKED[0], key=tables.ASKED[1]
    )
    proposed = proposing.propose(
        Proposal(
            key=deed.key,
            asked=asked_of(requirement, Plan.objects.get(key=cast.PLAN), {}),
            dimensions=deed.dimensions,
            why=deed.why,
            plan=cast.PLAN,
            sample=True,
        ),
        by=person(cast.EVALUATOR),
    )
    proposing.approve(proposed, by=person(cast.SECOND_EVALUATOR))


@do.register
def _(deed: TablesPublished) -> None:
    for group in publishing.together(publishing.approved(cast.PLAN)):
        publishing.publish(group, on=deed.on, by=person(cast.EVALUATOR))


@do.register
def _(deed: Proposed) -> None:
    stated.propose(
        Measure.objects.get(key=deed.measure),
        value=deed.value,
        occurred_on=deed.occurred_on,
        by=person(cast.EVALUATOR),
        proof_file=ContentFile(deed.proof.encode(), name="proof.csv"),
        note=deed.note,
        sample=True,
    )


@do.register
def _(deed: Confirmed) -> None:
    waiting = StatedValue.objects.get(measure__key=deed.measure, occurred_on=deed.occurred_on)
    stated.confirm(waiting, by=person(cast.SECOND_EVALUATOR))


@do.register
def _(deed: ReportsAsked) -> None:
    affiliations.ask_for_reports(deed.year)


@do.register
def _(deed: HandedIn) -> None:
    affiliations.hand_in(deed.affiliate)


@do.register
def _(deed: Assessed) -> None:
    capacity.assess(deed, person(cast.DIVERSITY))


@do.register
def _(_deed: Applied) -> None:
    affiliations.ask_to_be_recognized(person(cast.VOLUNTEER))


@do.register
def _(deed: Stepped) -> None:
    affiliations.take_on(deed.move, person(cast.AFFILIATIONS))


@do.register
def _(deed: Measured) -> None:
    sampling.fill(until=deed.until, by=person(cast.EVALUATOR))
    measure_events()
    measure_campaigns()


@do.register
def _(deed: Decided) -> None:
    experiments.decide(deed.experiment, person(EXPERIMENTER))


@do.register
def _(deed: Begun) -> None:
    experiments.begin(deed.experiment, deed.on, person(EXPERIMENTER))


@do.register
def _(deed: OfEvent) -> None:
    gatherings.take(deed, person(cast.ORGANIZER))


@do.register
def _(deed: Offered) -> None:
    offer = offers.OFFERS_BY_KEY[deed.initiative]
    offers.offer(deed.initiative, person(cast.LEADS[offer.priority]), person(cast.ORGANIZER))


@do.register
def _(deed: Shared) -> None:
    offers.share(deed.pattern, person(cast.ORGANIZER), person(EXPERIMENTER))


@do.register
def _(deed: Packed) -> None:
    boxes.pack(deed.version, person(EXPERIMENTER))


@do.register
def _(deed: OfCampaign) -> None:
    campaigns.take(deed, person(cast.ORGANIZER))


@do.register
def _(deed: OfSaturday) -> None:
    saturdays.take(deed, person(cast.ORGANIZER))


@do.register
def _(deed: OfPair) -> None:
    mentoring.take(deed)


@do.register
def _(deed: OfNeeds) -> None:
    needs.take(deed, person(cast.CONTENT))


@do.register
def _(deed: OfPartnership) -> None:
    partnerships.take(deed, person(cast.CONTENT))


@do.register
def _(deed: OfGrant) -> None:
    granting.take(deed)


@do.register
def _(deed: OfGathering) -> None:
    gathered.take(deed)


@do.register
def _(deed: OfExchange) -> None:
    exchanges.take(deed)


@do.register
def _(_deed: AskedWhatCame) -> None:
    mentoring.ask_what_came()


@do.register
def _(deed: Asked) -> None:
    questions.ask(deed.question, person(cast.VOLUNTEER))


@do.register
def _(deed: Answered) -> None:
    area = questions.EXCHANGES_BY_KEY[deed.question].area
    questions.answer(deed.question, person(cast.LEADS[area]))


@do.register
def _(deed: Reached) -> None:
    milestones.reach(deed)


@do.register
def _(deed: OfCouncil) -> None:
    councils.take(deed)


@do.register
def _(deed: OfCrisis) -> None:
    crises.take(deed)


@do.register
def _(deed: OfConduct) -> None:
    conduct.take(deed)


@do.register
def _(deed: OfCandidate) -> None:
    youth.take(deed)


@do.register
def _(deed: OfRecommendation) -> None:
    recommending.take(deed)


@do.register
def _(deed: OfPosition) -> None:
    positions.take(deed, person(cast.DIVERSITY))


@do.register
def _(deed: Concluded) -> None:
    experiments.conclude(deed.experiment, deed.on, person(EXPERIMENTER))


@do.register
def _(deed: Connected) -> None:
    experiments.connect(deed, person(EXPERIMENTER))


def person(somebody: cast.Somebody) -> Person:
    return Person.objects.get(username=somebody.username)
