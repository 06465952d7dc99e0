"""What the check of rights says, in the language that is spoken now."""

from flask_babel import gettext

from kiosk.rights.question import Answer, Band
from kiosk.rights.right import still_to_ask


def answer_label(answer: Answer) -> str:
    """What a button says."""
    return band_words(answer.band) if answer.band else gettext(answer.say)


def band_words(band: Band) -> str:
    """Money that comes in each month."""
    if band.upto == 0:
        return gettext("Nothing")
    if band.upto is None:
        return gettext("More than %(from)s euros", **{"from": _euros(band.above)})
    if not band.above:
        return gettext("Up to %(to)s euros", to=_euros(band.upto))
    return gettext(
        "%(from)s to %(to)s euros", **{"from": _euros(band.above), "to": _euros(band.upto)}
    )


def _euros(amount: int | None) -> str:
    """Digits that stay together: a narrow space that does not break, in every language."""
    return f"{amount or 0:,}".replace(",", "\u202f")


def still_to_ask_words(name: str) -> str:
    """What whoever helps still has to ask."""
    return gettext(still_to_ask()[name])
