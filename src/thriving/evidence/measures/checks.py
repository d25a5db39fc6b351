"""What may not become a measure: one small function for each rule, a sentence for each breach.

The sentences are for whoever wrote the definition. A definition that breaks a rule is refused whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.utils.translation import gettext as _

from thriving.evidence.kinds import COLUMNS, NOT_STATED, PERSON, FactKind, Type, kinds
from thriving.evidence.measures.conditions import OPERATORS, Condition
from thriving.evidence.measures.regions import COUNTRY, REGION
from thriving.evidence.measures.specification import (
    PAIRS_AT_LEAST,
    SUBJECT,
    VALUES_AT_LEAST,
    Specification,
)

Check = Callable[[Specification], Iterator[str]]

PEOPLE_AT_LEAST = 10
CADENCES = ("monthly", "quarterly", "yearly")
MOST_DECIMALS = 6
COLUMNS_OF_A_LIST = frozenset({"occurred_on", "source", "value", SUBJECT})


def problems(it: Specification) -> list[str]:
    """Everything that is wrong with a definition that can be read; empty when it may be used."""
    if missing := list(kinds_exist(it)):
        return missing  # the other rules look the kinds up
    return [sentence for check in CHECKS for sentence in check(it)]


def filter_problems(it: Specification, filters: Iterable[Condition]) -> list[str]:
    """What keeps ``filters`` from being put to a measure: each must mean something for all that it counts."""
    asked = list(filters)
    if asked and not it.sides:
        return [_("This measure is read from an official series and takes no filter.")]
    facts = dict.fromkeys(side.fact for side in it.sides)
    found = [each for name in facts for said in asked for each in condition_holds_water(said, it.seen(name))]
    return found or [*_unknown_regions(it, asked), *people_by_country(it, asked)]


def people_by_country(it: Specification, filters: Iterable[Condition]) -> Iterator[str]:
    """How many people a country needs depends on who may be in danger there: so none is ever asked for."""
    if it.about_people and any(Type.COUNTRY in it.types(each.dimension) for each in filters):
        yield _("People are never told by country, for some countries are dangerous: choose the region.")


def kinds_exist(it: Specification) -> Iterator[str]:
    for side in it.sides:
        if side.fact not in kinds:
            yield _("There is no kind of record called “%(kind)s”.") % {"kind": side.fact}


def conditions_hold_water(it: Specification) -> Iterator[str]:
    for side in it.sides:
        for condition in side.where:
            yield from condition_holds_water(condition, it.seen(side.fact))


def condition_holds_water(condition: Condition, kind: FactKind) -> Iterator[str]:
    """It names a dimension of the kind, an operator, and values that the dimension can have."""
    name, operator, values = condition
    if operator not in OPERATORS:
        yield _("“%(operator)s” cannot be asked of “%(name)s”.") % {"operator": operator, "name": name}
    if operator in {"in", "not_in"} and not values:
        yield _("The condition on “%(name)s” names no value.") % {"name": name}
    if operator in {"exists", "missing"} and values:
        yield _("The condition that “%(name)s” is stated, or not, takes no values.") % {"name": name}
    if name == SUBJECT and kind.about_people:
        yield _("A number of people is never asked about one of them.")
    if name in COLUMNS:
        return
    if name not in kind.named:
        yield _("“%(kind)s” has no “%(name)s”.") % {"kind": kind.name, "name": name}
        return
    yield from _values_allowed(condition, kind)


def _values_allowed(condition: Condition, kind: FactKind) -> Iterator[str]:
    allowed = kind.named[condition.dimension].allowed
    for value in sorted(set(condition.values) - allowed - {NOT_STATED}) if allowed else ():
        yield _("“%(value)s” can never stand in “%(name)s”.") % {
            "value": value,
            "name": condition.dimension,
        }


def of_is_a_dimension(it: Specification) -> Iterator[str]:
    for side in it.sides:
        if it.of != SUBJECT and it.of not in it.seen(side.fact).named:
            yield _("“%(kind)s” has no “%(name)s” to be told apart.") % {"kind": side.fact, "name": it.of}


def members_are_not_people(it: Specification) -> Iterator[str]:
    if it.kind not in {"coverage", "milestones"} or not it.about_people:
        return
    if it.of == SUBJECT:
        yield _("People cannot be listed as the members of a set.")
    else:
        yield _(
            "Which members of a set people stand for is not told: one of them may stand for a single person."
        )


def sides_are_about_the_same(it: Specification) -> Iterator[str]:
    """The numerator is counted inside the denominator, so both must speak of the same things."""
    subjects = {kinds[side.fact].subject for side in it.sides}
    if it.kind == "ratio" and len(subjects) > 1:
        yield _("The two sides of a ratio must be about the same things, not about %(subjects)s.") % {
            "subjects": ", ".join(sorted(subjects))
        }


def sides_differ(it: Specification) -> Iterator[str]:
    if it.kind == "ratio" and it.sides[0] == it.sides[1]:
        yield _("Both sides of the ratio count the same: it would always be all of them.")


def sums_have_values(it: Specification) -> Iterator[str]:
    for side in it.sides:
        if it.kind in {"sum", "median", "change"} and not kinds[side.fact].has_value:
            yield _("“%(kind)s” has no value that could be added or compared.") % {"kind": side.fact}


def waves_can_occur(it: Specification) -> Iterator[str]:
    if it.pairing is None:
        return
    waves = Condition(it.pairing.dimension, "in", (it.pairing.before, it.pairing.after))
    yield from condition_holds_water(waves, kinds[it.sides[0].fact])
    if it.pairing.before == it.pairing.after:
        yield _("The wave before and the wave after are the same.")


def scale_is_a_scale(it: Specification) -> Iterator[str]:
    if it.pairing is None:
        return
    if it.pairing.lowest >= it.pairing.highest:
        yield _("The scale must end above where it begins.")
    elif not 0 <= it.pairing.improved_by <= it.pairing.highest - it.pairing.lowest:
        yield _("Nobody can improve by that much on this scale.")


def enough_pairs(it: Specification) -> Iterator[str]:
    """A share or a mean of a few pairs says more about chance, and about the few, than about the work."""
    if it.pairing is None:
        return
    if it.pairing.statistic == "improved_count":
        if it.about_people:
            yield _("How many people improved is told as a share or a mean alone, so that no few stand out.")
    elif it.pairing.minimum < PAIRS_AT_LEAST:
        yield _("A share or a mean of changes needs at least %(least)s pairs.") % {"least": PAIRS_AT_LEAST}


def enough_values(it: Specification) -> Iterator[str]:
    """The middle one of a few values is the value of one of them."""
    least = PEOPLE_AT_LEAST if it.about_people else VALUES_AT_LEAST
    if it.kind == "median" and it.minimum < least:
        yield _("A median needs at least %(least)s different ones.") % {"least": least}


def people_are_protected(it: Specification) -> Iterator[str]:
    if not it.about_people:
        return
    if it.people_at_least < PEOPLE_AT_LEAST:
        yield _("A measure that counts people must say “privacy” with a “k” of at least %(least)s.") % {
            "least": PEOPLE_AT_LEAST
        }
    if it.cadence not in CADENCES:
        yield _("A measure that counts people must say how often it is published: %(cadences)s.") % {
            "cadences": ", ".join(CADENCES)
        }


def people_are_of_everywhere(it: Specification) -> Iterator[str]:
    """A measure's number is told exactly; a place is a part, told only as far as nobody shows."""
    named = dict.fromkeys(each.dimension for side in it.sides for each in side.where)
    for name in named if it.about_people else ():
        if {Type.REGION, Type.COUNTRY} & it.types(name):
            yield _(
                "A measure that counts people may not keep to places (“%(name)s”): however few they are, "
                "they would be told. Let a requirement filter it by region, or propose a table."
            ) % {"name": name}


