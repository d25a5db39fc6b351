"""A code begins: what it is called, for which part of the movement it is, and who must acknowledge it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, diary, turn
from thriving.kernel.words import Words
from thriving.movement import scopes
from thriving.movement.actions.groups import clean_texts, clean_words, key_problem
from thriving.movement.models import Person
from thriving.movement.roles import roles
from thriving.safety.conduct.actions.holding import require
from thriving.safety.conduct.models import Code

LONGEST_TITLE = 150
LONGEST_PURPOSE = 3_000


@dataclass(frozen=True)
class CodeSaid:
    title: Words
    purpose: Words = field(default_factory=Words)


def problems(said: CodeSaid) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with a description: the field, and the sentence for who can mend it."""
    if not clean_words(said.title):
        yield "title", _("A code needs a title.")
    if any(len(each) > LONGEST_TITLE for each in said.title.values()):
        yield "title", _("A title has at most %(count)d characters.") % {"count": LONGEST_TITLE}
    if any(len(each) > LONGEST_PURPOSE for each in said.purpose.values()):
        yield "purpose", _("This text has at most %(count)d characters.") % {"count": LONGEST_PURPOSE}


@transaction.atomic
def begin_code(key: str, said: CodeSaid, *, by: Person, scope: str = "", sample: bool = False) -> Code:
    """For the whole movement, or for a part of it; for each there is one."""
    access.require_holds(by, "keep_code")
    turn.take()
    require(key_problem(key), *_sentences(said), _taken(key, scope))
    code = Code.objects.create(
        key=key,
        title=clean_words(said.title),
        purpose=clean_texts(said.purpose),
        scope=scope,
        sample=sample,
    )
    diary.note(code, "began", by=by, body={"scope": scope})
    return code


@transaction.atomic
def describe_code(code: Code, said: CodeSaid, *, by: Person) -> None:
    access.require(by, "keep_code", code)
    require(*_sentences(said))
    code.title, code.purpose = clean_words(said.title), clean_texts(said.purpose)
    code.save(update_fields=["title", "purpose"])
    diary.note(code, "described", by=by)


@transaction.atomic
def ask_roles(code: Code, wanted: Iterable[str], *, by: Person) -> None:
    """From now on, whoever holds one of these roles acknowledges the code before they do anything by it."""
    access.require(by, "keep_code", code)
    turn.take()
    asked, before = set(wanted), set(code.roles.values_list("role", flat=True))
    if unknown := sorted(asked - set(roles)):
        require(_("There is no role “%(role)s”.") % {"role": unknown[0][:60]})
    if asked == before:
        return
    code.roles.filter(role__in=before - asked).delete()
    for role in sorted(asked - before):
        code.roles.create(role=role)
    diary.note(code, "asked_roles", by=by, body={"roles": sorted(asked)})


def _sentences(said: CodeSaid) -> list[str]:
    return [sentence for _field, sentence in problems(said)]


def _taken(key: str, scope: str) -> str:
    if scope and not scopes.exists(scope):
        return _("There is no such part of the movement.")
    if Code.objects.filter(scope=scope).exists():
        return _("There is a code for this part of the movement: write a new version of it.")
    if Code.objects.filter(key=key).exists():
        return _("Another code has “%(key)s” as its address already.") % {"key": key}
    return ""
