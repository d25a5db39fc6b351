"""Codes that people say, type and print: no letters that pass for each other, and one that checks them."""

from __future__ import annotations

import re
import secrets
import unicodedata

# No 0 O Q, 1 I L, 8 B, 5 S, 2 Z, and of U and V one. They are 23, a prime: any one wrong letter, and any two
# letters that changed places, make the last one wrong.
LETTERS = "34679ACDEFGHJKMNPRTVWXY"
LENGTH = 6  # with the one that checks
_BETWEEN = re.compile(r"[\s\-\u2010-\u2015.·]+")
_SAME = str.maketrans("U", "V")


def new_code() -> str:
    body = "".join(secrets.choice(LETTERS) for _ in range(LENGTH - 1))
    return body + _check(body)


def read(typed: str) -> str:
    """The code as it is kept, from what somebody typed; nothing where no code can read so."""
    code = _BETWEEN.sub("", unicodedata.normalize("NFKC", typed)).upper().translate(_SAME)
    if len(code) != LENGTH or not set(code) <= set(LETTERS):
        return ""
    return code if _check(code[:-1]) == code[-1] else ""


def written(code: str) -> str:
    """In two halves, which are easier to read aloud; what is no code stays as it was typed."""
    if len(code) != LENGTH:
        return code
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"


def _check(body: str) -> str:
    weighed = sum(LETTERS.index(letter) * weight for weight, letter in enumerate(body, start=2))
    # With the last letter weighing one, the sum of all is divisible by 23.
    return LETTERS[-weighed % len(LETTERS)]
