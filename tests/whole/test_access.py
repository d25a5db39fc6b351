"""One table: every page, every role, the answer. A page without a row fails."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files import File
from django.urls import URLPattern, URLResolver, get_resolver
from tests import places as world_of_places
from tests.conftest import Cast, person
from tests.evidence.tables import world as world_of_tables
from tests.factories import with_example
from tests.grants import world as world_of_grants
from tests.grants.payments import world as world_of_payments
from tests.grants.reports import world as world_of_reports
from tests.grants.review import world as world_of_reviews
from tests.movement.groups import world as world_of_groups
from tests.movement.minors import world as world_of_minors
from tests.plan import world
from tests.programs.asking import world as world_of_questions
from tests.programs.campaigns import world as world_of_campaigns
from tests.programs.capacity import world as world_of_capacity
from tests.programs.councils import calls as world_of_calls
from tests.programs.councils import recommending as world_of_recommendations
from tests.programs.councils import world as world_of_councils
from tests.programs.events import world as world_of_events
from tests.programs.exchange import world as world_of_exchange
from tests.programs.experiments import world as world_of_experiments
from tests.programs.initiatives import world as world_of_initiatives
from tests.programs.mentoring import world as world_of_mentoring
from tests.programs.milestones import world as world_of_milestones
from tests.programs.needs import world as world_of_needs
from tests.programs.partnerships import world as world_of_partnerships
from tests.programs.patterns import world as world_of_patterns
from tests.programs.positions import world as world_of_positions
from tests.questions import world as world_of_questionnaires
from tests.safety.conduct import pages as pages_of_conduct
from tests.safety.crisis import world as world_of_crises
from tests.safety.event_risk import ready as world_of_readiness
from tests.safety.event_risk import world as world_of_risks
from tests.whole.numbers import count_on
from tests.wiki import world as world_of_wikis

from thriving.evidence import actions
from thriving.evidence.models import Batch, Indicator, StatedValue
from thriving.grants.proposals.models import Intake as GrantIntake
from thriving.grants.proposals.models import Proposal
from thriving.kernel import clock, files
from thriving.kernel.words import Words
from thriving.movement.actions import guardians
from thriving.movement.actions.standings import define_shipped
from thriving.movement.models import AffiliateReport, Clearance, Person, RoleHolding
from thriving.programs.asking.models import Question
from thriving.programs.campaigns.models import ContributionList, WorkItem
from thriving.programs.capacity.models import Look
from thriving.programs.councils.actions import councils as chartering
from thriving.programs.councils.models import Nomination
from thriving.programs.councils.queries.nominations import token_of
from thriving.programs.events.models import Event, Roll, RollRow
from thriving.programs.exchange import actions as exchanging
from thriving.programs.exchange.matches import alias_of
from thriving.programs.exchange.models import AffiliateSkill, Call, Exchange, Party, Way
from thriving.programs.initiatives.models import Involvement
from thriving.programs.mentoring.models import Offer, Pair
from thriving.programs.needs.models import Assessment, Intake
from thriving.programs.partnerships.models import Meeting, Partnership
from thriving.programs.patterns.models import Reuse
from thriving.programs.positions import actions as position_actions
from thriving.questions import actions as answering
from thriving.questions.models import Questionnaire
from thriving.safety.crisis.models import Crisis
from thriving.safety.event_risk.models import Pack
from thriving.wiki.models import Run

# Beside the cast: who judges affiliates, and who answers for the one of these tests.
MORE_ROLES = {
    "officer": "affiliations_officer",
    "contact": "affiliate_contact affiliate:lakeside",
    "protector": "safeguarding_officer",
    "risk_officer": "risk_officer",
    "risk_authority": "risk_authority",
    "duty_officer": "crisis_officer",
    "crisis_manager": "crisis_manager",
    "grants_officer": "grants_officer",
    "finance_officer": "finance_officer",
}
ROLES = (*(role.name for role in fields(Cast)), *MORE_ROLES)


@dataclass(frozen=True)
class Row:
    """What a GET of a page answers: ``to_all`` unless ``but`` says otherwise for a role of the cast."""

    name: str
    to_all: int
    but: dict[str, int] = field(default_factory=dict)
    with_: dict[str, str] = field(default_factory=dict)  # what stands in its address
    absent: dict[str, str] = field(default_factory=dict)  # what stands there for a record that is not there
    needs: str = ""  # a fixture that makes the records the address names
    takes_posts_of_visitors: bool = False
    alone: bool = False  # asked where no other records stand, by which somebody here may do more

    def expected(self, role: str) -> int:
        return self.but.get(role, self.to_all)


# Who may import, and who may type a number: others are refused, a visitor is asked to sign in.
EVALUATORS = {"visitor": 302, "evaluator": 200, "second_evaluator": 200}
TRUSTED = {**EVALUATORS, "lead": 200, "other_lead": 200}
TWINS_OF_EVALUATORS = {"evaluator": 200, "second_evaluator": 200}

MEASURE, NO_MEASURE = {"measure": "communities"}, {"measure": "nothing"}
DEFINITION, NO_DEFINITION = {"key": "communities"}, {"key": "nothing"}
SERIES, NO_SERIES = {"key": "editors"}, {"key": "nothing"}
FIRST, NO_SUCH = {"pk": "1"}, {"pk": "77"}
TABLE_OF_PEOPLE, NO_TABLE = {"key": "people-by-region"}, {"key": "nothing"}
TABLE_RELEASE, NO_TABLE_RELEASE = {**TABLE_OF_PEOPLE, "number": "1"}, {**TABLE_OF_PEOPLE, "number": "77"}
DECIDED_BY_POST = {"visitor": 302, "evaluator": 405, "second_evaluator": 405}  # by a button of a form


def with_twins(row: Row, to_twins: dict[str, int] | None = None) -> tuple[Row, ...]:
    """The row of a page, and those of its twins: a program without a role is refused, not sent to a form."""
    but = row.but if to_twins is None else to_twins
    return (row, *(replace(row, name=f"{row.name}-{form}", but=but) for form in ("json", "csv")))


EVIDENCE: tuple[Row, ...] = (
    *with_twins(Row("evidence:records", 200, with_=MEASURE, needs="evidence", absent=NO_MEASURE)),
    *with_twins(Row("evidence:measures", 200, needs="evidence")),
    *with_twins(Row("evidence:measure", 200, with_=DEFINITION, needs="evidence", absent=NO_DEFINITION)),
    *with_twins(Row("evidence:indicators", 200, needs="evidence")),
    *with_twins(Row("evidence:indicator", 200, with_=SERIES, needs="evidence", absent=NO_SERIES)),
    Row("evidence:export", 200),
    Row("evidence:data-package", 200),
    Row("evidence:data-package-file", 200),
    Row("evidence:imports", 403, EVALUATORS, needs="evidence"),
    Row("evidence:import-template", 403, EVALUATORS),
    Row("evidence:import", 403, EVALUATORS, with_=FIRST, needs="evidence", absent=NO_SUCH),
    *with_twins(
        Row("evidence:import-rows", 403, EVALUATORS, with_=FIRST, needs="evidence", absent=NO_SUCH),
        TWINS_OF_EVALUATORS,
    ),
    Row("evidence:stated-values", 403, TRUSTED, needs="evidence"),
    Row("evidence:propose-value", 403, TRUSTED, needs="evidence"),
    Row("evidence:stated-value", 403, TRUSTED, with_=FIRST, needs="evidence", absent=NO_SUCH),
    Row("evidence:proof", 403, TRUSTED, with_=FIRST, needs="evidence", absent=NO_SUCH),
    *with_twins(Row("evidence:tables", 200, needs="table")),
    *with_twins(Row("evidence:table", 200, with_=TABLE_OF_PEOPLE, needs="table", absent=NO_TABLE)),
    *with_twins(
        Row("evidence:table-release", 200, with_=TABLE_RELEASE, needs="table", absent=NO_TABLE_RELEASE)
    ),
    Row("evidence:propose-table", 403, EVALUATORS),
    Row("evidence:decide-table", 403, DECIDED_BY_POST, with_=TABLE_OF_PEOPLE, needs="table"),
    Row("evidence:publish-tables", 403, DECIDED_BY_POST),
)

WIKI_MEASURED, NO_WIKI_MEASURED = {"code": "aawiki"}, {"code": "nowiki"}
SIGN, NO_SIGN = {**WIKI_MEASURED, "metric": "edits"}, {**WIKI_MEASURED, "metric": "nothing"}
REJECTS, NO_REJECTS = {"key": world_of_wikis.KEY}, {"key": "0" * 20 + "-" + "0" * 8}

WIKIS: tuple[Row, ...] = (
    Row("wiki:lake", 403, EVALUATORS),
    Row("wiki:run", 403, EVALUATORS, with_=FIRST, needs="lake", absent=NO_SUCH),
    Row("wiki:rejects", 403, EVALUATORS, with_=REJECTS, needs="lake", absent=NO_REJECTS),
    *with_twins(Row("wiki:signs", 200, with_=WIKI_MEASURED, needs="lake", absent=NO_WIKI_MEASURED)),
    *with_twins(Row("wiki:sign", 200, with_=SIGN, needs="lake", absent=NO_SIGN)),
)

PLAN, NO_PLAN = {"plan": "thriving-movement-2019"}, {"plan": "nothing"}
RESULT = {**PLAN, "key_result": "leadership-development-framework"}
NO_RESULT = {**PLAN, "key_result": "nothing"}
OUTCOME, NO_OUTCOME = {**PLAN, "outcome": "newcomers"}, {**PLAN, "outcome": "nothing"}
PART = {**PLAN, "address": "key-result:leadership-development-framework"}
LEADS = {
    "visitor": 302,
    "lead": 200,
    "other_lead": 200,
    "evaluator": 200,
    "second_evaluator": 200,
    "editor": 200,
}
TWINS_OF_LEADS = {role: status for role, status in LEADS.items() if role != "visitor"}
EDITORS = {"visitor": 302, "lead": 200, "other_lead": 200, "editor": 200}

PLANS: tuple[Row, ...] = (
    Row("web:home", 200, needs="plan"),
    *with_twins(Row("web:announcement", 200, needs="plan")),
    Row("web:favicon", 302),  # to the mark, for all
    Row("web:openapi", 200),
    Row("web:robots", 200),
    *with_twins(Row("plan:current", 200, needs="plan")),
    *with_twins(Row("plan:plan", 200, with_=PLAN, needs="plan", absent=NO_PLAN)),
    *with_twins(Row("plan:outcomes", 200, with_=PLAN, needs="plan", absent=NO_PLAN)),
    *with_twins(Row("plan:outcome", 200, with_=OUTCOME, needs="plan", absent=NO_OUTCOME)),
    *with_twins(Row("plan:key_result", 200, with_=RESULT, needs="plan", absent=NO_RESULT)),
    *with_twins(Row("plan:target_history", 200, with_=RESULT, needs="plan", absent=NO_RESULT)),
    *with_twins(Row("plan:changes", 200, with_=PLAN, needs="plan", absent=NO_PLAN)),
    *with_twins(Row("plan:compare", 200, with_=PLAN, needs="plan", absent=NO_PLAN)),
    Row("plan:board", 200, with_=PLAN, needs="plan", absent=NO_PLAN),
    Row("plan:wikitext", 200, with_=PLAN, needs="plan", absent=NO_PLAN),
    Row("plan:downloads", 200, with_=PLAN, needs="plan", absent=NO_PLAN),
    Row("plan:rule", 200, with_=PLAN, needs="plan", absent=NO_PLAN),
    *with_twins(
        Row("plan:needs_attention", 403, LEADS, with_=PLAN, needs="plan", absent=NO_PLAN), TWINS_OF_LEADS
    ),
    *with_twins(
        Row("movement:my_work", 200, {"visitor": 302}, needs="plan"),
        {"visitor": 403},
    ),
    Row("plan:check_in", 403, {"visitor": 302, "lead": 200}, with_=RESULT, needs="plan"),
    Row("plan:edit", 403, EDITORS, with_=PLAN, needs="plan"),
    Row("plan:edit_part", 403, {"visitor": 302, "lead": 200, "editor": 200}, with_=PART, needs="plan"),
    Row("plan:add_part", 403, {"visitor": 302, "editor": 200}, with_={**PLAN, "table": "goal"}, needs="plan"),
)

OWN = {"visitor": 302}  # of whoever has an account, and about nobody else
ACCOUNTS: tuple[Row, ...] = (
    Row("movement:second_step", 302, takes_posts_of_visitors=True),  # none of the cast has one
    Row("movement:sign_in_with_passkey", 200, takes_posts_of_visitors=True),
    Row("movement:wiki_sign_in", 405, takes_posts_of_visitors=True),
    Row("movement:wiki_back", 404),  # no wiki is set up here
    Row("movement:forgotten", 200, takes_posts_of_visitors=True),
    Row("movement:new_password", 410, takes_posts_of_visitors=True),  # without a letter's link
    Row("movement:account", 200, OWN),
    Row("movement:prove", 200, OWN),
    Row("movement:wiki_prove", 405),
    Row("movement:security", 200, OWN),
    Row("movement:add_app", 200, OWN),
    Row("movement:add_passkey", 200, OWN),
    Row("movement:remove_step", 404, OWN, with_={"number": "77"}),
    Row("movement:recovery_codes", 302),  # only beside a second step
    Row("movement:change_password", 200, OWN),
    Row("movement:wiki_connect", 404, OWN),
    Row("movement:wiki_disconnect", 405),
    Row("movement:sign_out_everywhere", 405),
)

SOMEBODY, NOBODY = {"page": "0" * 32}, {"page": "1" * 32}
MINOR = {"page": "d" * 32}
PROTECTORS = {"visitor": 302, "protector": 200}
LIAISON, NO_ROLE = {"role": "regional_liaison"}, {"role": "king"}
GIVERS = {"visitor": 302, "lead": 200, "other_lead": 200, "operator": 200}
HOLDING, ENDERS = {"pk": "900"}, {**GIVERS, "volunteer": 200}
PEOPLE: tuple[Row, ...] = (
    *with_twins(Row("movement:people", 200)),
    Row("movement:person", 200, {"visitor": 404}, with_=SOMEBODY, needs="somebody", absent=NOBODY),
    Row("movement:person", 404, {"protector": 200}, with_=MINOR, needs="minor", absent=NOBODY),
    Row("movement:my_age", 200, OWN),
    Row("movement:guardian", 410, takes_posts_of_visitors=True),  # without a letter's link
    Row("movement:lost_link", 200, takes_posts_of_visitors=True),
    Row("movement:safeguarding", 403, PROTECTORS, needs="minor"),
    Row("movement:clear_adult", 403, PROTECTORS),
    Row("movement:end_clearance", 403, PROTECTORS, with_=FIRST, needs="minor", absent=NO_SUCH),
    Row("movement:confirm_age", 403, PROTECTORS, with_=MINOR, needs="minor", absent=NOBODY),
    Row("movement:delete_minor", 403, PROTECTORS, with_=MINOR, needs="minor", absent=NOBODY),
    Row("movement:edit_profile", 200, OWN),
    Row("movement:letters", 200, OWN),
    Row("movement:my_data", 200, OWN),
    Row("movement:my_data_file", 405),
    Row("movement:leave", 200, OWN),
    Row("movement:left", 200),
    *with_twins(Row("movement:roles", 200)),
    *with_twins(Row("movement:role", 200, with_=LIAISON, needs="somebody", absent=NO_ROLE)),
    Row("movement:give_role", 403, GIVERS, with_=LIAISON),
    Row("movement:end_role", 404, ENDERS, with_=HOLDING, needs="somebody", absent=NO_SUCH),
)

LAKESIDE, NO_AFFILIATE = {"key": "lakeside"}, {"key": "nothing"}
NIGHT_SKY, NO_COMMUNITY = {"key": "night-sky"}, {"key": "nothing"}
REPORT = {**LAKESIDE, "pk": "1"}
ASKED_TO_SIGN_IN = {"visitor": 302}
JUDGES = {**ASKED_TO_SIGN_IN, "officer": 200}
THEIRS = {**JUDGES, "contact": 200}

# What is an affiliate's own is not there for others.
GROUPS: tuple[Row, ...] = (
    *with_twins(Row("movement:affiliates", 200, needs="groups")),
    Row("movement:apply", 200, ASKED_TO_SIGN_IN),
    Row("movement:affiliations", 403, JUDGES, needs="groups"),
    Row("movement:affiliate", 200, with_=LAKESIDE, needs="groups", absent=NO_AFFILIATE),
    Row("movement:describe_affiliate", 404, THEIRS, with_=LAKESIDE, needs="groups"),
    Row("movement:recognition", 404, THEIRS, with_=LAKESIDE, needs="groups"),
    Row("movement:affiliate_reports", 404, THEIRS, with_=LAKESIDE, needs="groups"),
    Row("movement:affiliate_report", 404, THEIRS, with_=REPORT, needs="groups"),
    Row("movement:affiliate_report_file", 404, ASKED_TO_SIGN_IN, with_=REPORT, needs="groups"),
    *with_twins(Row("movement:communities", 200, needs="groups")),
    Row("movement:new_community", 403, JUDGES),
    Row("movement:community", 200, with_=NIGHT_SKY, needs="groups", absent=NO_COMMUNITY),
    Row("movement:describe_community", 404, JUDGES, with_=NIGHT_SKY, needs="groups"),
    *with_twins(Row("movement:search", 200, needs="groups")),
)

GHANA, NO_COUNTRY = {"code": "GH"}, {"code": "ZZ"}
SCHEME, NO_SCHEME = {"scheme": "wikimedia"}, {"scheme": "moons"}
REGION, NO_REGION = {**SCHEME, "key": "south-asia"}, {**SCHEME, "key": "atlantis"}
LANGUAGE, NO_LANGUAGE = {"code": "dag"}, {"code": "xx"}
WIKI, NO_WIKI = {"code": "dagwiki"}, {"code": "xxwiki"}
TERM, NO_TERM = {"key": "emerging-community"}, {"key": "nothing"}

PLACES: tuple[Row, ...] = (
    *with_twins(Row("movement:countries", 200, needs="places")),
    *with_twins(Row("movement:country", 200, with_=GHANA, needs="places", absent=NO_COUNTRY)),
    *with_twins(Row("movement:scheme", 200, with_=SCHEME, needs="places", absent=NO_SCHEME)),
    *with_twins(Row("movement:region", 200, with_=REGION, needs="places", absent=NO_REGION)),
    *with_twins(Row("movement:languages", 200, needs="places")),
    *with_twins(Row("movement:language", 200, with_=LANGUAGE, needs="places", absent=NO_LANGUAGE)),
    *with_twins(Row("movement:wikis", 200, needs="places")),
    *with_twins(Row("movement:wiki", 200, with_=WIKI, needs="places", absent=NO_WIKI)),
    *with_twins(Row("movement:definitions", 200, needs="places")),
    *with_twins(Row("movement:definition", 200, with_=TERM, needs="places", absent=NO_TERM)),
)

TEA, NO_EXPERIMENT = {"key": "tea"}, {"key": "nothing"}
ORGANIZERS = {**ASKED_TO_SIGN_IN, "lead": 200, "other_lead": 200}
MINE_TO_RUN = {**ASKED_TO_SIGN_IN, "lead": 200}
OFFERED, NOT_OFFERED = {"key": "photo-grants"}, {"key": "nothing"}
DUTY, NO_DUTY = {"key": "grants"}, {"key": "nothing"}
INITIATIVES: tuple[Row, ...] = (
    *with_twins(Row("initiatives:initiatives", 200, needs="initiatives")),
    Row("initiatives:initiative", 200, with_=OFFERED, needs="initiatives", absent=NOT_OFFERED),
    Row("initiatives:new", 403, ORGANIZERS, needs="initiatives"),
    *(
        Row(f"initiatives:{name}", 404, MINE_TO_RUN, with_=OFFERED, needs="initiatives", absent=NOT_OFFERED)
        for name in ("describe", "logic", "people", "languages")
    ),
    Row("initiatives:release", 405, ASKED_TO_SIGN_IN, with_={**OFFERED, **FIRST}, needs="initiatives"),
    Row("initiatives:translate", 404, MINE_TO_RUN, with_={**OFFERED, "language": "sw"}, needs="initiatives"),
    Row("initiatives:step", 404, MINE_TO_RUN, with_={**OFFERED, "step": "close"}, needs="initiatives"),
    *with_twins(Row("initiatives:duties", 200, needs="initiatives")),
    Row("initiatives:duty", 200, with_=DUTY, needs="initiatives", absent=NO_DUTY),
    Row("initiatives:new_duty", 403, ORGANIZERS, needs="initiatives"),
    Row("initiatives:describe_duty", 404, MINE_TO_RUN, with_=DUTY, needs="initiatives", absent=NO_DUTY),
    Row("initiatives:end_duty", 404, MINE_TO_RUN, with_=DUTY, needs="initiatives", absent=NO_DUTY),
)
THOSE_WHO_READ = {**ORGANIZERS, "evaluator": 200, "second_evaluator": 200}
PATTERN, NO_PATTERN = {"key": "tea-first"}, {"key": "nothing"}
PATTERNS: tuple[Row, ...] = (
    *with_twins(Row("patterns:patterns", 200, needs="patterns")),
    Row("patterns:pattern", 200, with_=PATTERN, needs="patterns", absent=NO_PATTERN),
    Row("patterns:new", 200, ASKED_TO_SIGN_IN),
    Row("patterns:use", 200, ASKED_TO_SIGN_IN, with_=PATTERN, needs="patterns", absent=NO_PATTERN),
    *(
        Row(f"patterns:{name}", 405, ASKED_TO_SIGN_IN, with_=PATTERN, needs="patterns")
        for name in ("endorse", "take_back")
    ),
    Row("patterns:take_back_use", 405, ASKED_TO_SIGN_IN, with_={**PATTERN, **FIRST}, needs="patterns"),
    *(
        Row(f"patterns:{name}", 404, THOSE_WHO_READ, with_=PATTERN, needs="patterns", absent=NO_PATTERN)
        for name in ("rewrite", "languages")
    ),
    Row("patterns:translate", 404, THOSE_WHO_READ, with_={**PATTERN, "language": "sw"}, needs="patterns"),
    Row("patterns:step", 404, THOSE_WHO_READ, with_={**PATTERN, "step": "retire"}, needs="patterns"),
)
HERITAGE, NO_ROUND = {"key": "heritage"}, {"key": "nothing"}
HOLDER = {**HERITAGE, "assessment": "a" * 32}
NO_HOLDER = {**HERITAGE, "assessment": "b" * 32}
LINK, NO_LINK = {"link": "c" * 32}, {"link": "d" * 32}
ITS_TEAM = {"visitor": 302, "lead": 200}
SPRING, NO_GRANT_ROUND = {"key": "spring"}, {"key": "nothing"}
FUND, NO_FUND = {"key": "community"}, {"key": "nothing"}
GRANTS_OFFICERS = {"visitor": 302, "grants_officer": 200}

FUNDS: tuple[Row, ...] = (
    *with_twins(Row("funds:funds", 200, needs="funds")),
    Row("funds:new_fund", 403, GRANTS_OFFICERS),
    Row("funds:describe_fund", 403, GRANTS_OFFICERS, with_=FUND, needs="funds", absent=NO_FUND),
    Row(
        "funds:new_round",
        403,
        GRANTS_OFFICERS,
        with_={"fund": "community"},
        needs="funds",
        absent={"fund": "nothing"},
    ),
    *with_twins(Row("funds:rounds", 200, needs="funds")),
    Row("funds:round", 200, with_=SPRING, needs="funds", absent=NO_GRANT_ROUND),
    Row("funds:change_round", 404, GRANTS_OFFICERS, with_=SPRING, needs="funds", absent=NO_GRANT_ROUND),
    Row("funds:quiz", 404, GRANTS_OFFICERS, with_=SPRING, needs="funds", absent=NO_GRANT_ROUND),
    Row("funds:step", 405, with_={**SPRING, "name": "close"}, needs="funds"),
    *with_twins(Row("funds:rates", 200, needs="funds")),
    Row("funds:record_rate", 403, GRANTS_OFFICERS),
)

A_COMMITTEE, NO_COMMITTEE = {"key": "c" * 32}, {"key": "d" * 32}
FORMING, IN_REVIEW, VOTED_ON = {"key": "e" * 32}, {"key": "in-review"}, {"key": "voted-on"}
COUNTED, DECIDED, NO_PROPOSAL = {"key": "counted"}, {"key": "decided"}, {"key": "nothing"}
MEMBERS = {"visitor": 302, "evaluator": 200, "second_evaluator": 200, "editor": 200}
COMMITTEE = {**MEMBERS, "grants_officer": 200}

REVIEW: tuple[Row, ...] = (
    *with_twins(Row("review:committees", 200, {"visitor": 302}), {"visitor": 403}),
    Row("review:start", 404, GRANTS_OFFICERS, with_={"key": "winter"}, needs="review", absent=NO_GRANT_ROUND),
    Row("review:committee", 404, COMMITTEE, with_=A_COMMITTEE, needs="review", absent=NO_COMMITTEE),
    Row("review:change", 404, GRANTS_OFFICERS, with_=FORMING, needs="review", absent=NO_COMMITTEE),
    Row("review:rubric", 200, with_=A_COMMITTEE, needs="review", absent=NO_COMMITTEE),
    Row("review:make_rubric", 404, GRANTS_OFFICERS, with_=FORMING, needs="review", absent=NO_COMMITTEE),
    Row("review:name_member", 404, GRANTS_OFFICERS, with_=A_COMMITTEE, needs="review", absent=NO_COMMITTEE),
    Row("review:release_member", 405, with_={**A_COMMITTEE, "member": "1"}, needs="review"),
    Row("review:move", 404, GRANTS_OFFICERS, with_={**FORMING, "move": "begin"}, needs="review"),
    *with_twins(
        Row("review:proposals", 404, COMMITTEE, with_=A_COMMITTEE, needs="review", absent=NO_COMMITTEE),
        {**COMMITTEE, "visitor": 403},
    ),
    # Only the evaluator has said that they have no conflict with it.
    Row("review:proposal", 404, {**GRANTS_OFFICERS, "evaluator": 200}, IN_REVIEW, NO_PROPOSAL, "review"),
    Row("review:declare", 404, COMMITTEE, with_=IN_REVIEW, needs="review", absent=NO_PROPOSAL),
    Row("review:give_review", 404, {"visitor": 302, "evaluator": 200}, IN_REVIEW, NO_PROPOSAL, "review"),
    Row("review:vote", 404, MEMBERS, with_=VOTED_ON, needs="review", absent=NO_PROPOSAL),
    Row("review:step", 404, GRANTS_OFFICERS, with_={**IN_REVIEW, "step": "deliberate"}, needs="review"),
    Row("review:decide", 404, GRANTS_OFFICERS, with_=COUNTED, needs="review", absent=NO_PROPOSAL),
    Row("review:decision", 200, with_=DECIDED, needs="review", absent=NO_PROPOSAL),
)

AGREED, NOT_AGREED = {"key": "photographs"}, {"key": "nothing"}
A_TEXT, NO_TEXT = {**AGREED, "number": "1"}, {**AGREED, "number": "77"}
IN_DRAFT = {"key": "in-draft", "number": "1", "step": "make_ready"}
FINANCE = {"visitor": 302, "finance_officer": 200}
THEIR_GRANT = {**FINANCE, "grants_officer": 200, "volunteer": 200}
PAID, NOT_PAID = {"pk": "3"}, {"pk": "77"}
AGREEMENTS: tuple[Row, ...] = (
    Row("agreements:agreements", 200, {"visitor": 302}, needs="payments"),
    Row("agreements:draft", 404, GRANTS_OFFICERS, {"key": "to-write"}, NOT_AGREED, "payments"),
    Row("agreements:templates", 403, GRANTS_OFFICERS, needs="payments"),
    Row("agreements:write_template", 403, GRANTS_OFFICERS),
    Row("agreements:retire_template", 403, GRANTS_OFFICERS, FIRST, NO_SUCH, "payments"),
    Row("agreements:agreement", 404, THEIR_GRANT, AGREED, NOT_AGREED, "payments"),
    *(
        Row(f"agreements:{name}", 404, GRANTS_OFFICERS, AGREED, NOT_AGREED, "payments")
        for name in ("amend", "add_work")
    ),
    Row("agreements:step", 404, GRANTS_OFFICERS, {**AGREED, "step": "suspend"}, needs="payments"),
    Row("agreements:text", 404, THEIR_GRANT, A_TEXT, NO_TEXT, "payments"),
    Row("agreements:text_step", 404, GRANTS_OFFICERS, IN_DRAFT, needs="payments"),
    Row("payments:payments", 200, {"visitor": 302}, needs="payments"),
    Row("payments:send", 403, FINANCE, needs="payments"),
    Row(
        "payments:payment",
        404,
        {**THEIR_GRANT, **dict.fromkeys(("protector", "duty_officer", "crisis_manager"), 200)},
        PAID,
        NOT_PAID,
        "payments",
    ),
    Row("payments:step", 404, GRANTS_OFFICERS, {**PAID, "step": "cancel"}, needs="payments"),
    Row("payments:lift", 404, PROTECTORS, {"code": world_of_payments.CODE}, {"code": "AAAAAAAA"}, "payments"),
    *(Row(f"payments:{name}", 404, OWN, PAID, NOT_PAID, "payments") for name in ("story", "story_file")),
    Row("payments:batches", 403, FINANCE, needs="payments"),
    *(
        Row(f"payments:{name}", 403, FINANCE, FIRST, NO_SUCH, "payments")
        for name in ("batch", "batch_file", "reconcile")
    ),
    Row("payments:plan", 404, GRANTS_OFFICERS, AGREED, NOT_AGREED, "payments"),
    Row("payments:account", 404, {**OWN, "volunteer": 200}, AGREED, NOT_AGREED, "payments"),
    Row("payments:confirm_account", 404, FINANCE, {"key": "b" * 32}, {"key": "c" * 32}, "payments"),
    Row("payments:met", 404, GRANTS_OFFICERS, FIRST, NO_SUCH, "payments"),
)

A_REPORT, NO_REPORT = {"key": "on-lenses"}, {"key": "nothing"}
A_RECEIPT = {**A_REPORT, "receipt": "e" * 32}
GRANTEE = {"visitor": 302, "volunteer": 200, "grants_officer": 403, "finance_officer": 403}
GRANT_REPORTS: tuple[Row, ...] = (
    *with_twins(Row("grant_reports:grants", 200, needs="grant_reports")),
    *with_twins(Row("grant_reports:mine", 200, {"visitor": 302}, needs="grant_reports"), {"visitor": 403}),
    *with_twins(Row("grant_reports:reports", 200, needs="grant_reports")),
    Row(
        "grant_reports:report",
        404,
        {"volunteer": 200, "grants_officer": 200, "finance_officer": 200},
        with_=A_REPORT,
        needs="grant_reports",
        absent=NO_REPORT,
    ),
    Row("grant_reports:write", 404, GRANTEE, with_=A_REPORT, needs="grant_reports", absent=NO_REPORT),
    Row("grant_reports:new_receipt", 404, GRANTEE, with_=A_REPORT, needs="grant_reports", absent=NO_REPORT),
    Row(
        "grant_reports:receipt",
        404,
        {**GRANTEE, "grants_officer": 200, "finance_officer": 200},
        with_=A_RECEIPT,
        needs="grant_reports",
        absent={**A_REPORT, "receipt": "f" * 32},
    ),
    Row("grant_reports:take_away", 404, GRANTEE, with_=A_RECEIPT, needs="grant_reports"),
    Row(
        "grant_reports:step",
        404,
        {"visitor": 302, "volunteer": 200},
        with_={**A_REPORT, "step": "submit"},
        needs="grant_reports",
    ),
    Row(
        "grant_reports:schedule",
        404,
        {"visitor": 302, "volunteer": 403, "grants_officer": 200, "finance_officer": 403},
        with_={"key": "lenses"},
        needs="grant_reports",
        absent={"key": "nothing"},
    ),
)

PROPOSED, NO_PROPOSAL = {"key": "handed-in"}, {"key": "nothing"}
A_DRAFT, WAITS_FOR_THEM = {"key": "draft"}, {"key": "asked"}
ITS_SIDE = {"visitor": 302, "volunteer": 200}

PROPOSALS: tuple[Row, ...] = (
    Row(
        "proposals:apply",
        200,
        with_=SPRING,
        needs="proposals",
        absent=NO_GRANT_ROUND,
        takes_posts_of_visitors=True,  # who may apply is told without an account
    ),
    *with_twins(Row("proposals:proposals", 200, needs="proposals")),
    Row("proposals:tables", 403, GRANTS_OFFICERS, with_=SPRING, needs="proposals", absent=NO_GRANT_ROUND),
    Row(
        "proposals:table",
        403,
        GRANTS_OFFICERS,
        with_={**SPRING, **FIRST},
        needs="proposals",
        absent={**SPRING, **NO_SUCH},
    ),
    Row("proposals:screening", 403, GRANTS_OFFICERS),
    Row("proposals:proposal", 200, with_=PROPOSED, needs="proposals", absent=NO_PROPOSAL),
    *(
        Row(f"proposals:{name}", 404, ITS_SIDE, with_=A_DRAFT, needs="proposals", absent=NO_PROPOSAL)
        for name in ("write", "budget", "measures", "roles", "safety", "together", "withdraw")
    ),
    Row(
        "proposals:form",
        404,
        {"visitor": 302, "volunteer": 302},  # the round of these tests asks nothing
        with_=A_DRAFT,
        needs="proposals",
        absent=NO_PROPOSAL,
    ),
    *(
        Row(f"proposals:{name}", 405, with_=A_DRAFT, needs="proposals")
        for name in ("join", "hand_in", "hide", "screen", "comment")
    ),
    *(
        Row(f"proposals:{name}", 404, GRANTS_OFFICERS, with_=PROPOSED, needs="proposals", absent=NO_PROPOSAL)
        for name in ("ask", "turn_away")
    ),
    Row("proposals:answer", 404, ITS_SIDE, with_=WAITS_FOR_THEM, needs="proposals", absent=NO_PROPOSAL),
    Row("proposals:take_back", 405, with_={**PROPOSED, "pk": "1"}, needs="proposals"),
)

SHOWN = date(2020, 2, 4)  # the day from which on proposals are public: before any that a walk stops at

NEEDS: tuple[Row, ...] = (
    *with_twins(Row("needs:rounds", 200, needs="needs")),
    *with_twins(Row("needs:round", 200, with_=HERITAGE, needs="needs", absent=NO_ROUND)),
    *with_twins(Row("needs:holders", 200, with_=HERITAGE, needs="needs", absent=NO_ROUND)),
    Row("needs:region", 200, with_={**HERITAGE, "region": "sub-saharan-africa"}, needs="needs"),
    Row("needs:new", 403, ORGANIZERS),
    Row("needs:plan", 404, ITS_TEAM, with_=HERITAGE, needs="needs", absent=NO_ROUND),
    Row("needs:team", 404, ITS_TEAM, with_=HERITAGE, needs="needs", absent=NO_ROUND),
    Row("needs:step", 405, with_={**HERITAGE, "name": "close"}, needs="needs"),
    *with_twins(
        Row("needs:assessments", 404, ITS_TEAM, with_=HERITAGE, needs="needs", absent=NO_ROUND),
        {"visitor": 403, "lead": 200},
    ),
    Row("needs:invite", 404, ITS_TEAM, with_=HERITAGE, needs="needs", absent=NO_ROUND),
    Row("needs:assessment", 404, ITS_TEAM, with_=HOLDER, needs="needs", absent=NO_HOLDER),
    Row("needs:new_link", 405, with_=HOLDER, needs="needs"),
    Row("needs:withdraw", 405, with_=HOLDER, needs="needs"),
    Row("needs:paper", 404, ITS_TEAM, with_=HERITAGE, needs="needs", absent=NO_ROUND),
    Row("needs:tables", 404, ITS_TEAM, with_=HERITAGE, needs="needs", absent=NO_ROUND),
    Row("needs:template", 404, ITS_TEAM, with_=HERITAGE, needs="needs", absent=NO_ROUND),
    Row(
        "needs:table",
        404,
        ITS_TEAM,
        with_={**HERITAGE, "pk": "1"},
        needs="needs",
        absent={**HERITAGE, "pk": "77"},
    ),
    Row("needs:answer", 200, with_=LINK, needs="needs", absent=NO_LINK, takes_posts_of_visitors=True),
    Row("needs:take_back", 405, with_=LINK, needs="needs", takes_posts_of_visitors=True),
)
EXPERIMENTS: tuple[Row, ...] = (
    Row("finder:find", 200),
    Row("finder:useful", 404),  # nothing on offer is named
    Row("matching:weights", 200),
    Row("matching:weigh", 403, TRUSTED, with_={"purpose": "initiatives"}, absent={"purpose": "nothing"}),
    *with_twins(Row("experiments:experiments", 200, needs="experiments")),
    Row("experiments:experiment", 200, with_=TEA, needs="experiments", absent=NO_EXPERIMENT),
    Row("experiments:new", 403, ORGANIZERS),
    Row("experiments:rewrite", 404, ORGANIZERS, with_={"key": "draft"}, needs="experiments"),
    Row("experiments:step", 404, ORGANIZERS, with_={**TEA, "step": "stop"}, needs="experiments"),
)

ROOM, NO_MILESTONE = {"key": "reading-room"}, {"key": "nothing"}
ROOM_STEP = {**ROOM, "step": "room-found"}
ROOM_TIED = {**ROOM, "step": "books-brought"}
ROOM_PAPER, NO_PAPER = {**ROOM_STEP, "version": "1"}, {**ROOM_STEP, "version": "7"}
LIAISON, NO_POSITION = {"key": "liaison-south-asia"}, {"key": "nothing"}
HELD, NOT_HELD = {"key": "liaison-sub-saharan-africa"}, {"key": "nothing"}
SLOW_WORK: tuple[Row, ...] = (
    *with_twins(Row("milestones:milestones", 200, needs="milestones")),
    *with_twins(Row("milestones:milestone", 200, with_=ROOM, needs="milestones", absent=NO_MILESTONE)),
    Row("milestones:new", 403, ORGANIZERS),
    Row("milestones:rewrite", 404, MINE_TO_RUN, with_=ROOM, needs="milestones", absent=NO_MILESTONE),
    Row("milestones:owners", 404, MINE_TO_RUN, with_=ROOM, needs="milestones", absent=NO_MILESTONE),
    Row("milestones:document", 200, with_=ROOM_PAPER, needs="milestones", absent=NO_PAPER),
    Row("milestones:reach", 404, MINE_TO_RUN, with_=ROOM_STEP, needs="milestones"),
    Row("milestones:take_back", 404, MINE_TO_RUN, with_=ROOM_STEP, needs="milestones"),
    Row("milestones:untie", 404, MINE_TO_RUN, with_=ROOM_TIED, needs="milestones"),
    *with_twins(Row("positions:positions", 200, needs="positions")),
    Row("positions:position", 200, with_=LIAISON, needs="positions", absent=NO_POSITION),
    Row("positions:new", 403, ORGANIZERS),
    Row("positions:rewrite", 404, MINE_TO_RUN, with_=LIAISON, needs="positions", absent=NO_POSITION),
    Row("positions:name", 404, {"visitor": 302, "volunteer": 200}, with_=HELD, needs="positions"),
    Row("positions:steps", 404, MINE_TO_RUN, with_=LIAISON, needs="positions", absent=NO_POSITION),
    Row("positions:step", 404, MINE_TO_RUN, with_={**LIAISON, "step": "fill"}, needs="positions"),
)

ASKED, NOT_ASKED = {"key": "0f" * 16}, {"key": "00" * 16}
FOOD, NO_FOOD = {**ASKED, "question": "food"}, {**ASKED, "question": "none"}
STARS, NO_KIND = {**ASKED, "kind": "rating"}, {**ASKED, "kind": "nothing"}
MINE = {"visitor": 302, "volunteer": 200}
# Who holds the role that is asked about, and operators; to others it is absent.
ASKERS = {"visitor": 302, "evaluator": 200, "operator": 200}
QUESTIONNAIRES: tuple[Row, ...] = (
    Row("questions:mine", 404, MINE, with_=ASKED, needs="questionnaire", absent=NOT_ASKED),
    Row("questions:delete_mine", 405, with_=ASKED),
    Row("questions:edit", 404, ASKERS, with_=ASKED, needs="questionnaire", absent=NOT_ASKED),
    Row("questions:promise", 404, ASKERS, with_=ASKED, needs="questionnaire", absent=NOT_ASKED),
    Row("questions:preview", 404, ASKERS, with_=ASKED, needs="questionnaire", absent=NOT_ASKED),
    Row("questions:words", 404, {"visitor": 302}, with_=ASKED, needs="questionnaire"),  # in no language yet
    Row("questions:paper", 404, ASKERS, with_=ASKED, needs="questionnaire", absent=NOT_ASKED),
    Row("questions:sheet", 404, ASKERS, with_=ASKED, needs="questionnaire", absent=NOT_ASKED),
    Row("questions:step", 405, with_={**ASKED, "name": "close"}),
    Row("questions:add", 404, ASKERS, with_=STARS, needs="questionnaire", absent=NO_KIND),
    Row("questions:change", 404, ASKERS, with_=FOOD, needs="questionnaire", absent=NO_FOOD),
    Row("questions:move", 405, with_=FOOD),
    Row("questions:remove", 405, with_=FOOD),
    Row("questions:totals", 404, ASKERS, with_=ASKED, needs="questionnaire", absent=NOT_ASKED),
    Row("questions:answers", 404, ASKERS, with_=ASKED, needs="questionnaire", absent=NOT_ASKED),
    Row("questions:export", 405, with_=ASKED),
)

MARKETS, NO_EVENT = {"key": "markets"}, {"key": "nothing"}
RUN_BY_LEADS = {"visitor": 302, "lead": 200, "other_lead": 200}
TO_ORGANIZERS = {"visitor": 302, "volunteer": 200}
EVENTS: tuple[Row, ...] = (
    *with_twins(Row("events:events", 200, needs="events")),
    Row("events:event", 200, with_=MARKETS, needs="events", absent=NO_EVENT),
    Row("events:one_calendar", 200, with_=MARKETS, needs="events", absent=NO_EVENT),
    Row("events:share", 200, with_=MARKETS, needs="events", absent=NO_EVENT),
    Row("events:calendar", 200, needs="events"),
    Row("events:own_calendar", 404),  # without its secret it is absent for everybody
    Row("events:my_calendar", 200, {"visitor": 302}),
    Row("events:close_calendar", 405, {"visitor": 302}),  # by a button of a form
    Row("events:new", 403, RUN_BY_LEADS),
    Row("events:change", 404, RUN_BY_LEADS, MARKETS, NO_EVENT, "events", alone=True),
    Row("events:languages", 404, RUN_BY_LEADS, MARKETS, NO_EVENT, "events", alone=True),
    Row("events:translate", 404, RUN_BY_LEADS, {**MARKETS, "language": "sw"}, needs="events", alone=True),
    Row("events:organizers", 404, RUN_BY_LEADS, MARKETS, NO_EVENT, "events", alone=True),
    Row("events:dismiss", 405, {"visitor": 302}, with_=MARKETS, needs="events"),
    Row("events:step", 404, RUN_BY_LEADS, {**MARKETS, "step": "cancel"}, needs="events", alone=True),
    # Who comes is for those who are named as organizers: here the volunteer. The editor is registered.
    Row(
        "events:register",
        200,
        {"editor": 302},
        with_=MARKETS,
        needs="taking_part",
        absent=NO_EVENT,
        takes_posts_of_visitors=True,
    ),
    Row("events:registered", 200, with_=MARKETS, needs="taking_part", absent=NO_EVENT),
    Row("events:my_registration", 404, {"visitor": 302, "editor": 200}, with_=MARKETS, needs="taking_part"),
    Row("events:private_registration", 404, with_={"token": "a" * 72}, needs="taking_part"),
    Row("events:private_calendar", 404, with_={"token": "a" * 72}, needs="taking_part"),
    Row("events:private_answers", 404, with_={"token": "a" * 72}, needs="taking_part"),
    Row("events:delete_private_answers", 405, with_={"token": "a" * 72}, needs="taking_part"),
    Row("events:participants", 404, TO_ORGANIZERS, with_=MARKETS, needs="taking_part", absent=NO_EVENT),
    Row("events:participants_file", 404, TO_ORGANIZERS, with_=MARKETS, needs="taking_part", absent=NO_EVENT),
    Row("events:printed", 404, TO_ORGANIZERS, with_=MARKETS, needs="taking_part", absent=NO_EVENT),
    Row("events:invite", 404, TO_ORGANIZERS, with_=MARKETS, needs="taking_part", absent=NO_EVENT),
    Row("events:door", 404, TO_ORGANIZERS, with_=MARKETS, needs="taking_part", absent=NO_EVENT),
    Row("events:door_worker", 404, TO_ORGANIZERS, with_=MARKETS, needs="taking_part", absent=NO_EVENT),
    Row("events:lists", 404, TO_ORGANIZERS, with_=MARKETS, needs="taking_part", absent=NO_EVENT),
    Row(
        "events:list",
        404,
        TO_ORGANIZERS,
        with_={**MARKETS, **FIRST},
        needs="taking_part",
        absent={**MARKETS, **NO_SUCH},
    ),
    Row("events:arrivals", 405, {"visitor": 302}, with_=MARKETS, needs="taking_part"),
    Row("events:not_there", 405, {"visitor": 302}, with_={**MARKETS, "uid": "a" * 32}, needs="taking_part"),
    Row("events:remove", 404, {"visitor": 302}, with_={**MARKETS, "uid": "a" * 32}, needs="taking_part"),
    Row("events:put_back", 405, {"visitor": 302}, with_={**MARKETS, "uid": "a" * 32}, needs="taking_part"),
    Row("events:ask", 405, {"visitor": 302}, with_=MARKETS, needs="taking_part"),
    Row(
        "events:admission",
        404,
        {**RUN_BY_LEADS, "volunteer": 200},
        with_=MARKETS,
        needs="taking_part",
        absent=NO_EVENT,
    ),
    Row(
        "events:write_report",
        404,
        {**RUN_BY_LEADS, "volunteer": 200},
        with_=MARKETS,
        needs="taking_part",
        absent=NO_EVENT,
    ),
    Row("events:report", 200, with_={"key": "told"}, needs="reported_event", absent=MARKETS),
)

CAMPAIGN, NO_CAMPAIGN = {"key": "fish"}, {"key": "nothing"}
PLACE, NO_PLACE = {**CAMPAIGN, "place": "ghana"}, {**CAMPAIGN, "place": "nowhere"}
FROM_KIT = {"key": "kitchen", "place": "whole"}
WORKLIST, NO_WORKLIST = {**PLACE, "name": "list"}, {**PLACE, "name": "nothing"}
KIT, NO_KIT = {"key": "kit"}, {"key": "nothing"}
ROOM, NO_PIECE = {"kind": "task", "name": "room"}, {"kind": "task", "name": "nothing"}
EVERYBODY_INSIDE = {"visitor": 302}
CAMPAIGNS: tuple[Row, ...] = (
    *with_twins(Row("campaigns:campaigns", 200, needs="campaigns")),
    Row("campaigns:new", 403, RUN_BY_LEADS),
    Row("campaigns:campaign", 200, with_=CAMPAIGN, needs="campaigns", absent=NO_CAMPAIGN),
    Row("campaigns:rewrite", 404, RUN_BY_LEADS, with_=CAMPAIGN, needs="campaigns", absent=NO_CAMPAIGN),
    Row("campaigns:add_place", 404, RUN_BY_LEADS, with_=CAMPAIGN, needs="campaigns", absent=NO_CAMPAIGN),
    Row("campaigns:box_from_campaign", 404, RUN_BY_LEADS, with_={"key": "done"}, needs="campaigns"),
    Row("campaigns:step", 404, RUN_BY_LEADS, with_={**CAMPAIGN, "step": "cancel"}, needs="campaigns"),
    Row("campaigns:place", 200, with_=PLACE, needs="campaigns", absent=NO_PLACE),
    Row("campaigns:rewrite_place", 404, RUN_BY_LEADS, with_=PLACE, needs="campaigns", absent=NO_PLACE),
    Row("campaigns:step_place", 404, RUN_BY_LEADS, with_={**PLACE, "step": "leave"}, needs="campaigns"),
    Row("campaigns:people", 404, RUN_BY_LEADS, with_=PLACE, needs="campaigns", absent=NO_PLACE),
    Row("campaigns:events", 404, RUN_BY_LEADS, with_=PLACE, needs="campaigns", absent=NO_PLACE),
    Row("campaigns:kit", 404, RUN_BY_LEADS, with_=PLACE, needs="campaigns", absent=NO_PLACE),
    Row("campaigns:languages", 404, RUN_BY_LEADS, with_=PLACE, needs="campaigns", absent=NO_PLACE),
    Row("campaigns:translate", 404, RUN_BY_LEADS, with_={**PLACE, "language": "sw"}, needs="campaigns"),
    Row("campaigns:piece", 404, RUN_BY_LEADS, with_={**FROM_KIT, **ROOM}, needs="campaigns"),
    Row("campaigns:do_piece", 405, with_={**FROM_KIT, **ROOM}, needs="campaigns"),
    Row("campaigns:news", 404, RUN_BY_LEADS, with_=FROM_KIT, needs="campaigns", absent=NO_PLACE),
    Row("campaigns:worklist", 200, with_=WORKLIST, needs="campaigns", absent=NO_WORKLIST),
    Row("campaigns:add_items", 404, RUN_BY_LEADS, with_=WORKLIST, needs="campaigns", absent=NO_WORKLIST),
    Row("campaigns:do_item", 405, with_={**WORKLIST, "number": 1}, needs="campaigns"),
    Row("campaigns:contribute", 200, EVERYBODY_INSIDE, with_=PLACE, needs="campaigns", absent=NO_PLACE),
    Row("campaigns:contributions", 200, EVERYBODY_INSIDE, with_=PLACE, needs="campaigns", absent=NO_PLACE),
    Row("campaigns:take_in", 404, RUN_BY_LEADS, with_=PLACE, needs="campaigns", absent=NO_PLACE),
    Row(
        "campaigns:list",
        404,
        RUN_BY_LEADS,
        with_={**PLACE, "number": 1},
        needs="campaigns",
        absent={**PLACE, "number": 9},
    ),
    *with_twins(Row("campaigns:boxes", 200, needs="campaigns")),
    Row("campaigns:new_box", 403, RUN_BY_LEADS),
    Row("campaigns:box", 200, with_=KIT, needs="campaigns", absent=NO_KIT),
    Row("campaigns:version", 200, with_={**KIT, "number": 1}, needs="campaigns", absent={**KIT, "number": 9}),
    Row("campaigns:use", 403, RUN_BY_LEADS, with_=KIT, needs="campaigns", absent=NO_KIT),
    Row("campaigns:draft", 404, RUN_BY_LEADS, with_=KIT, needs="campaigns", absent=NO_KIT),
    Row("campaigns:box_languages", 404, RUN_BY_LEADS, with_=KIT, needs="campaigns", absent=NO_KIT),
    Row("campaigns:translate_box", 404, RUN_BY_LEADS, with_={**KIT, "language": "sw"}, needs="campaigns"),
    Row("campaigns:describe_box", 404, RUN_BY_LEADS, with_=KIT, needs="campaigns", absent=NO_KIT),
    Row("campaigns:publish_box", 404, RUN_BY_LEADS, with_=KIT, needs="campaigns", absent=NO_KIT),
    Row(
        "campaigns:box_piece",
        404,
        RUN_BY_LEADS,
        with_={**KIT, **ROOM},
        needs="campaigns",
        absent={**KIT, **NO_PIECE},
    ),
)

LEADERS = {"area": "priority:thriving-movement-2019/community-leadership-development"}
NO_AREA = {"area": "priority:thriving-movement-2019/nothing"}
QUESTION, NO_QUESTION = {"key": "0" * 32}, {"key": "1" * 32}
ASKER_AND_LEAD = {**ASKED_TO_SIGN_IN, "volunteer": 200, "lead": 200}
ASKING: tuple[Row, ...] = (
    *with_twins(Row("asking:areas", 200, needs="questions")),
    *with_twins(Row("asking:published", 200, needs="questions")),
    Row("asking:ask", 200, with_=LEADERS, needs="questions", absent=NO_AREA, takes_posts_of_visitors=True),
    Row("asking:answering", 200, ASKED_TO_SIGN_IN, needs="questions"),
    Row("asking:promise", 405),
    Row("asking:private", 404),  # without the secret of a link
    Row("asking:private_step", 404, with_={"step": "erase"}),
    Row("asking:question", 404, ASKER_AND_LEAD, with_=QUESTION, needs="questions", absent=NO_QUESTION),
    Row(
        "asking:step",
        404,
        {**ASKED_TO_SIGN_IN, "lead": 200},
        with_={**QUESTION, "step": "answer"},
        needs="questions",
        absent={**NO_QUESTION, "step": "answer"},
    ),
)

OFFERED, NO_OFFER = {"key": "2" * 32}, {"key": "3" * 32}
PAIR, NO_PAIR = {"key": "4" * 32}, {"key": "5" * 32}
NEWCOMER = {**ASKED_TO_SIGN_IN, "volunteer": 200}
MENTORING: tuple[Row, ...] = (
    Row("mentoring:mentors", 200, needs="mentoring"),
    Row("mentoring:offer", 200, OWN),
    Row("mentoring:wish", 200, OWN),
    Row("mentoring:find", 302, {"volunteer": 200}, needs="mentoring"),
    Row("mentoring:ask", 404, NEWCOMER, with_=OFFERED, needs="mentoring", absent=NO_OFFER),
    Row("mentoring:pair", 404, NEWCOMER, with_=PAIR, needs="mentoring", absent=NO_PAIR),
    Row(
        "mentoring:step",
        404,
        NEWCOMER,
        with_={**PAIR, "step": "withdraw"},
        needs="mentoring",
        absent={**NO_PAIR, "step": "withdraw"},
    ),
    Row("mentoring:take_back", 405, with_={**PAIR, "number": "1"}),
    Row("mentoring:move", 405, with_={"side": "offer", "move": "pause"}),
)

HELPED, NO_HELPED = {"key": "lakeside"}, {"key": "nowhere"}
A_LINE, NO_LINE = {**HELPED, "number": "1"}, {**HELPED, "number": "77"}
A_PARTY, NO_PARTY = {"key": "a" * 32, "way": "get"}, {"key": "b" * 32, "way": "get"}
PROPOSED_PARTY = {**A_PARTY, "other": alias_of("c" * 32, "a" * 32)}
AN_ASK, NO_ASK = {"key": "d" * 32}, {"key": "e" * 32}
A_CALL, NO_CALL = {"key": "f" * 32}, {"key": "e" * 32}
AN_OFFICER = {**ASKED_TO_SIGN_IN, "contact": 200}
EXCHANGING: tuple[Row, ...] = (
    *with_twins(Row("exchange:lines", 200, needs="exchange")),
    *with_twins(Row("exchange:skills", 200)),
    Row("exchange:mine", 200, OWN, needs="exchange"),
    Row("exchange:me", 200, OWN),
    Row("exchange:affiliate", 404, AN_OFFICER, with_=HELPED, needs="exchange", absent=NO_HELPED),
    Row("exchange:affiliate_part", 404, AN_OFFICER, with_=HELPED, needs="exchange", absent=NO_HELPED),
    Row("exchange:add_line", 404, AN_OFFICER, with_=HELPED, needs="exchange", absent=NO_HELPED),
    Row("exchange:line", 404, AN_OFFICER, with_=A_LINE, needs="exchange", absent=NO_LINE),
    Row("exchange:drop_line", 405, with_=A_LINE),
    Row("exchange:pause", 405, with_={"key": "a" * 32}),
    Row("exchange:matching", 404, AN_OFFICER, with_=A_PARTY, needs="exchange", absent=NO_PARTY),
    Row(
        "exchange:ask",
        404,
        AN_OFFICER,
        with_=PROPOSED_PARTY,
        needs="exchange",
        absent={**PROPOSED_PARTY, "other": "0" * 32},
    ),
    Row("exchange:pass_on", 404, AN_OFFICER, with_=A_PARTY, needs="exchange", absent=NO_PARTY),
    Row("exchange:call", 404, AN_OFFICER, with_=A_CALL, needs="exchange", absent=NO_CALL),
    Row("exchange:take_back", 405, with_=A_CALL),
    Row("exchange:exchange", 404, AN_OFFICER, with_=AN_ASK, needs="exchange", absent=NO_ASK),
    Row(
        "exchange:step",
        404,
        AN_OFFICER,
        with_={**AN_ASK, "step": "withdraw"},
        needs="exchange",
        absent={**NO_ASK, "step": "withdraw"},
    ),
)

TOLD_OF, UNTOLD_OF = {"key": "1" * 32}, {"key": "0" * 32}
DRAFTED, GROWS, TO_GROW = {"key": "2" * 32}, {"key": "3" * 32}, {"key": "4" * 32}
A_LOOK, STUDENTS = {"pk": "1000000"}, {"capacity": "engaging-students"}
OFFICERS = {**ASKED_TO_SIGN_IN, "contact": 200}
SUPPORTERS = {**ASKED_TO_SIGN_IN, "lead": 200, "other_lead": 200, "officer": 200}
CAPACITY: tuple[Row, ...] = (
    *with_twins(Row("capacity:report", 200, needs="capacity")),
    Row("capacity:capacities", 200),
    Row("capacity:capacities-of", 200, with_={"version": "1"}, absent={"version": "77"}),
    *with_twins(Row("capacity:paths", 200, needs="capacity")),
    Row("capacity:looks", 200, ASKED_TO_SIGN_IN, needs="capacity"),
    Row("capacity:look", 404, SUPPORTERS, with_=A_LOOK, needs="capacity", absent=NO_SUCH),
    Row("capacity:look-step", 404, SUPPORTERS, with_={**A_LOOK, "step": "accept"}, needs="capacity"),
    Row("capacity:affiliate", 200, with_=HELPED, needs="capacity", absent=NO_HELPED),
    Row("capacity:begin", 405, with_=HELPED),
    Row("capacity:new-path", 404, OFFICERS, with_=HELPED, needs="capacity", absent=NO_HELPED),
    Row("capacity:assessment", 200, with_=TOLD_OF, needs="capacity", absent=UNTOLD_OF),
    Row(
        "capacity:document",
        200,
        with_={**TOLD_OF, **STUDENTS},
        needs="capacity",
        absent={**TOLD_OF, "capacity": "wikidata"},
    ),
    Row("capacity:group", 404, OFFICERS, with_={**DRAFTED, "group": "evaluation"}, needs="capacity"),
    Row("capacity:step", 404, OFFICERS, with_={**DRAFTED, "step": "hand-in"}, needs="capacity"),
    Row(
        "capacity:compare",
        200,
        with_={"earlier": TOLD_OF["key"], "later": "5" * 32},
        needs="capacity",
        absent={"earlier": TOLD_OF["key"], "later": DRAFTED["key"]},
    ),
    Row("capacity:path", 200, with_=GROWS, needs="capacity", absent=TO_GROW),
    Row("capacity:rewrite-path", 404, OFFICERS, with_=TO_GROW, needs="capacity", absent=UNTOLD_OF),
    Row("capacity:path-step", 404, OFFICERS, with_={**GROWS, "step": "finish"}, needs="capacity"),
)

RIVER, NO_COUNCIL = {"key": "river"}, {"key": "nowhere"}
RIVER_CALL = {**RIVER, "number": "1"}
SEATED, STANDS = {**RIVER, "member": "6" * 32}, {"key": "7" * 32}
PROPOSED = {"token": token_of(Nomination(key="8" * 32))}
CANDIDATE = {**RIVER_CALL, "nomination": STANDS["key"]}
RUNS_COUNCIL = {**ASKED_TO_SIGN_IN, "lead": 200}
OPEN_ONE, DRAFTED_ONE = {**RIVER, "number": "1"}, {**RIVER, "number": "2"}
COUNCILS: tuple[Row, ...] = (
    *with_twins(Row("councils:councils", 200, needs="councils")),
    Row("councils:council", 200, with_=RIVER, needs="councils", absent=NO_COUNCIL),
    Row("councils:new", 403, ORGANIZERS),
    Row("councils:change", 404, RUNS_COUNCIL, with_=RIVER, needs="councils", absent=NO_COUNCIL),
    Row("councils:move", 404, RUNS_COUNCIL, with_={**RIVER, "move": "close"}, needs="councils"),
    Row("councils:charter", 200, with_=RIVER, needs="councils", absent=NO_COUNCIL),
    Row("councils:adopt", 404, RUNS_COUNCIL, with_=RIVER, needs="councils"),
    Row("councils:steps", 404, ASKED_TO_SIGN_IN, with_=RIVER, needs="councils"),
    Row("councils:owners", 404, RUNS_COUNCIL, with_=RIVER, needs="councils"),
    Row("councils:release_owner", 405, with_={**RIVER, "number": "1"}),
    Row("councils:seats", 404, RUNS_COUNCIL, with_=RIVER, needs="councils"),
    Row("councils:add_seat", 404, RUNS_COUNCIL, with_=RIVER, needs="councils"),
    Row("councils:close_seat", 405, with_={**RIVER, "number": "1"}),
    Row("councils:add_term", 404, RUNS_COUNCIL, with_=RIVER, needs="councils"),
    Row("councils:membership", 404, {**RUNS_COUNCIL, "volunteer": 200}, with_=SEATED, needs="councils"),
    Row(
        "councils:move_member",
        404,
        {**ASKED_TO_SIGN_IN, "volunteer": 200},
        with_={**SEATED, "move": "resign"},
        needs="councils",
    ),
    Row("councils:selection", 200, with_=RIVER, needs="councils", absent=NO_COUNCIL),
    Row("councils:make_rubric", 404, RUNS_COUNCIL, with_=RIVER, needs="councils"),
    Row("councils:new_call", 404, RUNS_COUNCIL, with_=RIVER, needs="councils"),
    Row("councils:call", 200, with_=RIVER_CALL, needs="councils", absent={**RIVER_CALL, "number": "9"}),
    Row("councils:rewrite_call", 404, RUNS_COUNCIL, with_={**RIVER, "number": "2"}, needs="councils"),
    Row("councils:rubric", 200, with_=RIVER_CALL, needs="councils", absent={**RIVER_CALL, "number": "9"}),
    Row("councils:panel", 404, RUNS_COUNCIL, with_=RIVER_CALL, needs="councils"),
    Row("councils:release_panelist", 405, with_={**RIVER_CALL, "panelist": "1"}),
    Row("councils:step_call", 404, RUNS_COUNCIL, with_={**RIVER_CALL, "step": "cancel"}, needs="councils"),
    Row("councils:nominate", 200, ASKED_TO_SIGN_IN, with_=RIVER_CALL, needs="councils"),
    Row("councils:stand", 200, ASKED_TO_SIGN_IN, with_=RIVER_CALL, needs="councils"),
    Row("councils:nomination", 200, with_=PROPOSED, needs="councils", absent={"token": "0" * 72}),
    Row("councils:decline", 405, with_={"token": "0" * 72}, takes_posts_of_visitors=True),
    Row("councils:standing", 404, {**ASKED_TO_SIGN_IN, "volunteer": 200}, with_=STANDS, needs="councils"),
    Row("councils:withdraw", 405, with_=STANDS),
    Row("councils:candidates", 404, RUNS_COUNCIL, with_=RIVER_CALL, needs="councils"),
    Row("councils:candidate", 404, RUNS_COUNCIL, with_=CANDIDATE, needs="councils"),
    Row("councils:recuse", 404, RUNS_COUNCIL, with_=CANDIDATE, needs="councils"),
    # Of a call that is open nobody judges yet, and nobody has a seat to give.
    Row("councils:conflicts", 404, ASKED_TO_SIGN_IN, with_=RIVER_CALL, needs="councils"),
    Row("councils:decide", 404, ASKED_TO_SIGN_IN, with_=RIVER_CALL, needs="councils"),
    Row("councils:give_seat", 404, ASKED_TO_SIGN_IN, with_={**CANDIDATE, "seat": "1"}, needs="councils"),
    *with_twins(Row("councils:recommendations", 200, with_=RIVER, needs="councils", absent=NO_COUNCIL)),
    Row("councils:recommendation", 200, with_=OPEN_ONE, needs="councils", absent={**RIVER, "number": "9"}),
    Row(
        "councils:recommendation",
        404,
        {"lead": 200, "volunteer": 200},
        with_=DRAFTED_ONE,
        needs="councils",
        absent={**RIVER, "number": "9"},
    ),
    Row(
        "councils:recommendation_step",
        404,
        {**ASKED_TO_SIGN_IN, "other_lead": 200},
        with_={**OPEN_ONE, "step": "answer"},
        needs="councils",
    ),
    Row(
        "councils:new_recommendation", 404, {**RUNS_COUNCIL, "volunteer": 200}, with_=RIVER, needs="councils"
    ),
    Row("councils:answer_time", 404, RUNS_COUNCIL, with_=RIVER, needs="councils"),
    *with_twins(Row("councils:meetings", 200, with_=RIVER, needs="councils", absent=NO_COUNCIL)),
    Row("councils:new_meeting", 404, RUNS_COUNCIL, with_=RIVER, needs="councils"),
    Row(
        "councils:meeting",
        404,
        {"lead": 200},
        with_=OPEN_ONE,
        needs="councils",
        absent={**RIVER, "number": "9"},
    ),
    Row("councils:meeting_step", 404, RUNS_COUNCIL, with_={**OPEN_ONE, "step": "move"}, needs="councils"),
    Row("councils:naming", 405, with_=OPEN_ONE),
    Row("councils:here", 405, with_=OPEN_ONE),
    Row("councils:paper", 404, ASKED_TO_SIGN_IN, with_={**OPEN_ONE, "item": "1"}, needs="councils"),
)

RIVER_MUSEUM, NO_PARTNER = {"key": "river-museum"}, {"key": "nothing"}
ARCHIVES, NO_PARTNERSHIP = {"key": "archives"}, {"key": "nothing"}
STREAM, NO_STREAM = {**ARCHIVES, "stream": "stream-1"}, {**ARCHIVES, "stream": "nothing"}
AGREEMENT, NO_AGREEMENT = {**ARCHIVES, "number": "1"}, {**ARCHIVES, "number": "77"}
FINDING, NO_FINDING = {**STREAM, "number": "1"}, {**STREAM, "number": "77"}
PARTNERSHIPS: tuple[Row, ...] = (
    *with_twins(Row("partnerships:partners", 200, needs="partnerships")),
    Row("partnerships:partner", 200, with_=RIVER_MUSEUM, needs="partnerships", absent=NO_PARTNER),
    Row("partnerships:new_partner", 403, ORGANIZERS, alone=True),
    *(
        Row(f"partnerships:{name}", 403, ORGANIZERS, RIVER_MUSEUM, NO_PARTNER, "partnerships", alone=True)
        for name in ("describe_partner", "meet", "propose")
    ),
    *with_twins(Row("partnerships:meetings", 200, needs="partnerships")),
    *(
        Row(f"partnerships:{name}", 403, ORGANIZERS, FIRST, NO_SUCH, "partnerships", alone=True)
        for name in ("meeting", "withdraw_meeting")
    ),
    Row("partnerships:minutes", 200, with_=FIRST, needs="partnerships", absent=NO_SUCH),
    *with_twins(Row("partnerships:partnerships", 200, needs="partnerships")),
    Row("partnerships:partnership", 200, with_=ARCHIVES, needs="partnerships", absent=NO_PARTNERSHIP),
    *(
        Row(f"partnerships:{name}", 404, ORGANIZERS, ARCHIVES, NO_PARTNERSHIP, "partnerships")
        for name in ("draft", "add_stream")
    ),
    Row("partnerships:step", 404, ORGANIZERS, {**ARCHIVES, "step": "end"}, needs="partnerships"),
    Row(
        "partnerships:renewal", 404, ORGANIZERS, {"key": "in-force", "step": "propose"}, needs="partnerships"
    ),
    *with_twins(Row("partnerships:version", 200, with_=AGREEMENT, needs="partnerships", absent=NO_AGREEMENT)),
    Row("partnerships:document", 200, with_=AGREEMENT, needs="partnerships", absent=NO_AGREEMENT),
    Row(
        "partnerships:version_step", 404, ORGANIZERS, {**AGREEMENT, "step": "take_back"}, needs="partnerships"
    ),
    Row("partnerships:stream", 200, with_=STREAM, needs="partnerships", absent=NO_STREAM),
    Row("partnerships:stream_step", 404, ORGANIZERS, {**STREAM, "step": "stop"}, needs="partnerships"),
    Row("partnerships:withdraw_finding", 404, ORGANIZERS, FINDING, NO_FINDING, "partnerships"),
    Row("partnerships:evidence", 200, with_=FINDING, needs="partnerships", absent=NO_FINDING),
)

RISKY = {**MARKETS, "role": "organizer", "step": "engage"}
CALLED = {**MARKETS, "contact": world_of_readiness.CONTACT, "step": "drop"}
WAIVED = {**MARKETS, "waiver": world_of_readiness.WAIVER, "step": "grant"}
PACKED, CLOSED = {"secret": world_of_readiness.SECRET}, {"secret": "t" * 43}
LINKED, HELD_BACK = {**MARKETS, "number": "1"}, {**MARKETS, "hold": world_of_readiness.HOLD}
PREPARES = {**TO_ORGANIZERS, "risk_officer": 200}
HOLDS = {**ASKED_TO_SIGN_IN, "risk_officer": 200}
WAIVES = {**ASKED_TO_SIGN_IN, "risk_authority": 200}
READINESS: tuple[Row, ...] = (
    *with_twins(Row("event_risk:missed", 200, needs="readiness")),
    Row("event_risk:pack", 200, with_=PACKED, absent=CLOSED, needs="readiness"),
    *(
        Row(f"event_risk:{name}", 404, PREPARES, MARKETS, NO_EVENT, "readiness")
        for name in ("contacts", "add_contact", "day", "make_pack", "record")
    ),
    *(
        Row(f"event_risk:{name}", 404, HOLDS, MARKETS, NO_EVENT, "readiness")
        for name in ("add_stakeholder", "holds", "place")
    ),
    *(
        Row(f"event_risk:{name}", 404, ASKED_TO_SIGN_IN, MARKETS, NO_EVENT, "readiness")
        for name in ("ask_waiver", "look_back")  # there is nothing to waive, nor to look back upon
    ),
    Row("event_risk:waivers", 404, WAIVES, MARKETS, NO_EVENT, "readiness"),
    Row("event_risk:waiver", 404, WAIVES, WAIVED, {**WAIVED, "waiver": "9" * 32}, "readiness"),
    Row("event_risk:stakeholders", 404, {**PREPARES, **WAIVES}, MARKETS, NO_EVENT, "readiness"),
    Row("event_risk:stakeholder", 404, TO_ORGANIZERS, RISKY, {**RISKY, "role": "legal"}, "readiness"),
    Row("event_risk:contact", 404, PREPARES, CALLED, {**CALLED, "contact": "9" * 32}, "readiness"),
    Row("event_risk:close_pack", 404, PREPARES, LINKED, {**MARKETS, "number": "77"}, "readiness"),
    Row("event_risk:lift", 404, HOLDS, HELD_BACK, {**MARKETS, "hold": "AAAAAAAA"}, "readiness"),
    Row("event_risk:rule", 404, THEIRS, LAKESIDE, NO_AFFILIATE, "groups"),
)

A_CRISIS, NO_CRISIS = {"key": "c" * 32}, {"key": "0" * 32}
RESPONDERS = {**ASKED_TO_SIGN_IN, "duty_officer": 200, "crisis_manager": 200}
CRISIS_MANAGERS = {**ASKED_TO_SIGN_IN, "crisis_manager": 200}
A_STEP_OF_IT = {**A_CRISIS, "position": "1"}
A_PLAYBOOK, NO_PLAYBOOK = {"key": "a-site-is-blocked"}, {"key": "nothing"}
CRISES: tuple[Row, ...] = (
    Row("crisis:raise", 200, takes_posts_of_visitors=True),
    Row("crisis:raised", 200),
    *with_twins(Row("crisis:about", 200)),
    Row("crisis:ready", 404, RESPONDERS),
    Row("crisis:playbook", 404, RESPONDERS, with_=A_PLAYBOOK, needs="crises", absent=NO_PLAYBOOK),
    Row("crisis:new_playbook", 404, CRISIS_MANAGERS),
    Row(
        "crisis:rewrite_playbook", 404, CRISIS_MANAGERS, with_=A_PLAYBOOK, needs="crises", absent=NO_PLAYBOOK
    ),
    Row("crisis:review_playbook", 404, RESPONDERS, with_=A_PLAYBOOK, needs="crises", absent=NO_PLAYBOOK),
    Row("crisis:retire_playbook", 404, CRISIS_MANAGERS, with_=A_PLAYBOOK, needs="crises", absent=NO_PLAYBOOK),
    Row("crisis:put_on_call", 404, CRISIS_MANAGERS),
    Row("crisis:stand_in", 404, RESPONDERS),
    Row("crisis:take_off_call", 405, {"visitor": 302}, with_={"number": "1"}),
    Row("crisis:record_drill", 404, RESPONDERS),
    Row("crisis:confirm_drill", 404, ASKED_TO_SIGN_IN, with_={"key": "0" * 32}),
    Row("crisis:queue", 404, RESPONDERS, needs="crises"),
    Row("crisis:crisis", 404, RESPONDERS, with_=A_CRISIS, needs="crises", absent=NO_CRISIS),
    Row("crisis:step", 404, RESPONDERS, with_={**A_CRISIS, "step": "qualify"}, needs="crises"),
    Row("crisis:tick", 405, {"visitor": 302}, with_=A_STEP_OF_IT, needs="crises"),
)

THE_CODE, NO_CODE = {"key": "universal"}, {"key": "nothing"}
IN_FORCE, NO_VERSION = {**THE_CODE, "number": "1"}, {**THE_CODE, "number": "77"}
IN_CONSULTATION = {**THE_CODE, "number": "2"}
CONDUCT: tuple[Row, ...] = (
    *with_twins(Row("conduct:codes", 200, needs="conduct")),
    Row("conduct:new_code", 403, {"visitor": 302}),
    Row("conduct:code", 200, with_=THE_CODE, needs="conduct", absent=NO_CODE),
    Row("conduct:code_step", 404, ASKED_TO_SIGN_IN, {**THE_CODE, "step": "draft"}, needs="conduct"),
    Row("conduct:version", 200, with_=IN_FORCE, needs="conduct", absent=NO_VERSION),
    Row("conduct:step", 404, ASKED_TO_SIGN_IN, {**IN_CONSULTATION, "step": "prolong"}, needs="conduct"),
    Row("conduct:write", 404, ASKED_TO_SIGN_IN, {**IN_CONSULTATION, "language": "en"}, needs="conduct"),
    Row("conduct:difference", 200, with_=IN_CONSULTATION, needs="conduct", absent=NO_VERSION),
    *with_twins(Row("conduct:comments", 200, with_=IN_CONSULTATION, needs="conduct", absent=NO_VERSION)),
    Row("conduct:comment", 200, {"visitor": 302}, IN_CONSULTATION, NO_VERSION, "conduct"),
    Row(
        "conduct:comment_step",
        404,
        ASKED_TO_SIGN_IN,
        {**IN_CONSULTATION, "said": "1", "step": "answer"},
        needs="conduct",
    ),
    Row("conduct:vote", 404, ASKED_TO_SIGN_IN, IN_FORCE, needs="conduct"),
    Row("conduct:roll", 404, ASKED_TO_SIGN_IN, IN_FORCE, needs="conduct"),
    Row("conduct:proof", 200, with_=IN_FORCE, needs="conduct", absent=NO_VERSION),
    Row("conduct:acknowledge", 200, {"visitor": 302}, IN_FORCE, NO_VERSION, "conduct"),
    *with_twins(
        Row("conduct:acknowledged", 404, ASKED_TO_SIGN_IN, IN_FORCE, needs="conduct"), {"visitor": 403}
    ),
)

# Valentina runs the event; whoever reviews the risks of events has no part in it.
JUDGES = {"risk_officer": 200, "risk_authority": 200}
WRITES_RISKS, READS_RISKS = {"visitor": 302, "volunteer": 200}, {"visitor": 302, "volunteer": 200, **JUDGES}
AUTHORITY = {"visitor": 302, "risk_authority": 200}
FAIR = {"key": "fair"}
A_RISK = {**MARKETS, "risk": world_of_risks.A_RISK}
A_MEASURE = {**MARKETS, "measure": world_of_risks.A_MEASURE}
ASSESSING: tuple[Row, ...] = (
    *with_twins(Row("protocols:protocols", 200)),
    Row("protocols:protocol", 200, with_={"key": "event-risk"}, absent={"key": "nothing"}),
    *with_twins(Row("event_risk:reviews", 403, {"visitor": 302, **JUDGES}), JUDGES),
    Row("event_risk:alerts", 403, {"visitor": 302, **JUDGES}),
    Row("event_risk:raise_alert", 403, {"visitor": 302, **JUDGES}),
    Row("event_risk:end_alert", 405, with_={"number": "1"}),  # by a button of a form
    Row("event_risk:event", 404, READS_RISKS, MARKETS, NO_EVENT, "risky_event"),
    Row("event_risk:assessment", 404, READS_RISKS, MARKETS, NO_EVENT, "risky_event"),
    Row("event_risk:version", 404, READS_RISKS, {**MARKETS, "number": "1"}, needs="risky_event"),
    Row("event_risk:triage", 404, READS_RISKS, MARKETS, NO_EVENT, "risky_event"),
    Row(
        "event_risk:decide_triage",
        404,
        {"visitor": 302, **JUDGES},
        {**MARKETS, "step": "sign"},
        needs="risky_event",
    ),
    *(
        Row(f"event_risk:{name}", 404, WRITES_RISKS, MARKETS, NO_EVENT, "risky_event")
        for name in ("begin", "context", "submit")
    ),
    Row("event_risk:add_risk", 404, WRITES_RISKS, {**MARKETS, "domain": "health"}, needs="risky_event"),
    *(
        Row(f"event_risk:{name}", 404, WRITES_RISKS, A_RISK, needs="risky_event")
        for name in ("risk", "drop_risk", "plan_measure")
    ),
    Row("event_risk:measure", 404, WRITES_RISKS, {**A_MEASURE, "step": "do"}, needs="risky_event"),
    Row("event_risk:review", 404, AUTHORITY, {**FAIR, "step": "accept"}, needs="escalated_event"),
    Row("event_risk:add_condition", 404, AUTHORITY, FAIR, NO_EVENT, "escalated_event"),
    Row(
        "event_risk:condition",
        404,
        {"visitor": 302, **JUDGES},
        {**FAIR, "number": "1", "step": "drop"},
        needs="escalated_event",
    ),
)

TABLE: tuple[Row, ...] = (
    *ASSESSING,
    *CONDUCT,
    *CRISES,
    *READINESS,
    *PARTNERSHIPS,
    *COUNCILS,
    *ASKING,
    *MENTORING,
    *EXCHANGING,
    *CAPACITY,
    *EVENTS,
    *CAMPAIGNS,
    *EXPERIMENTS,
    *NEEDS,
    *FUNDS,
    *PROPOSALS,
    *AGREEMENTS,
    *GRANT_REPORTS,
    *REVIEW,
    *SLOW_WORK,
    *INITIATIVES,
    *PATTERNS,
    *QUESTIONNAIRES,
    *PLACES,
    *GROUPS,
    *EVIDENCE,
    *WIKIS,
    *PLANS,
    *PEOPLE,
    Row("ui:design", 200),
    Row("ui:language", 405, takes_posts_of_visitors=True),  # chosen by sending a form
    Row("health", 503),  # no worker beats in a test
    Row("movement:sign_in", 302, {"visitor": 200}, takes_posts_of_visitors=True),
    Row("movement:sign_out", 200, takes_posts_of_visitors=True),
    *ACCOUNTS,
)

# Served by the framework or by development alone: not pages of ours.
NOT_OURS = frozenset[str]()


@pytest.fixture
def campaigns(db: None) -> None:
    """Oriole's: one with a place and a worklist, one made from a box, and one that is finished."""
    world_of_campaigns.three_with_a_box(person("oriole-of-campaigns", "organizer"))
    count_on(WorkItem)
    count_on(ContributionList)


