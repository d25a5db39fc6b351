"""Grants of the sample year: rounds, proposals, decisions, agreements, payments and reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from hashlib import md5

from thriving.grants.agreements import actions as agreements
from thriving.grants.agreements.actions import Signed, Terms
from thriving.grants.agreements.models import Agreement, Side, Template
from thriving.grants.funds import actions as funds
from thriving.grants.funds.actions import FundSaid, QuizSaid, RoundSaid
from thriving.grants.funds.asked import asked_now, questionnaire_of
from thriving.grants.funds.models import Fund, Round
from thriving.grants.payments import actions as payments
from thriving.grants.payments.actions import Account
from thriving.grants.payments.actions import Planned as Tranche
from thriving.grants.payments.models import Disbursement
from thriving.grants.payments.sealing import seal_of
from thriving.grants.proposals.actions import applying, drafting, handing_in, measuring, screening
from thriving.grants.proposals.actions.budget import LineSaid, budget
from thriving.grants.proposals.actions.drafting import Described
from thriving.grants.proposals.actions.measuring import MeasureSaid
from thriving.grants.proposals.models import Proposal
from thriving.grants.reports import actions as reports
from thriving.grants.reports.actions import Said, Written
from thriving.grants.reports.models import Report
from thriving.grants.review.actions import committees, deciding, reviewing
from thriving.grants.review.actions.committees import Manner
from thriving.grants.review.actions.deciding import Decided
from thriving.grants.review.actions.reviewing import Reviewed
from thriving.grants.review.models import Closeness, Rubric
from thriving.kernel import clock
from thriving.kernel.money import Money
from thriving.movement.models import Person
from thriving.programs.councils.actions.calls import Criterion
from thriving.questions import actions as questions
from thriving.web.sample import cast, gathered
from thriving.web.sample.deeds import OfGrant, in_every_language
from thriving.web.sample.groups import COMMUNITIES
from thriving.web.sample.story import granting as story
from thriving.web.sample.story.gathered import BY_KEY as GATHERINGS
from thriving.web.sample.story.gathered import Gathered
from thriving.web.sample.story.granting import Asked

CURRENCY, BUDGET, LEAST, MOST = "USD", 60_000, 500, 10_000
REGIONS = tuple(sorted({group.region for group in COMMUNITIES.values()}))
TEMPLATE = "gathering"
TEXT = """{grantor} grants {grantee} up to {award} of {fund} for {title} ({works}).

The work begins on {first_day} and ends on {last_day}. {conditions}

