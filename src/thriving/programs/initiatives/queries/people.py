from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from thriving.movement.models import Person
from thriving.movement.queries import people
from thriving.movement.queries.roles import held_today
from thriving.movement.scopes import written
from thriving.plan.rules import LEAD
from thriving.programs.initiatives.models import Initiative, Involvement, Part, Sort, Trait
from thriving.programs.initiatives.rules import PROGRAM
from thriving.programs.roles import ORGANIZER


def people_of(reader: Any, initiative: Initiative) -> list[tuple[str, list[people.Profile]]]:
    """Who is named, by part, as far as each lets the reader see their name."""
    named = list(initiative.people.values_list("part", "person_id"))
    visible = people.visible(reader).filter(pk__in={pk for _part, pk in named})
    pages = dict(visible.values_list("page", "pk"))
    shown = {pages[each.page]: each for each in people.profiles(reader, visible)}
    by_part = ((part, [shown[pk] for each, pk in named if each == part and pk in shown]) for part in Part)
    return [(str(part.label), found) for part, found in by_part if found]


def parts_of(person: Any, initiative: Initiative) -> list[Involvement]:
    """For what the person is named themselves."""
    if not getattr(person, "is_authenticated", False):
        return []
    return list(initiative.people.filter(person=person.pk))


def named_on(reader: Any, initiative: Initiative) -> list[tuple[Involvement, str]]:
    """Every naming, for who keeps them: with the name where the reader may see it."""
    named = list(initiative.people.select_related("person"))
    shown = people.names(reader, {each.person.key for each in named})
    return [(each, shown.get(each.person.key, "")) for each in named]


def answerers(key: str) -> QuerySet[Person]:
    """Whom a question about an initiative reaches: its organizers, those named for it, else its leads.

    Not for readers: who they are is not said to who asks.
    """
    organizers = held_today().filter(role=ORGANIZER, scope=written(PROGRAM, key)).values("person")
    named = Q(initiatives__initiative__key=key, initiatives__part__in=[Part.RUNS, Part.ANSWERS])
    grown = Person.objects.without_minors()
    mine = grown.filter(Q(pk__in=organizers) | named, is_active=True).distinct()
    return mine if mine.exists() else leads_of(key)


def leads_of(key: str) -> QuerySet[Person]:
    """Who leads a priority that the initiative serves."""
    codes = Trait.objects.filter(initiative__key=key, sort=Sort.PRIORITY).values_list("code", flat=True)
    parts = [written("priority", code) for code in codes]
    held = held_today().filter(role=LEAD, scope__in=parts).values("person")
    return Person.objects.filter(pk__in=held, is_active=True)
