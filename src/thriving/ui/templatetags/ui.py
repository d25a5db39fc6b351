"""`{% load ui %}`: the components, charts and filters of every page."""

from thriving.ui.tags import register as register
