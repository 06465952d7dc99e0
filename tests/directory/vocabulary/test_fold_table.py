"""What a phone folds with its table is what the guide folds."""

import re

import pytest

from kiosk.directory.vocabulary.fold import SILENT, STOP_WORDS, fold, split
from kiosk.directory.vocabulary.fold_table import apart, fold_table
from kiosk.search.words.lexicon import phrases_of, written
from kiosk.search.words.text import text_of


def folded(text: str, table: dict) -> str:  # type: ignore[type-arg]
    """As static/js/phone/worker/reading.js does."""
    letters = {sign: becomes for becomes, signs in table["others"].items() for sign in signs}
    same, gone = re.compile(f"[{table['same']}]"), re.compile(f"[{table['gone']}]")
    bare = gone.sub("", apart(re.sub(table["joined"], r"\1", text.lower())))
    signs = (sign if same.match(sign) else letters.get(sign, " ") for sign in bare)
    return " ".join("".join(signs).split())


@pytest.mark.parametrize("locale", written())
def test_every_phrase_of_a_language_however_it_is_written(locale: str) -> None:
    phrases = [phrase for _, phrase in phrases_of(locale)]
    table = fold_table(map(fold, phrases))
    for phrase in phrases:
        for text in (phrase, phrase.upper(), phrase.title(), f"«{phrase}» !", f" {phrase}\u200f…"):
            assert folded(text, table) == fold(text), text


def test_letters_of_all_keyboards() -> None:
    table = fold_table(["a", "ا", "а", "ა", "ሰጸሐቀአ", "আ"])
    for text in ("Œuvre, ŒUVRE; œuvre", "Straße STRASSE ẞ", "İstanbul ISPARTA ığdır", "Łódź ØSTERØ đ Ħ", "п'ять П’ЯТЬ об'єкт", "l'été L’ÉTÉ",
                 "كِتَابٌ أإآٱى ة ؤ ئ ـ ء", "کتاب یک ۀ ہ ھ ے ڪ ګ ې ۍ", "٠١٢٣ ۴۵۶ ০১২৩", "ሠሡ ፀ ኀ ቐ", "চাঁদ কাপড়চোপড় ো ৌ ড়", "ᲐᲑᲒ აბგ", "½ ² ﬁ Å"):  # fmt: skip
        assert folded(text, table) == fold(text), text


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("des douches gratuites", ("douch", "gratuit")),
        ("DOUCHES", ("douch",)),
        ("les bureaux de poste", ("bureau", "poste")),
        ("bus", ("bus",)),
        ("الأكل والمشروبات", ("اكل", "مشروبات")),
        ("ile", ("ile",)),
        ("115", ("115",)),
        ("le 5", ("5",)),
    ],
)
def test_words_are_told_apart_by_rules_that_are_data(text: str, key: tuple[str, ...]) -> None:
    assert text_of(text).key == key


def test_what_tells_nothing() -> None:
    silent = re.compile(SILENT)
    for word in (*STOP_WORDS, "x", "ж"):
        assert silent.match(word), word
        assert split(word) == ()
    for word in ("5", "xy", "115", "douche"):
        assert not silent.match(word), word
