"""What partnerships leave in the ledger: whom we met, what was found, and what agreements rest on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from thriving.evidence import actions as evidence
from thriving.evidence.facts.organizations import PARTNER_MET
from thriving.evidence.facts.research import FINDING_NAMED, FINDING_WRITTEN
from thriving.evidence.facts.words import COUNTRY, REGION
from thriving.evidence.kinds import Dimension, FactKind, Type, declare
from thriving.evidence.models import Fact, Source, Visibility
from thriving.evidence.statements import Statement
from thriving.kernel.words import Words, in_every_language
from thriving.movement.actions import Actor
from thriving.programs.partnerships.models import Finding, Meeting, Partner, PartnerKind, Partnership, Topic
from thriving.programs.partnerships.queries import current, findings_of, named_findings, region_of
from thriving.programs.partnerships.rules import is_open, is_told

AGREEMENT_SIGNED = declare(
    FactKind(
        name="agreement.signed",
        subject="partnership",
        meaning=_("Both sides signed the agreement of a partnership."),
        sentence=_("The agreement of %(subject)s was signed. Region: %(region)s."),
        dimensions=(
            Dimension("partner_kind", Type.CHOICE, _("What sort of partner it is."), tuple(PartnerKind)),
            REGION,
            COUNTRY,
        ),
    )
)
MET, WRITTEN, NAMED = PARTNER_MET.name, FINDING_WRITTEN.name, FINDING_NAMED.name
# Of imports and letters too: only what begins so comes from records here.
BEGINNINGS = {MET: "meeting/", WRITTEN: "finding/", NAMED: "finding/"}
_SOMEBODY = gettext_noop("Meeting with a partner")
_WITH = gettext_noop("Meeting with %(group)s")


def meetings_stated() -> Iterator[Statement]:
    yield from map(_met, _counted(Meeting.objects.all()))


def findings_written() -> Iterator[Statement]:
    for partnership in Partnership.objects.select_related("partner").order_by("pk"):
        yield from _written(partnership)


def findings_named() -> Iterator[Statement]:
    for partnership in Partnership.objects.select_related("partner").order_by("pk"):
        yield from _named(partnership)


def agreements_signed() -> Iterator[Statement]:
    for partnership in Partnership.objects.select_related("partner").order_by("pk"):
        yield from _signed(partnership)


def tell_meeting(meeting: Meeting, by: Actor) -> None:
    """State that the partner was met, if it was about what a plan counts; said anew, it is corrected."""
    told = is_told(meeting.partner)
    Source.objects.update_or_create(
        key=_source_of_meeting(meeting),
        defaults={
            "kind": "meeting",
            "title": _title(meeting.partner) if told else in_every_language(_SOMEBODY),
            "url": f"{reverse('partnerships:partner', args=[meeting.partner.key])}#meeting-{meeting.pk}",
            "visibility": _seen(told),
            "sample": meeting.sample,
        },
    )
    standing = Fact.objects.filter(kind=MET, source=_source_of_meeting(meeting), superseded_number=None)
    said = [_met(each) for each in _counted(Meeting.objects.filter(pk=meeting.pk))]
    why = meeting.reason or "The meeting was about something else, or nothing shows that it was."
    evidence.settle(said, standing, by=by, why=why)


def tell_research(partnership: Partnership, by: Actor, why: str) -> None:
    """Have the ledger say of this partnership's findings, and of its agreement, just what the records say."""
    keys = []
    for finding in findings_of(partnership):
        keys.append(_source_of(finding))
        _write_source(finding, partnership)
    standing = Fact.objects.filter(kind__in=(WRITTEN, NAMED), source__in=keys, superseded_number=None)
    evidence.settle([*_written(partnership), *_named(partnership)], standing, by=by, why=why)


def tell_signed(partnership: Partnership, by: Actor) -> None:
    Source.objects.update_or_create(
        key=_source_of_agreement(partnership),
        defaults={
            "kind": "agreement",
            "title": partnership.title,
            "url": reverse("partnerships:partnership", args=[partnership.key]),
            "visibility": _seen(is_open(partnership)),
            "sample": partnership.sample,
        },
    )
    evidence.state(_signed(partnership), by=by)


