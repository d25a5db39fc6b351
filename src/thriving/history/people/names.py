"""Names of accounts as people write them in lists, made into the names that a wiki's history holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# "User:" as the wikis of the largest languages write it, for women and men where they differ. A name may
# itself hold a colon, so only these are taken off; "User" is understood on every wiki.
# Source: wgNamespaceIds of those wikis, namespace 2.
_IN_LANGUAGES = """
    user usuario usuaria utilisateur utilisatrice benutzer benutzerin utente usuário usuária utilizador
    utilizadora gebruiker användare bruker bruger käyttäjä notandi wikipedysta wikipedystka uživatel
    uživatelka szerkesztő utilizator suradnik suradnica корисник корисница участник
    участница користувач користувачка удзельнік удзельніца потребител kullanıcı istifadəçi մասնակից
    მომხმარებელი χρήστης משתמש משתמשת مستخدم مستخدمة کاربر صارف सदस्य ব্যবহারকারী பயனர்
    వాడుకరి ಸದಸ್ಯ ഉപയോക്താവ് ਵਰਤੋਂਕਾਰ ผู้ใช้ 利用者 用户 用戶 使用者 사용자 thành_viên pengguna mtumiaji
    erabiltzaile usuari usuària uzanto
"""
_USER = frozenset(_IN_LANGUAGES.split())
# Bidirectional marks come along when a name is copied from a page; no name may hold them.
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SPACES = re.compile(r"[\s_]+")


def normalized(written: str) -> str:
    """As a wiki keeps the name: no "User:", spaces for underscores, a capital first, composed (NFC).

    Nothing else is changed: two names that differ otherwise are two people.
    """
    bare = _MARKS.sub("", unicodedata.normalize("NFC", written))
    spaced = _without_prefix(_SPACES.sub(" ", bare).strip())
    return capital(spaced)


def capital(name: str) -> str:
    """Not where it becomes two ("ß"), and not of "imported>Name", whom a wiki took over from elsewhere."""
    first = name[:1].upper()
    return first + name[1:] if len(first) == 1 and ">" not in name else name


def each_once(written: Iterable[str]) -> tuple[str, ...]:
    """Normalized, in the order given, empty lines left out."""
    return tuple(dict.fromkeys(name for line in written if (name := normalized(line))))


def _without_prefix(name: str) -> str:
    prefix, colon, rest = name.partition(":")
    is_user = bool(colon) and prefix.strip().casefold().replace(" ", "_") in _USER
    return rest.strip() if is_user else name
