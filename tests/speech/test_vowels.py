"""Arabic with its vowels, as a voice needs it."""

import re

import pytest
from babel.messages.pofile import read_po

from kiosk.config import TRANSLATIONS
from kiosk.speech.vowels import Vowels, unmarked, vowels_in

FILE = TRANSLATIONS / "ar" / "LC_MESSAGES" / "speech.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


@pytest.fixture(scope="module")
def vowels() -> Vowels:
    found = vowels_in(TRANSLATIONS / "ar")
    assert found
    return found


def test_only_vowels_are_added() -> None:
    with FILE.open("rb") as file:
        for message in read_po(file):
            if message.id:
                assert unmarked(str(message.string)) == message.id
                assert PLACEHOLDER.findall(message.id) == PLACEHOLDER.findall(str(message.string))


@pytest.mark.parametrize(
    "text",
    [
        "مفتوح حتى الساعة 12", "السبت 28 نوفمبر, مغلق", "اليوم, من الساعة 8 والدقيقة 30 إلى الساعة 12، ثم من الساعة 13 إلى الساعة 17",
        "25 دقيقة مشيًا, 1.1 كيلومتر", "03, 80, 00, 00, 00",
    ],
)  # fmt: skip
def test_what_is_put_together_has_its_vowels_too(vowels: Vowels, text: str) -> None:
    said = vowels.of(text)
    assert said
    assert unmarked(said).replace(", ", "").replace(" ", "") == unmarked(text).replace(
        ", ", ""
    ).replace(" ", "")


def test_what_is_not_known_stays_unsaid(vowels: Vowels) -> None:
    assert vowels.of("كلمات لا يعرفها أحد هنا") is None
    assert vowels.of("مفتوح حتى كلمات لا يعرفها أحد") is None


def test_other_languages_have_no_such_file() -> None:
    assert vowels_in(TRANSLATIONS / "fr") is None
