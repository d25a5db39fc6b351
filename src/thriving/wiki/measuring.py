"""The lake, measured: series for outcomes, vital signs for wikis. Only the worker and commands do it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

import thriving
from thriving.evidence.indicators import Computed, Refused, take_in
from thriving.history import metrics
from thriving.history.engines import embedded
from thriving.history.failures import HistoryError
from thriving.history.lake import Lake, Manifest
from thriving.history.metrics import Answer, NotKnown
from thriving.history.metrics.measuring import Measuring, measuring
from thriving.kernel import clock, diary
from thriving.wiki import installation
from thriving.wiki.definitions import UNITS, Definition, definitions
from thriving.wiki.figures import REVISION, NotOneSeries, is_over, months, next_month, part_of
from thriving.wiki.models import Measurement, VitalSign
from thriving.wiki.vital_signs import SIGNS

ENGINE = f"Thriving {thriving.__version__}, {embedded.VERSION}"
_ACTIVE, _OF_ALL_EDITS = "active_editors_across_wikis", frozenset({"revert_rate", "revert_rate_of_people"})
_NO_ANSWER = (HistoryError, NotOneSeries, Refused)


def measure(*, by: Any) -> Measurement:
    """Compute every series and every vital sign anew. What has not changed is written once only."""
    lake, asked = installation.lake(), definitions()
    before = digest()
    renewed, unanswered = _series(lake, asked, by) if lake.manifest.wikis else (0, {})
    return _noted(
        Measurement(
            digest=before,
            series=len(asked) - len(unanswered),
            renewed=renewed,
            wikis=_vital_signs(lake),
            unanswered=unanswered,
        ),
        by,
    )


def is_due() -> bool:
    """Whether the lake, the definitions or the engine differ from what was measured last."""
    last = Measurement.objects.first()
    return bool(installation.lake().manifest.wikis or last) and (last is None or last.digest != digest())


def digest() -> str:
    """One hash for all that the figures depend on."""
    manifest = installation.lake().manifest
    lake = {name: [wiki.known_until, *wiki.sources] for name, wiki in manifest.wikis.items()}
    asked = [[str(part) for part in vars(each).values()] for each in definitions()]
    written = json.dumps(
        [
            lake,
            repr(manifest.beside),
            asked,
            ENGINE,
            sorted(SIGNS),
            sorted(installation.open_to_all(lake)),
            REVISION,
        ],
        sort_keys=True,
    )
    return hashlib.sha256(written.encode()).hexdigest()


@transaction.atomic
def _noted(measurement: Measurement, by: Any) -> Measurement:
    measurement.measured_by = by if isinstance(by, str) else by.key
    measurement.measured_at = clock.now()
    measurement.save()
    told = {"renewed": measurement.renewed, "wikis": measurement.wikis}
    diary.note(measurement, "measured", by=by, body=told)
    return measurement


def _series(lake: Lake, asked: Sequence[Definition], by: Any) -> tuple[int, dict[str, str]]:
    """How many are new, and a sentence for each that has no answer."""
    renewed, unanswered = 0, {}
    for definition in asked:
        try:
            renewed += take_in(computed(lake, definition), by=by)
        except _NO_ANSWER as why:
            unanswered[definition.key] = str(why)
    return renewed, unanswered


def computed(lake: Lake, definition: Definition) -> Computed:
    """The series of a definition. Raises HistoryError, NotOneSeries."""
    manifest = lake.manifest
    wikis = _for_everybody(definition.wikis or manifest.wikis)
    answer = metrics.measure(
        lake,
        definition.metric,
        wikis=wikis,
        memory=settings.LAKE_MEMORY,
        **definition.parameters,
    )
    asked = answer.metric
    if lake.manifest != manifest:
        raise HistoryError("The lake changed while it was measured. It is measured again within the hour.")
    if asked.unit not in UNITS:
        raise NotOneSeries(f"{asked.name} is in {asked.unit}, which a series of an outcome cannot be.")
    until = known_until(manifest, wikis)
    found = months(
        answer.rows.to_pylist(),
        metric=asked.name,
        people=_people_behind(lake, asked.name, wikis),
        unit=asked.unit,
        is_additive=asked.is_additive,
        known_until=until,
        part=definition.part,
    )
    return Computed(
        key=definition.key,
        position=definition.position,
        unit=UNITS[asked.unit],
        summary=definition.summary,
        title=definition.title,
        meaning=definition.meaning,
        figures=found.figures,
        metric=asked.name,
        definition=unwrapped(asked.definition),
        source=asked.source,
        limits=asked.limits,
        notes=tuple(answer.notes),
        parameters=_parameters(answer, definition),
        wikis={wiki: manifest.wikis[wiki].snapshot for wiki in wikis},
        known_until=until,
        engine=ENGINE,
        open_months=found.open,
        withheld=tuple(found.withheld),
        sample=any(map(installation.is_made_up, wikis)),
    )


def _people_behind(lake: Lake, metric: str, wikis: Sequence[str]) -> dict[date, int]:
    """Rates of all edits count no people. Those who are active made some of them."""
    if metric not in _OF_ALL_EDITS:
        return {}
    try:
        editors = metrics.measure(lake, _ACTIVE, wikis=wikis, memory=settings.LAKE_MEMORY)
    except NotKnown:
        return {}
    return {row["month"]: row["value"] for row in editors.rows.to_pylist()}


def _for_everybody(wikis: Collection[str]) -> list[str]:
    """A series is public: what a wiki for its members alone adds to it could be told from its versions."""
    if found := sorted(installation.open_to_all(wikis)):
        return found
    raise NotOneSeries("The reference knows none of the wikis that it would be of as one everybody may read.")


def _parameters(answer: Answer, definition: Definition) -> dict[str, Any]:
    return {**answer.parameters, **({"part": definition.part} if definition.part else {})}


def unwrapped(text: str) -> str:
    """A paragraph in one line: where the engine's own lines end is no part of the definition."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def known_until(manifest: Manifest, wikis: Sequence[str]) -> datetime:
    """Of several wikis, what all of them know."""
    return min(datetime.fromisoformat(manifest.wikis[wiki].known_until).astimezone(UTC) for wiki in wikis)


