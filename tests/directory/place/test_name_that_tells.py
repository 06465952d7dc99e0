"""A name that tells the street, however it is spelt; and names that tell nothing."""

from collections.abc import Callable
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.directory.place.address_words import number_words
from kiosk.directory.place.name_that_tells import tells_the_address

TOWN: Final = "Pont-à-Mousson"
CODE: Final = "54700"

TELLS: Final = (
    ("Foyer Dupont", "3 rue Dupont"),
    ("Foyer DUPONTS", "3 rue Dupont"),
    ("Foyer Duponț", "3 rue Dupont"),
    ("Foyer Ðupont", "3 rue Dupont"),
    ("Du Pont", "3 rue Dupont"),
    ("Du-Pon", "3 rue Dupont"),
    ("D u p o n t", "3 rue Dupont"),
    ("D.u.p.o.n.t", "3 rue Dupont"),
    ("Dup\u00adont", "3 rue Dupont"),
    ("Dup\u200bont", "3 rue Dupont"),
    ("Ｄｕｐｏｎｔ", "3 rue Dupont"),
    ("𝐃𝐮𝐩𝐨𝐧𝐭", "3 rue Dupont"),
    ("ⓓⓤⓟⓞⓝⓣ", "3 rue Dupont"),
    ("🅳🆄🅿🅾🅽🆃", "3 rue Dupont"),
    ("Foyer 🇩🇺🇵🇴🇳🇹", "3 rue Dupont"),
    ("ᴅᴜᴘᴏɴᴛ", "3 rue Dupont"),
    ("Dᥙροnt", "3 rue Dupont"),
    ("Дюпон", "3 rue Dupont"),
    ("دوبون", "3 rue Dupont"),
    ("Foyer Dpnt", "3 rue Dupont"),
    ("La Dupontière", "3 rue Dupont"),
    ("Martine", "3 rue Lamartine"),
    ("Foyer Belair", "4 rue du Bel Air"),
    ("Bel Air", "4 rue Belair"),
    ("Le Pré Vert", "4 rue Prévert"),
    ("Foyer Py", "3 rue Py"),
    ("Foyer Fosh", "3 rue Foch"),
    ("Garibladi", "3 rue Garibaldi"),
    ("Les Jardins", "3 rue des Jardiniers"),
    ("Foyer Saint Michel", "3 bd St-Michel"),
    ("Foyer VH", "4 rue Victor Hugo"),
    ("Foyer C.D.G.", "4 rue Charles de Gaulle"),
    ("Maison Notre Dame", "4 rue N.D."),
    ("ND", "4 rue Notre-Dame"),
    ("Les Amis du Maréchal", "4 rue du Mal Foch"),
    ("Le Clos", "4 rue du Clos"),
    ("Le Parvis", "2 place du Parvis"),
    ("La Place", "2 rue de la Place"),
    ("Le Passage", "3 passage Untel"),
    ("Maison du Centre", "3 rue du Centre"),
    ("Foyer du Pont", "3 rue du Pont"),
    ("Foyer de la place Wilson", "3 rue Dupont"),
    ("Face à la mairie", "3 rue Dupont"),
    ("Le Trente-Six", "36 rue Dupont"),
    ("Le Vingt et Un", "21 rue Dupont"),
    ("Le Cent Douze", "112 rue Dupont"),
    ("Le Neuf", "9 rue Dupont"),
    ("Le XIV", "14 rue Dupont"),
    ("Le Septante-Deux", "72 rue Dupont"),
    ("Foyer Zwölf 12", "3 rue Dupont"),
    ("exemple.fr", "3 rue Dupont"),
    ("NjIgYXZlbnVlIGRlcyBCbGFucXVpdGFs", "3 rue Dupont"),
    ("tnopuD", "3 rue Dupont"),
    ("Carrer Major", "3 carrer Major"),
)

