"""Whether words say who somebody is, or how to reach them: what must not stand where operators could read it.

It finds what has the shape of an address, a number or an account, and the names of people that it is told of.
A name that nobody here knows passes: the page asks for roles instead, and says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from thriving.programs.councils.mentions import mentioned, names_of

_MAIL = re.compile(r"[^\s@<>]+\s?(?:@|\(at\)|\[at\])\s?[^\s@<>]+\.\w{2,}", re.IGNORECASE)
_LINK = re.compile(
    r"(?:https?|mailto|tel|sgnl|signal|tg|whatsapp)\s?:/{0,2}\S+|\b(?:wa|t)\.me/\S+", re.IGNORECASE
)
_ACCOUNT = re.compile(r"(?:^|[\s(])@[\w.-]{2,}|\b(?:user|user talk|usuario|مستخدم)\s?:\s?\S+", re.IGNORECASE)
# Seven digits or more in a row but for what people put between them; a day such as 2026-11-23 is none.
_NUMBER = re.compile(r"(?<!\d)\+?(?:\d[\s().\-/\u2010-\u2015]{0,2}){7,}\d?(?!\d)")
_DAY = re.compile(r"(?<!\d)(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4})(?!\d)")


def has_contact(text: str) -> bool:
    """In the digits of any script: "٠٣٠ ١١١ ٢٢٢٢" is a number too."""
    plain = "".join(str(int(each)) if each.isdecimal() else each for each in text)
    shapes = (_MAIL, _LINK, _ACCOUNT)
    return any(shape.search(plain) for shape in shapes) or bool(_NUMBER.search(_DAY.sub(" ", plain)))


def names_any(text: str, names: Iterable[str]) -> bool:
    """Whether one of these people's names stands there, whole or in part."""
    return any(mentioned(part, text) for whole in set(names) if whole for part in names_of(whole))
