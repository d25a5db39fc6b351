"""Which sheet or holder a line means among those that are there, and what taking it in would do."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thriving.programs.needs.intakes.columns import (
    CODE,
    CONTACT,
    COUNTRY,
    FORM,
    HELD_ON,
    KIND,
    LANGUAGES,
    NAME,
    NAMED,
)
from thriving.programs.needs.intakes.reading import Line, holder_of
from thriving.programs.needs.models import Assessment, IntakeRow, Round
from thriving.programs.needs.states import FINISHED, WITHDRAWN

Effect = IntakeRow.Effect


def resolve(one: Round, lines: Iterable[Line]) -> None:
    """Two queries, however many lines there are."""
    standing = list(there(one))
    by_code = {each.code: each for each in standing}
    by_holder = {(each.holder.folded, each.holder.country): each for each in standing}
    for line in lines:
        if not line.problems:
            _resolve(line, by_code, by_holder)
        if line.problems:
            line.effect = Effect.FAULTY


def there(one: Round) -> QuerySet[Assessment]:
    return one.assessments.select_related("holder", "version")


def _resolve(line: Line, by_code: dict[str, Assessment], by_holder: dict[Any, Assessment]) -> None:
    same_code, same_holder = by_code.get(line.said[CODE]), by_holder.get(holder_of(line.said))
    found = same_code or same_holder
    if sentence := _what_is_wrong(line, same_code, same_holder):
        line.problems.append((CODE, sentence))
        return
    line.assessment = found
    if found is None:
        line.effect = Effect.NEW
    else:
        _keep_unsaid(line, found)
        line.effect = Effect.KNOWN if content(line) == content_of(found) else Effect.CHANGED


def _keep_unsaid(line: Line, found: Assessment) -> None:
    """What a sheet leaves out of the holder is not taken from them."""
    known = content_of(found)
    for name in (LANGUAGES, NAMED, CONTACT, HELD_ON):
        if known[name] and name not in line.said:
            line.said[name] = known[name]


def _what_is_wrong(line: Line, same_code: Assessment | None, same_holder: Assessment | None) -> str:
    found = same_code or same_holder
    if found and found.state == WITHDRAWN:
        return _("This holder has taken the answers back. Leave the row out.")
    if same_code and same_code.holder.folded != holder_of(line.said)[0]:
        sentence = _("The sheet “%(code)s” is another holder’s: %(name)s. Check the code.")
        return sentence % {"code": same_code.code, "name": same_code.holder.name}
    if same_holder and not same_code and same_holder.state == FINISHED:
        sentence = _("This holder has answered already, on the sheet “%(code)s”.")
        return sentence % {"code": same_holder.code}
    return ""


def content(line: Line) -> dict[str, Any]:
    """What a line would have the ledger of holders say, to be compared with what it says."""
    said = line.said
    return {
        NAME: said[NAME],
        KIND: said[KIND],
        COUNTRY: said[COUNTRY],
        LANGUAGES: said.get(LANGUAGES, []),
        NAMED: said.get(NAMED, False),
        CONTACT: said.get(CONTACT, ""),
        HELD_ON: said.get(HELD_ON, ""),
        FORM: said[FORM],
        "answers": line.answers,
        "state": FINISHED,
    }


def content_of(one: Assessment) -> dict[str, Any]:
    holder = one.holder
    return {
        NAME: holder.name,
        KIND: holder.kind,
        COUNTRY: holder.country,
        LANGUAGES: holder.languages,
        NAMED: holder.may_be_named,
        CONTACT: one.contact,
        HELD_ON: one.held_on.isoformat() if one.held_on else "",
        FORM: one.version.number if one.version else 0,
        "answers": one.answers,
        "state": one.state,
    }


def imprint(told: dict[str, Any]) -> str:
    written = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()