TELLS_NOTHING: Final = (
    "La Halte", "Accueil de jour", "Foyer des femmes", "Résidence sociale Les Amis", "C.H.R.S. Les Amis", "Table Proche",
    "Cours de français", "Abri de nuit", "Halte solidaire", "Maison Discrète", "CHRS Le Renouveau", "Solidarité Femmes",
    "L’Escale", "Centre d’hébergement d’urgence", "Samu social de Pont-à-Mousson", "Point accueil – écoute", "SOS Femmes",
    "Les Petits Frères", "Place des femmes", "Trois Portes", "Les Deux Rives", "Secours (antenne locale)", "Foyer l'Étoile", "Face Dijon", "SolidaRue", "LaMaisonDesAmis",
)  # fmt: skip

ORDINARY: Final = (
    "3 rue Zorvek",
    "12 rue du Docteur Maret, bâtiment B",
    "8 boulevard de Verdun",
    "Centre social, 5 bd Gambetta",
    "maison des associations",
)


@pytest.mark.parametrize(("name", "street"), TELLS)
def test_it_tells(name: str, street: str) -> None:
    assert tells_the_address(name, [street, CODE], TOWN)


@pytest.mark.parametrize("name", TELLS_NOTHING)
def test_it_tells_nothing(name: str) -> None:
    for street in ORDINARY:
        assert not tells_the_address(name, [street, CODE], TOWN), street


@pytest.mark.parametrize("name", ["Femmes du Dixième", "Halte Paris Xe", "Le Dix", "Dix ième"])
def test_the_quarter_of_a_great_town_is_not_told(name: str) -> None:
    assert tells_the_address(name, ["3 rue Zorvek", "75010"], "Paris")
    assert not tells_the_address("Samu social de Paris", ["3 rue Zorvek", "75010"], "Paris")


def test_numbers_are_spelt_as_people_spell_them() -> None:
    for number, spelt in (
        (71, "soixanteetonze"), (80, "quatrevingt"), (97, "quatrevingtdixsept"), (97, "nonantesept"), (5, "cinquieme"),
        (9, "neuvieme"), (4, "quatrieme"), (112, "centdouze"), (300, "troiscent"), (14, "xiv"), (1, "premier"),
    ):  # fmt: skip
        assert spelt in set(number_words(number)), (number, spelt)


_SYLLABLES: Final = (
    "bal", "cor", "di", "fran", "gu", "lo", "mer", "nau", "pel", "ri", "son", "tour", "val", "zec",
)  # fmt: skip
_SPELLINGS: Final[tuple[Callable[[str, int], str], ...]] = (
    lambda word, at: word,
    lambda word, at: word.upper(),
    lambda word, at: f"{word}s",
    lambda word, at: " ".join(word),
    lambda word, at: f"{word[:at]} {word[at:]}",
    lambda word, at: f"{word[:at]}-{word[at:]}",
    lambda word, at: f"{word[:at]}\u00ad{word[at:]}",
    lambda word, at: f"{word[:at]}\u0301{word[at:]}",
    lambda word, at: word[:at] + word[at + 1 :],
    lambda word, at: word[:at] + word[at] + word[at:],
    lambda word, at: word[:at] + "x" + word[at + 1 :],
    lambda word, at: word.translate({ord(each): ord(each) + 0xFEE0 for each in word}),
    lambda word, at: word[:at] + word[at].translate(str.maketrans("abcdefilmnoprstuvz", "аbсԁеfіӏмпорrѕтиvz")) + word[at + 1 :],
    lambda word, at: f"Les Amis{word}",
    lambda word, at: f"{word}Accueil",
)  # fmt: skip


@given(
    st.lists(st.sampled_from(_SYLLABLES), min_size=3, max_size=4).map("".join),
    st.sampled_from(_SPELLINGS),
    st.data(),
)
def test_a_street_is_known_in_any_spelling(
    street: str, spelling: Callable[[str, int], str], data: st.DataObject
) -> None:
    at = data.draw(st.integers(1, len(street) - 2))
    name = f"Foyer {spelling(street, at)}"
    assert tells_the_address(name, [f"12 rue {street.title()}", CODE], TOWN), name
