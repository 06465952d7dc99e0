"""Settings, from the environment; and where templates, static files and catalogues lie."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from kiosk.box.settings import Box, read_box
from kiosk.box.toml_file import UnusableSettings
from kiosk.box.town_settings import TownSettings, read_town_settings
from kiosk.directory.geography.point import Point, department_of, distance_m, territory_around
from kiosk.directory.geography.town import nearest_town
from kiosk.directory.vocabulary.number import territories_of
from kiosk.locales import read_locales

_PACKAGE: Final = Path(__file__).resolve().parent
_A_COMMUNE_M: Final = 12_000
"""Nowhere in France is the next town hall farther away: beyond it one is in Spain or Andorra."""

ROOT: Final = _PACKAGE if (_PACKAGE / "templates").is_dir() else _PACKAGE.parent
"""In a wheel the three folders lie inside the package, in a checkout beside it."""

TEMPLATES: Final = ROOT / "templates"
STATIC: Final = ROOT / "static"
TRANSLATIONS: Final = ROOT / "translations"
MIGRATIONS: Final = _PACKAGE / "store" / "migrations"
FONTS: Final = Path("/usr/share/fonts/truetype/noto")
"""Where Debian's fonts-noto-core lies."""


class SettingError(ValueError):
    """A setting that cannot be used; the message names it and says what to write."""


