"""The text of an agreement: drafted, rested on findings, declared ready, taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, files
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person
from thriving.programs.partnerships import moments
from thriving.programs.partnerships.actions.partners import LONGEST_TEXT
from thriving.programs.partnerships.actions.partnerships import follow, hold, moved, require_going
from thriving.programs.partnerships.models import Basis, Clause, Finding, Partnership, Version
from thriving.programs.partnerships.queries import findings_of
from thriving.programs.partnerships.sealing import MADE_READY, seal_of
from thriving.programs.partnerships.states import (
    CONTACT,
    DRAFTED,
    READY,
    TALKS,
    VERSION,
    VERSION_DRAFT,
    VERSION_READY,
    VERSION_WITHDRAWN,
)

MOST_CLAUSES = 200
LARGEST_DOCUMENT = 20 * 1024 * 1024
KINDS = ("pdf", "png", "jpeg")
_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z.]{0,11}")


@dataclass(frozen=True)
class ClauseSaid:
    """``rests_on``: findings by their keys, such as "stream-1/2"."""

    number: str
    text: str
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class Drafted:
    """A draft as somebody writes it; a document that is not said anew stays as it is."""

    clauses: tuple[ClauseSaid, ...]
    changes: str = ""
    language: str = "en"
    document: File[bytes] | None = None


def problems(partnership: Partnership, said: Drafted) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with a draft: the field, and the sentence for who can mend it."""
    numbers = [each.number for each in said.clauses]
    if len(numbers) > MOST_CLAUSES:
        yield "clauses", _("An agreement has at most %(count)d clauses here.") % {"count": MOST_CLAUSES}
    for number in sorted({each for each in numbers if numbers.count(each) > 1}):
        yield "clauses", _("Two clauses have the number %(number)s.") % {"number": number[:12]}
    for each in said.clauses:
        yield from (("clauses", sentence) for sentence in _wrong_clause(each))
    known = {finding.key for finding in _to_rest_on(partnership)}
    for key in sorted({key for each in said.clauses for key in each.rests_on} - known):
        yield "clauses", _("No finding of this partnership is called “%(key)s”.") % {"key": key[:80]}
    if len(said.changes) > LONGEST_TEXT:
        yield "changes", _("This text has at most %(count)d characters.") % {"count": LONGEST_TEXT}


def _wrong_clause(said: ClauseSaid) -> Iterator[str]:
    if not _NUMBER.fullmatch(said.number):
        yield _("“%(number)s” is no number of a clause, such as 3.2.") % {"number": said.number[:20]}
    if not clean(said.text):
        yield _("Clause %(number)s has no text.") % {"number": said.number[:12]}
    if len(said.text) > LONGEST_TEXT:
        yield _("Clause %(number)s has more than %(count)d characters.") % {
            "number": said.number[:12],
            "count": LONGEST_TEXT,
        }


@transaction.atomic
def draft(partnership: Partnership, said: Drafted, *, by: Person) -> Version:
    """Begin the next version: the first text, or an amendment, which is signed anew."""
    access.require(by, "run_partnership", partnership)
    hold(partnership)
    require_going(partnership)
    if partnership.state == CONTACT:
        raise Refused(_("Begin talks first."))
    if partnership.versions.filter(state__in=(VERSION_DRAFT, VERSION_READY)).exists():
        raise Refused(_("There is a version that is not signed yet: go on with that one, or take it back."))
    _require_sound(partnership, said)
    last = partnership.versions.order_by("-number").first()
    version = Version.objects.create(
        partnership=partnership,
        number=last.number + 1 if last else 1,
        drafted_on=clock.today(),
        drafted_by=by.key,
    )
    _write(version, said, by)
    if partnership.state == TALKS:
        moved(partnership, "draft")
    moments.settle_all(partnership, by)
    diary.note(version, "drafted", by=by)
    return version


@transaction.atomic
def rewrite_draft(version: Version, said: Drafted, *, by: Person) -> None:
    _hold(version, by)
    if version.state != VERSION_DRAFT:
        raise Refused(_("This version is sealed: what changes is a new version, signed again."))
    _require_sound(version.partnership, said)
    _write(version, said, by)
    diary.note(version, "rewritten", by=by)


@transaction.atomic
def make_ready(version: Version, *, by: Person) -> None:
    """Seal document, clauses and what they rest on: both sides sign exactly this."""
    _hold(version, by)
    if not version.clauses.exists():
        raise Refused(_("Write down its clauses first."))
    if version.document and not files.is_still(version.document, version.sha256):
        raise Refused(_("The document is gone, or it is not the one that was brought: bring it again."))
    VERSION.take(version, "make_ready", seal=seal_of(version), ready_on=clock.today())
    if version.partnership.state == DRAFTED:
        moved(version.partnership, "make_ready")
    diary.note(version, MADE_READY, by=by, body={"seal": version.seal})
    follow(version.partnership, by, "")


@transaction.atomic
def take_back(version: Version, *, why: str, by: Person) -> None:
    """Give a draft up, or a text that was ready and is not signed by both. It does not count any longer."""
    _hold(version, by)
    if not (why := clean(why)):
        raise Refused(_("Say why it is taken back."))
    VERSION.take(version, "withdraw")
    if version.partnership.state == READY:
        moved(version.partnership, "reopen")
    follow(version.partnership, by, why)
    diary.note(version, "taken_back", by=by, why=why)


def copied(version: Version | None) -> list[ClauseSaid]:
    """The clauses of a version, to begin the next one from."""
    if version is None:
        return []
    return [
        ClauseSaid(each.number, each.text, tuple(finding.key for finding in each.findings.all()))
        for each in version.clauses.prefetch_related("findings__stream")
    ]


def _write(version: Version, said: Drafted, by: Person) -> None:
    version.changes, version.language = clean(said.changes), said.language
    if said.document:
        kept = files.store(said.document, by=by, kinds=KINDS, limit=LARGEST_DOCUMENT)
        if version.document:
            files.discard(version.document)
        version.document, version.sha256 = kept.key, kept.sha256
    version.save(update_fields=["changes", "language", "document", "sha256"])
    version.clauses.all().delete()
    findings = {finding.key: finding for finding in _to_rest_on(version.partnership)}
    for position, each in enumerate(said.clauses, start=1):
        clause = Clause.objects.create(
            version=version, position=position, number=each.number, text=clean(each.text)
        )
        Basis.objects.bulk_create(
            Basis(clause=clause, finding=findings[key]) for key in dict.fromkeys(each.rests_on)
        )


def _to_rest_on(partnership: Partnership) -> list[Finding]:
    return list(findings_of(partnership).filter(withdrawn_at=None))


def _hold(version: Version, by: Person) -> None:
    access.require(by, "run_partnership", version.partnership)
    hold(version.partnership)
    require_going(version.partnership)
    partnership = version.partnership
    version.refresh_from_db(from_queryset=Version.objects.select_for_update())
    version.partnership = partnership
    if version.state == VERSION_WITHDRAWN:
        raise Refused(_("This version was taken back."))


def _require_sound(partnership: Partnership, said: Drafted) -> None:
    if found := [sentence for _field, sentence in problems(partnership, said)]:
        raise Refused(" ".join(dict.fromkeys(found)))