def _vital_signs(lake: Lake) -> int:
    """Wiki by wiki: each is a small question, and what one wiki does not know leaves the others alone."""
    manifest = lake.manifest
    wikis = sorted(filter(installation.has_a_page, manifest.wikis))
    for wiki in wikis:
        signs = list(_signs_of(lake, wiki))
        if lake.manifest == manifest:  # else rows and snapshot may differ: it is due again
            _keep(wiki, signs)
    VitalSign.objects.exclude(wiki__in=wikis).delete()
    return len(wikis)


@transaction.atomic
def _keep(wiki: str, signs: list[VitalSign]) -> None:
    """All of a wiki's at once: a page never mixes two snapshots."""
    VitalSign.objects.filter(wiki=wiki).delete()
    VitalSign.objects.bulk_create(signs)


def _signs_of(lake: Lake, wiki: str) -> Iterator[VitalSign]:
    manifest, registered = lake.manifest, metrics.registered()
    about = _About(manifest, wiki)
    with measuring(lake, wikis=[wiki], memory=settings.LAKE_MEMORY) as session:
        for metric in SIGNS:
            if metric in registered:
                yield _sign(session, metric, about)


_PART, _DENOMINATOR = 1, 4  # their places in a row that a sign keeps


@dataclass(frozen=True)
class _About:
    """What all signs of a wiki share."""

    manifest: Manifest
    wiki: str

    @property
    def until(self) -> datetime:
        return known_until(self.manifest, [self.wiki])

    def sign(self, metric: str, **told: Any) -> VitalSign:
        return VitalSign(
            wiki=self.wiki,
            metric=metric,
            snapshot=self.manifest.wikis[self.wiki].snapshot,
            known_until=self.until,
            engine=ENGINE,
            measured_at=clock.now(),
            sample=installation.is_made_up(self.wiki),
            **told,
        )


def _sign(session: Measuring, metric: str, about: _About) -> VitalSign:
    asked = metrics.named(metric)
    words = {
        "unit": asked.unit,
        "definition": unwrapped(asked.definition),
        "source": asked.source,
        "limits": asked.limits,
    }
    try:
        answer = session.measure(metric)
    except NotKnown as why:
        return about.sign(metric, **words, not_known=str(why))
    rows = [_kept(row, about.until) for row in answer.rows.to_pylist() if row["month"] is not None]
    if not any(row[_PART] or row[_DENOMINATOR] for row in rows):
        rows = _with_quiet_months(rows, about.until)
    return about.sign(
        metric, **words, parameters=dict(answer.parameters), notes=list(answer.notes), rows=rows
    )


def _with_quiet_months(rows: list[list[Any]], until: datetime) -> list[list[Any]]:
    """Counts of months in which nothing happened have no row: from the first on they are 0, not unknown."""
    known = {row[0]: row for row in rows}
    month, filled = date.fromisoformat(min(known, default=f"{until:%Y-%m-01}")), []
    while is_over(month, until) or month.isoformat() in known:
        filled.append(known.get(month.isoformat()) or [month.isoformat(), "", 0, None, None, None])
        month = next_month(month)
    return filled


def _kept(row: Mapping[str, Any], until: datetime) -> list[Any]:
    """As a sign keeps it; a month that is not over has no value yet."""
    month: date = row["month"]
    known_from = row.get("known_from") or (None if is_over(month, until) else next_month(month))
    value = None if known_from else row["value"]
    return [
        month.isoformat(),
        part_of(row),
        value,
        row.get("numerator"),
        row.get("denominator"),
        known_from and known_from.isoformat(),
        *([row["people"]] if "people" in row else []),
    ]
