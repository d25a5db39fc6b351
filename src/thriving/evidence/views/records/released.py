"""A number that counts people, for those who see it as it was published: never a row for a person."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from thriving.evidence import addresses
from thriving.evidence.behind import releases_of
from thriving.evidence.difference import difference
from thriving.evidence.measures import Reading
from thriving.evidence.models import Release, Snapshot
from thriving.evidence.releases import as_of, digest, question_of
from thriving.evidence.tables.reading import dividing
from thriving.evidence.tables.wording import of_number
from thriving.evidence.views.records.asking import Asking
from thriving.evidence.views.records.columns import EMPTY
from thriving.evidence.wording import reading_words
from thriving.kernel.words import Words
from thriving.ui import cldr


def released(asking: Asking) -> HttpResponse:
    releases = releases_of(asking.asked)
    if not releases and asking.found.narrows:
        return _in_parts(asking)
    number = asking.found.number
    context = {
        "release": number.release,
        "sources": [_source(each) for each in number.by_source],
        "releases": [_release(each, asking) for each in reversed(releases)],
        "record_count": number.reading.rows,
        "note": _note(asking),
        "sentence": _correction_in_words(asking, releases),
        "elsewhere": [] if releases else _elsewhere(asking),
        "tables": of_number(asking.asked.question, number.on, number.known_on),
    }
    return asking.respond(
        [_row(each) for each in number.by_source],
        template="evidence/released.html",
        context=context,
        extra={
            "digest": number.digest,
            "published": number.release and number.release.published_at.date(),
            "withheld": number.reading.fewer_than is not None,
            "counted_on": number.reading.counted_on or (number.release and number.release.on),
        },
    )


def _in_parts(asking: Asking) -> HttpResponse:
    """Whoever asks for a part is shown the parts that were published, or told that there are none."""
    table = dividing(asking.asked)
    if table is None:
        raise BadRequest(
            _("This number counts people. It is told as a whole, as it was published, and never by parts.")
        )
    address = reverse("evidence:table", args=[table.key])
    if asking.form == "html":
        return redirect(address)
    raise BadRequest(
        _("This number counts people. Its parts are told only as they were published: %(address)s")
        % {"address": address}
    )


def _row(by_source: dict[str, Any]) -> dict[str, Any]:
    told = _source(by_source)
    return {**EMPTY, "source": told["key"], "source_title": told["title"], "people": told["people"]}


def _source(by_source: dict[str, Any]) -> dict[str, Any]:
    title = Words(by_source["title"]) or _("Other sources together")
    counted = by_source.get("counted")  # where too few came or went since, an earlier figure is told again
    return {
        "key": by_source["source"],
        "title": title,
        "people": by_source["people"],
        "counted_on": date.fromisoformat(counted[0]) if counted else None,
    }


def _release(release: Release, asking: Asking) -> dict[str, Any]:
    return {
        "release": release,
        "url": asking.at(release.on, release.known_on),
        "is_here": release == asking.found.number.release,
    }


def _elsewhere(asking: Asking) -> list[dict[str, Any]]:
    """Where plans ask the same measure: the addresses at which something may be published."""
    return [
        {"title": place.title, "url": addresses.evidence_url(place.asked)}
        for place in asking.found.places
        if place != asking.found.place
    ]


def _note(asking: Asking) -> Words | None:
    """What was said of the release, where it has to do with this very number: where that changed."""
    release = asking.found.number.release
    if release is None or not release.note:
        return None
    before = release.corrects or _before(release)
    return release.note if before is None or _changed(asking, before, release) else None


def _before(release: Release) -> Release | None:
    """What the same plan published last before it."""
    return Release.objects.filter(plan=release.plan, pk__lt=release.pk).order_by("pk").last()


def _changed(asking: Asking, before: Release, after: Release) -> bool:
    """Whether the number, or the records behind it, are others in the later release.

    Of what is withheld or told again nobody says whether its records changed.
    """
    told = [_snapshot(asking, release) for release in (before, after)]
    sealed = any(each and _is_sealed(each) for each in told)
    return len({each and (each.reading.get("value"), "" if sealed else _listed(each)) for each in told}) > 1


def _listed(snapshot: Snapshot) -> str:
    """The list behind it, without the salt by which the same list has another digest each time."""
    return digest(question_of(snapshot), as_of(snapshot.release))


def _is_sealed(snapshot: Snapshot) -> bool:
    reading = Reading.from_json(snapshot.reading)
    return bool(reading.fewer_than or reading.counted_on)


def _correction_in_words(asking: Asking, releases: list[Release]) -> str:
    """How the first and the last release that speak of the same day differ; empty where they do not."""
    shown = asking.found.number.release
    of_that_day = [each for each in releases if shown and each.on == shown.on]
    if len(of_that_day) < 2:  # noqa: PLR2004 -- a difference takes two
        return ""
    first, last = of_that_day[0], of_that_day[-1]
    if not _changed(asking, first, last):
        return ""
    changed = difference(asking.asked.question, first.on, first.known_number, last.known_number)
    told = {
        "before": _published_value(asking, first),
        "first": cldr.day(first.published_at),
        "after": _published_value(asking, last),
        "last": cldr.day(last.published_at),
        "changes": changed.in_words(),
    }
    return _("%(before)s was published on %(first)s; %(after)s on %(last)s: %(changes)s.") % told


def _published_value(asking: Asking, release: Release) -> str:
    snapshot = _snapshot(asking, release)
    reading = Reading.from_json(snapshot.reading) if snapshot else Reading(None)
    return reading_words(reading, asking.asked.question.specification)


def _snapshot(asking: Asking, release: Release) -> Snapshot | None:
    """What a release says of this number, in whichever words it was defined then."""
    asked = asking.asked
    mine = release.snapshots.filter(version__measure=asked.version.measure_id)
    return mine.filter(question_hash=asked.question.hash).first()
