"""What the words of a heading mean, in French and English, whoever wrote them."""

import re
from typing import Final

from kiosk.caches import read_once
from kiosk.directory.vocabulary.category import categories
from kiosk.directory.vocabulary.fold import fold
from kiosk.directory.vocabulary.language import resolve_language

_NAMES: Final = {
    "id": "id|identifiant|identifier|ref|reference|cle|entityid|rowkey|id lieumed|uid|uuid|code|numero de fiche|objectid|gid|fid|siret finess|numero fiche",
    "name": "nom|name|lieu|structure|nom structure|etablissement|intitule|titre|denomination|raison sociale|place|libelle|libelle 1|enseigne|appellation|official name|alt name",
    "organisation": "organisme|organisation|association|porteur|gestionnaire|operateur|operator|structure porteuse|nom organisme|structure parente|organisme gestionnaire|porteur du projet|maitre d ouvrage",
    "category": "categorie|category|type|services|service|type de service|thematique|thematiques|activite|activites|sous categorie|ss cat|typologie|besoin|besoins|prestations|prestation|type objet|type de lieu|type lieu|nature|theme|themes|services proposes|type d aide|type aide|aide|aides|types d aide|nature de l aide|aide proposee|type d accueil|domaine",
    "street": "adresse|address|rue|voie|adresse postale|street|adresse complete|voie nom|libelle voie|adr|address line 1|addr street|addr place|nom de la voie|nom voie|adresse 1|adresse 2|addr full|adresse du lieu",
    "house": "numero|n|no|num|numero voie|numero de voie|housenumber|n voie|no voirie pair|no voirie impair|addr housenumber|num voie|numero rue|n rue|numero dans la voie",
    "extra": "complement|complement adresse|comp adresse|complement d adresse|batiment|etage|adresse complement|complement adr|lieu dit",
    "postal_code": "code postal|cp|postal code|postcode|zip|code post|codepostal|addr postcode|zip code",
    "town": "ville|commune|town|city|localite|commune nom|nom commune|municipalite|addr city|lib com|libcom|libelle commune|com nom|nom com|ville nom|bureau distributeur",
    "postal_town": "cp ville|code postal ville|cp commune|code postal et ville|code postal commune|cp et ville|ville cp|code postal et commune|localite cp",
    "town_code": "insee|code insee|code commune|cog|code insee commune|codeinsee|insee com|com insee|code com|commune insee|citycode|com code",
    "phone": "telephone|tel|phone|num tel|numero de telephone|tel fixe|portable|mobile|contact phone|contact mobile|fixe|standard|numero de tel|telephone fixe|telephone portable|telephone accueil|gsm|tel mobile",
    "email": "email|e mail|mail|courriel|mail struc|adresse mail|adresse e mail|adresse courriel|adresse electronique|adresse email|contact email|mel",
    "website": "site|site web|website|url|site internet|web|lien|internet site|page web|adresse du site internet|adresse du site|adresse site web|adresse web|contact website|lien internet|lien web|www",
    "hours": "horaires|horaire|hours|opening hours|heures d ouverture|horaires d ouverture|ouverture|jours et horaires|horaires accueil|heures|periode d ouverture|periode ouverture|ouvertures|precisions horaires|commentaires horaires|commentaire horaires|horaires commentaires|commentaires horaire|remarques horaires|observations horaires|infos horaires|fermeture|fermetures|fermeture annuelle|fermetures annuelles|fermeture exceptionnelle|fermetures exceptionnelles|horaires d ete|horaires ete|jours et heures d ouverture|jours horaires|creneaux|permanences|horaires de permanence|jours et heures",
    "open_days": "jours|jours d ouverture|jours ouverture|jours ouverts|jour d ouverture|jour|jour de permanence|jours de permanence|days|opening days",
    "lat": "latitude|lat|y lat|y|coord y|coordonnee y|lat y|y wgs84|latitude y|coordonnees y|coordonnees latitude|center lat",
    "lon": "longitude|lon|lng|long|x long|x|coord x|coordonnee x|x wgs84|longitude x|coordonnees x|coordonnees longitude|center lon",
    "position": "geo point 2d|geo point|coordonnees|coordinates|position gps|gps|latlon|lat lon|geolocalisation|geometrie|geometry|geo shape|wkt|geom|point geo|coordonnees gps|center|localisation gps|coordonnees geographiques|coordonnees geo",
    "description": "description|presentation|commentaire|commentaires|remarques|remarque|observations|observation|details|presentation detail|infos|informations|infos pratiques|precisions|notes|note",
    "audience": "publics|public|audience|public accueilli|publics accueillis|pour qui|public vise|public cible|beneficiaires|social facility for",
    "languages": "langues|langue|languages|langues parlees|language",
    "wheelchair": "accessible pmr|pmr|acces pmr|accessibilite|wheelchair|accessibilite pmr|handicap|acces handicape|accessible handicapes|acces handicap",
    "price": "tarif|tarifs|prix|price|cout|payant|gratuit|frais|participation|fee|charge|gratuite",
    "conditions": "conditions|conditions d acces|modalites|conditions acces|modalites d acces|conditions d accueil|modalites d accueil|conditions d admission",
    "referral": "orientation|sur orientation|orientation obligatoire|sur orientation uniquement|orientation requise|sur prescription|prescription|adresse confidentielle|confidentiel|confidentielle|adresse secrete|adresse masquee|adresse cachee|lieu confidentiel|referral|referral only|orientation siao|orientation 115|mode d orientation|modalites d orientation",
    "appointment": "rendez vous|rdv|appointment|sur rendez vous|prise de rdv|prise de rendez vous|sur rdv",
    "confirmed_on": "date de mise a jour|date maj|dat maj|derniere maj|maj|mise a jour|updated|date der maj|date mise a jour|last updated|derniere mise a jour|date derniere maj|date de derniere mise a jour|date de maj|check date|survey date|mis a jour le|date verification|verifie le|date de verification",
    "contact": "contact|nom du contact|referent|responsable|personne a contacter|nom du responsable|nom du referent|interlocuteur|directeur|directrice|president|nom contact|contact nom|prenom",
    "released": "champs publies|publiable|released|a publier|champs a publier",
    "available": "disponibilite|disponible|dispo|ouvert|actif|active|active oui non|publie|publiee|visible|en ligne|en service|operationnel|fonctionnel|statut|status|etat|disused|access|etat de fonctionnement|en fonctionnement|affichage|statut de la fiche|statut fiche|diffusion|diffusable|publication|afficher|a publier|valide",
    "withdrawn": "supprime|supprimee|ferme|fermee|archive|archivee|desactive|desactivee|hors service|obsolete|annule|inactif|ferme definitivement|fermeture definitive|masque|cache|non diffusable|closed|deleted|archived|hidden",
    "closed_on": "date de fermeture|date fermeture|date fin|date de fin|ferme le|date de fermeture definitive|fin de validite|date fin validite|closed on",
}  # fmt: skip
MEANINGS: Final = tuple(_NAMES)