@pytest.fixture
def councils(cast: Cast) -> None:
    """Lina's council, on which Valentina sits and stands again; somebody was proposed."""
    council = world_of_councils.council(cast.lead)
    world_of_councils.member(council, cast.volunteer, key=SEATED["member"])
    chartering.adopt_charter(council, "We are heard.", by=cast.lead)
    world_of_calls.for_long(council, cast.lead, cast.volunteer, STANDS["key"], "8" * 32)
    world_of_recommendations.one_open_and_a_draft(council, cast)


@pytest.fixture
def crises(db: None) -> None:
    """A report that somebody has taken up, and decides on."""
    officer = world_of_crises.officer("odile")
    crisis = world_of_crises.taken_up(officer)
    told = crisis.told
    crisis.clocks.all().delete()
    Crisis.objects.filter(pk=crisis.pk).update(key=A_CRISIS["key"])
    crisis = Crisis.objects.get(**A_CRISIS)
    crisis.told = told  # it was sealed for the key that it had
    crisis.save(update_fields=["told"])
    world_of_crises.playbook(world_of_crises.manager(), officer)


@pytest.fixture
def evidence(cast: Cast) -> None:
    """A measure, a series, an import and a typed number, the first of each."""
    said = with_example({"kind": "count", "fact": "pilot.data_contributed", "unit": {"code": "record"}})
    version = actions.define_measure("communities", said, title=Words(en="Communities"), by="test")
    Indicator.objects.create(key="editors", unit="person", imported_at=clock.now())
    Batch.objects.create(pk=1, name="records.csv", created_at=clock.now())
    proof = files.store(File(BytesIO(b"%PDF-1.7"), name="proof.pdf"), by="test")
    StatedValue.objects.create(
        pk=1,
        measure=version.measure,
        occurred_on=clock.today(),
        value=1,
        proof_file=proof.key,
        proposed_by=cast.lead.key,
        created_at=clock.now(),
    )
    count_on(Batch, StatedValue)


