"""Contributions are recorded, by whoever made them or from a list; confirmed by somebody else; withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Actor, Refused
from thriving.movement.models import Person
from thriving.movement.spelling import line
from thriving.programs.campaigns import facts, things
from thriving.programs.campaigns.actions import measuring
from thriving.programs.campaigns.actions.contributors import (
    has_wiki_name,
    keys_by_name,
    known_keys,
    of_person,
    wiki_name,
)
from thriving.programs.campaigns.actions.doing import (
    Holder,
    hold,
    known_wikis,
    named,
    refuse,
    require,
    require_open,
    require_runs,
    unknown_codes,
)
from thriving.programs.campaigns.models import (
    Campaign,
    Contribution,
    ContributionList,
    Done,
    EventLink,
    How,
)
from thriving.programs.campaigns.queries.kit import of
from thriving.programs.campaigns.queries.measured import is_tracked as is_tracked
from thriving.programs.campaigns.queries.measured import refusing
from thriving.programs.campaigns.states import CONFIRMED, CONTRIBUTION, DRAFT, REPORTED, WITHDRAWN
from thriving.programs.campaigns.things import Thing
from thriving.programs.events.models import Event

DAYS_BESIDE = 31  # before and after the days of the campaign, for what began early or was told late
MOST_AT_ONCE = 5_000


@dataclass(frozen=True)
class Told:
    """One contribution as somebody tells of it."""

    thing: Thing
    done: str
    on: date
    language: str = ""
    name: str = ""  # on the wikis, of who made it, in a list
    event: Event | None = None  # at which it was made
    may_measure: bool = False  # whether they agreed that what else they edit is counted


def problems(holder: Holder, said: Told, wikis: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with it by itself: the field, and the sentence."""
    yield from things.problems(said.thing, wikis)
    if said.done not in Done:
        known = ", ".join(Done)
        yield "done", _("“%(done)s” is none of: %(known)s.") % {"done": said.done[:60], "known": known}
    if said.on > clock.today():
        yield "on", _("This day has not come yet.")
    if said.event and not _belongs(said.event, holder):
        yield "event", _("This event does not belong here.")
    first, last = holder.first_day, holder.last_day
    beside = timedelta(days=DAYS_BESIDE)
    if first and last and not first - beside <= said.on <= last + beside:
        yield "on", _("This is not within the days of the campaign, or a month of them.")


def _belongs(event: Event, holder: Holder) -> bool:
    """To the place; to a whole campaign also what belongs to any of its places."""
    link = {"campaign" if isinstance(holder, Campaign) else "instance": holder}
    return EventLink.objects.filter(event=event, **link).exists()


@transaction.atomic
def record(holder: Holder, said: Told, *, by: Person) -> Contribution:
    """Tell of a contribution of one's own. It counts once somebody who organizes has confirmed it."""
    access.require_holds(by, "take_part_in_campaigns")
    require(by, "see_campaign" if isinstance(holder, Campaign) else "see_place", holder)
    require_takes_in(holder)
    refuse(sentence for _field, sentence in problems(holder, said, _wikis([said])))
    refuse(unknown_codes("language", filter(None, [said.language])))
    mine = of_person(by)
    if (mine.key, said.thing.identity, said.done) in _recorded(holder, [mine.key], How.SELF):
        raise Refused(_("You have told of this already."))
    told = _row(holder, said, mine.key, How.SELF, by)
    told.save()
    return told


@transaction.atomic
def record_list(
    holder: Holder, said: Sequence[Told], *, by: Actor, brought: ContributionList | None = None
) -> int:
    """Take in a list, all of it or nothing; how many were new.

    Rows about oneself wait for somebody else; and all rows do where nothing here knows by which name on the
    wikis whoever brings them goes: any of them may be about themselves.
    """
    require_runs(by, holder)
    require_takes_in(holder)
    if len(said) > MOST_AT_ONCE:
        raise Refused(_("A list has at most %(count)d rows.") % {"count": MOST_AT_ONCE})
    wikis = _wikis(said)
    refuse(sentence for each in said for _field, sentence in problems(holder, each, wikis))
    refuse(unknown_codes("language", {each.language for each in said if each.language}))
    turn.take()
    keys = keys_by_name([each.name for each in said])
    rows = _new_rows(holder, said, keys, by, brought)
    Contribution.objects.bulk_create(rows, batch_size=500)
    _settle(holder, {row.identity for row in rows if row.state == CONFIRMED}, by, "a list was taken in")
    diary.note(holder, "recorded_list", by=by, body={"rows": len(rows)})
    return len(rows)


@transaction.atomic
def confirm(contributions: Sequence[Contribution], *, by: Actor) -> int:
    """Let them count; how many. Nobody confirms their own."""
    now = clock.now()
    for each in contributions:
        require(by, "confirm_contribution", each)
        CONTRIBUTION.take(each, "confirm", decided_at=now, decided_by=named(by))
    return _decided(contributions, "confirmed", by, "confirmed")


