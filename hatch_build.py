"""Compile the catalogues when the wheel is built, and for an editable install."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    """Turns every ``messages.po`` into a ``messages.mo``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile."""
        for source in Path(self.root, "translations").glob("*/LC_MESSAGES/messages.po"):
            with source.open("rb") as file:
                catalogue = read_po(file, locale=source.parent.parent.name)
            with source.with_suffix(".mo").open("wb") as file:
                write_mo(file, catalogue)
