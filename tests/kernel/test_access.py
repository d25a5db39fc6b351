from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from tests.conftest import Cast

from thriving.kernel import access
from thriving.kernel.access import Scope
from thriving.movement.models import Person, RoleHolding


@dataclass(frozen=True)
class Case:
    """A scope beside the same thought in plain Python."""

    scope: Scope
    allows: Callable[[Any, Person], bool]
    words: str

    def __repr__(self) -> str:
        return self.words

    def __or__(self, other: Case) -> Case:
        words = f"({self.words} | {other.words})"
        return Case(self.scope | other.scope, lambda p, r: self.allows(p, r) or other.allows(p, r), words)

    def __and__(self, other: Case) -> Case:
        words = f"({self.words} & {other.words})"
        return Case(self.scope & other.scope, lambda p, r: self.allows(p, r) and other.allows(p, r), words)


def leads(person: Any) -> frozenset[str]:
    return person.scopes("program_lead") if hasattr(person, "scopes") else frozenset()


SIMPLE = [
    Case(access.everyone, lambda _p, _r: True, "everyone"),
    Case(access.nobody, lambda _p, _r: False, "nobody"),
    Case(access.signed_in, lambda p, _r: p.is_authenticated, "signed_in"),
    Case(access.role("evaluator"), lambda p, _r: "evaluator" in access.roles_of(p), "evaluator"),
    Case(Scope(lambda p: Q(pk=p.pk)), lambda p, r: p.pk == r.pk, "oneself"),
    Case(Scope(lambda _p: ~Q(username__startswith="e")), lambda _p, r: r.username[0] != "e", "not e"),
    # To-many relations, where a careless join would list a person twice or lose one.
    Case(
        Scope(lambda _p: Q(holdings__role="evaluator")),
        lambda _p, r: r.holdings.filter(role="evaluator").exists(),
        "evaluators",
    ),
    Case(
        Scope(lambda p: Q(holdings__scope__in=leads(p))),
        lambda p, r: r.holdings.filter(scope__in=leads(p)).exists(),
        "fellow leads",
    ),
    Case(
        Scope(lambda _p: ~Q(holdings__scope="")),
        lambda _p, r: not r.holdings.filter(scope="").exists(),
        "scoped",
    ),
]
cases = some.recursive(
    some.sampled_from(SIMPLE),
    lambda inner: some.builds(Case.__or__, inner, inner) | some.builds(Case.__and__, inner, inner),
    max_leaves=6,
)
readers = some.sampled_from(["visitor", "volunteer", "lead", "other_lead", "evaluator"])


@pytest.fixture
def crowded(cast: Cast) -> Cast:
    """Some hold several roles, so that a join repeats them."""
    for role in ("evaluator", "program_lead", "plan_editor"):
        for scope in ("", "priority:thriving-movement-2019/diverse-content"):
            RoleHolding.objects.create(person=cast.evaluator, role=role, scope=scope, begins_on="2019-01-01")
    cast.evaluator.refresh_from_db()
    return cast


