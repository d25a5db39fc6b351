from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.kernel.words import Words
from thriving.movement import spelling
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import (
    clean,
    clean_words,
    is_page,
    key_problem,
    known_countries,
    known_languages,
    known_regions,
    set_all,
)
from thriving.movement.models import Affiliate, Person
from thriving.programs.partnerships import facts, sealing
from thriving.programs.partnerships.models import Partner, PartnerKind, PartnerLanguage
from thriving.programs.partnerships.queries import region_of

LONGEST_NAME, LONGEST_TEXT, MOST_LANGUAGES = 150, 3_000, 50


@dataclass(frozen=True)
class Described:
    """A partner as somebody describes it. An affiliate has its name, and mostly its place, elsewhere."""

    kind: str
    name: Words = field(default_factory=Words)
    affiliate: Affiliate | None = None
    country: str = ""
    region: str = ""
    languages: tuple[str, ...] = ()
    url: str = ""
    contact: str = ""
    listed: bool = True

    def cleaned(self) -> dict[str, Any]:
        affiliate = self.affiliate
        name = Words() if affiliate else clean_words(self.name)
        countries = affiliate.countries if affiliate else []
        return {
            "kind": self.kind,
            "name": name,
            "affiliate": affiliate,
            "country": self.country or (countries[0] if countries else ""),
            "region": self.region,
            "url": self.url,
            "contact": clean(self.contact),
            "listed": self.listed and self.kind != PartnerKind.PRIVATE_COLLECTION,
            "sort_name": spelling.folded(str(affiliate.name if affiliate else name))[:LONGEST_NAME],
        }


def problems(said: Described) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with a description: the field, and the sentence for who can mend it."""
    if said.kind not in PartnerKind:
        yield "kind", _("This is none of the choices.")
    elif (said.kind == PartnerKind.AFFILIATE) != (said.affiliate is not None):
        yield "affiliate", _("Choose which affiliate it is, or another kind of partner.")
    if said.affiliate is None and not clean_words(said.name):
        yield "name", _("A partner needs a name.")
    if any(len(name) > LONGEST_NAME for name in said.name.values()):
        yield "name", _("A name has at most %(count)d characters.") % {"count": LONGEST_NAME}
    if said.url and not is_page(said.url):
        yield "url", _("This is no address of a page: it starts with https://.")
    if len(said.contact) > LONGEST_TEXT:
        yield "contact", _("This text has at most %(count)d characters.") % {"count": LONGEST_TEXT}
    yield from _wrong_places(said)


def _wrong_places(said: Described) -> Iterator[tuple[str, str]]:
    if said.country and not known_countries([said.country]):
        yield (
            "country",
            _("“%(code)s” is not the code of a country, such as GH.") % {"code": said.country[:80]},
        )
    if said.region and not known_regions([said.region]):
        yield (
            "region",
            _("“%(code)s” is not the key of a region, such as south-asia.") % {"code": said.region[:80]},
        )
    if not (said.country or said.region or (said.affiliate and said.affiliate.countries)):
        yield "country", _("Say in which country the partner is, or at least in which region.")
    if len(said.languages) > MOST_LANGUAGES or set(said.languages) - known_languages(said.languages):
        yield "languages", _("One of these is not the code of a language, such as sw.")


@transaction.atomic
def add_partner(said: Described, *, key: str, by: Person, sample: bool = False) -> Partner:
    access.require_holds(by, "add_partner")
    if sentence := key_problem(key):
        raise Refused(sentence)
    _require_sound(said)
    turn.take()
    if Partner.objects.filter(key=key).exists():
        raise Refused(_("Another partner has “%(key)s” as its address already.") % {"key": key})
    _require_linked_once(said, None)
    values = said.cleaned()
    partner = Partner.objects.create(key=key, added_at=clock.now(), added_by=by.key, sample=sample, **values)
    _write_languages(partner, said)
    diary.note(partner, "added", by=by)
    return partner


@transaction.atomic
def describe_partner(partner: Partner, said: Described, *, by: Person) -> None:
    """Say anew who it is. What the ledger tells of its meetings follows."""
    access.require(by, "describe_partner", partner)
    _require_sound(said)
    turn.take()
    partner.refresh_from_db(from_queryset=Partner.objects.select_for_update())
    _require_linked_once(said, partner)
    _require_the_same(said, partner)
    if changed := set_all(partner, said.cleaned()):
        partner.save(update_fields=changed)
    _write_languages(partner, said)
    _place_meetings(partner)
    facts.tell_again([partner], by, "The partner was described anew.")
    diary.note(partner, "described", by=by)


def _place_meetings(partner: Partner) -> None:
    for meeting in partner.meetings.all():
        region = region_of(partner, meeting.on)
        if region != meeting.region:
            meeting.region = region
            meeting.save(update_fields=["region"])


def _write_languages(partner: Partner, said: Described) -> None:
    partner.spoken.all().delete()
    spoken = (PartnerLanguage(partner=partner, code=code) for code in dict.fromkeys(said.languages))
    PartnerLanguage.objects.bulk_create(spoken)


def _require_linked_once(said: Described, partner: Partner | None) -> None:
    others = Partner.objects.filter(affiliate=said.affiliate)
    if partner:
        others = others.exclude(pk=partner.pk)
    if said.affiliate and others.exists():
        raise Refused(_("This affiliate is among the partners already."))


def _require_the_same(said: Described, partner: Partner) -> None:
    """Whether it is an affiliate, and which, decides who reads drafts and who signs."""
    told, partnerships = said.cleaned(), partner.partnerships.all()
    if said.affiliate != partner.affiliate and partnerships.exists():
        raise Refused(
            _("We work with this partner already: whether it is an affiliate, and which, stays as it is.")
        )
    changed = any(told[name] != getattr(partner, name) for name in sealing.IDENTITY)
    if changed and sealing.is_sealed(partnerships):
        raise Refused(sealing.names_stay())


def _require_sound(said: Described) -> None:
    if found := [sentence for _field, sentence in problems(said)]:
        raise Refused(" ".join(found))