@pytest.fixture
def table(cast: Cast) -> None:
    """A table of people, approved and published once."""
    with world_of_tables.at(world_of_tables.MARCH):
        world_of_tables.engage(world_of_tables.REGIONS)
        proposed = world_of_tables.proposal(world_of_tables.people())
        world_of_tables.approved(proposed, cast.evaluator, cast.second_evaluator)
    with world_of_tables.at(world_of_tables.JUNE):
        world_of_tables.published()


@pytest.fixture
def somebody(cast: Cast) -> None:
    """Valentina, who shows her name to members and is a liaison."""
    Person.objects.filter(pk=cast.volunteer.pk).update(page=SOMEBODY["page"])
    held = {"role": "regional_liaison", "scope": "region:wikimedia/south-asia", "begins_on": clock.today()}
    RoleHolding.objects.create(pk=900, person=cast.volunteer, **held)
    count_on(RoleHolding)


@pytest.fixture
def minor(cast: Cast) -> None:
    """Somebody of 13 to 15 whose guardian wants the account deleted, and an adult who was cleared."""
    someone = world_of_minors.minor()
    guardians.take_back(world_of_minors.agreed(someone), delete=True)
    Person.objects.filter(pk=someone.pk).update(page=MINOR["page"])
    world_of_minors.cleared(cast.volunteer)
    Clearance.objects.update(id=FIRST["pk"])
    count_on(Clearance)


