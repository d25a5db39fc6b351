"""An affiliate writes down what it is able to do, a group at a time, and hands it in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files import File
from django.db import transaction
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, files, turn
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Affiliate, Person
from thriving.programs.capacity import catalog, facts, sealing
from thriving.programs.capacity.models import Assessment, HandedIn, Level, Path, Shown
from thriving.programs.capacity.states import ABANDONED, ASSESSMENT, WRITTEN

LONGEST_EVIDENCE = 2_000
DOCUMENTS = ("pdf", "csv", "xlsx", "png", "jpeg")


@dataclass(frozen=True)
class Said:
    """What is said of one capacity. ``document`` replaces the one before; ``drop`` takes it away."""

    level: int | None = None
    confidence: str = ""
    evidence: str = ""
    link: str = ""
    document: File[bytes] | None = None
    drop: bool = False


@transaction.atomic
def begin(affiliate: Affiliate, *, by: Actor, sample: bool = False) -> Assessment:
    """A draft by the newest list; the one that is being written already, if there is one."""
    _require(by, "assess_affiliate", affiliate)
    turn.take()
    if found := affiliate.assessments.filter(state__in=WRITTEN).first():
        return found
    before = affiliate.assessments.exclude(handed_in_on=None).order_by("-handed_in_on", "-pk").first()
    assessment = Assessment.objects.create(
        affiliate=affiliate,
        version=catalog.newest().version,
        shown_to=before.shown_to if before else Shown.TEAM,
        language=get_language() or "en",
        begun_by=by if isinstance(by, Person) else None,
        begun_at=clock.now(),
        sample=sample,
    )
    diary.note(assessment, "begun", by=by, body={"affiliate": affiliate.key})
    return assessment


@transaction.atomic
def write(assessment: Assessment, said: Mapping[str, Said], *, by: Actor) -> None:
    """Keep what is said of some capacities; what is not named stays as it was."""
    _require(by, "keep_assessment", assessment)
    turn.take()
    assessment.refresh_from_db(from_queryset=Assessment.objects.select_for_update())
    if not assessment.is_written:
        raise Refused(_("It has been handed in, and is not rewritten: begin another one instead."))
    if unknown := set(said) - set(catalog.of_version(assessment.version).capacities):
        raise Refused(_("“%(key)s” is not on this list.") % {"key": min(unknown)})
    for capacity, each in said.items():
        _write(assessment, capacity, each, by)
    diary.note(assessment, "written", by=by, body={"capacities": sorted(said)})


@transaction.atomic
def hand_in(assessment: Assessment, *, by: Actor) -> HandedIn:
    """Seal the levels as they stand. They change again only if somebody from outside gives them back."""
    _require(by, "keep_assessment", assessment)
    turn.take()
    assessment.refresh_from_db(from_queryset=Assessment.objects.select_for_update())
    if found := list(missing(assessment)):
        raise Refused(" ".join(found))
    ASSESSMENT.take(assessment, "hand_in", handed_in_on=clock.today(), reason="")
    levels = sealing.as_written(assessment)
    sealed = HandedIn.objects.create(
        assessment=assessment,
        levels=levels,
        digest=sealing.digest_of(levels),
        at=clock.now(),
        by=by if isinstance(by, str) else by.key,
    )
    diary.note(assessment, "handed_in", by=by, body={"sha256": sealed.digest})
    facts.tell(assessment.affiliate, by=by)
    return sealed


def missing(assessment: Assessment) -> Iterator[str]:
    """What keeps it from being handed in, each in a sentence that says what to do."""
    levels = [each for each in assessment.levels.order_by("capacity") if not each.is_empty]
    if not levels:
        yield _("Say of at least one capacity where your affiliate stands.")
    for each in levels:
        name = {"capacity": catalog.name_of(each.capacity, assessment.version)}
        if each.level is None:
            yield _("“%(capacity)s” has no level yet.") % name
        elif not each.confidence:
            yield _("Say how sure you are of “%(capacity)s”.") % name
        elif each.level > 0 and not (each.evidence or each.link or each.document_id):
            yield _("Say what your level of “%(capacity)s” rests on: words, a link or a document.") % name


@transaction.atomic
def show_to(assessment: Assessment, shown: str, *, by: Actor) -> None:
    """Say anew who may read it, and with it its growth paths. The plan counts it all the same."""
    _require(by, "keep_assessment", assessment)
    if shown not in Shown:
        raise Refused(_("This is none of the choices."))
    turn.take()
    assessment.shown_to = shown
    assessment.save(update_fields=["shown_to"])
    for path in Path.objects.filter(Q(before=assessment) | Q(after=assessment)):
        path.shown_to = path.shown_with(path.before, path.after)
        path.save(update_fields=["shown_to"])
    diary.note(assessment, "shown_to", by=by, body={"shown_to": shown})
    facts.tell(assessment.affiliate, by=by, why="the affiliate shows it to others than before")


@transaction.atomic
def withdraw(assessment: Assessment, *, why: str, by: Actor) -> None:
    """Say that it is not so. It stays to be read; one that a growth path rests on stays as it is."""
    _require(by, "keep_assessment", assessment)
    turn.take()
    rests = Q(paths_from_here__isnull=False) & ~Q(paths_from_here__state=ABANDONED)
    leads = Q(paths_to_here__isnull=False) & ~Q(paths_to_here__state=ABANDONED)
    if Assessment.objects.filter(rests | leads, pk=assessment.pk).exists():
        raise Refused(_("A growth path rests on it. Give up the path first, and say why."))
    ASSESSMENT.take(assessment, "withdraw", reason=clean(why))
    diary.note(assessment, "withdrawn", by=by, why=why)
    facts.tell(assessment.affiliate, by=by, why=why)


def _write(assessment: Assessment, capacity: str, said: Said, by: Actor) -> None:
    level = assessment.levels.filter(capacity=capacity).first()
    level = level or Level(assessment=assessment, capacity=capacity)
    level.level, level.confidence = said.level, said.confidence
    level.evidence, level.link = clean(said.evidence), said.link.strip()
    if len(level.evidence) > LONGEST_EVIDENCE:
        raise Refused(_("This text has at most %(count)d characters.") % {"count": LONGEST_EVIDENCE})
    if said.document or said.drop:
        _replace(level, said, by)
    level.save()


def _replace(level: Level, said: Said, by: Actor) -> None:
    """The document before is forgotten once it is no longer named, unless something handed in rests on it."""
    gone, level.document = level.document, None
    if said.document:
        level.document = files.store(said.document, by=by, kinds=DOCUMENTS)
    level.save()
    if gone and not level.assessment.handed_in.exists():
        files.discard(gone.key)


def _require(by: Actor, rule: str, record: Any) -> None:
    if not isinstance(by, str):
        access.require(by, rule, record)
