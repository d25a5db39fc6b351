from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.evidence.kinds import Dimension, FactKind, Type, declare

FINDING_NAMED = declare(
    FactKind(
        name="research.finding_named",
        subject="stream",
        meaning=_("A stream of research named the finding that the agreement builds on."),
        sentence=_("%(stream)s: a finding is named."),
        dimensions=(Dimension("stream", Type.KEY, _("The stream of research.")),),
    )
)

EXPERIMENT_FINISHED = declare(
    FactKind(
        name="experiment.finished",
        subject="experiment",
        meaning=_("An experiment ended and its result was written down."),
        sentence=_("The experiment %(experiment)s for %(framework)s is finished."),
        dimensions=(
            Dimension("experiment", Type.KEY, _("The experiment.")),
            Dimension("framework", Type.KEY, _("The framework that the experiment serves.")),
            Dimension("initiative", Type.KEY, _("The initiative that it belongs to, by its key.")),
        ),
    )
)
