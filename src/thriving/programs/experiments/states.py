"""From a question to an answer: what is decided before the start stays as it was decided."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Condition, Lifecycle, Move, declare

DRAFT, DECIDED, RUNNING = "draft", "decided", "running"
FINISHED, STOPPED, WITHDRAWN = "finished", "stopped", "withdrawn"

_says_its_size = Condition(
    lambda experiment: experiment.planned_size is not None,
    _("Say first how many are to take part on each side."),
)
EXPERIMENT = declare(
    Lifecycle(
        "an experiment",
        start=DRAFT,
        moves=(
            Move(
                "decide",
                (DRAFT,),
                DECIDED,
                needs=(
                    *(
                        "question",
                        "hypothesis",
                        "change",
                        "comparison",
                        "measured",
                        "sample_words",
                        "worth_having",
                    ),
                    _says_its_size,
                ),
                title=_("Decide it: from here on nothing of it changes"),
            ),
            Move("start", (DECIDED,), RUNNING, needs=("started_on",), title=_("Start")),
            Move("finish", (RUNNING,), FINISHED, needs=("ended_on",), title=_("Finish, with its result")),
            Move("stop", (DECIDED, RUNNING), STOPPED, needs=("reason",), title=_("Stop without a result")),
            Move("withdraw", (FINISHED,), WITHDRAWN, needs=("reason",), title=_("Withdraw its result")),
        ),
    )
)
