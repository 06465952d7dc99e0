"""What a town is called, whatever the post or its quarter calls it."""

from kiosk.directory.geography.town import town_of
from kiosk.directory.vocabulary.fold import fold


def known_town(town: str | None, postal_code: str | None, town_code: str | None) -> str | None:
    """What a town is called: "Dijon" for "DIJON CEDEX 9"; as it stands where we do not know it."""
    known = town_of(town, postal_code, town_code)
    if known is None:
        return town
    # A hamlet or a quarter says more than its commune.
    is_part = town is not None and fold(known.city.name).split()[0] not in fold(town)
    return town if is_part and town_of(town, None) is None else known.city.name