# The world is made once and only read; each example asks it another rule.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(case=cases, reader=readers)
def test_list_check_and_plain_thought_agree(crowded: Cast, case: Case, reader: str) -> None:
    person, everybody = getattr(crowded, reader), list(Person.objects.order_by("pk"))
    with access.rules.temporarily("see_it", case.scope):
        listed = list(access.within(person, "see_it", Person.objects.order_by("pk")))
        allowed = [record for record in everybody if access.may(person, "see_it", record)]
    assert listed == sorted(allowed, key=lambda record: record.pk)
    assert listed == [record for record in everybody if case.allows(person, record)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(case=cases, reader=readers)
def test_the_callers_sums_are_not_spoiled(crowded: Cast, case: Case, reader: str) -> None:
    person = getattr(crowded, reader)
    counted = Person.objects.annotate(roles_held=Count("holdings"))
    with access.rules.temporarily("see_it", case.scope):
        reached = access.within(person, "see_it", counted)
        assert all(each.roles_held == each.holdings.count() for each in reached)


def test_a_power_is_held_or_refused(cast: Cast) -> None:
    with access.rules.temporarily("run_it", access.role("operator")):
        access.require_holds(cast.operator, "run_it")
        for reader in (cast.visitor, cast.volunteer, cast.evaluator, None, "a command"):
            with pytest.raises(PermissionDenied, match="run_it"):
                access.require_holds(reader, "run_it")


def test_reaching_some_records_is_no_power(cast: Cast) -> None:
    with access.rules.temporarily("see_it", Scope(lambda person: Q(pk=person.pk))):
        assert not access.holds(cast.lead, "see_it")
        access.require(cast.lead, "see_it", cast.lead)
        with pytest.raises(PermissionDenied, match="see_it"):
            access.require(cast.lead, "see_it", cast.other_lead)


def test_what_is_not_stored_is_not_reached(cast: Cast) -> None:
    with access.rules.temporarily("see_it", access.everyone):
        assert not access.may(cast.operator, "see_it", Person(username="nowhere"))


def test_nobody_is_above_the_rules(cast: Cast) -> None:
    cast.operator.is_superuser = True  # type: ignore[attr-defined] # nothing may look for it
    with access.rules.temporarily("see_sealed", access.nobody):
        assert not access.may(cast.operator, "see_sealed", cast.operator)


def test_a_closed_account_reaches_nothing(cast: Cast) -> None:
    cast.evaluator.is_active = False
    with access.rules.temporarily("see_it", access.signed_in | access.role("evaluator")):
        assert not access.holds(cast.evaluator, "see_it")


@pytest.mark.parametrize("who", [None, "a command", SimpleNamespace(is_authenticated=True)])
def test_who_has_no_account_is_not_signed_in(who: object) -> None:
    with access.rules.temporarily("see_it", access.signed_in):
        assert not access.holds(who, "see_it")


def test_an_account_that_cannot_tell_who_it_is_is_not_signed_in() -> None:
    with access.rules.temporarily("see_it", access.signed_in):
        assert not access.holds(SimpleNamespace(is_active=True), "see_it")


@pytest.mark.parametrize(("rule", "reads"), [("see_it", True), ("read_it", True), ("decide_it", False)])
def test_a_role_that_waits_reads_and_does_nothing(rule: str, reads: bool) -> None:  # noqa: FBT001 -- a column
    acting = SimpleNamespace(roles=frozenset())
    waiting = SimpleNamespace(roles=frozenset({"evaluator"}), acting=acting)
    with pytest.MonkeyPatch.context() as patch, access.rules.temporarily(rule, access.role("evaluator")):
        patch.setattr(access, "_reading", {"read_it"})
        assert access.holds(waiting, rule) is reads


def test_a_rule_is_declared_once_and_known() -> None:
    with access.rules.temporarily("see_it", access.nobody):
        with pytest.raises(ValueError, match="the rule see_it is declared twice"):
            access.declare(see_it=access.everyone)
        assert "see_it" in access.registered()
    with pytest.raises(KeyError, match="there is no rule see_it"):
        access.holds(None, "see_it")


def test_where_a_page_asks_so_a_reach_is_worked_out_once(cast: Cast) -> None:
    asked = []
    scope = Scope(lambda person: Q(pk=(asked.append(person), person.pk)[1]))
    with access.once():
        reaches = [scope.on(Person, each) for each in (cast.lead, cast.volunteer, cast.lead)]
    assert reaches == [Q(pk=cast.lead.pk), Q(pk=cast.volunteer.pk), Q(pk=cast.lead.pk)]
    assert asked == [cast.lead, cast.volunteer]
    scope.on(Person, cast.lead)
    assert asked == [cast.lead, cast.volunteer, cast.lead]


@pytest.mark.parametrize("scope", [access.nobody | access.nobody, access.nobody | access.role("nothing")])
def test_of_what_reaches_nobody_the_database_is_not_asked(cast: Cast, scope: Scope) -> None:
    assert scope.on(Person, cast.lead) == access.NOTHING
