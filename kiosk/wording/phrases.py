"""Words worked out once for each language, and kept: most of a page is said on every page; dates in words."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import ParamSpec, TypeVar

from flask_babel import format_date

from kiosk.caches import memoised
from kiosk.wording.language import current_locale

P = ParamSpec("P")
R = TypeVar("R")


def remembered(say: Callable[P, R]) -> Callable[P, R]:
    """Keep what ``say`` gives for its arguments in the language of the page; it may hang on no more."""

    @memoised
    def in_language(_locale: str, *args: P.args, **kwargs: P.kwargs) -> R:
        return say(*args, **kwargs)

    @wraps(say)
    def here(*args: P.args, **kwargs: P.kwargs) -> R:
        return in_language(current_locale().code, *args, **kwargs)  # type: ignore[arg-type]

    return here


def date_in_words(day: date, pattern: str) -> str:
    """A date as the language of the page writes it; ``pattern`` as Unicode's LDML names its parts."""
    if day.day == 1 and current_locale().code == "fr":
        pattern = pattern.replace(
            "d MMMM", "d'er' MMMM"
        )  # "1er décembre", which LDML does not know.
    return str(format_date(day, pattern))
