"""What the words in a town hall's table mean: categories, audiences, languages, yes and no."""

import re
from collections.abc import Iterable
from typing import Final

from kiosk.caches import read_once
from kiosk.directory.place.access import Condition
from kiosk.directory.place.audience import audience_kinds
from kiosk.directory.vocabulary.category import categories, resolve
from kiosk.directory.vocabulary.fold import fold
from kiosk.directory.vocabulary.language import languages, resolve_language

_CATEGORY_WORDS: Final = {
    "shower": "douche douches bains-douches",
    "toilets": "toilettes wc sanisette sanisettes urinoir toilette sanitaires toilettes-publiques sanitaire-automatique sanitaire chalet-de-necessite",
    "fountain": "fontaine eau eau-potable fontaine-a-eau point-d-eau",
    "laundry": "laverie lave-linge machine-a-laver",
    "food_distribution": "repas restauration distribution-alimentaire distribution-de-repas soupe petit-dejeuner maraude",
    "food_packages": "colis colis-alimentaire panier aide-alimentaire banque-alimentaire colis-alimentaires",
    "social_grocery_stores": "epicerie epicerie-sociale epicerie-solidaire epicerie-sociale-et-solidaire",
    "clothing": "vetement vetements vestiaire habits",
    "solidarity_store": "boutique-solidaire ressourcerie recyclerie boutique friperie",
    "luggage_storage": "bagagerie consigne casiers",
    "french_course": "francais cours-de-francais fle alphabetisation ateliers-sociolinguistiques",
    "digital_tools_training": "numerique mediation-numerique atelier-numerique informatique etre-initie-aux-outils-numeriques initiation-informatique",
    "computers_at_your_disposal": "ordinateur ordinateurs poste-informatique acces-internet",
    "wifi": "wi-fi internet acces-wifi",
    "electrical_outlets_available": "prise recharge prises-electriques",
    "administrative_assistance": "demarches aide-administrative france-services aide-aux-demarches etre-accompagne-dans-ses-demarches-administratives centre-social-france-services maison-france-services",
    "legal_advice": "juridique avocat permanence-juridique acces-au-droit point-justice",
    "domiciliation": "domiciliation courrier",
    "public_writer": "ecrivain-public",
    "social_accompaniment": "accompagnement-social assistante-sociale travailleur-social",
    "emergency_accommodation": "hebergement-d-urgence hebergement abri",
    "overnight_stop": "halte-de-nuit",
    "day_hosting": "accueil-de-jour",
    "rest_area": "repos espace-de-repos",
    "general_practitioner": "medecin medecin-generaliste consultation-medicale centre-de-sante",
    "dental_care": "dentiste soins-dentaires",
    "infirmary": "infirmier infirmiere soins-infirmiers infirmerie",
    "psychological_support": "psychologue soutien-psychologique",
    "libraries": "bibliotheque mediatheque bibliotheque-mediatheque",
    "hairdresser": "coiffeur coiffure",
    "hygiene_products": "produits-d-hygiene kit-hygiene",
    "animal_assitance": "animaux",
    "job_coaching": "emploi insertion recherche-d-emploi",
    "babysitting": "garde-d-enfants creche halte-garderie",
    "cooling_space": "lieu-frais ilot-de-fraicheur",
    "transportation_mobility": "transport transports mobilite",
    "food": "manger alimentation alimentaire se-nourrir nourriture",
    "accomodation_and_housing": "dormir logement se-loger hebergements se-loger-dormir",
    "hygiene_and_wellness": "se-laver hygiene laver",
    "health": "se-soigner sante soins soin",
    "welcome": "accueil se-poser accueillir",
    "training_and_jobs": "apprendre formation formations",
    "counseling": "conseil conseils s-informer",
    "equipment": "s-habiller materiel equipement",
}  # fmt: skip
_THINGS: Final = frozenset(
    [
        "fontaine",
        "fontaines",
        "douche",
        "douches",
        "toilette",
        "toilettes",
        "wc",
        "sanisette",
        "sanisettes",
        "urinoir",
        "laverie",
        "bagagerie",
    ]
)
"""Words that say what a place is whatever stands about them; "aide" or "accueil" do not."""

_AUDIENCE_WORDS: Final = {
    "women": "femme femmes women",
    "men": "homme hommes men",
    "family": "famille familles family",
    "pregnant": "femmes-enceintes enceinte",
    "student": "etudiant etudiants students",
    "handicap": "handicap personnes-handicapees personnes-en-situation-de-handicap",
    "asylum": "demandeurs-d-asile demandeur-d-asile",
    "refugee": "refugies refugie",
    "isolated": "personnes-isolees personnes-seules",
}
_LANGUAGE_WORDS: Final = {
    "fr": "francais", "en": "anglais", "ar": "arabe", "es": "espagnol", "ru": "russe",
    "uk": "ukrainien", "fa": "persan farsi", "dar": "dari", "ps": "pachto pashto",
    "ro": "roumain", "ka": "georgien", "tr": "turc", "pt": "portugais", "it": "italien",
    "de": "allemand", "sq": "albanais", "bn": "bengali", "so": "somali", "ti": "tigrinya",
    "lsf": "langue-des-signes lsf", "zh": "chinois", "ln": "lingala", "wo": "wolof",
    "bm": "bambara", "son": "soninke", "pe": "peul",
}  # fmt: skip
_YES: Final = frozenset(["oui", "o", "yes", "y", "vrai", "true", "1", "x", "ok"])
_NO: Final = frozenset(["non", "n", "no", "faux", "false", "0", "sans"])
_GONE: Final = re.compile(
    r"(?:definitivement |temporairement |provisoirement |actuellement )?(?:ferme|indisponible|hors service|supprime|archive"
    r"|desactive|inactif|inactive|obsolete|annule|non publie|depublie|brouillon|draft|offline|closed|deleted|disused"
    r"|removed|abandonne|en travaux|travaux|suspendu|disparu|demoli|masque|en panne|private|fermeture|pas ouvert|n existe plus|a supprimer"
    r"|unpublished|permanently closed|temporarily closed|unavailable|non disponible|pas disponible|non ouvert|hs\b|ko\b)"
)
_HERE: Final = re.compile(
    r"(?:ouvert|disponible|en service|publie|actif|active|online|en ligne|open|valide|valid|ok\b|public|permissive"
    r"|fonctionne|operationnel|en fonctionnement|available|published|visible)"
)


