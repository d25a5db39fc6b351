"""What given people did on wikis in a window: for events, campaigns and whoever has a list of names."""

from thriving.history.people.asking import Contributions, did, did_together
from thriving.history.people.figures import DEFINITIONS
from thriving.history.people.scopes import Scope, scope
from thriving.history.people.touched import Ways

__all__ = ["DEFINITIONS", "Contributions", "Scope", "Ways", "did", "did_together", "scope"]
