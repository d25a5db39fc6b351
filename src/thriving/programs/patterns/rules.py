"""Whoever has an account writes, endorses and tells of use; those who run programs publish."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from thriving.kernel.access import Scope, declare, role, signed_in
from thriving.programs.patterns.states import DRAFT, PUBLISHED
from thriving.programs.roles import ORGANIZER, TRANSLATOR


def _mine(person: Any) -> Q:
    return Q(author=getattr(person, "pk", None), author__isnull=False)


def _told(person: Any) -> Q:
    return Q(teller=getattr(person, "pk", None), teller__isnull=False)


lead = role("program_lead") | role("evaluator")
readers = role(ORGANIZER) | lead
draft = Scope(lambda _person: Q(state=DRAFT))
public = Scope(lambda _person: ~Q(state=DRAFT))
standing = Scope(lambda _person: Q(state=PUBLISHED))
not_mine = Scope(lambda person: ~_mine(person))
mine = Scope(_mine)

declare(
    write_pattern=signed_in,
    see_pattern=public | mine | readers,
    rewrite_pattern=mine | lead,
    publish_pattern=readers,
    retire_pattern=lead | (mine & draft),
    translate_pattern=mine | lead | (public & role(TRANSLATOR)),
    # One's own word for one's own work says nothing.
    endorse_pattern=signed_in & standing & not_mine,
    reuse_pattern=signed_in & standing,
    take_back_reuse=Scope(_told) | lead,  # of reuses
)
