"""Dumps as MediaWiki writes them, small."""

from __future__ import annotations

HEAD = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-{format}/" version="{format}" xml:lang="aa">
<siteinfo><sitename>Wikipedia</sitename><dbname>aawiki</dbname><namespaces>
<namespace key="0" case="first-letter" /><namespace key="1" case="first-letter">Talk</namespace>
</namespaces></siteinfo>"""
WHO = "<contributor><username>Amina</username><id>7</id></contributor>"


def revision(number: int, *, who: str = WHO, parent: int = 0, sha1: str = "", more: str = "") -> str:
    follows = f"<parentid>{parent}</parentid>" if parent else ""
    return (
        f"<revision><id>{number}</id>{follows}<timestamp>2020-01-15T12:00:{number:02}Z</timestamp>{who}"
        f'<text bytes="{number * 10}" sha1="{sha1}" />{more}<sha1>{sha1}</sha1></revision>'
    )


def page(*revisions: str, about: str = "<title>A b</title><ns>0</ns><id>1</id>") -> str:
    return f"<page>{about}{''.join(revisions)}</page>"


def dump(*pages: str, export: str = "0.11") -> bytes:
    return f"{HEAD.format(format=export)}{''.join(pages)}\n</mediawiki>\n".encode()