@pytest.fixture
def lake(db: None) -> None:
    """A run that was stopped, the rows that a file lost, and a vital sign of one wiki."""
    world_of_wikis.run()
    count_on(Run)
    world_of_wikis.rejected()
    world_of_wikis.sign()


@pytest.fixture
def plan(db: None) -> None:
    """The shipped plan, before anything happened."""
    world.loaded()


@pytest.fixture
def places(db: None) -> None:
    """Four countries, three languages, a wiki and the shipped definitions."""
    world_of_places.few()
    world_of_places.wiki("dagwiki", "dag")
    define_shipped(by="test")


@pytest.fixture
def conduct(db: None) -> None:
    """A version in force, and the next one in consultation with a comment."""
    pages_of_conduct.next_in_consultation(pages_of_conduct.with_document())


@pytest.fixture
def events(db: None) -> None:
    """One that is announced for a day to come."""
    day = clock.today() + timedelta(days=40)
    world_of_events.coming(person("olga", "organizer"), day)


@pytest.fixture
def risky_event(cast: Cast, events: None) -> None:
    """Valentina writes an assessment of it; a triage that asks for less waits for a second person."""
    world_of_risks.drafted_by(Event.objects.get(key="markets"), cast.volunteer)


@pytest.fixture
def escalated_event(cast: Cast, events: None) -> None:
    """Another one of theirs, whose assessment waits for an authority."""
    planner = Event.objects.get(key="markets").organizers.get().person
    fair = world_of_events.coming(planner, clock.today() + timedelta(days=40), FAIR["key"])
    world_of_risks.escalated_by(fair, cast.volunteer)


