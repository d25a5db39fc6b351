"""A growth path: what is to grow by a program is declared before it starts, and assessed again after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Affiliate, Person
from thriving.programs.capacity import facts, letters, sealing
from thriving.programs.capacity.models import Assessment, Declaration, Path, Served, Serves
from thriving.programs.capacity.queries import over, spoken, standings_on
from thriving.programs.capacity.states import CONFIRMED, PATH, PLANNED, RUNNING, TOLD
from thriving.programs.initiatives.queries import offered, told
from thriving.ui import cldr

MOST_LANGUAGES = 4
LONGEST_WHO, LONGEST_REACHED = 500, 2_000
LONGEST = timedelta(days=3 * 365)


@dataclass(frozen=True)
class Planned:
    """What an affiliate wants to grow, by which program, and whom that serves."""

    initiative: str
    capacities: tuple[str, ...]
    serves: str
    languages: tuple[str, ...]
    begins: date
    until: date
    who: str = ""


def problems(said: Planned, affiliate: Affiliate, by: Actor) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with it: the field, and the sentence for whoever can mend it."""
    if not _may_name(said.initiative, by):
        yield "initiative", _("There is no such initiative.")
    if not said.capacities:
        yield "capacities", _("Name at least one capacity that is to grow.")
    assessed = sealing.levels_of(first_of(affiliate))
    if unknown := [each for each in said.capacities if each not in assessed]:
        yield "capacities", _("“%(key)s” is not in your newest confirmed assessment.") % {"key": unknown[0]}
    if said.serves not in Serves:
        yield "serves", _("This is none of the choices.")
    if not 1 <= len(said.languages) <= MOST_LANGUAGES or len(spoken(said.languages)) < len(said.languages):
        yield "languages", _("Name the languages of those whom it serves: one to four that are known here.")
    if said.begins <= clock.today():
        yield "begins", _("The first day lies ahead: what is declared once a program runs does not count.")
    if not said.begins <= said.until <= clock.today() + LONGEST:
        yield "until", _("The last day is not before the first, and lies within three years.")
    if len(said.who) > LONGEST_WHO:
        yield "who", _("This text has at most %(count)d characters.") % {"count": LONGEST_WHO}


def first_of(affiliate: Affiliate) -> Assessment | None:
    """The assessment that a path of today starts from: the newest one, once it is confirmed.

    Nobody picks an older, lower one; and while a newer one waits, nothing starts.
    """
    told = affiliate.assessments.filter(state__in=TOLD).prefetch_related("handed_in")
    newest = told.order_by("-handed_in_on", "-pk").first()
    return newest if newest and newest.state == CONFIRMED else None


def last_of(path: Path) -> Assessment | None:
    """The newest that was handed in after the last day of the program."""
    told = Assessment.objects.filter(affiliate=path.affiliate_id, state__in=TOLD)
    return told.filter(handed_in_on__gt=path.last_day).order_by("-handed_in_on", "-pk").first()


@transaction.atomic
def plan_path(affiliate: Affiliate, said: Planned, *, by: Actor, sample: bool = False) -> Path:
    """Begin a path, which can be changed until it starts."""
    _require(by, "assess_affiliate", affiliate)
    _require_sound(said, affiliate, by)
    person = by if isinstance(by, Person) else None
    path = Path(affiliate=affiliate, begun_by=person, sample=sample)
    _put(path, said)
    diary.note(path, "planned", by=by, body={"affiliate": affiliate.key, "initiative": said.initiative})
    return path


@transaction.atomic
def replan(path: Path, said: Planned, *, by: Actor) -> None:
    """Say anew what is planned; once it has started, nothing of it changes."""
    _require(by, "keep_path", path)
    turn.take()
    path.refresh_from_db(from_queryset=Path.objects.select_for_update())
    if path.state != PLANNED:
        raise Refused(_("It has started: what was declared stays. Another path can declare more."))
    _require_sound(said, path.affiliate, by)
    _put(path, said)
    diary.note(path, "replanned", by=by)


@transaction.atomic
def start(path: Path, *, by: Actor) -> Declaration:
    """Seal what is to grow, from which levels, and how the languages stand today. No day can be named."""
    _require(by, "keep_path", path)
    turn.take()
    path.refresh_from_db(from_queryset=Path.objects.select_for_update())
    before = _startable(path)
    PATH.take(path, "start", started_on=clock.today(), before=before, shown_to=path.shown_with(before))
    declared = {
        "capacities": path.capacities,
        "version": before.version,
        "serves": path.serves,
        "languages": standings_on(clock.today(), path.languages.values_list("language", flat=True)),
        "begins": path.begins.isoformat(),
        "until": path.until.isoformat(),
        "before": before.key,
    }
    sealed = Declaration.objects.create(
        path=path,
        declared=declared,
        digest=sealing.digest_of(declared),
        at=clock.now(),
        by=by if isinstance(by, str) else by.key,
    )
    diary.note(path, "started", by=by, body={"sha256": sealed.digest})
    facts.tell(path.affiliate, by=by)
    return sealed


