"""Who may come and on which conditions, as data·inclusion says it."""

from dataclasses import replace
from typing import Final

from kiosk.directory.place.access import AccessCondition, Condition
from kiosk.directory.place.audience import Audience, audiences_of_data_inclusion
from kiosk.directory.place.place import Place
from kiosk.feeds import clean
from kiosk.feeds.cell_list import items
from kiosk.feeds.data_inclusion.files import Raw
from kiosk.feeds.problem_list import ProblemList
from kiosk.feeds.referral_text import referral, with_secret

_ACCESS: Final = ("conditions_acces", "mobilisation_precisions", "modalites_accompagnement")
_SAID_OF_PLACES: Final = (
    "adresse", "complement_adresse", "description", "presentation_detail", "publics_precisions", "nom",
)  # fmt: skip


def audience(raw: Raw, report: ProblemList) -> Audience:
    """Read ``publics``: whom a service is made for."""
    kinds: list[str] = []
    words: list[str] = []
    for value in items(raw.get("publics") or raw.get("publics_accueillis")):
        found = audiences_of_data_inclusion(value)
        if found is None and raw.get("publics"):
            report(
                "publics", f"audience {value!r} is not in the list of data·inclusion; kept as text"
            )
        if found:
            kinds += [each for each in found if each not in kinds]
        elif value != "tous-publics":
            words.append(value)
    detail = clean.text(raw.get("publics_precisions"))
    parts = [*([", ".join(words)] if words else []), *([detail] if detail else [])]
    # data·inclusion names those a service is made for; it does not say that others are sent away.
    return Audience(kinds=tuple(kinds), detail="\n".join(parts) or None)


def conditions(raw: Raw, report: ProblemList) -> tuple[AccessCondition, ...]:
    """Read fees, ways in and other conditions."""
    access = [raw.get(key) for key in _ACCESS]
    found = [*referral(access=access, texts=[raw.get(key) for key in _SAID_OF_PLACES])]
    who = items(raw.get("mobilisable_par"))
    if who and "usagers" not in who:
        through = "Uniquement par l'intermédiaire d'un professionnel."
        found.append(AccessCondition(condition=Condition.OTHER, holds=True, detail=through))
    if price := _price(raw, report):
        found.append(price)
    found += [
        AccessCondition(condition=Condition.OTHER, holds=True, detail=detail)
        for key in _ACCESS
        if (detail := clean.text(raw.get(key)))
    ]
    if clean.line(raw.get("accessibilite_lieu") or raw.get("accessibilite")):
        link = clean.line(raw.get("accessibilite_lieu") or raw.get("accessibilite"))
        found.append(AccessCondition(condition=Condition.WHEELCHAIR, holds=None, detail=link))
    return tuple(found)


def hidden_with(place: Place, services: list[Raw]) -> Place:
    """The place; hidden where one of its services says that the address is a secret."""
    texts = [raw.get(key) for raw in services for key in (*_SAID_OF_PLACES, *_ACCESS)]
    return replace(place, conditions=with_secret(place.conditions, texts))


def _price(raw: Raw, report: ProblemList) -> AccessCondition | None:
    value, detail = clean.line(raw.get("frais")), clean.text(raw.get("frais_precisions"))
    if value is None and detail is None:
        return None
    holds = {"gratuit": False, "payant": True}.get((value or "").strip("[]'\" "))
    if value and holds is None:
        report("frais", f"{value!r} is neither 'gratuit' nor 'payant'; kept as text")
        detail = "\n".join(part for part in (value, detail) if part)
    return AccessCondition(condition=Condition.PRICE, holds=holds, detail=detail)
