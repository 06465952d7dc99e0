"""Sentences that say that one must be sent to a place, or that its address is a secret.

Only Soliguide has a box for it. Elsewhere people write it where there is room: under conditions, in a column of their
own, in place of the street. Whoever is hidden is in danger, so a doubtful sentence hides; only one that lets people
come by themselves, too, does not.
"""

import html
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
_SECRETS: Final = (
    "confid", "secr", "masqu", "cach", "protég", "proteg", "communiqu", "divulg", "diffus", "publi", "affich", "hidden", "withheld",
    "undisclosed", "anonym",
)  # fmt: skip
_ADDRESSES: Final = ("adress", "locali", "lieu", "direcci", "location")
_SENDERS: Final = ("orient", "prescri", "adress", "envoy", "115", "siao", "refer", "deriv")
"""Most texts hold none of these: they need not be folded and searched."""

_SHORT: Final = 30

_NO: Final = frozenset(
    {"non", "no", "n", "0", "false", "faux", "sans", "aucune", "pas", "libre", "inconditionnel"}
)


def says_one_is_sent(text: str) -> bool:
    """Whether a condition says that nobody comes by himself.

    >>> says_one_is_sent("Sur orientation du SIAO"), says_one_is_sent("Avec ou sans orientation")
    (True, False)
    """
    if not _holds_one(text.lower(), _SENDERS):
        return False
    folded = fold(text)
    return bool(_SENT.search(folded)) and not _BY_THEMSELVES.search(folded)


def says_it_is_secret(text: str) -> bool:
    """Whether a text says that an address may not be told.

    >>> says_it_is_secret("Adresse tenue secrète"), says_it_is_secret("Accueil anonyme et gratuit")
    (True, False)
    """
    lower = text.lower()
    # "Confidentiel" may stand alone in place of an address.
    is_near = _holds_one(lower, _SECRETS) and (len(text) < _SHORT or _holds_one(lower, _ADDRESSES))
    return is_near and bool(_SECRET.search(fold(text)))


def _holds_one(text: str, words: Iterable[str]) -> bool:
    return any(each in text for each in words)


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
    said = [html.unescape(str(each)) for each in access if each]
    kept = (html.unescape(str(each)) for each in texts if each)
    for each in said:
        if says_one_is_sent(each):
            detail = clean.text(each)
            return (AccessCondition(condition=Condition.REFERRAL, holds=True, detail=detail),)
    if any(map(says_it_is_secret, (*said, *kept))):
        return (AccessCondition(condition=Condition.REFERRAL, holds=True),)
    if column:
        return (AccessCondition(condition=Condition.REFERRAL, holds=False),)
    return ()


def with_secret(
    conditions: tuple[AccessCondition, ...], texts: Iterable[object]
) -> tuple[AccessCondition, ...]:
    """Conditions, and before them that one must be sent, where one of some texts says that the address is a secret."""
    return (*referral(texts=texts), *conditions)
