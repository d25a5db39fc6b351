"""What an experiment belongs to and rests on: said at any time, it changes nothing of what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, diary, turn
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.experiments import facts
from thriving.programs.experiments.models import Experiment, UsedPattern
from thriving.programs.experiments.states import FINISHED
from thriving.programs.initiatives.queries import offered
from thriving.programs.patterns.queries import titles

MOST_PATTERNS = 20


@transaction.atomic
def connect(experiment: Experiment, initiative: str, patterns: Sequence[str], *, by: Person) -> None:
    """Say which initiative it belongs to, if any, and which learning patterns it rests on, by their keys."""
    access.require(by, "run_experiment", experiment)
    turn.take()
    experiment.refresh_from_db(from_queryset=Experiment.objects.select_for_update())
    before = {each.pattern for each in experiment.used_patterns.all()}
    kept = {experiment.initiative, *before}
    if found := [sentence for _field, sentence in unknown(initiative, patterns, kept)]:
        raise Refused(" ".join(found))
    if (initiative, set(patterns)) == (experiment.initiative, before):
        return
    experiment.initiative = initiative
    experiment.save(update_fields=["initiative"])
    experiment.used_patterns.exclude(pattern__in=patterns).delete()
    new = [each for each in dict.fromkeys(patterns) if each not in before]
    UsedPattern.objects.bulk_create(UsedPattern(experiment=experiment, pattern=each) for each in new)
    if experiment.state == FINISHED:
        facts.tell(experiment, by)
    diary.note(experiment, "connected", by=by)


def unknown(
    initiative: str, patterns: Sequence[str], kept: set[str] | frozenset[str] = frozenset()
) -> Iterator[tuple[str, str]]:
    """What is not there for everybody; ``kept`` is said already, and stays though it may be gone."""
    if initiative and initiative not in kept and not offered(None).filter(key=initiative).exists():
        yield "initiative", _("No initiative has the address “%(key)s”.") % {"key": initiative[:60]}
    if len(patterns) > MOST_PATTERNS:
        yield "patterns", _("At most %(count)d learning patterns.") % {"count": MOST_PATTERNS}
        return
    new = [each for each in patterns if each not in kept]
    for key in sorted(set(new) - titles(new).keys()):
        yield "patterns", _("No learning pattern has the address “%(key)s”.") % {"key": key[:60]}
