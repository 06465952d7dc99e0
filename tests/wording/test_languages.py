"""Fifteen languages: complete, rightly counted, each in its own script, and hidden when they are not."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from babel import Locale as BabelLocale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from kiosk.config import TRANSLATIONS, SettingError, available_locales, read_settings
from kiosk.locales import Locale, read_locales, write_percents
from kiosk.wording.language import LOCALES

TRANSLATED = [each for each in LOCALES if each != "en"]
CLDR_ORDER = {
    "ar": ("zero", "one", "two", "few", "many", "other"),
    "uk": ("one", "few", "many"),
    "ru": ("one", "few", "many"),
    "ro": ("one", "few", "other"),
}
ONE_FORM = ("fa", "ka", "tr")
SCRIPTS = {
    "Arab": "ARABIC",
    "Cyrl": "CYRILLIC",
    "Geor": "GEORGIAN",
    "Ethi": "ETHIOPIC",
    "Beng": "BENGALI",
    "Latn": "LATIN",
}


def catalogue(code: str) -> Catalog:
    with (TRANSLATIONS / code / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=code)


def test_fifteen_languages_are_offered() -> None:
    assert available_locales() == (
        "fr",
        "en",
        "ar",
        "fa",
        "ps",
        "uk",
        "ru",
        "ro",
        "ka",
        "es",
        "ti",
        "tr",
        "bn",
        "pt",
        "sq",
    )


def test_no_language_is_said_to_be_checked_by_a_native_speaker() -> None:
    assert not any(each.checked_by for each in LOCALES.values())


@pytest.mark.parametrize("code", TRANSLATED)
def test_forms_of_numbers_are_those_of_the_language(code: str) -> None:
    choose = eval_plural(catalogue(code).plural_expr)
    category = BabelLocale.parse(code).plural_form
    for number in [*range(130), 200, 211, 1000]:
        if code in ONE_FORM:
            assert choose(number) == 0
        elif order := CLDR_ORDER.get(code):
            assert order[choose(number)] == category(number), (code, number)
        else:
            assert choose(number) == (number > 1 if code == "fr" else number != 1)


def eval_plural(expression: str) -> Callable[[int], int]:
    """The rule of a catalogue, as the program that reads it understands it."""
    from gettext import c2py

    return c2py(expression)  # type: ignore[no-any-return]


@pytest.mark.parametrize("code", TRANSLATED)
def test_each_language_is_written_in_its_script(code: str) -> None:
    """A string that was left in another language shows here; names of institutions are Latin everywhere."""
    script = SCRIPTS[LOCALES[code].script]
    foreign = []
    for message in catalogue(code):
        if not message.id:
            continue
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        for form in forms:
            bare = re.sub(r"%\(\w+\)[sd]|\{\w+\}", "", str(form))
            letters = [
                unicodedata.name(each, "").partition(" ")[0] for each in bare if each.isalpha()
            ]
            own = sum(each == script for each in letters)
            if (
                letters
                and own < len(letters) / 2
                and re.search(r"[a-z]{4}", bare)
                and script != "LATIN"
            ):
                foreign.append(form)
            digits = [each for each in bare if each.isdigit() and not each.isascii()]
            assert not digits, form
            assert not re.search("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]", str(form)), form
    assert not foreign


@pytest.mark.parametrize("code", [each for each in TRANSLATED if each != "fr"])
def test_no_language_repeats_the_english(code: str) -> None:
    same = [
        str(each.id)
        for each in catalogue(code)
        if each.id
        and each.string == each.id
        and re.search(r"[a-z]{3}", re.sub(r"%\(\w+\)[sd]", "", str(each.id)))
    ]
    # Words that are the same in several languages, and the short names of things.
    assert len(same) <= 12, same


def test_a_language_that_is_not_whole_hides(tmp_path: Path) -> None:
    source = (TRANSLATIONS / "locales.csv").read_text("utf-8")
    (tmp_path / "locales.csv").write_text(source, "utf-8")
    write_percents(tmp_path, {**dict.fromkeys(LOCALES, 100), "ka": 94, "sq": 95})
    found = read_locales(tmp_path)
    assert not found["ka"].is_whole
    assert found["sq"].is_whole
    assert list(found) == list(LOCALES)


def test_an_operator_switches_a_language_off() -> None:
    assert read_settings({"KIOSK_LOCALES": "fr,ar"}).locales == ("fr", "ar")
    with pytest.raises(SettingError, match=r"KIOSK_LOCALES names snk, which is not translated"):
        read_settings({"KIOSK_LOCALES": "fr,snk"})


def test_the_register_is_what_pages_use() -> None:
    assert {code for code, each in LOCALES.items() if each.direction == "rtl"} == {"ar", "fa", "ps"}
    assert all(isinstance(each, Locale) and each.script in SCRIPTS for each in LOCALES.values())