{grantee} reports within thirty days, shows what was spent, and pays back what was not."""
GRANTOR = "Community Resources"
HOLDER, ACCOUNT = "Host of the gathering", "XX00 0000 0000 0000"
CARRIER = "Fiscal sponsor"
LINES = (("Rooms", "venue", 40), ("Food", "food", 35), ("Travel", "travel", 25))  # percent


def take(deed: OfGrant) -> None:
    STEPS[deed.step](deed.key)


def _found(_key: str) -> None:
    said = FundSaid(in_every_language(story.FUND_TITLE), in_every_language(story.FUND_ABOUT), "conference")
    funds.found_fund(said, key=story.FUND, by=_officer(), sample=True)
    agreements.write_template(TEMPLATE, "Gatherings", TEXT, by=_officer())


def _open(key: str) -> None:
    told, by = next(each for each in story.ROUNDS if each.key == key), _officer()
    one = funds.plan_round(Fund.objects.get(key=story.FUND), _round_said(told), key=key, by=by, sample=True)
    for question, otherwise in story.QUIZ:
        funds.ask_in_quiz(one, QuizSaid(in_every_language(question), in_every_language(otherwise)), by=by)
    form = questionnaire_of(one)
    if form is None:
        raise LookupError(key)
    asked = questions.Asked(kind="long_text", title=in_every_language(story.QUESTION))
    questions.add_question(form, asked, by=by)
    questions.publish(form, by=by)
    funds.open_round(one, by=by)
    _convene(one, by)


def _round_said(told: story.Round) -> RoundSaid:
    return RoundSaid(
        title=in_every_language(told.title),
        about=in_every_language(story.FUND_ABOUT),
        opens_on=told.opens,
        closes_on=told.closes,
        decides_by=told.decides_by,
        budget=_dollars(BUDGET),
        least=_dollars(LEAST),
        most=_dollars(MOST),
        regions=REGIONS,
        priority=f"{cast.PLAN}/community-leadership-development",
        core_measures=tuple(story.TARGETS),
    )


def _convene(one: Round, by: Person) -> None:
    committee = committees.start_committee(one, Manner(reviews_wanted=2, quorum=2, is_blind=True), by=by)
    criteria = [Criterion(*each) for each in story.CRITERIA]
    committees.make_rubric(committee, criteria, by=by)
    for member in cast.COMMITTEE:
        committees.name_member(committee, _person(member), by=by)
    committees.move(committee, "begin", by=by)


def _close(key: str) -> None:
    funds.close_round(Round.objects.get(key=key), by=_officer())


def _hand_in(key: str) -> None:
    told, by = _told(key), _person(cast.ORGANIZER)
    one = Round.objects.get(key=told.round.key)
    proposal = drafting.begin(one, dict.fromkeys(range(1, len(story.QUIZ) + 1), True), by=by, key=key)
    drafting.describe(proposal, _described(told), revision=proposal.revision, by=by)
    lines = [LineSaid(title, sort, _dollars(told.amount * share // 100)) for title, sort, share in LINES]
    budget(proposal, CURRENCY, lines, revision=proposal.revision, by=by)
    wanted = [MeasureSaid(Decimal(target), key) for key, target in story.TARGETS.items()]
    measuring.measure(proposal, wanted, revision=proposal.revision, by=by)
    version = asked_now(one)
    if version:
        answers = {each.key: story.ANSWER for each in version.asked}
        drafting.answer(proposal, version, answers, revision=proposal.revision, by=by)
    applying.disclose(proposal, (), by=by)
    handing_in.submit(proposal, by=by)


def _described(told: Asked) -> Described:
    group = COMMUNITIES[told.group]
    last = told.round.decides_by + timedelta(days=300)
    title = in_every_language(story.TITLE, {"group": told.group.replace("-", " ")})
    return Described(
        title=f"{title}, {told.round.decides_by.year}",  # some apply again the year after
        summary=story.SUMMARY,
        applicant_kind="group",
        organization=group.name,
        country=group.country,
        begins_on=told.round.decides_by,
        ends_on=last,
        priority=f"{cast.PLAN}/community-leadership-development",
    )


def _withdraw(key: str) -> None:
    handing_in.withdraw(_proposal(key), reason="We found the money at home.", by=_person(cast.ORGANIZER))


def _read(key: str) -> None:
    """The officer takes it up; members say whether they have a conflict before they read anything of it."""
    told, proposal, by = _told(key), _proposal(key), _officer()
    screening.screen(proposal, by=by)
    if told.outcome == "turned_away":
        screening.turn_away(proposal, told.reason, another_time=told.needed, by=by)
        return
    reviewing.open_review(proposal, by=by)
    for member in cast.COMMITTEE:
        closeness = Closeness.WORK if member.username == told.conflict_of else Closeness.NONE
        reviewing.declare(proposal, closeness, by=_person(member))


def _review(key: str) -> None:
    proposal = _proposal(key)
    points = {each["key"]: 3 for each in Rubric.objects.get(committee__round=proposal.round).criteria}
    for member in _deciders(key)[:2]:
        reviewing.give_review(proposal, Reviewed(points, "It begins with people who live there."), by=member)


def _decide(key: str) -> None:
    told, proposal, by = _told(key), _proposal(key), _officer()
    deciding.deliberate(proposal, by=by)
    for member in _deciders(key):
        ballot = proposal.ballots.order_by("-number").first()
        if ballot and ballot.outcome is None:
            deciding.vote(proposal, told.outcome, by=member)
    said = Decided(
        told.reason, told.needed, told.conditions, _dollars(told.granted) if told.granted else None
    )
    deciding.decide(proposal, said, by=by)


def agree(gathering: Gathered) -> None:
    """Both sides sign on the day on which the gathering is approved, and its payment is planned."""
    proposal, by = _proposal(gathering.key), _officer()
    terms = Terms(
        award=_dollars(_told(gathering.key).granted),
        begins_on=gathering.approved_on,
        ends_on=gathering.on + story.WORK_GOES_ON,
        our_name=GRANTOR,
        their_name=COMMUNITIES[gathering.group].name,
        conditions=_told(gathering.key).conditions,
    )
    template = Template.objects.get(key=TEMPLATE)
    agreement = agreements.draft_agreement(proposal, template, terms, by=by)
    agreements.add_work(agreement, gathered.announce(gathering), by=by)
    text = agreement.texts.get()
    agreements.make_ready(text, by=by)
    agreements.sign(text, Side.OURS, Signed(text.seal, cast.FINANCE.name), by=_person(cast.FINANCE))
    agreements.sign(text, Side.THEIRS, Signed(text.seal, cast.ORGANIZER.name), by=_person(cast.ORGANIZER))
    agreement.refresh_from_db()
    agreements.begin(agreement, by=by)
    planned = Tranche("The whole grant", terms.award, gathering.approved_on)
    payments.plan_tranche(agreement, planned, by=by)
    reports.schedule_finals(cast.TELLER)


def _request(key: str) -> None:
    """The grantee names the account and asks; the gate says what is missing, if anything is."""
    agreement = Agreement.objects.get(key=key)
    payee = payments.state_account(agreement, Account(HOLDER, ACCOUNT), by=_person(cast.ORGANIZER))
    payments.confirm_account(payee, how="By a call to a number that we had before.", by=_person(cast.FINANCE))
    payments.request_payment(_payment(key), by=_person(cast.ORGANIZER))


def _approve(key: str) -> None:
    for by in (cast.FINANCE, cast.SECOND_FINANCE):
        payment = _payment(key)
        payments.approve(payment, seal_of(payment), by=_person(by))


def _send(key: str) -> None:
    token = md5(key.encode(), usedforsecurity=False).hexdigest()
    payments.send([_payment(key)], carrier=CARRIER, token=token, by=_person(cast.FINANCE))


def _confirm(key: str) -> None:
    payments.confirm_payment(
        _payment(key), on=clock.today(), reference=f"sample {key}", by=_person(cast.FINANCE)
    )


def _report(key: str) -> None:
    told = next(each for each in story.REPORTS if each.gathering == key)
    report, by = (
        Report.objects.select_related("agreement__proposal").get(agreement__key=key),
        _person(cast.ORGANIZER),
    )
    proposal = report.agreement.proposal
    spent = {each.pk: Said(Money(each.amount * told.spent / 100, CURRENCY)) for each in proposal.lines.all()}
    reached = {each.pk: Said(each.target + story.MORE_THAN_WANTED) for each in proposal.measures.all()}
    written = Written(story.DONE, story.LEARNED, results=reached, spent=spent)
    reports.write(report, written, revision=report.revision, by=by)
    reports.submit(report, by=by)


def _accept_report(key: str) -> None:
    reports.accept(Report.objects.get(agreement__key=key), words="Thank you.", by=_officer())


def _look_at_days(_key: str) -> None:
    reports.tell_of_days(cast.TELLER)


STEPS: Mapping[str, Callable[[str], None]] = {
    "found": _found,
    "open": _open,
    "close": _close,
    "hand_in": _hand_in,
    "withdraw": _withdraw,
    "read": _read,
    "review": _review,
    "decide": _decide,
    "agree": lambda key: agree(GATHERINGS[key]),
    "request": _request,
    "approve": _approve,
    "send": _send,
    "confirm": _confirm,
    "report": _report,
    "accept_report": _accept_report,
    "look_at_days": _look_at_days,
}


def _told(key: str) -> Asked:
    return next(each for each in story.asked() if each.key == key)


def _deciders(key: str) -> list[Person]:
    """Members without a conflict."""
    conflict = _told(key).conflict_of
    return [_person(each) for each in cast.COMMITTEE if each.username != conflict]


def _proposal(key: str) -> Proposal:
    return Proposal.objects.select_related("round").get(key=key)


def _payment(key: str) -> Disbursement:
    return Disbursement.objects.select_related("tranche__agreement__proposal").get(
        tranche__agreement__key=key
    )


def _dollars(amount: int) -> Money:
    return Money(Decimal(amount), CURRENCY)


def _officer() -> Person:
    return _person(cast.GRANTS_OFFICER)


def _person(somebody: cast.Somebody) -> Person:
    return Person.objects.get(username=somebody.username)
