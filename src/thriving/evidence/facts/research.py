from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.evidence.kinds import Dimension, FactKind, Type, declare

_STREAM = Dimension("stream", Type.KEY, _("The stream of research."))
_PARTNERSHIP = Dimension("partnership", Type.KEY, _("The partnership to which the research belongs."))

FINDING_WRITTEN = declare(
    FactKind(
        name="research.finding_written",
        subject="finding",
        meaning=_("A stream of research wrote down a finding."),
        sentence=_("%(stream)s: a finding is written down."),
        dimensions=(_STREAM, _PARTNERSHIP),
    )
)

FINDING_NAMED = declare(
    FactKind(
        name="research.finding_named",
        subject="finding",
        meaning=_("An agreement that is ready to be signed, or signed, rests a clause on a finding."),
        sentence=_("%(stream)s: the agreement names a finding."),
        dimensions=(_STREAM, _PARTNERSHIP),
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
