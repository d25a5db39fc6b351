"""The Code of Conduct of the sample year, taken through the steps that a real one takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement import actions as movement
from thriving.movement.models import Person
from thriving.programs.milestones import actions as milestones
from thriving.programs.milestones.models import Milestone
from thriving.safety.conduct import actions
from thriving.safety.conduct.actions import CodeSaid, Declared, Proof
from thriving.safety.conduct.models import Code, Version
from thriving.safety.conduct.moments import record_of
from thriving.safety.conduct.roles import KEEPER, SECRETARY
from thriving.web.sample import cast
from thriving.web.sample.deeds import OfConduct, in_every_language
from thriving.web.sample.milestones import lead_of
from thriving.web.sample.story import conduct as story

COMMENTING = (cast.VOLUNTEER, cast.DIVERSITY, cast.ORGANIZER)
FRIENDLY_VOTING = (
    (cast.LEADERSHIP, "yes"),
    (cast.DIVERSITY, "yes"),
    (cast.CONTENT, "yes"),
    (cast.EVALUATOR, "no"),
    (cast.SECOND_EVALUATOR, "abstain"),
    (cast.AFFILIATIONS, "yes"),
)
VOTING = ((cast.LEADERSHIP, "yes"), (cast.CONTENT, "yes"), (cast.EVALUATOR, "abstain"))


def take(deed: OfConduct) -> None:
    STEPS[deed.step](deed, _person(cast.SAFETY.username))


def _begin(by: Person) -> None:
    """The steps of the plan's milestone follow it from now on."""
    movement.grant_role(by, KEEPER, by=cast.TELLER)
    by = _person(by.username)
    said = CodeSaid(in_every_language(story.TITLE), in_every_language(story.PURPOSE))
    code = actions.begin_code(story.KEY, said, by=by, sample=True)
    actions.ask_roles(code, story.ASKS, by=by)
    milestone = Milestone.objects.get(key=story.MILESTONE)
    for step, moment in story.TIES.items():
        milestones.tie(milestone, step, record_of(code.key, moment), by=lead_of(milestone.key_result))


def _write(texts: Mapping[str, str], by: Person) -> None:
    for language, text in texts.items():
        actions.write(_version(), language, text, by=by)


def _comment(number: int) -> None:
    language, words, _kind, _said = story.COMMENTS[number]
    actions.comment(_version(), words, language=language, by=_person(COMMENTING[number].username))


def _answer(by: Person) -> None:
    for comment, (_language, _words, kind, said) in zip(
        _version().comments.all(), story.COMMENTS, strict=True
    ):
        actions.answer(comment, kind, said, language="en", by=by)


def _vote() -> None:
    for somebody, choice in VOTING:
        actions.vote(_version(), choice, by=_person(somebody.username))


def _draft(by: Person) -> None:
    actions.draft(_code(), binding="en", changes=Words(), by=by)
    _write(story.FIRST, by)


def _revise(by: Person) -> None:
    _write(story.REVISED, by)
    actions.freeze(_version(), by=by)


def _declare(by: Person) -> None:
    said = Declared(story.ROLES, story.QUORUM, story.MAJORITY, story.LAST_DAY)
    actions.declare_ballot(_version(), said, by=by)


def _friendly_draft(by: Person) -> None:
    """An affiliate has a code of its own, which goes all the way."""
    said = CodeSaid(in_every_language(story.FRIENDLY_TITLE), in_every_language(story.FRIENDLY_PURPOSE))
    scope = f"affiliate:{story.FRIENDLY}"
    code = actions.begin_code(story.FRIENDLY, said, by=by, scope=scope, sample=True)
    actions.ask_roles(code, ["affiliate_contact"], by=by)
    version = actions.draft(code, binding="en", changes=Words(), by=by)
    for language, text in story.FRIENDLY_TEXT.items():
        actions.write(version, language, text, by=by)
    actions.consult(version, until=story.FRIENDLY_ASKED_UNTIL, by=by)


def _friendly_freeze(by: Person) -> None:
    actions.conclude(_friendly(), in_every_language(story.FRIENDLY_CONCLUSION), by=by)
    actions.freeze(_friendly(), by=by)
    said = Declared(story.ROLES, story.QUORUM, story.MAJORITY, story.FRIENDLY_LAST_DAY)
    actions.declare_ballot(_friendly(), said, by=by)


def _friendly_vote() -> None:
    for somebody, choice in FRIENDLY_VOTING:
        actions.vote(_friendly(), choice, by=_person(somebody.username))


def _friendly_endorse() -> None:
    movement.grant_role(_person(cast.EDITOR.username), SECRETARY, by=cast.TELLER)
    day = clock.today()
    proof = Proof(story.FRIENDLY_BODY, story.FRIENDLY_DECISION, day, story.FRIENDLY_PROOF)
    actions.endorse(_friendly(), proof, by=_person(cast.EDITOR.username))


def _friendly_acknowledge() -> None:
    """Before it is in force, so that the contact's role never waits."""
    version = _friendly()
    by = _person(cast.CONTACT.username)
    actions.acknowledge(version, language="en", sha256=version.seals["en"], by=by)


def _friendly() -> Version:
    return Version.objects.select_related("code").get(code__key=story.FRIENDLY)


def _code() -> Code:
    return Code.objects.get(key=story.KEY)


def _version() -> Version:
    return Version.objects.select_related("code").get(code__key=story.KEY)


def _person(username: str) -> Person:
    return Person.objects.get(username=username)


STEPS: Mapping[str, Callable[[OfConduct, Person], object]] = {
    "begin": lambda _deed, by: _begin(by),
    "draft": lambda _deed, by: _draft(by),
    "consult": lambda _deed, by: actions.consult(_version(), until=story.ASKED_UNTIL, by=by),
    "comment": lambda deed, _by: _comment(deed.number),
    "answer": lambda _deed, by: _answer(by),
    "conclude": lambda _deed, by: actions.conclude(_version(), in_every_language(story.CONCLUSION), by=by),
    "revise": lambda _deed, by: _revise(by),
    "declare": lambda _deed, by: _declare(by),
    "open": lambda _deed, by: actions.open_ballot(_version(), by=by),
    "vote": lambda _deed, _by: _vote(),
    "friendly_draft": lambda _deed, by: _friendly_draft(by),
    "friendly_freeze": lambda _deed, by: _friendly_freeze(by),
    "friendly_open": lambda _deed, by: actions.open_ballot(_friendly(), by=by),
    "friendly_vote": lambda _deed, _by: _friendly_vote(),
    "friendly_count": lambda _deed, _by: actions.close_ballot(_friendly(), by=cast.TELLER),
    "friendly_endorse": lambda _deed, _by: _friendly_endorse(),
    "friendly_acknowledge": lambda _deed, _by: _friendly_acknowledge(),
    "friendly_force": lambda _deed, by: actions.take_effect(_friendly(), by=by),
}
