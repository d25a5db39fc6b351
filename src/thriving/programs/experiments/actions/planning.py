"""An experiment before its start: written, changed as often as one likes, then decided."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import clean, clean_words, key_problem
from thriving.movement.models import Person
from thriving.programs.experiments.models import Experiment, Hoped, Outcome, Protocol
from thriving.programs.experiments.states import DRAFT, EXPERIMENT

LONGEST_TITLE = 150
LONGEST_TEXT = 3_000
LARGEST_DIFFERENCE = Decimal(10_000_000)
LEAST_SIZE, LARGEST_SIZE = 10, 1_000_000  # of each side; results are public
LEVELS = (90, 95, 99)
TEXTS = ("question", "hypothesis", "change", "comparison", "measured", "sample_words")
DECIDED = (
    *("language", *TEXTS),
    *("planned_size", "outcome", "hoped", "worth_having", "level"),
)


@dataclass(frozen=True)
class Planned:
    """An experiment as somebody plans it. Whoever rewrites it says all of it."""

    title: Words
    framework: str
    language: str = "en"
    question: str = ""
    hypothesis: str = ""
    change: str = ""
    comparison: str = ""
    measured: str = ""
    sample_words: str = ""
    planned_size: int | None = None
    outcome: str = Outcome.SHARE
    hoped: str = Hoped.MORE
    worth_having: Decimal | None = None
    level: int = 95

    def cleaned(self) -> dict[str, Any]:
        texts = {name: clean(getattr(self, name)) for name in TEXTS}
        rest = ("framework", "language", "planned_size", "outcome", "hoped", "worth_having", "level")
        return {"title": clean_words(self.title), **texts, **{name: getattr(self, name) for name in rest}}


def problems(said: Planned) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with a plan: the field, and the sentence for who can mend it."""
    if not clean_words(said.title):
        yield "title", _("An experiment needs a title.")
    if any(len(title) > LONGEST_TITLE for title in said.title.values()):
        yield "title", _("A title has at most %(count)d characters.") % {"count": LONGEST_TITLE}
    if sentence := key_problem(said.framework):
        yield "framework", sentence
    for name in TEXTS:
        if len(getattr(said, name)) > LONGEST_TEXT:
            yield name, _("This text has at most %(count)d characters.") % {"count": LONGEST_TEXT}
    yield from _wrong_figures(said)


def _wrong_figures(said: Planned) -> Iterator[tuple[str, str]]:
    worth = said.worth_having
    if worth is not None and not (worth.is_finite() and 0 < worth <= LARGEST_DIFFERENCE):
        yield "worth_having", _("The difference is a number above 0: which way you hope is said beside it.")
    elif worth is not None and said.outcome == Outcome.SHARE and worth > 100:  # noqa: PLR2004 -- a whole
        yield "worth_having", _("Shares differ by at most 100 percentage points.")
    if said.planned_size is not None and not LEAST_SIZE <= said.planned_size <= LARGEST_SIZE:
        yield "planned_size", _("At least ten on each side: fewer could be recognized.")
    if said.outcome not in Outcome or said.hoped not in Hoped or said.level not in LEVELS:
        yield "outcome", _("This is none of the choices.")


@transaction.atomic
def propose_experiment(said: Planned, *, key: str, by: Person, sample: bool = False) -> Experiment:
    """Begin a draft, which nobody else but program leads can see, and lead it."""
    access.require_holds(by, "propose_experiment")
    if sentence := key_problem(key):
        raise Refused(sentence)
    if Experiment.objects.filter(key=key).exists():
        raise Refused(_("Another experiment has “%(key)s” as its address already.") % {"key": key})
    _require_sound(said)
    experiment = Experiment.objects.create(key=key, lead=by, sample=sample, **said.cleaned())
    diary.note(experiment, "proposed", by=by)
    return experiment


@transaction.atomic
def rewrite(experiment: Experiment, said: Planned, *, by: Person) -> None:
    """Say anew what is planned. What has been decided is not rewritten: what happens otherwise is noted."""
    access.require(by, "run_experiment", experiment)
    _require_sound(said)
    values = said.cleaned()
    if not Experiment.objects.filter(pk=experiment.pk, state=DRAFT).update(**values):
        raise Refused(_("It has been decided, and is not rewritten: note what goes otherwise instead."))
    for name, value in values.items():
        setattr(experiment, name, value)
    diary.note(experiment, "rewritten", by=by)


@transaction.atomic
def decide(experiment: Experiment, *, by: Person) -> Protocol:
    """Fix what is asked, changed, compared and hoped for. From here on everybody can read it."""
    access.require(by, "run_experiment", experiment)
    # As it is now, held: somebody else may have rewritten it since the reader opened it.
    experiment.refresh_from_db(from_queryset=Experiment.objects.select_for_update())
    EXPERIMENT.take(experiment, "decide")
    decided = as_planned(experiment)
    protocol = Protocol.objects.create(
        experiment=experiment,
        decided=decided,
        digest=digest_of(decided),
        decided_at=clock.now(),
        decided_by=by.key,
    )
    diary.note(experiment, "decided", by=by, body={"sha256": protocol.digest})
    return protocol


def as_planned(experiment: Experiment) -> dict[str, Any]:
    """What is fixed when it is decided, as JSON has it."""
    return {name: _plain(getattr(experiment, name)) for name in DECIDED}


def digest_of(decided: dict[str, Any]) -> str:
    written = json.dumps(decided, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()


def _plain(value: Any) -> Any:
    return f"{value:f}" if isinstance(value, Decimal) else value


def _require_sound(said: Planned) -> None:
    if found := [sentence for _field, sentence in problems(said)]:
        raise Refused(" ".join(found))
