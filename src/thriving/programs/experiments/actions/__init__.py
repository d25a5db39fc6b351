"""What is done with experiments, each a verb."""

from thriving.programs.experiments.actions.connecting import connect
from thriving.programs.experiments.actions.planning import Planned, decide, propose_experiment, rewrite
from thriving.programs.experiments.actions.running import deviate, start, stop
from thriving.programs.experiments.actions.telling import Told, correct, finish, withdraw

__all__ = [
    "Planned",
    "Told",
    "connect",
    "correct",
    "decide",
    "deviate",
    "finish",
    "propose_experiment",
    "rewrite",
    "start",
    "stop",
    "withdraw",
]