_WEAK: Final = frozenset(
    [
        "de",
        "du",
        "des",
        "d",
        "la",
        "le",
        "les",
        "l",
        "a",
        "au",
        "aux",
        "et",
        "en",
        "the",
        "of",
        "pour",
        "lib",
        "libelle",
        "nom",
        "intitule",
        "denomination",
        "num",
        "numero",
        "lieu",
        "lieux",
        "site",
        "structure",
        "structures",
        "etablissement",
        "equipement",
        "point",
        "fiche",
        "usager",
        "usagers",
        "fs",
        "france",
        "service",
        "services",
        "accueil",
        "contact",
        "principal",
        "principale",
        "complet",
        "complete",
        "officiel",
        "officielle",
        "exact",
        "usuel",
        "public",
        "publique",
        "local",
        "locale",
        "coordonnees",
        "gps",
        "geo",
        "wgs84",
        "geographique",
        "etalab",
        "csv",
        "texte",
        "libre",
        "1",
        "2",
        "3",
    ]
)
"""Words of headings that decide nothing where another word does."""

_NAMING: Final = frozenset({"lib", "libelle", "nom", "intitule", "denomination"})

TRANSLATED: Final = "description:"
"""Before the code of a language: the description as a person translated it."""

TAGGED: Final = "tag:"
"""Before a key of OpenStreetMap whose values name a category."""


def meaning_of(heading: str) -> str | None:
    """What a column of this heading holds; None when it is not known, or may be two things."""
    folded = folded_heading(heading)
    known = (
        _translation(fold(heading))
        or _by_name().get(fold(heading))
        or _by_name().get(folded)
        or _tag(heading, folded)
    )
    if known or not folded:
        return known
    words = folded.split()
    told = [word for word in words if word not in _WEAK]
    if not told:
        if words[0] in {"id", "identifiant"}:
            return "id"
        return "name" if _NAMING & set(words) else None
    if whole := _by_name().get(" ".join(told)):
        return whole
    if words[0] == "id" and all(word in _WEAK for word in words[1:]):
        return "id"
    meanings = {_by_name().get(word) for word in told if len(word) > 2}
    return meanings.pop() if len(meanings) == 1 and all(len(word) > 2 for word in told) else None


def folded_heading(heading: str) -> str:
    """A heading as it is compared: "dateMaj", "DATE_MAJ" and "Date MAJ" are one."""
    apart = re.sub(
        r"(?<=[a-z])(?=[A-Z])", " ", heading.replace("N°", "numero ").replace("n°", "numero ")
    )
    # What stands in brackets explains: "Ouvert (oui/non)", "Tél. (standard)".
    bare = re.sub(r"\([^)]*\)|\*", " ", apart)
    return fold(bare) or fold(apart)


@read_once
def _by_name() -> dict[str, str]:
    return {fold(name): meaning for meaning, names in _NAMES.items() for name in names.split("|")}


def _translation(folded: str) -> str | None:
    """The description in Arabic stands under "description ar"."""
    name, _, code = folded.rpartition(" ")
    is_one = _by_name().get(name) == "description" and len(code) in {2, 3}
    language = resolve_language(code) if is_one else None
    return TRANSLATED + language if language else None


def _tag(heading: str, folded: str) -> str | None:
    """A key of OpenStreetMap that tells what a place is: "amenity", "social_facility"."""
    key = heading.strip().lower()
    return TAGGED + key if key in tag_keys() or folded in {"amenity", "healthcare"} else None


@read_once
def tag_keys() -> frozenset[str]:
    """The keys of OpenStreetMap that our categories name."""
    tags = (tag for each in categories().values() for tag in each.openstreetmap)
    return frozenset(tag.partition("=")[0] for tag in tags) | {"drinking_water"}
