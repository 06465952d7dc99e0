"""Every cache of the program, named here with how large it may grow and what makes it stale.

There are three kinds. What is read once comes from files of the package: it is as large as they are, and
only another version of the program makes it stale. What is memoised hangs on its arguments alone, so it is
never stale, and the entries used longest ago make room. What an application keeps hangs on its settings or
its database: each application has its own, which :mod:`kiosk.state` makes, and two of them in one process
never see each other's.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

T = TypeVar("T")
K = TypeVar("K")

READ_ONCE: Final = frozenset(
    {
        "box.keyboard._layouts",
        "box.keyboard.keyboard",
        "box.keyboard.keyboard_of",
        "directory.geography.town._by_code",
        "directory.geography.town._by_name",
        "directory.geography.town._by_postal_code",
        "directory.geography.town.towns",
        "directory.hours.holiday._school_holidays",
        "directory.place.audience._data",
        "directory.place.audience.audience_kinds",
        "directory.place.audience.kinds_of_group",
        "directory.place.listing._topics",
        "directory.place.listing.audience_bit",
        "directory.place.listing.language_bit",
        "directory.place.listing.topic_key",
        "directory.vocabulary.category._by_legacy",
        "directory.vocabulary.category._children",
        "directory.vocabulary.category._data",
        "directory.vocabulary.category.ancestors",
        "directory.vocabulary.category.below",
        "directory.vocabulary.category.categories",
        "directory.vocabulary.category.needs",
        "directory.vocabulary.category.needs_of",
        "directory.vocabulary.category.resolve",
        "directory.vocabulary.number._data",
        "directory.vocabulary.number.numbers",
        "directory.vocabulary.number.situations",
        "directory.vocabulary.language._data",
        "directory.vocabulary.language.languages",
        "feeds.program.program_digest",
        "feeds.spreadsheet.cell_words._by_tag",
        "feeds.hours.opening_words.word_table",
        "feeds.spreadsheet.cell_words._by_word",
        "feeds.spreadsheet.cell_words._languages",
        "feeds.spreadsheet.grid._lambert_93",
        "feeds.spreadsheet.heading_words._by_name",
        "feeds.spreadsheet.heading_words.tag_keys",
        "http.bundles.bundles",
        "http.drawings.drawings_in",
        "rights.question.questions",
        "rights.right._data",
        "rights.right.rights",
        "rights.right.still_to_ask",
        "rights.table.table",
        "search.words.known._lists",
        "search.words.known._written",
        "search.words.known.slips",
        "search.words.lexicon._files",
        "search.words.lexicon.lexicon",
        "search.ahead._questions",
        "search.ahead._phrases",
        "search.words.lexicon.lexicons",
        "search.words.guess._about_as_long",
        "search.words.guess._by_sound",
        "search.words.guess._unlisted",
        "search.words.guess._vocabulary",
        "search.words.meaning._known",
        "search.words.meaning._phrases",
        "search.words.meaning._private_words",
        "search.words.meaning._phrases_with",
        "search.words.meaning._rarity",
        "search.words.meaning._single_words",
        "search.circumstances._beginnings",
        "search.circumstances._mute",
        "search.circumstances._phrases",
        "search.geocode._names",
        "search.geocode._sorted_names",
        "search.geocode._stations",
        "search.words.otherwise._phrases",
        "search.words.urgent._longest",
        "search.words.urgent._phrases",
        "search.words.urgent._sounds",
        "shortlist.list_code._longest",
        "shortlist.list_code._offsets",
        "shortlist.list_code._shapes",
        "wording.explained._folded",
        "wording.explained.terms",
    }
)
"""Functions that read or work out something of the package's own files."""

