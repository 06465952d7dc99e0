"""Words of institutions in plain words: shown where such a word stands, and when it is searched.

What they say was put together from the public descriptions of each right and service; it is meant to
be told by anyone to anyone, and promises nothing.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

from kiosk.directory.fold import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of institutions.

    Attributes:
        id: Stands in addresses.
        title: As it stands on doors and papers, in French.
        full: What the letters stand for, in French; "" for a word that is no abbreviation.
        words: How it is written in texts and questions, folded.
        categories: Who helps with it.
        meaning: Two to four plain sentences.
    """

    id: str
    title: str
    full: str
    words: tuple[str, ...]
    categories: tuple[str, ...]
    meaning: LazyString


TERMS: Final = (
    Term(
        id="domiciliation",
        title="Domiciliation",
        full="",
        words=("domiciliation", "domicilie", "domicilier", "election de domicile"),
        categories=("domiciliation",),
        meaning=lazy_gettext(
            "An address for people without a home. A town hall or an association receives your letters and keeps them for you. With this address you can ask for your rights: health insurance, money, papers. It is free."
        ),
    ),
    Term(
        id="css",
        title="CSS",
        full="Complémentaire santé solidaire",
        words=("css", "complementaire sante solidaire", "c2s", "cmu", "cmu-c"),
        categories=("health_coverage",),
        meaning=lazy_gettext(
            "Help to pay for care, if you have little money. It pays what the health insurance does not pay. It is free, or costs less than 1 euro a day for each person. Ask the health insurance office (CPAM)."
        ),
    ),
    Term(
        id="ame",
        title="AME",
        full="Aide médicale de l'État",
        words=("ame", "aide medicale d'etat", "aide medicale de l'etat"),
        categories=("health_coverage",),
        meaning=lazy_gettext(
            "It pays for care for people without papers who have little money. You must have lived in France for more than three months. It lasts for one year. Ask the CPAM, a PASS or an association."
        ),
    ),
    Term(
        id="pass",
        title="PASS",
        full="Permanence d'accès aux soins de santé",
        words=("pass", "permanence d'acces aux soins", "permanence d'acces aux soins de sante"),
        categories=("find_healthcare", "general_practitioner"),
        meaning=lazy_gettext(
            "A service in a hospital for people without health insurance or without papers. You see a doctor there, even if you cannot pay. A social worker helps you to get your rights."
        ),
    ),
    Term(
        id="caarud",
        title="CAARUD",
        full="Centre d'accueil et d'accompagnement à la réduction des risques pour usagers de drogues",
        words=("caarud",),
        categories=("addiction_prevention_and_material",),
        meaning=lazy_gettext(
            "A place for people who use drugs. You find clean equipment, care and advice there. It is free and anonymous. Nobody asks you to stop."
        ),
    ),
    Term(
        id="csapa",
        title="CSAPA",
        full="Centre de soins, d'accompagnement et de prévention en addictologie",
        words=("csapa",),
        categories=("addiction_care",),
        meaning=lazy_gettext(
            "A place that helps people who cannot do without alcohol, drugs, tobacco, games or screens. You meet doctors, nurses and psychologists. It is free, and anonymous if you want."
        ),
    ),
    Term(
        id="cegidd",
        title="CeGIDD",
        full="Centre gratuit d'information, de dépistage et de diagnostic",
        words=("cegidd",),
        categories=("sti_prevention_testing",),
        meaning=lazy_gettext(
            "A place for free tests for HIV and other infections that pass through sex. You do not have to give your name. You also find advice and treatment there."
        ),
    ),
    Term(
        id="dalo",
        title="DALO",
        full="Droit au logement opposable",
        words=("dalo", "droit au logement opposable"),
        categories=("access_to_housing",),
        meaning=lazy_gettext(
            "The right to a home, which the law protects. If nobody offers you a decent home, you can write to a committee. If it says yes, the State must find you a home. You need papers to stay."
        ),
    ),
    Term(
        id="pmi",
        title="PMI",
        full="Protection maternelle et infantile",
        words=("pmi", "protection maternelle et infantile"),
        categories=("pregnancy_care", "child_care"),
        meaning=lazy_gettext(
            "A free service for pregnant women, for parents and for children under 6. You meet doctors, midwives and nurses there. Everyone can come, also without papers."
        ),
    ),
    Term(
        id="ccas",
        title="CCAS",
        full="Centre communal d'action sociale",
        words=("ccas", "centre communal d'action sociale", "cias"),
        categories=("social_accompaniment",),
        meaning=lazy_gettext(
            "The social service of the town. It helps people who live in the town, for example with an address for letters, with food, with forms or with money in an emergency."
        ),
    ),
    Term(
        id="115",
        title="115",
        full="SAMU social",
        words=("115", "samu social"),
        categories=("emergency_accommodation",),
        meaning=lazy_gettext(
            "The free number for people who do not know where to sleep tonight. It answers day and night. It is often busy: keep calling."
        ),
    ),
    Term(
        id="siao",
        title="SIAO",
        full="Service intégré d'accueil et d'orientation",
        words=("siao",),
        categories=("emergency_accommodation",),
        meaning=lazy_gettext(
            "The service that looks for beds and housing for people without a home. To reach it, call 115 or ask a social worker."
        ),
    ),
    Term(
        id="caf",
        title="CAF",
        full="Caisse d'allocations familiales",
        words=("caf", "caisse d'allocations familiales"),
        categories=("administrative_assistance",),
        meaning=lazy_gettext(
            "The office that pays money for families, for rent and for people with little income (RSA). You can ask there what you have a right to."
        ),
    ),
    Term(
        id="cpam",
        title="CPAM",
        full="Caisse primaire d'assurance maladie",
        words=("cpam", "carte vitale", "securite sociale", "assurance maladie"),
        categories=("health_coverage",),
        meaning=lazy_gettext(
            "The office of the health insurance. It opens your rights to care, and gives you a health card (carte Vitale)."
        ),
    ),
    Term(
        id="rsa",
        title="RSA",
        full="Revenu de solidarité active",
        words=("rsa", "revenu de solidarite active"),
        categories=("administrative_assistance",),
        meaning=lazy_gettext(
            "Money each month for people who have little or no income. Most people must be at least 25, or have a child or expect one. Foreigners need papers to stay. Ask the CAF or a social worker."
        ),
    ),
    Term(
        id="apl",
        title="APL",
        full="Aide personnalisée au logement",
        words=("apl", "aide personnalisee au logement", "aide au logement"),
        categories=("access_to_housing",),
        meaning=lazy_gettext(
            "Money each month that helps you to pay the rent. It depends on your income and on the rent. Ask the CAF."
        ),
    ),
    Term(
        id="ada",
        title="ADA",
        full="Allocation pour demandeur d'asile",
        words=("ada", "allocation pour demandeur d'asile"),
        categories=("legal_advice",),
        meaning=lazy_gettext(
            "Money each month for people who ask for asylum, if they have little money. You get it once you have accepted the offer of OFII."
        ),
    ),
    Term(
        id="spada",
        title="SPADA",
        full="Structure de premier accueil des demandeurs d'asile",
        words=("spada", "pada"),
        categories=("legal_advice",),
        meaning=lazy_gettext(
            "The first office for people who want to ask for asylum. It gives you an appointment at the prefecture. It also helps with letters and rights while you wait."
        ),
    ),
    Term(
        id="ofpra",
        title="OFPRA",
        full="Office français de protection des réfugiés et apatrides",
        words=("ofpra",),
        categories=("legal_advice",),
        meaning=lazy_gettext(
            "The office that decides whether you get asylum. You tell your story there, with an interpreter. It is not the police."
        ),
    ),
    Term(
        id="legal_aid",
        title="Aide juridictionnelle",
        full="",
        words=("aide juridictionnelle",),
        categories=("legal_advice",),
        meaning=lazy_gettext(
            "The State pays your lawyer, all of it or a part, if you have little money. Ask at the court, at an advice point on rights, or a lawyer."
        ),
    ),
    Term(
        id="mission_locale",
        title="Mission locale",
        full="",
        words=("mission locale", "missions locales"),
        categories=("job_coaching",),
        meaning=lazy_gettext(
            "An office for young people from 16 to 25 who are no longer at school. It helps with training, work, housing, health and money."
        ),
    ),
    Term(
        id="france_services",
        title="France services",
        full="",
        words=("france services", "france service", "maison france services"),
        categories=("administrative_assistance",),
        meaning=lazy_gettext(
            "An office where someone helps you with forms and rights: health, family, work, pension, taxes, papers. It is free. You do not need to use a computer alone."
        ),
    ),
    Term(
        id="residence_permit",
        title="Titre de séjour",
        full="",
        words=("titre de sejour", "titres de sejour", "carte de sejour"),
        categories=("legal_advice",),
        meaning=lazy_gettext(
            "The card that allows a foreigner to live in France. You ask for it at the prefecture. An association can help you for free."
        ),
    ),
    Term(
        id="mdph",
        title="MDPH",
        full="Maison départementale des personnes handicapées",
        words=("mdph",),
        categories=("disability_advice",),
        meaning=lazy_gettext(
            "The office for the rights of disabled people: money, cards, work, school. A doctor fills in one of the papers."
        ),
    ),
    Term(
        id="aah",
        title="AAH",
        full="Allocation aux adultes handicapés",
        words=("aah", "allocation aux adultes handicapes"),
        categories=("disability_advice",),
        meaning=lazy_gettext(
            "Money each month for adults who cannot work, or can work little, because of a disability. Ask the MDPH."
        ),
    ),
    Term(
        id="maraude",
        title="Maraude",
        full="",
        words=("maraude", "maraudes"),
        categories=("food_distribution",),
        meaning=lazy_gettext(
            "A team that walks or drives through the town. It brings food, hot drinks, blankets and advice. You do not need an appointment."
        ),
    ),
    Term(
        id="day_centre",
        title="Accueil de jour",
        full="",
        words=("accueil de jour", "accueils de jour"),
        categories=("day_hosting",),
        meaning=lazy_gettext(
            "A place where you can rest by day. Often there is coffee, a shower, a place for your bags, and people who help you with papers."
        ),
    ),
    Term(
        id="family_planning",
        title="Planning familial",
        full="",
        words=("planning familial",),
        categories=("contraception",),
        meaning=lazy_gettext(
            "An association that helps with contraception, abortion, love and violence. You can ask everything. It is free, and nobody else learns of it."
        ),
    ),
)

_LONG: Final = 8
"""Letters of a word that means nothing else, however it is written."""

_MOST: Final = 4
"""Explained on one page: more would bury what the page is for."""


def explained_in(*texts: str) -> list[Term]:
    """The terms that stand in French texts, in their order here, a few at most.

    Short ones count only as they are written on doors: "AME" is a right, "âme" a soul.
    """
    plain = " ".join(texts)
    folded = f" {fold(plain)} "
    return [term for term in TERMS if _stands_in(term, plain, folded)][:_MOST]


def _stands_in(term: Term, plain: str, folded: str) -> bool:
    if re.search(rf"(?<!\w){re.escape(term.title)}(?!\w)", plain):
        return True
    return any(f" {word} " in folded for word in _folded(term) if len(word) >= _LONG)


def asked_for(words: str) -> Term | None:
    """The term that somebody searches for by its name."""
    wanted = fold(words)
    return next((term for term in TERMS if wanted and wanted in _folded(term)), None)


def of_category(category: str | None) -> Term | None:
    """The term that a category is named by on doors, if it is not an everyday word."""
    return next((term for term in TERMS if term.id == category), None)


@cache
def _folded(term: Term) -> tuple[str, ...]:
    return tuple(fold(each) for each in (*term.words, term.full) if each)
