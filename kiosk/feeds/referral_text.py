"""Sentences that say that one must be sent to a place, or that its address is a secret.

Only Soliguide has a box for it. Elsewhere people write it where there is room: under conditions, in a column of their
own, in place of the street. Whoever is hidden is in danger, so a doubtful sentence hides; only one that lets people
come by themselves, too, does not.
"""

import re
from collections.abc import Iterable
from typing import Final

from kiosk.directory.place.access import AccessCondition, Condition
from kiosk.directory.vocabulary.fold import fold
from kiosk.feeds import clean

_SENT: Final = re.compile(
    r"\b(?:(?:sur|par|via|apres) (?:une |l )?orientations?\b(?! (?:scolaire|professionnelle|medicale))"
    r"|(?:sur|avec) (?:une )?prescription (?:d une? |par une? |du |de la |des )?(?:travail|assistant|referent|prescripteur|siao|115|servi)"
    r"|orientations? (?:par|du|de la|d une?|siao|115|obligatoire|exclusive|uniquement|necessaire|prealable|via)\b"
    r"|(?:orient|adress|envoy)ee?s? par\b|(?:admission|attribution|entree|acces|passer|places?) (?:par|via) le (?:115|siao)\b"
    r"|(?:uniquement|exclusivement|seulement) (?:par |via )?(?:le )?(?:115|siao)\b"
    r"|(?:by|on) referral|referral (?:only|required)|must be referred|(?:por|con) derivacion|solo derivacion)"
)
_BY_THEMSELVES: Final = re.compile(
    r"\b(?:sans|ni|pas d|aucune|ou)(?: \w+)? (?:orient\w+|prescription|spontane\w*|direct\w*|libre\w*)"
    r"|\borientation (?:non|pas) |\bou (?:en |de facon |de maniere |venir |par soi |se presenter)|\bno referral|\bsin derivacion"
)
_HIDDEN: Final = r"(?:confidentiel|secret|masque|cache|protege|anonyme|non communique|non divulgue|non diffuse|confidential|hidden|withheld|undisclosed)\w*"
_SECRET: Final = re.compile(
    rf"\b(?<!\bs )(?<!\bvous )(?:adresse|localisation|address|location|direccion) (?:\w+ ){{0,2}}{_HIDDEN}"
    r"|\blieu (?:tenu )?(?:secret|cache)\b"
    r"|\b(?:ne pas|ne doit pas etre|jamais) (?:divulgu|diffus|communiqu|publi|affich)\w* (?:\w+ ){0,2}(?:adresse|localisation|lieu)\b"
    r"|\b(?:adresse|localisation) (?:\w+ ){0,2}(?:a ne pas|ne (?:pas|doit|sera)) (?:\w+ ){0,2}(?:divulgu|diffus|communiqu|publi|affich)"
    r"|^(?:confidentiel(?:le)?|secrete?|tenue? secrete?|masquee?|cachee?|confidential|hidden)$"
)
_NO: Final = frozenset(
    {"non", "no", "n", "0", "false", "faux", "sans", "aucune", "pas", "libre", "inconditionnel"}
)


def says_one_is_sent(text: str) -> bool:
    """Whether a condition says that nobody comes by himself.

    >>> says_one_is_sent("Sur orientation du SIAO"), says_one_is_sent("Avec ou sans orientation")
    (True, False)
    """
    folded = fold(text)
    return bool(_SENT.search(folded)) and not _BY_THEMSELVES.search(folded)


def says_it_is_secret(text: str) -> bool:
    """Whether a text says that an address may not be told.

    >>> says_it_is_secret("Adresse tenue secrète"), says_it_is_secret("Accueil anonyme et gratuit")
    (True, False)
    """
    return bool(_SECRET.search(fold(text)))


def referral(
    column: str | None = None, *, access: Iterable[object] = (), texts: Iterable[object] = ()
) -> tuple[AccessCondition, ...]:
    """The condition that one is sent, where somebody wrote it; it hides the address.

    Args:
        column: A cell that speaks of nothing else: whatever it says, unless no.
        access: What is said of who may come and how.
        texts: Other texts; of them only a secret counts.
    """
    if column and not _NO.intersection(fold(column).split()[:1]):
        return (AccessCondition(condition=Condition.REFERRAL, holds=True, detail=column),)
    said = [line for each in access if (line := clean.text(each))]
    kept = [line for each in texts if (line := clean.text(each))]
    for each in said:
        if says_one_is_sent(each):
            return (AccessCondition(condition=Condition.REFERRAL, holds=True, detail=each),)
    if any(says_it_is_secret(each) for each in (*said, *kept)):
        return (AccessCondition(condition=Condition.REFERRAL, holds=True),)
    if column:
        return (AccessCondition(condition=Condition.REFERRAL, holds=False),)
    return ()
