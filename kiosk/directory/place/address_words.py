"""Words of addresses and of names of places that by themselves tell nothing, and numbers as they are spelt out."""

from collections.abc import Iterator
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


COMMON_KINDS: Final = _words(
    """
    rue r avenue av ave boulevard bd bld bvd boul impasse imp allee allees all place pl plc chemin ch chem che route rte
    street road lane calle carrer avenida avda carretera camino plaza
    """
)
"""Kinds of streets of which every town has many."""

RARE_KINDS: Final = _words(
    """
    cours crs quai square sq passage pass residence res batiment bat villa hameau ham lotissement lieudit faubourg fbg
    fg sente sentier esplanade esp carrefour voie venelle montee cite clos ruelle traverse promenade mail parvis galerie
    rocade cour domaine paseo passeig ronda
    """
)
"""Kinds of which a town has few: that it is one tells already."""

KINDS: Final = COMMON_KINDS | RARE_KINDS

HOUSE: Final = _words(
    """
    porte escalier esc etage appartement appt apt numero num n no bis ter quater cedex bp cs rond point lot rdc dit lieu
    """
)
"""Parts of a house or of a letter."""

SILENT: Final = _words(
    """
    le la les l de du des d a au aux en et sur sous pres the of chez dans saint sainte
    el los las lo y i del de dels les al in at and und
    """
)

BESIDE: Final = _words(
    """
    pres derriere devant angle arret metro tram tramway rer quartier secteur immeuble zac zup za zi gare
    near opposite behind beside corner district cerca detras junto esquina barrio barri
    """
)
"""Words that say beside what something lies."""

GENERAL: Final = _words(
    """
    accueil accueils centre center maison maisons foyer foyers service services social sociale sociaux sociales jour
    journee nuit nuits hebergement hebergements logement logements abri abris halte haltes refuge association
    associations urgence urgences femme femmes homme hommes famille familles enfant enfants jeune jeunes mere meres pere
    peres personne personnes adulte adultes senior seniors mineur mineurs refugie refugies migrant migrants espace
    local antenne permanence aide aides entraide solidaire solidaires solidarite ecoute soins sante medical medicale
    consultation restaurant repas douche douches vestiaire epicerie distribution alimentaire insertion reinsertion
    orientation mobile pension relais collectif collective chrs chu chs cada huda lhss lam csapa caarud ccas cias caf
    siao spada cph pass samu fjt pmi cidff planning familial violences victimes isolees isoles francais langue
    alphabetisation informatique cours atelier ouvert ouverte libre independant dispositif structure etablissement lieu
    shelter home house day night women families support help emergency
    """
)
"""Words for what a place is and for whom: they stand in every second name, and in half of the addresses."""

SPELT: Final = {
    "st": "saint", "ste": "sainte", "sts": "saint", "gal": "general", "gl": "general", "gen": "general",
    "mal": "marechal", "pdt": "president", "dr": "docteur", "doct": "docteur", "cdt": "commandant",
    "cne": "capitaine", "cpt": "capitaine", "lt": "lieutenant", "cel": "colonel", "pr": "professeur", "prof": "professeur",
    "me": "maitre", "mgr": "monseigneur", "fbg": "faubourg", "fg": "faubourg", "chat": "chateau", "cht": "chateau",
    "egl": "eglise", "font": "fontaine", "jq": "jacques",
}  # fmt: skip
"""Short forms of what streets are called after."""

_UNITS_SPELT: Final = """
zero un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dixsept dixhuit dixneuf
"""
_UNITS: Final = tuple(_UNITS_SPELT.split())
_TENS: Final = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante"}
_ROMAN: Final = (
    (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
MOST: Final = 399
"""Larger numbers are not spelt out here."""


def number_words(number: int) -> Iterator[str]:
    """A number up to :data:`MOST` in French letters without blanks: how many, which one, as Romans wrote it.

    >>> sorted(number_words(21))
    ['vingtetun', 'vingtetunieme', 'vingtun', 'vingtunieme', 'xxi', 'xxie', 'xxieme', 'xxiieme']
    """
    for spelt in {_cardinal(number), _cardinal(number).replace("et", "")} | set(_belgian(number)):
        yield spelt
        yield _ordinal(spelt)
    if number == 1:
        yield "premier"
        yield "premiere"
    roman = _roman(number)
    for ending in ("", "e", "eme", "ieme"):
        yield f"{roman}{ending}"


def _cardinal(number: int) -> str:
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        ahead = "cent" if hundreds == 1 else f"{_UNITS[hundreds]}cent"
        return ahead + (_cardinal(rest) if rest else "")
    if number < len(_UNITS):
        return _UNITS[number]
    if number < 80:
        ten = 60 if number >= 60 else number - number % 10
        rest = number - ten
        joint = "et" if rest in (1, 11) else ""
        return _TENS[ten] + joint + (_UNITS[rest] if rest else "")
    rest = number - 80
    return "quatrevingt" + (_UNITS[rest] if rest else "")


def _belgian(number: int) -> Iterator[str]:
    for ten, word in ((70, "septante"), (80, "huitante"), (90, "nonante")):
        if ten <= number < ten + 10:
            yield word + (_UNITS[number - ten] if number > ten else "")


def _ordinal(cardinal: str) -> str:
    if cardinal.endswith("cinq"):
        return f"{cardinal}uieme"
    if cardinal.endswith("neuf"):
        return f"{cardinal[:-1]}vieme"
    return f"{cardinal.removesuffix('e')}ieme"


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text
