"""Whom the vital signs are about: people with an account who were never a bot."""

from __future__ import annotations

from typing import Any

from thriving.history.failures import HistoryError
from thriving.history.metrics.tables import Tables

Expression = Any  # Ibis has no types that mypy can read

SOURCE = (
    "Community Vital Signs: WikiCommunityHealth/vital-signs-pipeline; Miquel-Ribé, Consonni and Laniado 2022"
)
NEEDS = ("revision_id", "event_user_text", "event_user_is_bot_by", "event_user_is_anonymous")
ACTIVE, VERY_ACTIVE = 5, 100  # edits in a calendar month
PERSON = ("wiki_db", "user_name")


def months_of_members(tables: Tables) -> Expression:
    """The months of ``person_months`` of those whom no edit on that wiki, then or now, calls a bot."""
    months = tables.person_months
    return months.filter(months.user_type == "user", ~months.is_ever_bot)


def active(tables: Tables, at_least: int, column: str = "edits") -> Expression:
    """The months in which members made so many edits, those of pages deleted since among them."""
    if at_least < 1:
        raise HistoryError(f"at_least cannot be {at_least}: who made no edit in a month has no row in it.")
    months = months_of_members(tables)
    return months.filter(months[column] >= at_least)
