"""Forms for every part of a plan, made from the same declarations as its file."""

from thriving.plan.editing.form import PartForm
from thriving.plan.editing.tree import Branch, kind_in, tree

__all__ = ["Branch", "PartForm", "kind_in", "tree"]
