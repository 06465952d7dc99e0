"""Which column means what: headings are recognised by meaning, in French and English."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kiosk.directory.vocabulary.fold import fold
from kiosk.directory.vocabulary.language import resolve_language
from kiosk.feeds.files.file_error import UnreadableFile

_DAYS: Final = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]

_NAMES: Final = {
    "id": "id|identifiant|identifier|ref|reference|cle|entityid|rowkey|id lieumed|uid|code|numero de fiche",
    "name": "nom|name|lieu|structure|nom structure|nom de la structure|nom du lieu|etablissement|intitule|titre|denomination|raison sociale|place|libelle|nom de l etablissement|libelle 1",
    "organisation": "organisme|organisation|association|porteur|gestionnaire|operateur|operator|structure porteuse|nom organisme|structure parente",
    "category": "categorie|category|type|services|service|type de service|thematique|thematiques|activite|activites|sous categorie|ss cat|typologie|besoin|prestations|prestation",
    "street": "adresse|address|rue|voie|adresse postale|street|adresse complete|voie nom|libelle voie|adr|address line 1",
    "house": "numero|n|no|num|numero voie|numero de voie|housenumber|n voie",
    "extra": "complement|complement adresse|comp adresse|complement d adresse|batiment|etage",
    "postal_code": "code postal|cp|postal code|postcode|zip|code post|codepostal",
    "town": "ville|commune|town|city|localite|commune nom|nom commune|municipalite",
    "town_code": "insee|code insee|code commune|cog|code insee commune|codeinsee",
    "phone": "telephone|tel|phone|num tel|numero de telephone|tel fixe|telephone 1|portable|mobile|telephone 2",
    "email": "email|e mail|mail|courriel|mail struc|adresse mail|adresse e mail|adresse courriel",
    "website": "site|site web|website|url|site internet|web|lien|internet site|page web",
    "hours": "horaires|horaire|hours|opening hours|heures d ouverture|horaires d ouverture|ouverture|jours et horaires|horaires accueil|opening_hours|horaires d accueil",
    "lat": "latitude|lat|y lat|y|coord y|coordonnee y|lat y|y wgs84|latitude y",
    "lon": "longitude|lon|lng|long|x long|x|coord x|coordonnee x|x wgs84|longitude x",
    "position": "geo point 2d|geo point|coordonnees|coordinates|position gps|gps|latlon|lat lon|geolocalisation|geometrie|geometry|geo shape|wkt|geom|point geo|coordonnees gps",
    "description": "description|presentation|commentaire|commentaires|remarques|observations|details|presentation detail",
    "audience": "publics|public|audience|public accueilli|publics accueillis|pour qui",
    "languages": "langues|langue|languages|langues parlees|language",
    "wheelchair": "accessible pmr|pmr|acces pmr|accessibilite|wheelchair|accessibilite pmr|handicap|acces handicape",
    "price": "tarif|tarifs|prix|price|cout|payant|gratuit|frais|participation",
    "conditions": "conditions|conditions d acces|modalites|conditions acces|modalites d acces|conditions d accueil",
    "appointment": "rendez vous|rdv|appointment|sur rendez vous|prise de rdv|prise de rendez vous",
    "confirmed_on": "date de mise a jour|date maj|dat maj|derniere maj|maj|mise a jour|updated|date der maj|date mise a jour|last updated|derniere mise a jour|date_maj",
    "contact": "contact|nom du contact|referent|responsable|personne a contacter",
}  # fmt: skip
MEANINGS: Final = tuple(_NAMES)
_TRANSLATED: Final = "description:"
"""Before the code of a language: the description as a person translated it."""

_BY_NAME: Final = {
    fold(name): meaning for meaning, names in _NAMES.items() for name in names.split("|")
}
_ESSENTIAL: Final = frozenset({"name", "category", "street", "hours", "lat", "position", "town"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where each meaning stands.

    Attributes:
        at: Column indexes by meaning, in the order of the table.
        days: Column indexes by day name, for tables with a column per day or half-day.
        defaults: Values for what has no column.
        unknown: Indexes of columns without a meaning.
        has_header: Whether the first row is the headings.
    """

    at: dict[str, tuple[int, ...]]
    days: dict[str, tuple[int, ...]] = field(default_factory=dict)
    defaults: dict[str, str] = field(default_factory=dict)
    unknown: tuple[int, ...] = ()
    has_header: bool = True


