"""A settings file in TOML, read or refused in words."""

import tomllib
from pathlib import Path
from typing import Any


class UnusableSettings(ValueError):
    """A settings file that cannot be used; the message names the file, the field and what to write."""


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a file.

    Raises:
        UnusableSettings: It is missing, or no TOML.
    """
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}"
        raise UnusableSettings(message) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{path} is no TOML: {error}"
        raise UnusableSettings(message) from error