@pytest.fixture
def readiness(cast: Cast, taking_part: None) -> None:
    """The volunteer's event, with somebody to call, a waiver to decide, a hold, and a page for the day."""
    world_of_readiness.on_every_page(Event.objects.get(key="markets"))
    count_on(Pack)


@pytest.fixture
def taking_part(cast: Cast, events: None) -> None:
    """The volunteer runs the event too, and has brought a list; the editor is registered."""
    world_of_events.taking_part(
        Event.objects.get(key="markets"), organizer=cast.volunteer, registered=cast.editor
    )
    RollRow.objects.all().delete()
    Roll.objects.update(id=FIRST["pk"])


@pytest.fixture
def reported_event(db: None) -> None:
    world_of_events.reported_now(person("orla", "organizer"), "told")


@pytest.fixture
def needs(db: None, cast: Cast) -> None:
    """A round that the lead leads, a holder that was asked, and a table that was brought."""
    world_of_places.few()
    one = world_of_needs.opened(cast.lead)
    asked = world_of_needs.asked(one, cast.lead)
    Assessment.objects.filter(pk=asked.pk).update(key=HOLDER["assessment"], link=LINK["link"])
    Intake.objects.create(pk=1, round=one, title="sheets.csv", brought_at=clock.now())


@pytest.fixture
def payments(cast: Cast) -> None:
    """Granted proposals of the volunteer's: one without an agreement, one in draft, one that is paid."""
    world_of_payments.on_every_page(cast.volunteer)


