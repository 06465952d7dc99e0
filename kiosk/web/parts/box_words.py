"""What pages tell the scripts of a public screen, and what these say by themselves."""

import json

from flask_babel import gettext

from kiosk.box.keyboard import Keyboard, keyboard, keyboard_of
from kiosk.http.links import link
from kiosk.http.manner import PLAIN
from kiosk.shortlist.list_code import SIGNS
from kiosk.state import settings
from kiosk.wording.language import current_locale


def page_settings() -> str:
    """What the scripts of this box's pages are told, as JSON."""
    box = settings().box
    return json.dumps(
        {
            "idle_s": box.idle_s,
            "warning_s": box.warning_s,
            "double_strike_ms": box.double_strike_ms,
            "keys": box.keypad.actions,
            "start": link("web.languages", **PLAIN),
            "home": link("web.needs"),
            "end": link("web.end", **PLAIN),
            "alive": link("web.alive", **PLAIN),
            "staff": link("web.staff", **PLAIN) if box.pin_hash else None,
            "said": said_by_box(),
        },
        ensure_ascii=False,
    )


def said_by_box() -> dict[str, str]:
    """What the scripts of a public screen say by themselves."""
    return {
        "chosen": gettext("chosen"),
        "open": gettext("unfolded"),
        "volume": gettext("Volume"),
        "private": gettext("This is private. Plug in headphones to hear it."),
        "keys": gettext("The keys up and down read this page to you."),
    }


def box_keyboard(*, for_code: bool = False) -> Keyboard:
    """The keys on the screen in this language; or those that codes of lists are made of."""
    screen = settings().box.screen
    return keyboard_of(SIGNS, screen) if for_code else keyboard(current_locale().code, screen)