@transaction.atomic
def end_early(path: Path, on: date, *, why: str, by: Actor) -> None:
    """Say that the program ended before the day that was declared, so that it can be assessed again now.

    Not as it suits what was assessed already: only what is handed in after that day can be the second one.
    """
    _require(by, "keep_path", path)
    turn.take()
    path.refresh_from_db(from_queryset=Path.objects.select_for_update())
    if not path.begins <= on < path.until or on > clock.today():
        raise Refused(_("Name a day of the program that has come, before the last one that was declared."))
    if path.affiliate.assessments.filter(state__in=TOLD, handed_in_on__gt=on).exists():
        raise Refused(
            _("Your affiliate was assessed after that day already. Name a later day, or assess again later.")
        )
    PATH.take(path, "end_early", ended_on=on, ended_why=clean(why))
    diary.note(path, "ended_early", by=by, why=why, body={"on": on.isoformat()})


@transaction.atomic
def finish(path: Path, *, reached: tuple[str, ...], words: str, by: Actor) -> None:
    """Say whom it served, and take the newest assessment as the second one."""
    _require(by, "keep_path", path)
    turn.take()
    path.refresh_from_db(from_queryset=Path.objects.select_for_update())
    last = last_of(path)
    if path.state == RUNNING and last is None:
        raise Refused(
            _("Assess the affiliate again first: after %(day)s, the last day of the program.")
            % {"day": cldr.day(path.last_day)}
        )
    if len(words) > LONGEST_REACHED or not clean(words):
        raise Refused(
            _("Say in words whom it served, in at most %(count)d characters.") % {"count": LONGEST_REACHED}
        )
    if set(reached) - set(path.languages.values_list("language", flat=True)):
        raise Refused(_("Only languages that were declared before the start can be named."))
    told = {"reached": clean(words), "shown_to": path.shown_with(path.before, last)}
    PATH.take(path, "finish", finished_on=clock.today(), after=last, **told)
    for each in path.languages.all():
        each.reached = each.language_id in reached
        each.save(update_fields=["reached"])
    diary.note(path, "finished", by=by, body={"after": last.key if last else "", "reached": sorted(reached)})
    facts.tell(path.affiliate, by=by)


@transaction.atomic
def abandon(path: Path, *, why: str, by: Actor) -> None:
    """It counts no longer. That it was, and why it was given up, stays to be read."""
    _require(by, "keep_path", path)
    turn.take()
    PATH.take(path, "abandon", reason=clean(why))
    diary.note(path, "abandoned", by=by, why=why)
    facts.tell(path.affiliate, by=by, why=why)


def remind_of_second() -> int:
    """Write to the officers whose program is over and who have not assessed again; how many paths."""
    late = over(Path.objects.filter(state=RUNNING), clock.today()).select_related("affiliate")
    for path in late:
        letters.remind(path)
    return len(late)


def _startable(path: Path) -> Assessment:
    if path.begins <= clock.today():
        raise Refused(
            _("Its program began on %(day)s: what is declared once it runs does not count.")
            % {"day": cldr.day(path.begins)}
        )
    before = first_of(path.affiliate)
    if before is None:
        raise Refused(_("The newest assessment must be confirmed from outside before the path starts."))
    levels = sealing.levels_of(before)
    if gone := [each for each in path.capacities if each not in levels]:
        raise Refused(_("“%(key)s” is not in your newest confirmed assessment.") % {"key": gone[0]})
    if not sealing.is_whole(before):
        raise Refused(_("The first assessment is not as it was handed in. Ask those who keep the site."))
    return before


def _put(path: Path, said: Planned) -> None:
    path.initiative, path.serves = said.initiative, said.serves
    path.begins, path.until = said.begins, said.until
    path.capacities, path.who = list(dict.fromkeys(said.capacities)), clean(said.who)
    path.save()
    path.languages.exclude(language__in=said.languages).delete()
    known = set(path.languages.values_list("language", flat=True))
    new = [code for code in dict.fromkeys(said.languages) if code not in known]
    Served.objects.bulk_create(Served(path=path, language_id=code) for code in new)


def _may_name(key: str, by: Actor) -> bool:
    known = told() if isinstance(by, str) else offered(by)
    return known.filter(key=key).exists() if key else False


def _require_sound(said: Planned, affiliate: Affiliate, by: Actor) -> None:
    if found := [sentence for _field, sentence in problems(said, affiliate, by)]:
        raise Refused(" ".join(found))


def _require(by: Actor, rule: str, record: Any) -> None:
    if not isinstance(by, str):
        access.require(by, rule, record)
