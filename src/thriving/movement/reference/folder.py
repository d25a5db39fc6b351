"""What a folder of reference files says as a whole."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from django.utils.translation import gettext as _

from thriving.movement.models import Language
from thriving.movement.reference import countries, files, territories, wikis
from thriving.movement.reference.files import File
from thriving.movement.reference.told import Reference, Refused

NAMES = (countries.NAME, wikis.NAME, territories.NAME)


def read(folder: Path, source: str = "", known: Collection[str] = ()) -> Reference:
    """Everything that the folder tells; a file that it lacks tells nothing. Raises Refused for a bad row.

    ``known``: the countries that are there already, for a folder without a list of them.
    """
    if not folder.is_dir():
        raise Refused(_("There is no folder %(folder)s.") % {"folder": folder})
    opened = [files.opened(folder, name) for name in NAMES]
    if not any(opened):
        told = {"folder": folder, "names": ", ".join(NAMES)}
        raise Refused(_("%(folder)s has none of these files: %(names)s.") % told)
    reference = _read(*opened, origin=f"{source}: " if source else "", known=known)
    files.refuse_faults(*opened)
    return reference


def _read(
    of_countries: File | None,
    of_wikis: File | None,
    of_territories: File | None,
    *,
    origin: str,
    known: Collection[str],
) -> Reference:
    languages: dict[str, Language] = {}
    places = countries.read(of_countries) if of_countries else None
    editions = wikis.read(of_wikis, languages) if of_wikis else None
    # Where the list of countries is faulty itself, what refers to it is not blamed.
    codes = () if of_countries and of_countries.faults else (*(places or ()), *known)
    homes = territories.read(of_territories, languages, frozenset(codes)) if of_territories else None
    read = [file for file in (of_countries, of_wikis, of_territories) if file]
    return Reference(
        source=origin + "; ".join(file.told_as for file in read),
        countries=None if places is None else {code: country for code, (country, _said) in places.items()},
        protected=None if places is None else countries.protected(places),
        schemes=countries.schemes(places, origin + of_countries.told_as) if places and of_countries else (),
        languages=languages,
        territories=homes,
        wikis=editions,
        notes=tuple(note for file in read for note in file.notes),
    )
