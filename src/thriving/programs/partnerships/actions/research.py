from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, files
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean, clean_words, is_page, key_problem
from thriving.movement.models import Person
from thriving.programs.partnerships.actions.partners import LONGEST_NAME, LONGEST_TEXT
from thriving.programs.partnerships.actions.partnerships import follow, hold, require_going
from thriving.programs.partnerships.models import Finding, Partnership, Stream
from thriving.programs.partnerships.states import IN_PROGRESS, PROPOSED, PUBLISHED, STREAM

MOST_STREAMS, MOST_FINDINGS = 50, 500
LARGEST_DOCUMENT = 20 * 1024 * 1024


@dataclass(frozen=True)
class StreamSaid:
    title: Words
    questions: str = ""
    methods: str = ""
    language: str = "en"


@dataclass(frozen=True)
class Found:
    """A finding as somebody writes it down, with evidence at an address, in a file, or both."""

    title: Words
    text: str
    on: date
    language: str = "en"
    url: str = ""
    document: File[bytes] | None = None


def problems_of_stream(said: StreamSaid) -> Iterator[tuple[str, str]]:
    if not clean_words(said.title):
        yield "title", _("A stream of research needs a title.")
    if any(len(title) > LONGEST_NAME for title in said.title.values()):
        yield "title", _("A name has at most %(count)d characters.") % {"count": LONGEST_NAME}
    for name in ("questions", "methods"):
        if len(getattr(said, name)) > LONGEST_TEXT:
            yield name, _("This text has at most %(count)d characters.") % {"count": LONGEST_TEXT}


def problems_of_finding(said: Found) -> Iterator[tuple[str, str]]:
    if not clean_words(said.title):
        yield "title", _("A finding needs a title.")
    if any(len(title) > LONGEST_NAME for title in said.title.values()):
        yield "title", _("A name has at most %(count)d characters.") % {"count": LONGEST_NAME}
    if not clean(said.text):
        yield "text", _("Say what was found.")
    if len(said.text) > LONGEST_TEXT:
        yield "text", _("This text has at most %(count)d characters.") % {"count": LONGEST_TEXT}
    if said.on > clock.today():
        yield "on", _("This day has not come yet.")
    if said.url and not is_page(said.url):
        yield "url", _("This is no address of a page: it starts with https://.")
    if not said.url and not said.document:
        yield "url", _("Say where the evidence can be read, or bring it as a file.")


@transaction.atomic
def add_stream(partnership: Partnership, said: StreamSaid, *, key: str, by: Person) -> Stream:
    access.require(by, "run_partnership", partnership)
    if sentence := key_problem(key):
        raise Refused(sentence)
    _require(problems_of_stream(said))
    hold(partnership)
    require_going(partnership)
    if Stream.objects.filter(key=key).exists():
        raise Refused(_("Another stream has “%(key)s” as its address already.") % {"key": key})
    if partnership.streams.count() >= MOST_STREAMS:
        raise Refused(_("A partnership has at most %(count)d streams of research.") % {"count": MOST_STREAMS})
    stream = Stream.objects.create(partnership=partnership, key=key, **_cleaned(said))
    diary.note(stream, "added", by=by)
    return stream


@transaction.atomic
def describe_stream(stream: Stream, said: StreamSaid, *, by: Person) -> None:
    """Say anew what is asked, while it is a proposal: later on, answers would choose their questions."""
    _hold(stream, by)
    _require(problems_of_stream(said))
    if stream.state != PROPOSED:
        raise Refused(_("Its questions and methods are fixed."))
    for name, value in _cleaned(said).items():
        setattr(stream, name, value)
    stream.save()
    diary.note(stream, "described", by=by)


@transaction.atomic
def scope(stream: Stream, *, by: Person) -> None:
    _move(stream, "scope", by=by)


@transaction.atomic
def begin(stream: Stream, *, by: Person) -> None:
    _move(stream, "begin", by=by)


@transaction.atomic
def stop(stream: Stream, *, reason: str, by: Person) -> None:
    """End it without more. What it found stands; what it did not find, nobody rests a clause on."""
    _hold(stream, by)
    STREAM.take(stream, "stop", reason=clean(reason)[:LONGEST_TEXT])
    diary.note(stream, "stopped", by=by, why=stream.reason)


@transaction.atomic
def resume(stream: Stream, *, by: Person) -> None:
    _hold(stream, by)
    STREAM.take(stream, "resume", reason="")
    if stream.findings.filter(withdrawn_at=None).exists():
        STREAM.take(stream, "publish")
    diary.note(stream, "resumed", by=by)


@transaction.atomic
def write_finding(stream: Stream, said: Found, *, by: Person) -> Finding:
    """Write down what was found, for good: it can be withdrawn, not rewritten."""
    _hold(stream, by)
    _require(problems_of_finding(said))
    if stream.state not in (IN_PROGRESS, PUBLISHED):
        raise Refused(_("Findings are written down while the stream is in progress."))
    if stream.findings.count() >= MOST_FINDINGS:
        raise Refused(_("A stream has at most %(count)d findings.") % {"count": MOST_FINDINGS})
    kept = files.store(said.document, by=by, limit=LARGEST_DOCUMENT) if said.document else None
    last = stream.findings.order_by("-number").first()
    finding = Finding.objects.create(
        stream=stream,
        number=last.number + 1 if last else 1,
        title=clean_words(said.title),
        text=clean(said.text),
        language=said.language,
        found_on=said.on,
        url=said.url,
        document=kept.key if kept else "",
        sha256=kept.sha256 if kept else "",
        written_at=clock.now(),
        written_by=by.key,
    )
    if stream.state == IN_PROGRESS:
        STREAM.take(stream, "publish")
    follow(stream.partnership, by, "")
    diary.note(finding, "written", by=by)
    return finding


@transaction.atomic
def withdraw_finding(finding: Finding, *, reason: str, by: Person) -> None:
    """It does not hold: plans count it no longer, and clauses that named it rest on it no longer."""
    _hold(finding.stream, by)
    if not (reason := clean(reason)):
        raise Refused(_("Say why it is withdrawn."))
    gone = {"withdrawn_at": clock.now(), "reason": reason[:LONGEST_TEXT]}
    if not Finding.objects.filter(pk=finding.pk, withdrawn_at=None).update(**gone):
        raise Refused(_("This finding was withdrawn already."))
    stream = finding.stream
    finding.refresh_from_db(fields=["withdrawn_at", "reason"])
    if stream.state == PUBLISHED and not stream.findings.filter(withdrawn_at=None).exists():
        STREAM.take(stream, "take_back")
    follow(stream.partnership, by, reason)
    diary.note(finding, "withdrawn", by=by, why=reason)


def _move(stream: Stream, name: str, *, by: Person) -> None:
    _hold(stream, by)
    require_going(stream.partnership)
    STREAM.take(stream, name)
    diary.note(stream, name, by=by)


def _hold(stream: Stream, by: Person) -> None:
    access.require(by, "run_partnership", stream.partnership)
    hold(stream.partnership)
    partnership = stream.partnership
    stream.refresh_from_db(from_queryset=Stream.objects.select_for_update())
    stream.partnership = partnership


def _cleaned(said: StreamSaid) -> dict[str, object]:
    return {
        "title": clean_words(said.title),
        "questions": clean(said.questions),
        "methods": clean(said.methods),
        "language": said.language,
    }


def _require(found: Iterator[tuple[str, str]]) -> None:
    if sentences := [sentence for _field, sentence in found]:
        raise Refused(" ".join(sentences))
