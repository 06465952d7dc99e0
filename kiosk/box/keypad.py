"""Which key of a tactile keypad does what. Keypads are keyboards to the system: their keys differ by maker."""

import json
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final


class KeypadError(ValueError):
    """A keypad file that cannot be used; the message names the key."""


class Action(StrEnum):
    """What a key does. Moving never starts anything: only SELECT does."""

    NEXT = "next"
    PREVIOUS = "previous"
    SELECT = "select"
    BACK = "back"
    HOME = "home"
    HELP = "help"
    REPEAT = "repeat"
    VOLUME_UP = "volume_up"
    VOLUME_DOWN = "volume_down"
    JACK_IN = "jack_in"
    JACK_OUT = "jack_out"
    LOW_REACH = "low_reach"
    STAFF = "staff"


PRESET: Final[dict[str, Action]] = {
    "ArrowDown": Action.NEXT,
    "ArrowUp": Action.PREVIOUS,
    "ArrowRight": Action.NEXT,
    "ArrowLeft": Action.PREVIOUS,
    "Enter": Action.SELECT,
    "NumpadEnter": Action.SELECT,
    "AudioVolumeUp": Action.VOLUME_UP,
    "AudioVolumeDown": Action.VOLUME_DOWN,
    "F13": Action.NEXT,
    "F14": Action.PREVIOUS,
    "F15": Action.SELECT,
    "F16": Action.BACK,
    "F17": Action.HOME,
    "F18": Action.HELP,
    "F19": Action.REPEAT,
    "F20": Action.VOLUME_UP,
    "F21": Action.VOLUME_DOWN,
    "F22": Action.JACK_IN,
    "F23": Action.JACK_OUT,
    "F24": Action.LOW_REACH,
}
"""Arrows and Enter, and the keys that no keyboard has, which keypads send by default."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keypad:
    """``actions``: by the code a browser gives (``KeyboardEvent.code``)."""

    actions: dict[str, Action] = field(default_factory=lambda: dict(PRESET))


def read_keypad(path: Path) -> Keypad:
    """Read a ``keypad.json``: an object of codes to actions, as the page for installers writes it.

    Raises:
        KeypadError: It cannot be read, or names what does not exist; or some action has no key.
    """
    try:
        raw = json.loads(path.read_text("utf-8"))
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}"
        raise KeypadError(message) from error
    except ValueError as error:
        message = f"{path} is no JSON: {error}"
        raise KeypadError(message) from error
    if not isinstance(raw, dict):
        message = f'{path} must hold an object such as {{"F13": "next"}}'
        raise KeypadError(message)
    for code, action in raw.items():
        if action not in list(Action):
            message = f"{path}: {code} is {action!r}; there are: {', '.join(Action)}"
            raise KeypadError(message)
    missing = {Action.NEXT, Action.PREVIOUS, Action.SELECT, Action.BACK} - set(raw.values())
    if missing:
        message = f"{path}: no key for {', '.join(sorted(missing))}"
        raise KeypadError(message)
    return Keypad(actions={code: Action(action) for code, action in raw.items()})
