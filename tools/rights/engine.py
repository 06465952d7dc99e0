"""Many households in one simulation of the engine."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import numpy as np
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_france import FranceTaxBenefitSystem

from tools.rights.overlay import overlay

PAST_MONTHS: Final = 36
"""Steady income for as long as any benefit looks back."""

BENEFITS: Final = (
    "rsa", "ppa", "housing_aid", "c2s", "aspa", "asi", "aah", "af", "cf", "asf", "paje_base", "ars",
    "energy_cheque", "college_grant", "lycee_grant",
)  # fmt: skip
"""Of the engine, in the order of the bits of :func:`verdicts`."""

_VARIABLES: Final = {
    "rsa": "rsa", "ppa": "ppa", "housing_aid": "aide_logement", "c2s": "c2s", "aspa": "aspa", "asi": "asi",
    "aah": "aah", "af": "af", "cf": "cf", "asf": "asf", "paje_base": "paje_base", "ars": "ars",
    "energy_cheque": "cheque_energie", "college_grant": "bourse_college", "lycee_grant": "bourse_lycee",
}  # fmt: skip
_YEARLY: Final = frozenset({"ars", "energy_cheque"})

GROSS: Final = {"wage": 0.78, "unemployment": 0.93, "pension": 0.909}
"""What is left of a gross euro, roughly. Ceilings look at net or taxable income, ASPA at gross pensions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A grown-up.

    Attributes:
        age: In years.
        activity: work, jobseeker, none, student, retired or unable.
        income: Net, euros a month.
        income_kind: wage, unemployment, pension, invalidity, sickness or support.
        incapacity: 0, 0.5 (with hardship to find work) or 0.8.
    """

    age: int
    activity: str
    income: float = 0.0
    income_kind: str = "wage"
    incapacity: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """Who lives together, and how.

    Attributes:
        me: Who answers.
        partner: Husband, wife or partner; None: alone.
        children: Their ages in years.
        housing: tenant, hostel, owner, hosted or none.
        rent: Euros a month.
        zone: Of rents, 1 (dear) to 3.
        permit_years: None: French, or of the EEA; else years of permits to stay that allow work.
    """

    me: Person
    partner: Person | None = None
    children: tuple[int, ...] = ()
    housing: str = "tenant"
    rent: float = 400.0
    zone: int = 2
    permit_years: int | None = None

    @property
    def people(self) -> tuple[Person, ...]:
        """Everybody in it, grown-ups first."""
        grown = (self.me,) if self.partner is None else (self.me, self.partner)
        return (*grown, *(Person(age=age, activity="student") for age in self.children))


_ACTIVITY: Final = {"work": "actif", "jobseeker": "chomeur", "none": "inactif", "student": "etudiant",
                    "retired": "retraite", "unable": "inactif"}  # fmt: skip
_HOUSING: Final = {"tenant": "locataire_vide", "hostel": "locataire_foyer", "owner": "proprietaire",
                   "hosted": "loge_gratuitement", "none": "sans_domicile"}  # fmt: skip


@cache
def system() -> Any:
    """France, mended."""
    return overlay(FranceTaxBenefitSystem())


def verdicts(households: Sequence[Household], month: str) -> np.ndarray[Any, Any]:
    """Which benefits each household has in a month ("2026-11"): one row of booleans each."""
    worth = amounts(households, month)
    return np.column_stack([worth[name] > 0 for name in BENEFITS])


def amounts(
    households: Sequence[Household], month: str, more: Sequence[str] = ()
) -> dict[str, np.ndarray[Any, Any]]:
    """What each benefit is worth to each household, euros; of a month, or of a year where it is paid yearly.

    ``more`` names variables of the engine, of families or persons.
    """
    france = system()
    simulation = _simulation(france, households, month)
    found: dict[str, np.ndarray[Any, Any]] = {}
    for name in (*BENEFITS, *more):
        variable = _VARIABLES.get(name, name)
        when = month[:4] if name in _YEARLY else month
        values = simulation.calculate(variable, when)
        if france.get_variable(variable).entity.key == "individu":
            values = simulation.populations["famille"].sum(values)
        found[name] = np.asarray(values, dtype=float)
    return found


def _simulation(france: Any, households: Sequence[Household], month: str) -> Any:
    people = [(number, place, person) for number, each in enumerate(households)
              for place, person in enumerate(each.people)]  # fmt: skip
    grown = [1 if each.partner is None else 2 for each in households]
    builder = SimulationBuilder()
    builder.create_entities(france)
    builder.declare_person_entity("individu", list(range(len(people))))
    of = [number for number, _, _ in people]
    for entity, roles in (
        ("famille", ("demandeur", "conjoint", "enfant")),
        ("foyer_fiscal", ("declarant_principal", "conjoint", "personne_a_charge")),
        ("menage", ("personne_de_reference", "conjoint", "enfant")),
    ):
        group = builder.declare_entity(entity, list(range(len(households))))
        parts = [
            roles[min(place, 1) if place < grown[number] else 2] for number, place, _ in people
        ]
        builder.join_with_persons(group, of, parts)
    simulation = builder.build(france)
    _tell(simulation, households, people, grown, month)
    return simulation


def _tell(
    simulation: Any,
    households: Sequence[Household],
    people: Sequence[tuple[int, int, Person]],
    grown: Sequence[int],
    month: str,
) -> None:
    """Give the engine what it is to know."""
    now = np.datetime64(month, "M")
    months = [str(now + shift) for shift in range(-PAST_MONTHS, 2)]
    ages = np.array([person.age for _, _, person in people])
    # Born in the middle of the year of the birthday: nobody turns a year older in the months looked at.
    born = (now - ages * 12 - 3).astype("datetime64[D]") + 14
    simulation.set_input("date_naissance", "ETERNITY", born)
    foreign = np.array([households[number].permit_years is not None for number, _, _ in people])
    held = np.array([households[number].permit_years or 0 for number, _, _ in people])
    is_child = np.array([place >= grown[number] for number, place, _ in people])
    married = np.array([grown[number] == 2 and place < 2 for number, place, _ in people])
    steady: dict[str, Any] = {
        "activite": _enum(simulation, "activite", [_ACTIVITY[person.activity] for _, _, person in people]),
        "taux_incapacite": np.array([person.incapacity for _, _, person in people]),
        "aah_restriction_substantielle_durable_acces_emploi": np.array(
            [person.incapacity == 0.5 for _, _, person in people]
        ),
        "inapte_travail": np.array([person.activity == "unable" for _, _, person in people]),
        "ressortissant_eee": ~foreign,
        "duree_possession_titre_sejour": np.where(foreign, held, 99).astype(float),
        "statut_marital": _enum(simulation, "statut_marital", np.where(married, "marie", "celibataire")),
        "scolarite": _enum(simulation, "scolarite", [
            _school(person.age) if child else "inconnue"
            for (_, _, person), child in zip(people, is_child, strict=True)
        ]),
    }  # fmt: skip
    for homes, variable in (
        ([_HOUSING[each.housing] for each in households], "statut_occupation_logement"),
        ([f"zone_{each.zone}" for each in households], "zone_apl"),
    ):
        steady[variable] = _enum(simulation, variable, homes)
    steady["loyer"] = np.array([
        each.rent if each.housing in {"tenant", "hostel"} else 0.0 for each in households
    ])  # fmt: skip
    steady |= _incomes([person for _, _, person in people])
    for variable, values in steady.items():
        for each in months:
            simulation.set_input(variable, each, values)


def _incomes(people: Sequence[Person]) -> dict[str, Any]:
    """The variables of income that anybody has, net, taxable and gross together: no payroll is computed."""
    net = np.array([person.income for person in people])
    kinds = np.array([person.income_kind for person in people])
    names = {
        "wage": ("salaire_net", "salaire_imposable", "salaire_de_base"),
        "unemployment": ("chomage_net", "chomage_imposable", "chomage_brut"),
        "pension": ("retraite_nette", "retraite_imposable", "retraite_brute"),
    }
    found: dict[str, Any] = {}
    for kind, (pure, taxable, gross) in names.items():
        worth = np.where(kinds == kind, net, 0.0)
        found |= {pure: worth, taxable: worth * 1.03, gross: worth / GROSS[kind]}
    for kind, variable in (
        ("invalidity", "pensions_invalidite"),
        ("sickness", "indemnites_journalieres_maladie"),
        ("support", "pensions_alimentaires_percues"),
    ):
        found[variable] = np.where(kinds == kind, net, 0.0)
    return found


def _school(age: int) -> str:
    for first, name in ((19, "enseignement_superieur"), (15, "lycee"), (11, "college"), (6, "primaire"), (3, "maternelle")):  # fmt: skip
        if age >= first:
            return name
    return "inconnue"


def _enum(simulation: Any, variable: str, names: Any) -> Any:
    return simulation.tax_benefit_system.get_variable(variable).possible_values.encode(
        np.asarray(names, dtype=object).astype(str)
    )
