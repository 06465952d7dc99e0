"""What we correct in OpenFisca-France 176.1.8, each with its reason. Licence: AGPL-3.0-or-later, as the engine.

Nothing here changes an amount that the engine has right: the golden households say so.
"""

import itertools
from typing import Any, Final

import numpy as np
from openfisca_core.periods import period as to_period
from openfisca_core.reforms import Reform
from openfisca_core.variables import Variable
from openfisca_france.model.base import MONTH, Famille, Individu, set_input_dispatch_by_period

C2S_CEILINGS: Final = {"2025-04-01": 10_339.0, "2026-04-01": 10_422.0}
"""Of one person, without payment, euros a year. The engine stops at 10,166 of April 2024.

2025: order of 28 March 2025 (10,339; with payment 13,957). 2026: no order was found; reckoned with
the +0.8 % that RSA, AAH and the family benefits got on 1 April 2026. To be held against the order.
"""


class asi_aspa_condition_nationalite(Variable):  # type: ignore[misc]  # noqa: N801 - the engine's name
    """Who may have ASPA or ASI by nationality: the EEA, Switzerland, or ten years of permit.

    The engine gives numpy's ``logical_or`` three arguments; the third is where it writes, so that
    everybody from elsewhere is refused however long they are here. Source: Code de la sécurité
    sociale, L816-1.
    """

    value_type = bool
    default_value = True
    entity = Individu
    definition_period = MONTH
    set_input = set_input_dispatch_by_period
    label = "Condition de nationalité et de titre de séjour de l'ASPA et de l'ASI"

    def formula(individu: Any, period: Any, parameters: Any) -> Any:  # noqa: N805 - as the engine calls it
        """Any of the three."""
        held = individu("duree_possession_titre_sejour", period)
        aspa = parameters(period).prestations_sociales.solidarite_insertion.minimum_vieillesse.aspa
        return (
            individu("ressortissant_eee", period)
            + (individu("nationalite", period) == b"CH")
            + (held >= aspa.duree_min_titre_sejour)
        )


class c2s(Variable):  # type: ignore[misc]  # noqa: N801 - one more of the engine's
    """Whether the household has the C2S, free or with payment.

    The engine knows the automatic right of RSA households only. Since then also: ASPA (2022), ASI (1 June
    2024), AAH of somebody who lives alone, has no child and does not work (1 July 2025). Source:
    Code de la sécurité sociale, L861-2.
    """

    value_type = bool
    entity = Famille
    definition_period = MONTH
    label = "Complémentaire santé solidaire, gratuite ou payante"

    def formula(famille: Any, period: Any) -> Any:  # noqa: N805
        """By resources, or without asking for them."""
        alone = (famille("nb_parents", period) == 1) * (famille.nb_persons() == 1)
        at_work = famille.sum(famille.members("salaire_net", period)) > 0
        given = (
            (famille("aspa", period) > 0)
            + (famille.sum(famille.members("asi", period)) > 0)
            + alone * np.logical_not(at_work) * (famille.sum(famille.members("aah", period)) > 0)
        )
        by_resources = famille("cmu_c", period) + (
            famille("css_participation_forfaitaire", period) > 0
        )
        return (by_resources + given) > 0


class overlay(Reform):  # type: ignore[misc]  # noqa: N801 - Reform takes its name from the class
    """The engine, mended."""

    def apply(self) -> None:
        """Replace one variable, add one, and enter two ceilings."""
        self.replace_variable(asi_aspa_condition_nationalite)
        self.add_variable(c2s)
        self.modify_parameters(modifier_function=_ceilings)


def _ceilings(parameters: Any) -> Any:
    cmu = parameters.prestations_sociales.solidarite_insertion.minima_sociaux.cs.cmu
    days = [*C2S_CEILINGS, None]
    for start, end in itertools.pairwise(days):
        until = {"stop": to_period(f"day:{end}:1").offset(-1, "day").start} if end else {}
        cmu.plafond_base.update(
            start=to_period(f"day:{start}:1").start, value=C2S_CEILINGS[start or ""], **until
        )
    return parameters
