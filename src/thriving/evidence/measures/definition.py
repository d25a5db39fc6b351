"""Whether a definition may become a measure: it is read, held against the rules, and tried on its example."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from thriving.evidence.measures import checks, golden
from thriving.evidence.measures.evaluate import evaluate
from thriving.evidence.measures.facts import evidence
from thriving.evidence.measures.question import AsOf, Question
from thriving.evidence.measures.specification import Specification, SpecificationRefused

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_KEY = 80


def problems(said: Mapping[str, Any], key: str = "") -> list[str]:
    """Everything that keeps ``said`` from becoming a measure, each in a sentence; empty when it may."""
    named = [*_key_problems(key, said)] if key else []
    try:
        it = Specification.parse(said)
    except SpecificationRefused as refused:
        return [*named, *refused.messages]
    return [*named, *(checks.problems(it) or golden.problems(it))]


def require_sound(key: str, said: Mapping[str, Any]) -> Specification:
    if found := problems(said, key):
        raise SpecificationRefused(found)
    return Specification.parse(said)


def dry_run(it: Specification, as_of: AsOf) -> str:
    """Count what the ledger has now: the value must rest on exactly the records that the list shows."""
    question = Question(it, members=tuple(it.golden.get("members", ())))
    counted, listed = evaluate(question, as_of).rows, evidence(question, as_of).count()
    if not it.sides or counted == listed:
        return ""
    return _("It counts %(counted)s records, but the list behind it has %(listed)s.") % {
        "counted": counted,
        "listed": listed,
    }


def _key_problems(key: str, said: Mapping[str, Any]) -> list[str]:
    if not KEY.fullmatch(key) or len(key) > LONGEST_KEY:
        return [_("“%(key)s” cannot be the key of a measure: use small letters and hyphens.") % {"key": key}]
    if said.get("kind") == "stated" and said.get("measure") != key:
        return [_("A stated measure must name itself: “%(key)s”.") % {"key": key}]
    return []