def is_available(text: str, *, heading_says_gone: bool) -> bool | None:
    """Whether a cell says that a place is there for people; None when it says something else.

    Args:
        text: "OUI", "fermé définitivement", "hors service".
        heading_says_gone: It stands under "supprimé" or "fermé": there "oui" means that it is gone.
    """
    folded = fold(text)
    if folded in _YES:
        return not heading_says_gone
    if folded in _NO:
        return heading_says_gone
    if _GONE.match(folded):
        return False
    return True if _HERE.match(folded) else None


def category_of_tag(key: str, value: str) -> str | None:
    """The category of a tag of OpenStreetMap."""
    return _by_tag().get(f"{key}={value.strip().lower()}")


@read_once
def _by_tag() -> dict[str, str]:
    own = {
        "amenity=water_point": "fountain", "drinking_water=yes": "fountain", "amenity=clinic": "health",
        "amenity=social_centre": "welcome", "amenity=community_centre": "welcome", "amenity=public_bath": "shower",
        "amenity=locker": "luggage_storage", "office=association": "counseling", "healthcare=doctor": "general_practitioner",
        "healthcare=dentist": "dental_care", "shop=second_hand": "solidarity_store", "amenity=give_box": "solidarity_store",
        "social_facility=clothing_bank": "clothing", "amenity=hospital": "health", "healthcare=clinic": "health",
    }  # fmt: skip
    return own | {tag: each.id for each in categories().values() for tag in each.openstreetmap}


def word_of_category(category: str) -> str | None:
    """A French word for a category: what a place is called that has no name."""
    words = _CATEGORY_WORDS.get(category)
    return words.split()[0].replace("-", " ").capitalize() if words else None


def categories_of_words(words: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The categories that words name, and the words that name none."""
    found: list[str] = []
    unknown: list[str] = []
    for word in words:
        category = _category(word)
        if category is None:
            unknown.append(word)
        elif category not in found:
            found.append(category)
    return tuple(found), tuple(unknown)


def _category(word: str) -> str | None:
    folded = fold(word)
    for spelled in (word, folded.replace(" ", "_"), folded.replace(" ", "-")):
        if known := resolve(spelled):
            return known
    joined = folded.replace(" ", "-")
    singular = "-".join(
        part[:-1] if part.endswith("s") and len(part) > 3 else part for part in joined.split("-")
    )
    if known := _by_word(False).get(joined) or _by_word(False).get(singular):
        return known
    # "FONTAINE_2EN1", "Douches publiques", "Borne fontaine".
    thing = next((part for part in joined.split("-") if part in _THINGS), None)
    return _by_word(False).get(thing) if thing else None


@read_once
def _by_word(audiences: bool) -> dict[str, str]:
    table = _AUDIENCE_WORDS if audiences else _CATEGORY_WORDS
    named = {word: id_ for id_, words in table.items() for word in words.split()}
    if not audiences:
        named |= {fold(each.label).replace(" ", "-"): each.id for each in categories().values()}
    return named


def audiences_of_words(words: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The audiences that words name, and the words that name none."""
    found: list[str] = []
    rest: list[str] = []
    for word in words:
        folded = fold(word).replace(" ", "-")
        if folded in {"tous", "tous-publics", "tout-public", "tout-le-monde", "tous-public"}:
            continue
        kind = word if word in audience_kinds() else _by_word(True).get(folded)
        if kind is None:
            rest.append(word)
        elif kind not in found:
            found.append(kind)
    return tuple(found), tuple(rest)


def languages_of_words(words: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of languages that words name, and the words that name none."""
    found: list[str] = []
    unknown: list[str] = []
    for word in words:
        code = _languages().get(fold(word).replace(" ", "-")) or resolve_language(word)
        if code is None:
            unknown.append(word)
        elif code not in found:
            found.append(code)
    return tuple(found), tuple(unknown)


@read_once
def _languages() -> dict[str, str]:
    named = {fold(name).replace(" ", "-"): code for code, name in languages().items()}
    return named | {word: code for code, words in _LANGUAGE_WORDS.items() for word in words.split()}


def yes_or_no(text: str, condition: Condition) -> tuple[bool | None, str | None]:
    """Whether a cell says yes; words that say more are kept as a detail."""
    folded = fold(text)
    if condition is Condition.PRICE:
        if folded.startswith("gratuit") or folded in _NO:
            return False, text if len(folded) > 8 else None
        return (True, text if folded not in _YES and folded != "payant" else None)
    first = folded.split()[:1]
    detail = text if len(folded.split()) > 1 else None
    if first and first[0] in _YES:
        return True, detail
    if first and first[0] in _NO:
        return False, detail
    if condition is Condition.APPOINTMENT and ("rendez vous" in folded or "rdv" in folded):
        return not folded.startswith("sans"), text
    return None, text