MEMOISED: Final = {
    "booklet.typesetting._fonts_in": 2,
    "codes.qr.qr": 256,
    "directory.geography.town.town_of": 20_000,
    "directory.hours.holiday._is_public_holiday": 4_096,
    "directory.hours.holiday._is_school_holiday": 4_096,
    "directory.hours.holiday._public_holidays": 64,
    "directory.hours.opening_hours._spans": 20_000,
    "directory.hours.opening_rule._library_matches": 50_000,
    "directory.hours.opening_rule._parts": 50_000,
    "directory.hours.opening_rule.rules_of": 50_000,
    "directory.hours.ordinary_week.printed_week": 4_096,
    "directory.hours.schedule._hours_on": 20_000,
    "directory.hours.schedule._zone": 64,
    "directory.vocabulary.fold_table._letters": 64,
    "directory.vocabulary.fold.stem": 10_000,
    "directory.vocabulary.spelling.sound_of": 10_000,
    "feeds.clean._short_text": 20_000,
    "feeds.soliguide.access._audience_of": 1_024,
    "feeds.soliguide.access._conditions_of": 1_024,
    "feeds.soliguide.hours._hours_of": 1_024,
    "feeds.hours.opening_text.read_opening_text": 20_000,
    "http.assets._compressed": 256,
    "http.first_page._later": 1,
    "http.first_page._rules": 1,
    "http.first_page._style": 128,
    "http.page_cache._packing": 256,
    "receipt.lettering._font": 256,
    "receipt.lettering._script": 4_096,
    "receipt.lettering.extent": 4_096,
    "search.words.text.text_of": 4_096,
    "search.words.known.is_word": 4_096,
    "search.words.meaning.meanings_of_key": 4_096,
    "search.words.guess._spellings": 4_096,
    "search.words.guess._guess": 4_096,
    "search.geocode.geocode_with_slips": 2_048,
    "search.geocode.geocode": 2_048,
    "search.geocode.stations_near": 512,
    "speech.script.cut": 512,
    "speech.vowels.vowels_in": 4,
    "store.offers._anywhere": 64,
    "store.offers._around": 512,
    "store.offers._for_psycopg": 1_024,
    "store.offers._unlocated": 512,
    "store.places._shown": 1_024,
    "web.phone.offline._compressed": 4,
    "web.phone.pack._turns_of": 8_192,
    "wording.phrases.remembered.<locals>.in_language": 4_096,
}
"""Functions that remember what they gave for their arguments, and for how many at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CacheRule:
    """How large a cache of an application may grow, and what makes an entry stale.

    Attributes:
        most: Of ``unit``.
        unit: What is counted: entries, or bytes.
        stale: When an entry is not used any more.
    """

    most: int
    unit: str
    stale: str


OF_APPLICATION: Final = {
    "page_cache": CacheRule(most=16 * 1024 * 1024, unit="bytes", stale="when its minute is over, or the data changed"),
    "templates": CacheRule(most=40, unit="entries", stale="never: one for each language"),
    "template_words": CacheRule(most=4_096, unit="entries", stale="never: it hangs on its arguments and the town's pictures"),
    "paths": CacheRule(most=4_096, unit="entries", stale="never: addresses do not change while a server runs"),
    "cards": CacheRule(most=4_000, unit="entries", stale="when the place was written anew, or anything that the card says changed"),
    "badges": CacheRule(most=5_000, unit="entries", stale="when the place was written anew, or when its hours turn"),
    "openings": CacheRule(most=200_000, unit="entries", stale="when the hours turn; schedules never change under their key"),
    "rings": CacheRule(most=20_000, unit="entries", stale="never: it says only where to begin to look"),
    "town_pack": CacheRule(most=40, unit="entries", stale="when the day or the data changed"),
}  # fmt: skip
"""What each application keeps for itself."""


def _name(function: Callable[..., Any]) -> str:
    return f"{function.__module__.removeprefix('kiosk.')}.{function.__qualname__}"


def read_once(function: Callable[..., T]) -> "functools._lru_cache_wrapper[T]":
    """Keep what ``function`` makes of the package's files.

    Raises:
        LookupError: It does not stand in :data:`READ_ONCE`.
    """
    if _name(function) not in READ_ONCE:
        message = f"{_name(function)} is not named in kiosk.caches.READ_ONCE"
        raise LookupError(message)
    return functools.cache(function)


def memoised(function: Callable[..., T]) -> "functools._lru_cache_wrapper[T]":
    """Remember what ``function`` gives for its arguments; it may hang on nothing else.

    Raises:
        LookupError: It does not stand in :data:`MEMOISED`.
    """
    if _name(function) not in MEMOISED:
        message = f"{_name(function)} is not named in kiosk.caches.MEMOISED"
        raise LookupError(message)
    return functools.lru_cache(maxsize=MEMOISED[_name(function)])(function)


class BoundedCache(Generic[K, T]):
    """A cache that forgets everything when it is full: what is asked for often is soon there again."""

    def __init__(self, most: int) -> None:
        """Hold ``most`` entries at most."""
        self._most = most
        self._entries: dict[K, T] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: K) -> T | None:
        """The entry of a key."""
        return self._entries.get(key)

    def put(self, key: K, value: T) -> T:
        """Keep an entry, and give it back."""
        if len(self._entries) >= self._most:
            self._entries = {}
        self._entries[key] = value
        return value
