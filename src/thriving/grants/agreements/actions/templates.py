from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.grants.agreements import wording
from thriving.grants.agreements.models import Template
from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Refused
from thriving.movement.actions.groups import LONGEST_NAME, clean, require_key
from thriving.movement.models import Person


@transaction.atomic
def write_template(key: str, title: str, body: str, *, by: Person, language: str = "en") -> Template:
    """A new template, or the next version of one: agreements that rest on an older one keep it."""
    access.require_holds(by, "write_agreement_template")
    require_key(key)
    title, body = clean(title), clean(body)
    if not title or len(title) > LONGEST_NAME:
        raise Refused(_("Give it a title of at most %(count)d characters.") % {"count": LONGEST_NAME})
    if found := list(wording.problems(body)):
        raise Refused(" ".join(found))
    turn.take()
    last = Template.objects.filter(key=key).order_by("-number").first()
    template = Template.objects.create(
        key=key,
        number=last.number + 1 if last else 1,
        language=language,
        title=title,
        body=body,
        written_on=clock.today(),
        written_by=by.key,
    )
    diary.note(template, "written", by=by)
    return template


@transaction.atomic
def retire_template(template: Template, *, why: str, by: Person) -> None:
    """No new agreement is written from it."""
    access.require_holds(by, "write_agreement_template")
    turn.take()
    if not Template.objects.filter(pk=template.pk, retired_on=None).update(retired_on=clock.today()):
        raise Refused(_("It was retired already."))
    template.retired_on = clock.today()
    diary.note(template, "retired", by=by, why=clean(why))