@pytest.fixture
def funds(db: None) -> None:
    """A round that is open, and a rate of exchange."""
    world_of_grants.grant_round()
    world_of_grants.rate()


@pytest.fixture
def review(db: None, cast: Cast) -> None:
    """A committee of three, another that is forming, and the volunteer's proposals at each step."""
    world_of_reviews.at_each_step(
        cast.volunteer,
        (cast.evaluator, cast.second_evaluator, cast.editor),
        {"committee": A_COMMITTEE["key"], "forming": FORMING["key"]},
    )
    Proposal.objects.filter(shown_from__isnull=False).update(shown_from=SHOWN)


@pytest.fixture
def grant_reports(db: None, cast: Cast) -> None:
    """A volunteer's grant, with a report that is being written and a receipt in it."""
    world_of_reports.with_a_receipt(cast.volunteer, key=A_REPORT["key"], receipt=A_RECEIPT["receipt"])


@pytest.fixture
def proposals(cast: Cast) -> None:
    """Three of the volunteer: a draft, one that is screened, one of which more is wanted; and a table."""
    one = world_of_grants.grant_round()
    GrantIntake.objects.create(pk=1, round=one, title="grants.csv", header=["title"], brought_at=clock.now())
    world_of_grants.proposal(cast.volunteer, "draft", key="draft")
    world_of_grants.proposal(cast.volunteer, "screening", key="handed-in", shown_from=SHOWN)
    world_of_grants.proposal(cast.volunteer, "info_requested", key="asked", shown_from=SHOWN)


