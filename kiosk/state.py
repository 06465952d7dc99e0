"""What an application keeps while it runs: its settings, what its doors read at the start, its caches.

Everything hangs on one value of one application. A door names what it keeps with a :class:`Slot`, a cache with
a :class:`CacheSlot`; both say of which type it is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from flask import Flask, current_app

from kiosk.caches import OF_APPLICATION
from kiosk.config import Settings

T = TypeVar("T")

_EXTENSION: Final = "kiosk"


@dataclass(frozen=True, slots=True)
class Slot(Generic[T]):
    """A value that a door puts into the state when it opens."""

    name: str


@dataclass(frozen=True, slots=True)
class CacheSlot(Generic[T]):
    """A cache; ``create`` makes an empty one that holds so much at most.

    Attributes:
        name: In :data:`kiosk.caches.OF_APPLICATION`, which says how much that is.
        create: Of its bound.
    """

    name: str
    create: Callable[[int], T]


class State:
    """The state of one application."""

    def __init__(self, settings: Settings) -> None:
        """Begin with settings; doors add to it, caches are made when they are first asked for."""
        self.settings = settings
        self._values: dict[str, Any] = {}
        self._caches: dict[str, Any] = {}

    def put(self, slot: Slot[T], value: T) -> None:
        """Keep a value."""
        self._values[slot.name] = value

    def get(self, slot: Slot[T]) -> T:
        """The value of a slot, which its door has put there.

        Raises:
            KeyError: The door of this slot is not open in this application.
        """
        found: T = self._values[slot.name]
        return found

    def cache(self, slot: CacheSlot[T]) -> T:
        """The cache of a slot."""
        found: T | None = self._caches.get(slot.name)
        if found is None:
            found = self._caches.setdefault(slot.name, slot.create(OF_APPLICATION[slot.name].most))
        return found


def keep_state(app: Flask, state: State) -> None:
    """Hang the state on its application."""
    app.extensions[_EXTENSION] = state


def state_of(app: Flask) -> State:
    """The state of an application."""
    found: State = app.extensions[_EXTENSION]
    return found


def state() -> State:
    """That of the running application."""
    found: State = current_app.extensions[_EXTENSION]
    return found


def settings() -> Settings:
    """Those of the running application."""
    return state().settings
