"""Histories that never happened, of any size, from a seed: to try things out, to show, and to measure by."""

from collections.abc import Callable, Mapping

from thriving.history.generating.forms.form import Form
from thriving.history.generating.forms.mediawiki_history import MediawikiHistory
from thriving.history.generating.forms.stubs import Stubs
from thriving.history.generating.forms.tables import Items, Revisions
from thriving.history.generating.plan import Plan
from thriving.history.generating.writing import write

FORMS: Mapping[str, Callable[..., Form]] = {
    "mediawiki_history": MediawikiHistory,
    "xml": Stubs,
    "revisions": Revisions,
    "items": Items,
}

__all__ = ["FORMS", "Items", "MediawikiHistory", "Plan", "Revisions", "Stubs", "write"]