def available_locales() -> tuple[str, ...]:
    """The languages that are translated far enough to be offered, in the order of the menus."""
    return tuple(code for code, each in read_locales(TRANSLATIONS).items() if each.is_whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a town hall may change. Each field is an environment variable ``KIOSK_...``.

    Attributes:
        database_uri: KIOSK_DATABASE_URI. None: a SQLite file in the instance folder.
        database_read_uri: KIOSK_DATABASE_READ_URI. A copy that answers visitors; None: the same.
        kiosk_mode: KIOSK_MODE. 1 on a public screen.
        box: KIOSK_BOX. The file that describes the box: docs/install.md. None: the usual one.
        town: KIOSK_TOWN. The file in which a town says what is its own: docs/install.md. None: nothing.
        territories: Which numbers to call answer here; from KIOSK_NEAR: {"fr", "coast"}.
        name: KIOSK_NAME. What this guide is called, on every screen.
        near: KIOSK_NEAR. Where the box stands, or the middle of the town: "47.3220,5.0415".
        near_name: KIOSK_NEAR_NAME. What that point is called.
        public_url: KIOSK_PUBLIC_URL. Where phones find this guide: "https://parvis.example.fr". On a
            public screen without it no code leads to the guide: the screen's own address is its own.
        tiles: KIOSK_TILES. A PMTiles file with pictures of the town's map; None: no map.
        human: KIOSK_HUMAN. Whom to ask in person, e.g. "the reception desk, ground floor".
        locales: KIOSK_LOCALES. Languages offered, in order: "fr,en,ar". Empty: all that are translated.
        fonts: KIOSK_FONTS. The folder of Noto fonts (Debian's fonts-noto-core), for paper.
        pictures: KIOSK_PICTURES. A folder of SVG files that take the place of pictures: docs/pictures.md.
        rights: KIOSK_RIGHTS. A file with the town's own rules and doors for the check of rights: docs/rights.md.
        speech: KIOSK_SPEECH. The folder of recordings, voices and clips; None: "speech" in the instance folder.
        demo: KIOSK_DEMO. 1 marks every screen: these places are invented.
    """

    database_uri: str | None = None
    database_read_uri: str | None = None
    kiosk_mode: bool = False
    box: Box = field(default_factory=Box)
    town: TownSettings = field(default_factory=TownSettings)
    territories: frozenset[str] = frozenset({"fr"})
    name: str = "Parvis"
    near: Point | None = None
    near_name: str | None = None
    public_url: str | None = None
    tiles: Path | None = None
    human: str | None = None
    locales: tuple[str, ...] = field(default_factory=available_locales)
    fonts: Path = FONTS
    pictures: Path | None = None
    rights: Path | None = None
    speech: Path | None = None
    demo: bool = False

    def speech_folder(self, instance: Path) -> Path:
        """Where recordings, voices and clips lie; ``instance`` is the folder of the program's own files."""
        return self.speech or instance / "speech"


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings.

    Raises:
        SettingError: One of them cannot be used.
    """
    env = os.environ if environment is None else environment
    near_text = env.get("KIOSK_NEAR", "")
    near = Point.parse(near_text) if near_text else None
    if near_text and near is None:
        message = f"KIOSK_NEAR is {near_text!r}; write latitude,longitude such as 47.3220,5.0415"
        raise SettingError(message)
    box = _box(env.get("KIOSK_BOX", ""))
    return Settings(
        database_uri=env.get("KIOSK_DATABASE_URI") or None,
        database_read_uri=env.get("KIOSK_DATABASE_READ_URI") or None,
        kiosk_mode=_switch(env, "KIOSK_MODE"),
        box=box,
        town=_town(env.get("KIOSK_TOWN", "")),
        territories=_territories(near),
        name=env.get("KIOSK_NAME") or "Parvis",
        near=near,
        near_name=env.get("KIOSK_NEAR_NAME") or None,
        public_url=_public_url(env.get("KIOSK_PUBLIC_URL", "")),
        tiles=_path(env, "KIOSK_TILES"),
        pictures=_path(env, "KIOSK_PICTURES"),
        rights=_path(env, "KIOSK_RIGHTS"),
        speech=_path(env, "KIOSK_SPEECH"),
        human=env.get("KIOSK_HUMAN") or None,
        locales=_locales(env.get("KIOSK_LOCALES") or ",".join(box.locales or ())),
        fonts=Path(env.get("KIOSK_FONTS") or FONTS),
        demo=_switch(env, "KIOSK_DEMO"),
    )


def _path(env: Mapping[str, str], name: str) -> Path | None:
    return Path(env[name]) if env.get(name) else None


def _box(path: str) -> Box:
    try:
        return read_box(Path(path)) if path else Box()
    except UnusableSettings as error:
        message = f"KIOSK_BOX: {error}"
        raise SettingError(message) from error


def _town(path: str) -> TownSettings:
    try:
        return read_town_settings(Path(path)) if path else TownSettings()
    except UnusableSettings as error:
        message = f"KIOSK_TOWN: {error}"
        raise SettingError(message) from error


def _territories(near: Point | None) -> frozenset[str]:
    if near is None:
        return frozenset({"fr"})
    town = nearest_town(near)
    abroad = territory_around(near, ("ad", "es"))
    if abroad is not None and distance_m(near, town.point) > _A_COMMUNE_M:
        return frozenset({abroad.country})
    return territories_of("fr", department_of(town.postal_codes[0]) if town.postal_codes else None)


def _public_url(text: str) -> str | None:
    if not text:
        return None
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
        message = f"KIOSK_PUBLIC_URL is {text!r}; write it as https://parvis.example.fr"
        raise SettingError(message)
    return text.rstrip("/")


def _switch(env: Mapping[str, str], name: str) -> bool:
    value = env.get(name, "").strip().lower()
    if value in {"", "0", "no", "false"}:
        return False
    if value in {"1", "yes", "true"}:
        return True
    message = f"{name} is {value!r}; write 1 or 0"
    raise SettingError(message)


def _locales(text: str) -> tuple[str, ...]:
    offered = tuple(part.strip() for part in text.split(",") if part.strip())
    available = available_locales()
    missing = [each for each in offered if each not in available]
    if missing:
        message = (
            f"KIOSK_LOCALES names {', '.join(missing)}, which is not translated or not far enough;"
            f" there are: {', '.join(available)}"
        )
        raise SettingError(message)
    return offered or available