def find_columns(headings: Sequence[str], mapping: Path | None) -> Columns:
    """Recognise the columns; what the mapping file says goes before what is recognised.

    Raises:
        UnreadableFile: No column means anything; the message says how to write a mapping.
    """
    given = _read_mapping(mapping) if mapping else {}
    said: dict[str, Any] = given.get("columns", {})
    at: dict[str, list[int]] = {}
    days: dict[str, list[int]] = {}
    taken: set[int] = set()
    for meaning, where in said.items():
        for one in where if isinstance(where, list) else [where]:
            index = _index(one, headings, meaning)
            at.setdefault(meaning, []).append(index)
            taken.add(index)
    for index, heading in enumerate(headings):
        if index in taken:
            continue
        folded = fold(_humps(heading))
        known = _BY_NAME.get(folded) or _translation(folded)
        day = next((each for each in _DAYS if folded.split()[:1] == [each]), None)
        if day:
            days.setdefault(day, []).append(index)
            taken.add(index)
        elif known and known not in said:
            at.setdefault(known, []).append(index)
            taken.add(index)
    if not _ESSENTIAL & set(at) and not days:
        raise UnreadableFile(_no_headings(headings))
    return Columns(
        at={meaning: tuple(indexes) for meaning, indexes in at.items()},
        days={day: tuple(indexes) for day, indexes in days.items()},
        defaults={key: str(value) for key, value in given.get("defaults", {}).items()},
        unknown=tuple(index for index in range(len(headings)) if index not in taken),
        has_header=bool(given.get("header", True)),
    )


def _translation(folded: str) -> str | None:
    """The description in Arabic stands under "description ar"."""
    name, _, code = folded.rpartition(" ")
    is_one = _BY_NAME.get(name) == "description" and len(code) in {2, 3}
    language = resolve_language(code) if is_one else None
    return _TRANSLATED + language if language else None


def translations_in(columns: Columns) -> dict[str, str]:
    """Languages of which there is a column with translations, and the meaning of that column."""
    return {
        meaning.removeprefix(_TRANSLATED): meaning
        for meaning in columns.at
        if meaning.startswith(_TRANSLATED)
    }


def _humps(heading: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading).replace("_", " ").replace("N°", "numero")


def _no_headings(headings: Sequence[str]) -> str:
    shown = ", ".join(repr(each[:30]) for each in headings[:6])
    return (
        f"no column was recognised (the first row is {shown}). Add a row of headings such as"
        " 'nom;adresse;code postal;ville;horaires', or say what each column means with --mapping"
        ' FILE, a TOML file: header = false, then [columns] with name = "A", street = "C", ...'
    )


def _read_mapping(path: Path) -> dict[str, Any]:
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        message = f"the mapping {path} cannot be opened: {error.strerror}"
        raise UnreadableFile(message) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"the mapping {path} is not TOML: {error}"
        raise UnreadableFile(message) from error
    for part in ("columns", "defaults"):
        for meaning in given.get(part, {}):
            if meaning not in MEANINGS and not _translation(meaning.replace(":", " ")):
                message = (
                    f"the mapping {path} gives {meaning!r} under [{part}]; known are:"
                    f" {', '.join(MEANINGS)}"
                )
                raise UnreadableFile(message)
    return given


def _index(where: object, headings: Sequence[str], meaning: str) -> int:
    """A heading, a column letter as in a spreadsheet program, or a number from 1."""
    text = str(where)
    if text in headings:
        return list(headings).index(text)
    if isinstance(where, int) and 1 <= where <= len(headings):
        return where - 1
    if re.fullmatch(r"[A-Z]{1,2}", text):
        number = 0
        for letter in text:
            number = number * 26 + ord(letter) - ord("A") + 1
        if number <= len(headings):
            return number - 1
    message = f"the mapping says {meaning} = {text!r}, but there is no such heading or column"
    raise UnreadableFile(message)
