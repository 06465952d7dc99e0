"""What a page tells the frame around it, and all that its templates may name: one typed value each."""

from dataclasses import dataclass

from kiosk.config import Settings
from kiosk.http.manner import Manner
from kiosk.locales import Locale


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around a page.

    Attributes:
        back_url: Where "back" leads; None: to the first page of the door.
        answers_back: "Back" is a button of the form with the id "answers" instead.
        is_private: The page must tell nothing to who stands behind, nor a loudspeaker.
        is_list: It shows the visitor's list itself: no button leads there.
        keys_for_code: The keyboard of a public screen has the signs of list codes.
        told_by: The endpoint of the page whose clips a script reads in place of this one.
        read_url: What is read aloud in place of this page.
        discreet: The guide installs itself under a neutral name.
    """

    back_url: str | None = None
    answers_back: bool = False
    is_private: bool = False
    is_list: bool = False
    keys_for_code: bool = False
    told_by: str | None = None
    read_url: str | None = None
    discreet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContext:
    """All that a template may name besides its own words.

    Attributes:
        page: What it shows: a value of the room; None where the template says all.
        frame: What stands around it.
        locale: The language of the page.
        offered: The languages on offer.
        manner: How the page is shown.
        settings: Those of the guide.
    """

    page: object
    frame: Frame
    locale: Locale
    offered: tuple[Locale, ...]
    manner: Manner
    settings: Settings

    def names(self) -> dict[str, object]:
        """As a template takes them."""
        return {name: getattr(self, name) for name in NAMES}


NAMES = tuple(PageContext.__dataclass_fields__)
"""What a template may name."""
