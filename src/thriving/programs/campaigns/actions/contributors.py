"""Who contributed: accounts here, names on the wikis of whom nothing else is known, and both in one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary, turn
from thriving.movement.models import Person
from thriving.movement.spelling import line
from thriving.programs.campaigns import facts
from thriving.programs.campaigns.actions import measuring
from thriving.programs.campaigns.actions.doing import refuse
from thriving.programs.campaigns.models import Campaign, Contribution, ContributionList, Contributor
from thriving.programs.campaigns.models.contribution import KEPT
from thriving.programs.campaigns.states import CONFIRMED, CONTRIBUTION, WITHDRAWN

LONGEST_NAME = 255
BY = "thriving"


def of_person(person: Person) -> Contributor:
    """Their key is that of their account, so that they are nobody else anywhere."""
    found, _new = Contributor.objects.get_or_create(person=person, defaults={"key": person.key})
    return found


@transaction.atomic
def know_as(person: Person, name: str) -> Contributor:
    """Take over what lists told of a name on the wikis that is proven to be theirs: nobody counts twice."""
    turn.take()
    name = wiki_name(name)
    mine, same = of_person(person), Contributor.objects.filter(name=name).exclude(name="")
    if stranger := same.filter(person=None).first():
        _unite(stranger, mine)
    # Whoever proved it before has lost it since, or they could not prove it now.
    same.exclude(pk=mine.pk).update(name="")
    mine.name = name
    mine.save(update_fields=["name"])
    return mine


def _unite(stranger: Contributor, mine: Contributor) -> None:
    rows = Contribution.objects.filter(contributor=stranger.key)
    touched = set(rows.values_list("campaign", "identity"))
    _withdraw_doubles(rows.exclude(state=WITHDRAWN), mine.key)
    rows.update(contributor=mine.key)
    stranger.delete()
    doubted = list(Contribution.objects.filter(contributor=mine.key, state=CONFIRMED, decided_by=mine.key))
    for each in doubted:
        CONTRIBUTION.take(each, "doubt", decided_at=None, decided_by="")
    measuring.drop_without(doubted)
    for campaign in Campaign.objects.filter(pk__in={pk for pk, _identity in touched}).order_by("pk"):
        identities = {identity for pk, identity in touched if pk == campaign.pk}
        why = _("A name on the wikis turned out to be somebody who has an account here.")
        facts.settle_contributions(campaign, identities, by=BY, why=why)
        diary.note(campaign, "united_contributors", by=BY)


def _withdraw_doubles(theirs: Iterable[Contribution], key: str) -> None:
    """What lists told under both stays once: the one that is confirmed, if one is.

    What a list told stays beside what somebody told themselves, and counts with it once: a row that goes at
    this moment would tell those who organize whose account the name is.
    """
    mine = {
        _same(each): each for each in Contribution.objects.filter(contributor=key).exclude(state=WITHDRAWN)
    }
    for each in theirs:
        if own := mine.get(_same(each)):
            goes = own if each.state == CONFIRMED and own.state != CONFIRMED else each
            reason = _("It was recorded twice.")
            CONTRIBUTION.take(goes, "withdraw", reason=reason, decided_at=clock.now(), decided_by=BY)


def _same(each: Contribution) -> tuple[object, ...]:
    return each.campaign_id, each.instance_id, each.how, each.identity, each.done


def known_keys(names: Iterable[str]) -> dict[str, str]:
    """By names as they were written, the keys of those whom lists have named."""
    wanted = {name: wiki_name(name) for name in names}
    found = dict(Contributor.objects.filter(name__in=set(wanted.values())).values_list("name", "key"))
    return {name: found[clean_name] for name, clean_name in wanted.items() if clean_name in found}


def keys_by_name(names: Sequence[str]) -> dict[str, str]:
    """Who is meant by names on the wikis: accounts here first, then those who have none."""
    wanted = {name: wiki_name(name) for name in names}
    refuse(sentence for name in wanted if (sentence := name_problem(name)))
    found = _accounts(set(wanted.values()))
    known = Contributor.objects.filter(name__in=set(wanted.values()) - found.keys())
    found |= dict(known.values_list("name", "key"))
    for name in sorted(set(wanted.values()) - found.keys()):
        found[name] = Contributor.objects.create(name=name).key
    return {name: found[clean_name] for name, clean_name in wanted.items()}


def _accounts(names: set[str]) -> dict[str, str]:
    accounts = SocialAccount.objects.filter(extra_data__username__in=names).select_related("user")
    theirs = Contributor.objects.filter(name__in=names).exclude(person=None)
    known = {(each.person_id, each.name): each for each in theirs}
    return {
        name: (known.get((each.user_id, name)) or know_as(each.user, name)).key
        for each in accounts
        for name in [each.extra_data["username"]]
    }


def has_wiki_name(person: Person) -> bool:
    found: bool = SocialAccount.objects.filter(user=person, extra_data__has_key="username").exists()
    return found


def name_problem(written: str) -> str:
    """Why nobody on the wikis is called so; empty where somebody may be."""
    name = wiki_name(written)
    if name and len(name) <= LONGEST_NAME:
        return ""
    return _("“%(name)s” is no name on the wikis.") % {"name": written[:80]}


def wiki_name(written: str) -> str:
    """As the wikis write it: no prefix, spaces, a capital letter first."""
    name = line(written).removeprefix("User:").replace("_", " ").strip()
    return "" if set(name) & set("[]{}|<>#@/") else name[:1].upper() + name[1:]


@transaction.atomic
def forget_names() -> int:
    """Empty names, and those of brought files, once no campaign needs them; how many. Keys stay."""
    turn.take()
    since = clock.today() - KEPT
    needed = Q(campaign__ends_on=None) | Q(campaign__ends_on__gte=since)
    recent = Contribution.objects.filter(needed).values("contributor")
    ContributionList.objects.filter(~needed).exclude(title="").update(title="")
    return Contributor.objects.exclude(name="").exclude(key__in=recent).update(name="")
