"""The needs that this guide offers, in its order."""

from kiosk.directory.vocabulary.category import Need, needs
from kiosk.state import settings


def needs_offered() -> tuple[Need, ...]:
    """The needs on the first screen, in the order of this box."""
    chosen = settings().box.needs or tuple(needs())
    return tuple(needs()[each] for each in chosen)
