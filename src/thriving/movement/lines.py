"""What leads on from the page of one's own account: each part of the product adds its line.

lines.add("languages", Line(_("Languages"), _("Which you read, and how well."), "movement:my_languages"))
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.kernel.registry import Registry


@dataclass(frozen=True)
class Line:
    title: str | Promise
    meaning: str | Promise
    page: str  # the name of its URL
    position: int = 50

    @property
    def address(self) -> str:
        return reverse(self.page)


lines = Registry[Line]("line of the account")
add = lines.add


def in_order() -> list[Line]:
    return sorted(lines.values(), key=lambda line: line.position)


add(
    "security",
    Line(
        _("Safety of my account"),
        _("Password, second step, passkeys, recovery codes, sign-ins elsewhere."),
        "movement:security",
        position=90,
    ),
)
add(
    "profile",
    Line(
        _("What I tell of myself"),
        _("Name, languages, where, skills; each with who may see it."),
        "movement:edit_profile",
        position=10,
    ),
)
add(
    "age",
    Line(
        _("How old I am"),
        _("Only roughly, and only to protect young people: nobody else is shown it."),
        "movement:my_age",
        position=15,
    ),
)
add(
    "letters",
    Line(
        _("Letters and language"),
        _("Which letters I get, in which language, by which clock."),
        "movement:letters",
        position=20,
    ),
)
add("my-data", Line(_("My data"), _("Everything that is known of me, as a file."), "movement:my_data", 95))
add("leave", Line(_("Leave"), _("Close my account for good, and be forgotten."), "movement:leave", 99))