def breakdowns_exist(it: Specification) -> Iterator[str]:
    for name in it.breakdowns:
        for side in it.sides:
            if name not in it.seen(side.fact).named:
                yield _("It cannot be broken down by “%(name)s”: “%(kind)s” has none.") % {
                    "name": name,
                    "kind": side.fact,
                }


def columns_exist(it: Specification) -> Iterator[str]:
    named = {name for side in it.sides for name in it.seen(side.fact).named}
    for name in it.columns:
        if name not in named | COLUMNS_OF_A_LIST:
            yield _("The list cannot show “%(name)s”: no record has it.") % {"name": name}


def columns_show_no_person(it: Specification) -> Iterator[str]:
    if SUBJECT in it.columns and any(kinds[side.fact].subject == PERSON for side in it.sides):
        yield _("The list of a measure that counts people must not show who they are.")


def unit_fits(it: Specification) -> Iterator[str]:
    if not 0 <= it.decimals <= MOST_DECIMALS:
        yield _("A number is shown with 0 to %(most)s decimals.") % {"most": MOST_DECIMALS}
    if _is_share(it) != (it.unit == "percent") and it.kind not in {"stated", "indicator"}:
        yield _("A share is told in the unit “percent”, and nothing else is.")


def regions_can_be_worked_out(it: Specification) -> Iterator[str]:
    """The scheme is known in that version, and every record that is counted can name a country."""
    if it.regions is None:
        return
    if it.regions.division() is None:
        yield _("There is no version %(version)s of a scheme of regions called “%(scheme)s”.") % (
            it.regions._asdict()
        )
    if not it.sides:
        yield _("An official series has no countries from which regions could be worked out.")
    for side in it.sides:
        if COUNTRY not in kinds[side.fact].named:
            yield _("“%(kind)s” has no country from which a region could be worked out.") % {
                "kind": side.fact
            }


def regions_exist(it: Specification) -> Iterator[str]:
    yield from _unknown_regions(it, [condition for side in it.sides for condition in side.where])


def _unknown_regions(it: Specification, asked: Iterable[Condition]) -> Iterator[str]:
    """A region that the scheme does not have would count nothing, and nobody would be told."""
    division = it.regions.division() if it.regions else None
    if division is None or it.regions is None:
        return
    named = {value for each in asked if each.dimension == REGION for value in each.values}
    for value in sorted(named - division.names.keys() - {NOT_STATED}):
        yield _("The scheme “%(scheme)s” has no region “%(region)s”.") % {
            "scheme": it.regions.scheme,
            "region": value,
        }


def _is_share(it: Specification) -> bool:
    return it.kind == "ratio" or (it.pairing is not None and it.pairing.statistic == "improved_share")


CHECKS: tuple[Check, ...] = (
    conditions_hold_water,
    of_is_a_dimension,
    members_are_not_people,
    sides_are_about_the_same,
    sides_differ,
    sums_have_values,
    waves_can_occur,
    scale_is_a_scale,
    enough_pairs,
    enough_values,
    people_are_protected,
    people_are_of_everywhere,
    breakdowns_exist,
    columns_exist,
    columns_show_no_person,
    unit_fits,
    regions_can_be_worked_out,
    regions_exist,
)
