"""Soliguide's audiences ("publics") and conditions ("modalities"), of all three shapes."""

from collections.abc import Mapping
from typing import Any, Final

from kiosk.caches import memoised
from kiosk.directory.place.access import AccessCondition, Condition
from kiosk.directory.place.audience import Audience, Welcome, audience_of_soliguide, kinds_of_group
from kiosk.feeds import clean
from kiosk.feeds.problem_list import ProblemList
from kiosk.feeds.soliguide.repeated import read_document, recalled

NO_LIMIT_YOUNGEST: Final = 0
NO_LIMIT_OLDEST: Final = 99
_OLDEST_EVER: Final = 130

_WELCOMES: Final = {
    0: Welcome.UNCONDITIONAL,
    1: Welcome.PREFERENTIAL,
    2: Welcome.EXCLUSIVE,
}
_WELCOME_WORDS: Final = {each.value: each for each in Welcome}
_GROUPS: Final = (
    ("administrative", ("administrative",)),
    ("family", ("familialle", "family")),
    ("gender", ("gender",)),
    ("other", ("other", "specialSupportContext", "specific")),
)
_CONDITIONS: Final = (
    (Condition.REFERRAL, ("orientation", "referral")),
    (Condition.APPOINTMENT, ("appointment",)),
    (Condition.REGISTRATION, ("inscription", "registration")),
    (Condition.PRICE, ("price",)),
    (Condition.ANIMALS, ("animal", "animals")),
)


def audience(raw: object, field: str, report: ProblemList) -> Audience:
    """Read ``publics``. A full list in a group means that the group does not restrict."""
    return recalled(raw, field, report, _audience_of, _audience)


@memoised
def _audience_of(document: bytes) -> tuple[Audience, tuple[tuple[str, str], ...]]:
    return read_document(document, _audience)


def _audience(raw: object, field: str, report: ProblemList) -> Audience:
    if not isinstance(raw, dict):
        return Audience()
    kinds: list[str] = []
    for group, keys in _GROUPS:
        named = [
            found
            for key in keys
            for value in _list(raw.get(key))
            if (found := _kind(value, f"{field}.{key}", report))
        ]
        if not _is_full(group, named):
            kinds += [each for each in named if each not in kinds]
    youngest, oldest = _ages(raw.get("age"))
    return Audience(
        welcome=_welcome(raw, field, report),
        kinds=tuple(kinds),
        youngest=youngest,
        oldest=oldest,
        detail=clean.text(raw.get("description")),
    )


def _kind(value: object, field: str, report: ProblemList) -> str | None:
    if value == "all":
        return None
    found = audience_of_soliguide(str(value))
    if found is None:
        report(field, f"audience {value!r} is not known; it was left out")
    return found


def _is_full(group: str, named: list[str]) -> bool:
    # "ukraine" left the list in 2026 and "mentalHealth" came in: either may be missing of a full one.
    all_of_group = kinds_of_group(group) - {"ukraine", "mentalHealth"}
    return bool(all_of_group) and all_of_group <= set(named)


def _welcome(raw: Mapping[str, Any], field: str, report: ProblemList) -> Welcome | None:
    value = raw.get("accueil", raw.get("welcomeType"))
    if value is None:
        return None
    found = _WELCOME_WORDS.get(str(value).lower())
    if found is None and (number := clean.number(value)) is not None:
        found = _WELCOMES.get(int(number))
    if found is None:
        report(f"{field}.accueil", f"welcome {value!r} is not known; 0, 1 or 2 was expected")
    return found


def _ages(raw: object) -> tuple[int | None, int | None]:
    if not isinstance(raw, dict):
        return None, None
    low, high = clean.number(raw.get("min")), clean.number(raw.get("max"))
    youngest = int(low) if low is not None and NO_LIMIT_YOUNGEST < low <= _OLDEST_EVER else None
    oldest = int(high) if high is not None and 0 < high < NO_LIMIT_OLDEST else None
    return youngest, oldest


def conditions(raw: object, field: str, report: ProblemList) -> tuple[AccessCondition, ...]:
    """Read ``modalities``. A precision is kept even where the box is not ticked: people write there."""
    return recalled(raw, field, report, _conditions_of, _conditions)


@memoised
def _conditions_of(
    document: bytes,
) -> tuple[tuple[AccessCondition, ...], tuple[tuple[str, str], ...]]:
    return read_document(document, _conditions)


def _conditions(raw: object, field: str, report: ProblemList) -> tuple[AccessCondition, ...]:
    if not isinstance(raw, dict):
        return ()
    found = [
        condition
        for kind, keys in _CONDITIONS
        for key in keys
        if (condition := _condition(kind, raw.get(key)))
    ]
    if (wheelchair := _condition(Condition.WHEELCHAIR, _wheelchair(raw))) is not None:
        found.append(wheelchair)
    comfort = raw.get("thermalComfort")
    if isinstance(comfort, dict):
        for kind, key in (
            (Condition.HEATED, "heated"),
            (Condition.AIR_CONDITIONED, "airConditioned"),
        ):
            if isinstance(comfort.get(key), bool):
                found.append(AccessCondition(condition=kind, holds=comfort[key]))
    if other := clean.text(raw.get("other")):
        found.append(AccessCondition(condition=Condition.OTHER, holds=True, detail=other))
    _report_contradictions(found, bool(raw.get("inconditionnel")), field, report)
    return tuple(found)


def _wheelchair(raw: Mapping[str, Any]) -> object:
    accessibility = raw.get("accessibility")
    if isinstance(accessibility, dict):
        return accessibility.get("wheelchair")
    return raw.get("pmr")


def _condition(kind: Condition, raw: object) -> AccessCondition | None:
    if isinstance(raw, bool):
        return AccessCondition(condition=kind, holds=raw)
    if not isinstance(raw, dict):
        return None
    detail = clean.text(raw.get("precisions"))
    checked = raw.get("checked")
    if checked is None and detail is None:
        return None
    # Not ticked, but something is written: nobody knows, the words are shown.
    holds = True if checked else (None if detail else False)
    return AccessCondition(condition=kind, holds=holds, detail=detail)


def _report_contradictions(
    found: list[AccessCondition], unconditional: bool, field: str, report: ProblemList
) -> None:
    for each in found:
        if each.holds is None:
            report(
                f"{field}.{each.condition}",
                "details are given but the box is not ticked; the details are shown, tick the box"
                " if they hold",
            )
        elif unconditional and each.holds and each.condition is Condition.REFERRAL:
            report(
                f"{field}.inconditionnel", "both unconditional and by referral only; kept hidden"
            )


def _list(value: object) -> list[object]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
