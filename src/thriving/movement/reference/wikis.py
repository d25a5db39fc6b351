from __future__ import annotations

from thriving.kernel.tables import Column
from thriving.movement.models import Language, Wiki, WikiStatus, WikiVisibility
from thriving.movement.reference import forms
from thriving.movement.reference.files import File, Values
from thriving.movement.reference.languages import language

NAME = "wikis.tsv"
COLUMNS = (
    Column("database_code", required=True),
    Column("domain_name", required=True),
    Column("database_group", required=True),
    Column("language_name"),
    Column("status", required=True, choices=tuple(WikiStatus.values)),
    Column("visibility", required=True, choices=tuple(WikiVisibility.values)),
    Column("english_name", required=True),
)
# The projects that have a wiki for each language. What the file says of the others' language is of their
# interface: it calls Wikimedia Argentina's wiki, and Commons, English.
LANGUAGE_PROJECTS = frozenset(
    {
        *("wikibooks", "wikinews", "wikipedia", "wikiquote"),
        *("wikisource", "wikiversity", "wikivoyage", "wiktionary"),
    }
)


def read(file: File, languages: dict[str, Language]) -> dict[str, Wiki]:
    """By database code; the languages that the wikis are in are added to ``languages``."""
    told: dict[str, Wiki] = {}
    codes: dict[str, int] = {}
    domains: dict[str, int] = {}
    for row, said in file.rows(COLUMNS):
        formed = forms.well_formed(file, row, said, database_code=forms.DATABASE, domain_name=forms.DOMAIN)
        once = [file.once(codes, said["database_code"], row), file.once(domains, said["domain_name"], row)]
        if formed and all(once):
            told[said["database_code"]] = _wiki(said, _language(said, languages))
    return told


def _language(said: Values, languages: dict[str, Language]) -> str | None:
    """The code that the address begins with: ``roa-rup``, where the file's own column says ``rup``."""
    project = said["database_group"]
    code, _dot, rest = said["domain_name"].partition(".")
    if project not in LANGUAGE_PROJECTS or rest != f"{project}.org" or not forms.LANGUAGE.fullmatch(code):
        return None
    spoken = language(code, said["language_name"] or code)
    return languages.setdefault(spoken.code, spoken).code


def _wiki(said: Values, language_id: str | None) -> Wiki:
    return Wiki(
        code=said["database_code"],
        domain=said["domain_name"],
        project=said["database_group"],
        language_id=language_id,
        name=said["english_name"],
        status=said["status"],
        visibility=said["visibility"],
    )
