"""What the tables of this package, of the kernel and of the framework know of a person."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from thriving.kernel.models import DiaryEntry, Mail, StoredFile
from thriving.movement import search, skills
from thriving.movement.models import (
    Affiliate,
    AffiliateReport,
    Person,
    PersonSkill,
    RecognitionStep,
    RecognitionVote,
    SearchWord,
)
from thriving.movement.personal.registry import declare

_WHEN, _WHAT = _("When"), _("What")
_BARE = _("They stay, under a random identifier that no longer leads to anybody.")

ACCOUNT = {
    "username": _("You sign in as"),
    "name": _("Name"),
    "name_shown_to": _("Who may see your name"),
    "email": _("Mail"),
    "language": _("Language"),
    "about": _("About me"),
    "about_shown_to": _("Who may see it"),
    "country": _("Country"),
    "region": _("Region"),
    "where_shown_to": _("Who may see where you are"),
    "languages_shown_to": _("Who may see your languages"),
    "knows_shown_to": _("Who may see what you know"),
    "offers_shown_to": _("Who may see what you offer"),
    "wishes_shown_to": _("Who may see what you want to learn"),
    "time_zone": _("Time zone"),
    "unwanted_letters": _("Letters that you do not want"),
    "weekly_letter": _("Whether a letter goes once a week with all that waits for you"),
    "week_told_on": _("The week of which the last one told"),
    "key": _("The random identifier that records hold in your place"),
    "page": _("The address of your page"),
}


def _account(person: Person) -> Iterator[Mapping[str, Any]]:
    yield from Person.objects.filter(pk=person.pk).values(*ACCOUNT)


def _skills(person: Person) -> Iterator[Mapping[str, Any]]:
    named = skills.skills()
    for each in PersonSkill.objects.filter(person=person):
        name = str(named[each.skill].name) if each.skill in named else each.skill
        yield {"skill": name, "side": each.side}


def _of_diary(person: Person) -> QuerySet[DiaryEntry]:
    return DiaryEntry.objects.filter(Q(subject=subject_of(person)) | Q(actor=person.key))


def subject_of(person: Person) -> str:
    return f"movement.person:{person.key}"


def _diary(person: Person) -> Iterator[Mapping[str, Any]]:
    """Others that an entry names are left out: what is told of them is theirs."""
    for each in _of_diary(person).iterator():
        of_another = each.subject.startswith("movement.person:") and each.subject != subject_of(person)
        mine = each.actor == person.key
        yield {
            "at": each.at,
            "verb": each.verb,
            "of": str(_("somebody else")) if of_another else each.subject,
            "by": str(_("you")) if mine else str(_("somebody else")) if _is_key(each.actor) else each.actor,
            "told": None if of_another else each.body,
        }


def _is_key(actor: str) -> bool:
    return len(actor) == 32 and " " not in actor  # noqa: PLR2004 -- the length of a random identifier


def letters_to(person: Person) -> QuerySet[Mail]:
    to_them = Q(key__endswith=f":{person.key}")
    return Mail.objects.filter(to_them | Q(address=person.email) if person.email else to_them)


def sessions_of(person: Person) -> Iterator[Session]:
    """Read one by one: what a session holds is sealed. One that is halfway, or keeps words, holds the key."""
    for each in Session.objects.iterator():
        held = each.get_decoded()
        if held.get("_auth_user_id") == str(person.pk) or person.key in json.dumps(held):
            yield each


def _end_sessions(person: Person) -> None:
    keys = [each.session_key for each in sessions_of(person)]
    Session.objects.filter(session_key__in=keys).delete()


def _files(person: Person) -> QuerySet[StoredFile]:
    return StoredFile.objects.filter(stored_by=person.key)


def _forget_names_of_files(person: Person) -> None:
    for each in _files(person):
        each.name = f"file.{each.name.rpartition('.')[2]}"
        each.save(update_fields=["name"])


declare("movement.Person", _("Your account, and what you tell of yourself"), rows=_account, columns=ACCOUNT)
declare(
    "movement.PersonLanguage",
    _("Your languages"),
    rows=lambda person: person.languages.values("language", "level"),
    columns={"language": _("Language"), "level": _("Level")},
)
declare(
    "movement.PersonSkill",
    _("What you know, offer and want to learn"),
    rows=_skills,
    columns={"skill": _("Skill"), "side": _("Known, offered or wanted")},
)
declare(
    "movement.RoleHolding",
    _("Your roles"),
    rows=lambda person: person.holdings.values("role", "scope", "begins_on", "ends_on"),
    columns={"role": _("Role"), "scope": _("Over"), "begins_on": _("Since"), "ends_on": _("Until")},
    stays=_("Roles that you gave to others stay theirs, without your name."),
)
declare(
    "movement.ResetRequest",
    _("Letters for a new password"),
    left_out=_("They open your account, and are forgotten within the hour."),
)
declare(
    "movement.Affiliate",
    _("Affiliates that you applied for"),
    rows=lambda person: Affiliate.objects.filter(applicant=person).values("key", "state"),
    columns={"key": _("Affiliate"), "state": _("State")},
    stays=_("The affiliate stays, without your name."),
)
declare(
    "movement.AffiliateReport",
    _("Reports of affiliates that you received"),
    rows=lambda person: AffiliateReport.objects.filter(received_by=person.key).values(
        "affiliate__key", "what"
    ),
    columns={"affiliate__key": _("Affiliate"), "what": _WHAT},
    stays=_BARE,
)
declare(
    "movement.RecognitionStep",
    _("Your steps in recognitions"),
    rows=lambda person: RecognitionStep.objects.filter(by=person.key).values(
        "affiliate__key", "move", "public_words", "inner_words"
    ),
    columns={
        "affiliate__key": _("Affiliate"),
        "move": _("Step"),
        "public_words": _("Said to all"),
        "inner_words": _("Said to the committee"),
    },
    stays=_BARE,
)
declare(
    "movement.RecognitionVote",
    _("Votes that you recorded"),
    rows=lambda person: RecognitionVote.objects.filter(recorded_by=person.key).values(
        "affiliate__key", "note"
    ),
    columns={"affiliate__key": _("Affiliate"), "note": _("Note")},
    stays=_BARE,
)
declare(
    "movement.SearchWord",
    _("Words by which your name is found"),
    rows=lambda person: SearchWord.objects.filter(kind=search.PERSON, record=person.page).values("word"),
    columns={"word": _("Word")},
    forget=lambda person: search.forget(search.PERSON, [person.page]),
)
declare(
    "kernel.DiaryEntry",
    _("The diary"),
    rows=_diary,
    columns={"at": _WHEN, "verb": _WHAT, "of": _("Of"), "by": _("By"), "told": _("What was told")},
    stays=_("That something was done, when and to what; what was told of you, or in your words, is erased."),
)
declare(
    "kernel.Mail",
    _("Letters to you"),
    rows=lambda person: letters_to(person).values("written_at", "subject", "text"),
    columns={"written_at": _WHEN, "subject": _("Subject"), "text": _("Letter")},
    forget=lambda person: letters_to(person).delete(),
)
declare(
    "kernel.StoredFile",
    _("Files that you brought"),
    rows=lambda person: _files(person).values("key", "name", "kind", "size", "stored_at"),
    columns={"name": _("Name"), "kind": _("Kind"), "size": _("Bytes"), "stored_at": _WHEN},
    forget=_forget_names_of_files,
    stays=_("Proofs of numbers stay with the numbers, without the names that you gave them."),
)
declare(
    "sessions.Session",
    _("Your sign-ins"),
    rows=lambda person: ({"until": each.expire_date} for each in sessions_of(person)),
    columns={"until": _("Until")},
    forget=_end_sessions,
)
declare(
    "account.EmailAddress",
    _("Addresses for mail"),
    rows=lambda person: EmailAddress.objects.filter(user=person).values("email", "verified"),
    columns={"email": _("Mail"), "verified": _("Confirmed")},
)
declare(
    "mfa.Authenticator",
    _("Your second steps"),
    rows=lambda person: Authenticator.objects.filter(user=person).values(
        "type", "created_at", "last_used_at"
    ),
    columns={"type": _("Kind"), "created_at": _("Since"), "last_used_at": _("Last used")},
)
declare(
    "socialaccount.SocialAccount",
    _("Your account on the wikis"),
    rows=lambda person: SocialAccount.objects.filter(user=person).values("provider", "uid", "extra_data"),
    columns={"provider": _("Where"), "uid": _("Number there"), "extra_data": _("What it told")},
)
