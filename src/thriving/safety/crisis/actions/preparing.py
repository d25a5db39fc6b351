"""What makes the protocol work before anything happens: playbooks, a rota, drills."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import free_key
from thriving.movement.models import Person
from thriving.movement.queries.accounts import accounts_of, is_theirs
from thriving.movement.spelling import line
from thriving.safety.crisis.actions.words import Written, safe_among_us
from thriving.safety.crisis.models import (
    Drill,
    Layer,
    Playbook,
    PlaybookReview,
    PlaybookVersion,
    Shift,
    digest_of,
)
from thriving.safety.crisis.queries.crises import responders

LONGEST_TITLE, LONGEST_STEP, MOST_STEPS = 150, 300, 60
LONGEST_REVIEW = timedelta(days=366)
LONGEST_SHIFT = timedelta(days=31)
RULE, MANAGES = "respond_to_crises", "manage_crises"


@transaction.atomic
def write_playbook(
    title: str, steps: Sequence[str], *, language: str = "en", sample: bool = False, by: Person
) -> Playbook:
    _begin(MANAGES, by)
    if not line(title) or len(title) > LONGEST_TITLE:
        raise Refused(_("A title has between one character and %(count)d.") % {"count": LONGEST_TITLE})
    keys = Playbook.objects.values_list("key", flat=True)
    playbook = Playbook.objects.create(
        key=free_key([title], "playbook", keys), title=line(title), sample=sample
    )
    _write(playbook, steps, language, by)
    return playbook


@transaction.atomic
def rewrite_playbook(playbook: Playbook, steps: Sequence[str], *, language: str = "en", by: Person) -> None:
    """A new version, which nobody has reviewed yet."""
    _begin(MANAGES, by)
    if playbook.retired_at:
        raise Refused(_("This playbook is no longer in use."))
    _write(playbook, steps, language, by)


def _write(playbook: Playbook, steps: Sequence[str], language: str, by: Person) -> None:
    said = [line(each) for each in steps if line(each)]
    if not said or len(said) > MOST_STEPS:
        raise Refused(_("A playbook has between one step and %(count)d.") % {"count": MOST_STEPS})
    if any(len(each) > LONGEST_STEP for each in said):
        raise Refused(_("A step has at most %(count)d characters.") % {"count": LONGEST_STEP})
    last = playbook.versions.aggregate(last=Max("number"))["last"] or 0
    version = PlaybookVersion.objects.create(
        playbook=playbook,
        number=last + 1,
        language=language,
        steps=said,
        digest=digest_of(said),
        written_at=clock.now(),
        written_by=by.key,
    )
    diary.note(playbook, "wrote", by=by, body={"number": version.number, "sha256": version.digest})


@transaction.atomic
def review_playbook(playbook: Playbook, *, good_until: date, by: Person) -> PlaybookReview:
    """Its newest version, read through by somebody who did not write it."""
    _begin(RULE, by)
    version = playbook.versions.first()
    if version is None or playbook.retired_at:
        raise Refused(_("This playbook is no longer in use."))
    if is_theirs(by, version.written_by):
        raise Refused(_("You wrote this version: somebody else reviews it."))
    today = clock.today()
    if not today < good_until <= today + LONGEST_REVIEW:
        raise Refused(_("A review holds from tomorrow on, and for a year at most."))
    found = PlaybookReview.objects.create(version=version, reviewed_on=today, good_until=good_until, by=by)
    diary.note(playbook, "reviewed", by=by, body={"number": version.number, "until": good_until})
    return found


@transaction.atomic
def retire_playbook(playbook: Playbook, *, by: Person) -> None:
    _begin(MANAGES, by)
    if not Playbook.objects.filter(pk=playbook.pk, retired_at=None).update(retired_at=clock.now()):
        raise Refused(_("This playbook is no longer in use."))
    diary.note(playbook, "retired", by=by)


@transaction.atomic
def put_on_call(  # noqa: PLR0913 -- each is a fact of the shift
    layer: str, person: Person, *, begins_at: datetime, ends_at: datetime, sample: bool = False, by: Person
) -> Shift:
    _begin(MANAGES, by)
    return _shift(layer, person, begins_at, ends_at, by, override=False, sample=sample)


@transaction.atomic
def stand_in(layer: str, *, begins_at: datetime, ends_at: datetime, by: Person) -> Shift:
    """Somebody takes the place of whoever is on call then: themselves, without asking a manager."""
    _begin(RULE, by)
    return _shift(layer, by, begins_at, ends_at, by, override=True)


def _shift(  # noqa: PLR0913 -- each is a fact of the shift
    layer: str,
    person: Person,
    begins_at: datetime,
    ends_at: datetime,
    by: Person,
    *,
    override: bool,
    sample: bool = False,
) -> Shift:
    if layer not in Layer or not responders().filter(pk=person.pk).exists():
        raise Refused(_("Only those who answer crises can be on call."))
    if ends_at <= begins_at or ends_at <= clock.now():
        raise Refused(_("A turn ends after it begins, and is not over yet."))
    if ends_at - begins_at > LONGEST_SHIFT:
        raise Refused(_("A turn lasts a month at most."))
    if not person.email:
        raise Refused(_("They have no address to which a letter could go: nobody would wake them."))
    theirs = Shift.objects.filter(person__in=accounts_of(person)).exclude(layer=layer)
    if theirs.filter(begins_at__lt=ends_at, ends_at__gt=begins_at).exists():
        raise Refused(_("They are on call in the other layer then: nobody stands behind themselves."))
    shift = Shift.objects.create(
        layer=layer, person=person, begins_at=begins_at, ends_at=ends_at, is_override=override, sample=sample
    )
    diary.note(shift, "put_on_call", by=by, body={"layer": layer, "person": person.key})
    return shift


@transaction.atomic
def take_off_call(shift: Shift, *, by: Person) -> None:
    """What has begun ends now; what has not is gone."""
    _begin(MANAGES, by)
    now = clock.now()
    if shift.ends_at <= now:
        raise Refused(_("This turn is over."))
    diary.note(shift, "took_off_call", by=by, body={"layer": shift.layer, "person": shift.person.key})
    if shift.begins_at >= now:
        shift.delete()
    else:
        Shift.objects.filter(pk=shift.pk).update(ends_at=now)


@transaction.atomic
def record_drill(  # noqa: PLR0913 -- each is a fact of the drill
    playbook: Playbook,
    *,
    held_on: date,
    passed: bool,
    learned: Written,
    sample: bool = False,
    by: Person,
) -> Drill:
    _begin(RULE, by)
    if held_on > clock.today():
        raise Refused(_("This day has not come yet."))
    if not Playbook.objects.filter(pk=playbook.pk, retired_at=None).exists():
        raise Refused(_("This playbook is no longer in use."))
    drill = Drill.objects.create(
        held_on=held_on,
        playbook=playbook,
        passed=passed,
        learned=safe_among_us(learned),
        recorded_at=clock.now(),
        recorded_by=by,
        sample=sample,
    )
    diary.note(drill, "recorded", by=by, body={"held_on": held_on, "passed": passed})
    return drill


@transaction.atomic
def confirm_drill(drill: Drill, *, by: Person) -> None:
    """Somebody who did not record it says that it was held, and passed."""
    turn.take()
    access.require(by, "confirm_drill", drill)
    drill.confirmed_at, drill.confirmed_by = clock.now(), by
    drill.save(update_fields=["confirmed_at", "confirmed_by"])
    diary.note(drill, "confirmed", by=by)


def _begin(rule: str, by: Person) -> None:
    turn.take()
    access.require_holds(by, rule)