def tell_again(partners: Iterable[Partner], by: Actor, why: str) -> None:
    """After what may be read of a partner has changed: each fact follows its record."""
    for partner in partners:
        for meeting in partner.meetings.select_related("partner__affiliate"):
            tell_meeting(meeting, by)
        for partnership in partner.partnerships.select_related("partner__affiliate"):
            tell_all(partnership, by, why)


def tell_all(partnership: Partnership, by: Actor, why: str) -> None:
    tell_research(partnership, by, why)
    if _was_signed(partnership):
        tell_signed(partnership, by)


def _counted(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    found = meetings.filter(topic=Topic.HERITAGE, withdrawn_at=None).exclude(url="", document="")
    return found.select_related("partner__affiliate").order_by("pk")


def _met(meeting: Meeting) -> Statement:
    partner, told = meeting.partner, is_told(meeting.partner)
    # The country of a partner that is not shown would lead to it.
    where = {"region": meeting.region, "country": partner.country if told else ""}
    return Statement(
        MET,
        partner.key if told else f"partner-{partner.pk}",
        meeting.on,
        dimensions={**where, "holder_type": partner.kind},
        source=_source_of_meeting(meeting),
        key=_source_of_meeting(meeting),
        visibility=_seen(told),
    )


def _written(partnership: Partnership) -> Iterator[Statement]:
    for finding in findings_of(partnership).filter(withdrawn_at=None):
        yield _of_finding(WRITTEN, finding, partnership, finding.found_on)


def _named(partnership: Partnership) -> Iterator[Statement]:
    for finding, on in named_findings(partnership):
        yield _of_finding(NAMED, finding, partnership, on)


def _of_finding(kind: str, finding: Finding, partnership: Partnership, on: object) -> Statement:
    return Statement(
        kind,
        finding.key,
        on,  # type: ignore[arg-type]
        dimensions={"stream": finding.stream.key, "partnership": partnership.key},
        source=_source_of(finding),
        visibility=_seen(is_open(partnership)),
    )


def _signed(partnership: Partnership) -> Iterator[Statement]:
    first = partnership.versions.exclude(signed_on=None).order_by("number").first()
    if first and first.signed_on:
        partner, is_shown = partnership.partner, is_open(partnership)
        yield Statement(
            AGREEMENT_SIGNED.name,
            partnership.key,
            first.signed_on,
            dimensions={
                "partner_kind": partner.kind,
                "region": region_of(partner, first.signed_on),
                "country": partner.country if is_shown else "",
            },
            source=_source_of_agreement(partnership),
            visibility=_seen(is_shown),
        )


def _write_source(finding: Finding, partnership: Partnership) -> None:
    is_shown = is_open(partnership)
    address = reverse("partnerships:stream", args=[partnership.key, finding.stream.key])
    Source.objects.update_or_create(
        key=_source_of(finding),
        defaults={
            "kind": "finding",
            "title": finding.title if is_shown else finding.stream.title,
            "url": f"{address}#finding-{finding.number}",
            "visibility": _seen(is_shown),
            "sample": partnership.sample,
        },
    )


def _was_signed(partnership: Partnership) -> bool:
    holding = current(list(partnership.versions.all()))
    return bool(holding and holding.signed_on)


def _title(partner: Partner) -> Words:
    return in_every_language(_WITH, {"group": str(partner.title)})


def _seen(by_everybody: bool) -> Visibility:  # noqa: FBT001 -- the only thing it takes
    return Visibility.PUBLIC if by_everybody else Visibility.RESTRICTED


def _source_of_meeting(meeting: Meeting) -> str:
    return f"meeting/{meeting.pk}"


def _source_of(finding: Finding) -> str:
    return f"finding/{finding.key}"


def _source_of_agreement(partnership: Partnership) -> str:
    return f"agreement/{partnership.key}"
