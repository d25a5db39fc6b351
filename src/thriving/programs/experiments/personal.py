"""What experiments know of a person: what goes into their file, and what becomes of it when they leave."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.movement.personal import declare
from thriving.programs.experiments.models import Deviation, Experiment, Protocol, Result

_STAYS = _("It stays for everybody to read, under a random identifier that no longer leads to anybody.")

declare(
    "experiments.Experiment",
    _("Experiments that you lead"),
    rows=lambda person: Experiment.objects.filter(lead=person).values("key", "state", "started_on"),
    columns={"key": _("Experiment"), "state": _("State"), "started_on": _("First day")},
    stays=_("It stays, without anybody who leads it."),
)
declare(
    "experiments.Protocol",
    _("Experiments that you decided"),
    rows=lambda person: Protocol.objects.filter(decided_by=person.key).values(
        "experiment__key", "decided_at"
    ),
    columns={"experiment__key": _("Experiment"), "decided_at": _("When")},
    stays=_STAYS,
)
declare(
    "experiments.Deviation",
    _("What you noted of experiments"),
    rows=lambda person: Deviation.objects.filter(noted_by=person.key).values(
        "experiment__key", "words", "noted_at"
    ),
    columns={"experiment__key": _("Experiment"), "words": _("What you wrote"), "noted_at": _("When")},
    stays=_STAYS,
)
declare(
    "experiments.Result",
    _("Results that you wrote down"),
    rows=lambda person: Result.objects.filter(recorded_by=person.key).values(
        "experiment__key", "verdict", "lessons", "recorded_at"
    ),
    columns={
        "experiment__key": _("Experiment"),
        "verdict": _("Verdict"),
        "lessons": _("What was learned"),
        "recorded_at": _("When"),
    },
    stays=_STAYS,
)