@pytest.fixture
def milestones(db: None, cast: Cast) -> None:
    """One that the lead owns, with a document that shows its first step."""
    room = world_of_milestones.own(cast.lead)
    shown, on = world_of_milestones.document(), date(2020, 2, 3)
    with world.at(on):
        world_of_milestones.actions.reach(room, "room-found", shown, on=on, by=cast.lead)
    room.ties.create(step="books-brought", record="positions/librarian/filled")


@pytest.fixture
def positions(db: None, cast: Cast) -> None:
    """Two that the lead manages and no plan counts: one is open, in the other the volunteer is at work."""
    served = {"plan": "", "key_result": "", "role": "program-manager"}
    world_of_positions.opened(cast.lead, **served)
    held = world_of_positions.opened(cast.lead, world_of_positions.AFRICA, **served)
    position_actions.fill(held, first_day=world_of_positions.BEGAN, by=cast.lead, holder=cast.volunteer)


@pytest.fixture
def experiments(db: None) -> None:
    """One that runs, and one that is a draft."""
    organizer = person("oriole", "organizer")
    world_of_experiments.running(organizer)
    world_of_experiments.draft(organizer, "draft")


@pytest.fixture
def questions(cast: Cast) -> None:
    """One of the volunteer's, to the lead."""
    world_of_questions.opened()
    asked = world_of_questions.asked(cast.volunteer)
    Question.objects.filter(pk=asked.pk).update(key=QUESTION["key"])


