"""An event is planned, and planned anew."""

from __future__ import annotations

import secrets
from collections.abc import Iterator

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.groups import KEY, LONGEST_KEY, set_all
from thriving.movement.models import Person
from thriving.programs.events.actions.planned import Planned, problems
from thriving.programs.events.actions.sessions import Times, write_sessions
from thriving.programs.events.facts.event import state_again
from thriving.programs.events.hearers import News, tell
from thriving.programs.events.models import Entrance, Event, Mark, Organizer
from thriving.programs.events.rules.event import plans_for
from thriving.programs.events.states.event import ANNOUNCE, CANCELED, DRAFT, OVER, PUBLISHED, RUNNING

# Addresses under which something else stands, so that no event can be named so.
TAKEN_KEYS = frozenset({"new", "calendar", "mine", "import", "search", "feed"})
# Whoever comes must hear of it when one of these changes.
_MATTERS = frozenset({"format", "time_zone", "sessions", "country", "place", "address", "meeting_link"})


@transaction.atomic
def plan(said: Planned, *, key: str = "", by: Actor, sample: bool = False) -> Event:
    """Write a draft, which its organizers see. Whoever plans it is the first of them."""
    _require_may_plan(by, said.initiative)
    require_sound(said)
    event = Event.objects.create(
        key=_key_for(said, key), changed_at=clock.now(), sample=sample, **said.cleaned()
    )
    write_sessions(event, said.sessions)
    _write_marks(event, said)
    if isinstance(by, Person):
        Organizer.objects.create(event=event, person=by, named_at=clock.now(), named_by=by.key)
    diary.note(event, "planned", by=by)
    return event


@transaction.atomic
def change(event: Event, said: Planned, *, by: Actor) -> set[str]:
    """Say anew what is planned; the names of what changed. Who comes hears of it where it matters to them."""
    require_runs(by, event)
    hold(event)
    if said.initiative != event.initiative:
        _require_may_plan(by, said.initiative)
    require_sound(said)
    if sentence := "".join(_not_now(event, said)):
        raise Refused(sentence)
    met_before = not event.is_online_only
    changed = _rewrite(event, said)
    if changed:
        if event.state != DRAFT and not met_before:
            _require_announceable(event)
        _spread(event, changed, by)
        diary.note(event, "changed", by=by, body={"changed": sorted(changed)})
    return changed


@transaction.atomic
def join_campaign(event: Event, campaign: str, *, by: Actor) -> None:
    """Let it count for a campaign, by its key, or for none. Who may, campaigns know."""
    hold(event)
    event.campaign = campaign
    event.save(update_fields=["campaign"])
    state_again(event, by=by)
    tell(event, News.RENAMED, by)
    diary.note(event, "joined_campaign", by=by, body={"campaign": campaign})


def _require_announceable(event: Event) -> None:
    """What was announced online comes to meet in person by the same gate, which has no way around it."""
    if refusals := ANNOUNCE.ask(event).refusals:
        raise Refused(" ".join(refusals))


def require_runs(by: Actor, event: Event) -> None:
    if not isinstance(by, str):
        access.require(by, "run_event", event)


def require_sound(said: Planned) -> None:
    if found := [sentence for _field, sentence in problems(said)]:
        raise Refused(" ".join(dict.fromkeys(found)))


def hold(event: Event) -> None:
    """As it is now: whoever else would change it waits."""
    event.refresh_from_db(from_queryset=Event.objects.select_for_update())


def key_problem(key: str) -> str:
    """Why an event cannot have this address; empty where it can."""
    if not KEY.fullmatch(key) or key in TAKEN_KEYS or len(key) > LONGEST_KEY:
        sentence = _("“%(key)s” cannot stand in an address: use small Latin letters, digits and hyphens.")
        return sentence % {"key": key[:LONGEST_KEY]}
    if Event.objects.filter(key=key).exists():
        return _("Another event has this address: choose another one.")
    return ""


def _require_may_plan(by: Actor, initiative: str) -> None:
    if not isinstance(by, str):
        access.require_holds(by, "plan_event")
        if not plans_for(by, initiative):
            raise Refused(
                _("You may plan events of the initiatives that you organize for: choose one of them.")
            )


def _not_now(event: Event, said: Planned) -> Iterator[str]:
    """Why this change is impossible in the state that the event is in."""
    starts_at, ends_at = said.span
    moved = (starts_at, ends_at) != (event.starts_at, event.ends_at)
    if event.state == CANCELED:
        yield _("It is canceled, and is not changed any more: copy it instead.")
    elif event.state == DRAFT:
        return
    elif said.entrance != event.entrance:
        yield _("Who may come stays as it was announced: copy the event instead.")
    elif moved and event.standing == PUBLISHED and ends_at <= clock.now():
        yield _("An event that is to come is put off to times that are to come.")
    elif moved and event.standing == RUNNING and starts_at > clock.now():
        yield _("It has begun: its first session stays in the past.")
    elif moved and event.standing in OVER and ends_at > clock.now():
        yield _("It is over: its times stay in the past.")
    if event.state != DRAFT and (lost := _no_longer(said)):
        yield lost


def _no_longer(said: Planned) -> str:
    """What an event that is announced must not lose."""
    complete = said.has_policy and said.has_text
    if complete and (said.is_online_only or (said.has_place and said.has_safety_contact)):
        return ""
    return _(
        "It is announced: what it is about, its policy and, in person, its country, place and safety contact "
        "stay filled in."
    )


def _rewrite(event: Event, said: Planned) -> set[str]:
    before = {Times.of(each) for each in event.sessions.all()}
    values = said.cleaned()
    if event.state == DRAFT and (said.entrance == Entrance.INVITED) != event.is_invited:
        values["key"] = _key_for(said, "")  # an address that was guessable, or one that a few were given
    changed = set(set_all(event, values)) - {"starts_at", "ends_at"}
    if before != set(said.sessions) or "time_zone" in changed:
        write_sessions(event, said.sessions)
        changed.add("sessions")
    if _write_marks(event, said):
        changed.add("marks")
    if changed:
        event.changed_at = clock.now()
        event.revision += event.state != DRAFT
        event.save()
    return changed


def _spread(event: Event, changed: set[str], by: Actor) -> None:
    if event.state == DRAFT:
        return
    state_again(event, by=by)
    matters = event.standing not in OVER and changed & _MATTERS
    tell(event, News.MOVED if matters else News.RENAMED, by)


def _write_marks(event: Event, said: Planned) -> bool:
    before = {(mark.what, mark.code) for mark in event.marks.all()}
    after = {(what, code): None for what, codes in said.marks.items() for code in codes}
    if before == set(after):
        return False
    event.marks.all().delete()
    Mark.objects.bulk_create(Mark(event=event, what=what, code=code) for what, code in after)
    getattr(event, "_prefetched_objects_cache", {}).pop("marks", None)
    return True


def _key_for(said: Planned, wanted: str) -> str:
    """What stands in its address: as wished, from its title, or what nobody can guess."""
    if said.entrance == Entrance.INVITED:
        return f"i-{secrets.token_hex(16)}"
    if wanted:
        if sentence := key_problem(wanted):
            raise Refused(sentence)
        return wanted
    base = slugify(str(said.title.get("en", "")) or said.title.best()[0])[:40].strip("-_").replace("_", "-")
    day = min(each.day for each in said.sessions)
    candidate = f"{base or 'event'}-{day:%Y-%m-%d}"
    return candidate if not key_problem(candidate) else f"{candidate}-{secrets.token_hex(3)}"
