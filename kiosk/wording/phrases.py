"""Words worked out once for each language, and kept: most of a page is said on every page."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

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