@pytest.fixture
def questionnaire(cast: Cast) -> Iterator[None]:
    """Answered once by the volunteer, with a draft of its next version."""
    with world_of_questionnaires.owned():
        version = world_of_questionnaires.published(read_singly=True)
        Questionnaire.objects.filter(pk=version.questionnaire_id).update(**ASKED)
        answering.answer(version, cast.volunteer, {"food": "fish"})
        answering.draft_anew(Questionnaire.objects.get(**ASKED), by="test")
        yield


@pytest.fixture
def partnerships(db: None) -> None:
    """A partner that was met, and an agreement that is ready to be signed, with a stream of research."""
    petra = person("petra", "organizer")
    museum = world_of_partnerships.partner(petra)
    met = world_of_partnerships.meeting(museum, petra, document=File(BytesIO(b"a,b"), name="minutes.csv"))
    Meeting.objects.filter(pk=met.pk).update(id=1)
    count_on(Meeting)
    in_force = world_of_partnerships.partnership(museum, petra, "in-force")
    Partnership.objects.filter(pk=in_force.pk).update(state="active")
    archives = world_of_partnerships.partnership(museum, petra)
    stream = world_of_partnerships.stream(archives, petra)
    world_of_partnerships.found(stream, petra, document=File(BytesIO(b"a,b"), name="proof.csv"))
    world_of_partnerships.ready(archives, petra, ("stream-1/1",))


@pytest.fixture
def exchange(cast: Cast) -> None:
    """An affiliate wants to learn, has asked one of two who help, and has a request passed on."""
    party = world_of_exchange.affiliate("lakeside", wants=["grants"])
    exchanging.call(party, Way.GET, "grants", by=world_of_exchange.officer("lakeside"))
    world_of_exchange.asked(party, world_of_exchange.somebody("mila", offers=["grants"]))
    other = world_of_exchange.somebody("mara", offers=["grants"])
    AffiliateSkill.objects.update(id=1)
    for record, key in ((party, "a"), (other, "c")):
        Party.objects.filter(pk=record.pk).update(key=key * 32)
    Exchange.objects.update(key=AN_ASK["key"])
    Call.objects.update(key=A_CALL["key"])


@pytest.fixture
def capacity(db: None) -> None:
    """An affiliate assessed twice, that grows, plans to grow and writes a draft; another waits for a look."""
    world_of_capacity.keyed(TOLD_OF["key"], "5" * 32, DRAFTED["key"], GROWS["key"], TO_GROW["key"])
    Look.objects.filter(state="asked").update(id=A_LOOK["pk"])


@pytest.fixture
def mentoring(cast: Cast) -> None:
    """Two mentors, and the volunteer, who has asked one of them."""
    wish = world_of_mentoring.newcomer(cast.volunteer.username)
    pair = world_of_mentoring.asked(world_of_mentoring.mentor(), wish)
    Pair.objects.filter(pk=pair.pk).update(key=PAIR["key"])
    Offer.objects.filter(pk=world_of_mentoring.mentor("mila").pk).update(key=OFFERED["key"])


@pytest.fixture
def initiatives(db: None) -> None:
    """One that is offered, with somebody who is named on its page, and a core duty."""
    offered = world_of_capacity.program()  # which an affiliate may grow by
    Involvement.objects.create(
        pk=1, initiative=offered, person=person("sia"), part="runs", named_at=clock.now()
    )
    count_on(Involvement)
    world_of_initiatives.duty()


@pytest.fixture
def patterns(db: None) -> None:
    """One that is published, and used once."""
    found = world_of_patterns.published()
    Reuse.objects.create(pk=1, pattern=found, used_on=world_of_patterns.USED, where="In Tamale")
    count_on(Reuse)


@pytest.fixture
def groups(db: None) -> None:
    """An affiliate that owes a report, and a community."""
    affiliate = world_of_capacity.affiliate("lakeside")  # which other records may have brought along
    AffiliateReport.objects.create(
        pk=1,
        affiliate=affiliate,
        what="activities",
        begins_on=date(2025, 1, 1),
        ends_on=date(2025, 12, 31),
        due_on=date(2026, 3, 31),
    )
    count_on(AffiliateReport)
    world_of_groups.community("night-sky")


def names(patterns: list[URLPattern | URLResolver], namespace: str = "") -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from names(pattern.url_patterns, inner)
        else:
            yield f"{namespace}{pattern.name or pattern.pattern}"


def test_every_page_has_a_row() -> None:
    assert set(names(get_resolver().url_patterns)) - NOT_OURS == {row.name for row in TABLE}


def test_every_row_names_roles_of_the_cast() -> None:
    assert {role for row in TABLE for role in row.but} <= set(ROLES)
