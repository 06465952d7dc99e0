"""The keys of data·inclusion and of the digital-inclusion schema; others are named in the report."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from kiosk.directory.problem import Problem

KNOWN_KEYS: Final = frozenset(
    [
        "id",
        "nom",
        "commune",
        "code_postal",
        "code_insee",
        "adresse",
        "complement_adresse",
        "longitude",
        "latitude",
        "telephone",
        "courriel",
        "site_web",
        "description",
        "source",
        "date_maj",
        "lien_source",
        "horaires_accueil",
        "horaires",
        "accessibilite_lieu",
        "accessibilite",
        "structure_parente",
        "presentation_detail",
        "publics",
        "publics_accueillis",
        "publics_precisions",
        "frais",
        "frais_precisions",
        "conditions_acces",
        "mobilisation_precisions",
        "mobilisable_par",
        "modalites_accompagnement",
        "contact_nom_prenom",
        "services",
        "lien_mobilisation",
        "prise_rdv",
        "structure",
        "structure_id",
        "score_qualite",
        "doublons",
        "siret",
        "pivot",
        "extra",
        "horaires_ouverture",
        "thematiques",
        "type",
        "modes_accueil",
        "modes_mobilisation",
        "zone_eligibilite",
        "nombre_semaines",
        "volume_horaire_hebdomadaire",
        "reseaux_porteurs",
        "labels_nationaux",
        "adresse_certifiee",
    ]
)
_SHOWN: Final = 3
_MOST: Final = 200


class UnusedKeys:
    """Gathers some values of each key that nobody uses."""

    def __init__(self) -> None:
        """Look at none yet."""
        self._found: dict[str, list[str]] = {}

    def look_at(self, raw: Mapping[str, Any]) -> None:
        """Look at a record."""
        for key in raw.keys() - KNOWN_KEYS:
            if (
                key.startswith("_")
                or not key
                or (key not in self._found and len(self._found) > _MOST)
            ):
                continue
            values = self._found.setdefault(key, [])
            if len(values) < _SHOWN and raw[key] not in (None, "", []):
                shown = str(raw[key])[:40]
                if shown not in values:
                    values.append(shown)

    def problems(self) -> Iterator[Problem]:
        """What is said of them."""
        for key, values in sorted(self._found.items()):
            if values:
                shown = ", ".join(map(repr, values))
                message = f"this key was not used; it holds {shown}. The desk sees it as a note"
                yield Problem(row="file", field=key, message=message)
