from __future__ import annotations

from thriving.movement.models import Language
from thriving.ui import cldr

# What the standard, or the wikis of long ago, call a language that the wikis know by another code.
RENAMED = {
    "be-x-old": "be-tarask",
    "gsw": "als",
    "lzh": "zh-classical",
    "nan": "zh-min-nan",
    "nb": "no",
    "rup": "roa-rup",
    "sgs": "bat-smg",
    "vro": "fiu-vro",
    "yue": "zh-yue",
}


def code_of(code: str) -> str:
    """The code by which we know a language, however somebody writes it: ``be_x_old`` is ``be-tarask``."""
    written = code.replace("_", "-").lower()
    return RENAMED.get(written, written)


def language(code: str, name: str) -> Language:
    """The language that the wikis call ``code``, with what CLDR and our own list tell of it."""
    known = code_of(code)
    own_name = cldr.own_name(known)
    return Language(
        code=known,
        standard=cldr.standard_code(known),
        name=name,
        autonym="" if own_name == known else own_name,
        script=cldr.script_of(known),
        direction=cldr.direction_of(known),
    )
