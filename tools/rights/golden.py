"""Hold the engine, as we mended it, against published figures; and say which yearly amounts have grown old.

python -m tools.rights.golden      in the environment of tools/rights/requirements.txt; exit 1 when something differs
"""

import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any, Final

import numpy as np

from tools.rights.engine import BENEFITS, Household, Person, amounts, system

FILE: Final = Path(__file__).with_name("golden.toml")
AFTER_CRDS: Final = 0.995
NET: Final = frozenset({"af", "cf", "asf", "paje_base", "ars"})
"""Published as they are paid out; the engine gives them before CRDS."""

MOST_MONTHS: Final = 13
YEARLY: Final = {
    "RSA": "prestations_sociales.solidarite_insertion.minima_sociaux.rsa.rsa_m.montant_de_base_du_rsa",
    "C2S": "prestations_sociales.solidarite_insertion.minima_sociaux.cs.cmu.plafond_base",
    "ASPA": "prestations_sociales.solidarite_insertion.minimum_vieillesse.aspa.montant_maximum_annuel.personnes_seules",
    "AAH": "prestations_sociales.prestations_etat_de_sante.invalidite.aah.montant",
    "family benefits (BMAF)": "prestations_sociales.prestations_familiales.bmaf.bmaf",
    "activity bonus": "prestations_sociales.solidarite_insertion.minima_sociaux.ppa.pa_m.montant_de_base",
    "minimum wage": "marche_travail.salaire_minimum.smic.smic_b_horaire",
    "ASI": "prestations_sociales.prestations_etat_de_sante.invalidite.asi.plafond_ressource_seul",
}
"""What is revalued each year, and where the engine keeps it."""

KNOWN_OLD: Final = {
    "ASI": "the engine stops in April 2025: ASI ends a little early, so some likely rights are only maybe"
}


def main() -> None:
    """The command."""
    raw = tomllib.loads(FILE.read_text("utf-8"))
    by_month: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for each in raw["household"]:
        by_month[each["month"]].append(each)
    faults = [fault for month, cases in by_month.items() for fault in _held(month, cases)]
    faults += old_parameters(max(by_month))
    print(f"{len(raw['household'])} households, {len(YEARLY)} yearly amounts, {len(faults)} faults")
    for fault in faults:
        print(" -", fault)
    sys.exit(1 if faults else 0)


def _held(month: str, cases: list[dict[str, Any]]) -> list[str]:
    more = sorted({name for each in cases for name in each["expect"]} - set(BENEFITS))
    found = amounts([_household(each) for each in cases], month, more)
    faults = []
    for number, each in enumerate(cases):
        for name, expected in each["expect"].items():
            got = float(found[name][number]) * (AFTER_CRDS if name in NET else 1)
            right = (
                (got > 0) == expected
                if isinstance(expected, bool)
                else abs(got - expected) <= each.get("within", 1.0)
            )
            if not right:
                faults.append(f"{month}, {each['name']}: {name} is {got:.2f}, published {expected}")
    return faults


def _household(raw: dict[str, Any]) -> Household:
    return Household(
        me=Person(**raw["me"]),
        partner=Person(**raw["partner"]) if "partner" in raw else None,
        children=tuple(raw.get("children", ())),
        housing=raw["housing"],
        permit_years=raw.get("permit_years"),
    )


def old_parameters(month: str) -> list[str]:
    """Yearly amounts whose last value is too old for a month."""
    faults = []
    for name, path in YEARLY.items():
        node = system().parameters
        for part in path.split("."):
            node = getattr(node, part)
        last = max(
            each.instant_str for each in node.values_list if each.instant_str <= f"{month}-28"
        )
        age = (np.datetime64(month, "M") - np.datetime64(last[:7], "M")).astype(int)
        if age > MOST_MONTHS and name not in KNOWN_OLD:
            faults.append(f"{name} was last set on {last}, {age} months before {month}")
    return faults


if __name__ == "__main__":
    main()