@transaction.atomic
def withdraw_contributions(contributions: Sequence[Contribution], *, reason: str, by: Actor) -> int:
    """Let them count no longer: by who made them, or by who organizes. As of earlier they stay known."""
    if not (reason := line(reason)[:500]):
        raise Refused(_("Say why."))
    now = clock.now()
    counted = [each for each in contributions if each.state == CONFIRMED]
    for each in contributions:
        require(by, "withdraw_contribution", each)
        CONTRIBUTION.take(each, "withdraw", reason=reason, decided_at=now, decided_by=named(by))
    measuring.drop_without(counted)
    return _decided(contributions, "withdrawn", by, reason)


def _decided(contributions: Sequence[Contribution], verb: str, by: Actor, why: str) -> int:
    of_campaign: dict[int, set[str]] = {}
    for each in contributions:
        of_campaign.setdefault(each.campaign_id, set()).add(each.identity)
    for campaign in Campaign.objects.filter(pk__in=of_campaign):
        facts.settle_contributions(campaign, of_campaign[campaign.pk], by=by, why=why)
        diary.note(campaign, f"{verb}_contributions", by=by, body={"rows": len(contributions)})
    return len(contributions)


def are_known(holder: Holder, said: Sequence[Told]) -> list[bool]:
    """Of each, whether it would change nothing: on a list that was taken in, or twice on this one.

    What people told themselves is not looked at, or a list of names would find out whose account is whose.
    """
    keys = known_keys([each.name for each in said])
    recorded = _recorded(holder, keys.values(), How.IMPORT)
    before: set[tuple[str, str, str]] = set()
    found = []
    for each in said:
        told = (wiki_name(each.name), each.thing.identity, each.done)
        found.append(told in before or (keys.get(each.name, ""), *told[1:]) in recorded)
        before.add(told)
    return found


def _new_rows(
    holder: Holder, said: Sequence[Told], keys: dict[str, str], by: Actor, brought: ContributionList | None
) -> list[Contribution]:
    recorded = _recorded(holder, keys.values(), How.IMPORT)
    others = isinstance(by, str) or has_wiki_name(by)
    rows: dict[tuple[str, str, str], Contribution] = {}
    refused = refusing(_campaign(holder), {key: wiki_name(name) for name, key in keys.items()})
    for each in said:
        who = keys[each.name]
        told = (who, each.thing.identity, each.done)
        if told not in recorded:
            row = _row(holder, each, who, How.IMPORT, by, confirmed=others and who != named(by))
            row.brought = brought
            # Noted now: the names by which it is known that they refused are deleted one day.
            row.may_measure = each.may_measure and who not in refused
            rows.setdefault(told, row)
    return list(rows.values())


def _row(  # noqa: PLR0913 -- each is a column
    holder: Holder, said: Told, who: str, how: str, by: Actor, *, confirmed: bool = False
) -> Contribution:
    now = clock.now()
    told = {name: getattr(said.thing, name) for name in ("what", "name", "wiki", "address", "identity")}
    return Contribution(
        **of(holder),
        **told,
        contributor=who,
        done=said.done,
        on=said.on,
        language=said.language,
        event=said.event,
        may_measure=said.may_measure,
        state=CONFIRMED if confirmed else REPORTED,
        how=how,
        recorded_at=now,
        recorded_by=named(by),
        decided_at=now if confirmed else None,
        decided_by=named(by) if confirmed else "",
    )


def _recorded(holder: Holder, keys: Iterable[str], how: str) -> set[tuple[str, str, str]]:
    """What stands there already of these contributors, as it came: by themselves, or by lists."""
    rows = Contribution.objects.filter(**of(holder), how=how)
    theirs = rows.filter(contributor__in=set(keys)).exclude(state=WITHDRAWN)
    return set(theirs.values_list("contributor", "identity", "done"))


def require_takes_in(holder: Holder) -> None:
    hold(holder)
    require_open(holder)
    campaign = _campaign(holder)
    if DRAFT in (campaign.state, holder.state):
        raise Refused(_("Nothing is recorded before it is announced."))
    if not is_tracked(holder):
        raise Refused(
            _("Contributions are not recorded here: in this country it could put people in danger.")
        )


def _campaign(holder: Holder) -> Campaign:
    return holder if isinstance(holder, Campaign) else holder.campaign


def _settle(holder: Holder, identities: set[str], by: Actor, why: str) -> None:
    if identities:
        facts.settle_contributions(_campaign(holder), identities, by=by, why=why)


def _wikis(said: Sequence[Told]) -> frozenset[str]:
    return frozenset(known_wikis(each.thing.wiki for each in said if each.thing.wiki))
