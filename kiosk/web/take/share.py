"""Send an answer on from a phone: as a message, as a link, signed by who gives it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from kiosk.codes.links import text_message_link
from kiosk.directory.place.place import Place
from kiosk.http.links import public_address
from kiosk.state import settings
from kiosk.wording.carry_words import my_list_words
from kiosk.wording.language import current_locale, speaking

FROM, OF = "from", "of"
"""Arguments of a list that someone gives to someone: a first name, an organisation."""

MOST_LETTERS: Final = 40
_NAME: Final = re.compile(r"[^\W\d_](?!.*\.\S)[^\d_:/@<>]*")
"""Begins with a letter, holds no figures and nothing that an address is made of: nobody is sent elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedMessage:
    """What is sent on.

    Attributes:
        address: Of the page.
        text: What it is, in a line.
        message: Opens the phone's text messages with both.
        message_in_french: The same in French, for someone who reads it; None where this is French.
    """

    address: str
    text: str
    message: str
    message_in_french: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who gives a list, as it stands in its address; both empty: nobody said."""

    name: str = ""
    organisation: str = ""

    def arguments(self) -> dict[str, str]:
        """Those of an address."""
        given = {FROM: self.name, OF: self.organisation}
        return {name: value for name, value in given.items() if value}

    def __str__(self) -> str:
        if self.name and self.organisation:
            return f"{self.name} ({self.organisation})"
        return self.name or self.organisation


def sender_in(arguments: Mapping[str, str]) -> Sender:
    """Who signed; what is no name is left out."""
    return Sender(name=_name(arguments.get(FROM, "")), organisation=_name(arguments.get(OF, "")))


def share_place(one: Place) -> SharedMessage | None:
    """A place; None where no other device could follow a link."""

    def said() -> tuple[str | None, str]:
        parts = (one.name, *one.address.lines, *(each.display for each in one.phones[:1]))
        return public_address("web.place", slug=str(one.number)), ", ".join(parts)

    return _shared(said)


def share_list(code: str, count: int, sender: Sender) -> SharedMessage | None:
    """A list, with who gives it; None where no other device could follow a link."""

    def said() -> tuple[str | None, str]:
        address, signed = public_address("web.shortlist", code=code), urlencode(sender.arguments())
        text = f"{my_list_words(count)} ({code})"
        return f"{address}?{signed}" if address and signed else address, text

    return _shared(said)


def _shared(said: Callable[[], tuple[str | None, str]]) -> SharedMessage | None:
    """What is said in the language of the page, and in French beside it."""
    address, text = said()
    if address is None:
        return None
    in_french = None
    if current_locale().code != "fr" and "fr" in settings().locales:
        with speaking("fr"):
            french_address, french = said()
        in_french = text_message_link(f"{french} {french_address}")
    message = text_message_link(f"{text} {address}")
    return SharedMessage(address=address, text=text, message=message, message_in_french=in_french)


def _name(text: str) -> str:
    name = " ".join(text.split())
    return name if len(name) <= MOST_LETTERS and _NAME.fullmatch(name) else ""
