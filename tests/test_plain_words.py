"""The French of the screens is plain, as far as a program can tell."""

import re
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from kiosk.config import TRANSLATIONS

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
import plain_words


def test_the_french_is_plain(capsys: pytest.CaptureFixture[str]) -> None:
    assert plain_words.main() == 0, capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Ce document est signé par la personne.", "acted upon"),
        ("Les stipulations subséquentes.", "rare word"),
        ("Vous " + "allez " * 20 + "là.", "words; 17 at most"),
        ("Le lieu qui aide les gens qui ont froid et que personne ne voit.", "more than one idea"),
    ],
)
def test_what_is_not_plain_is_found(text: str, why: str) -> None:
    assert any(why in reason for _, reason in plain_words.faults_in(text))


def test_what_is_plain_is_left_alone() -> None:
    assert list(plain_words.faults_in("Appelez avant d'y aller. C'est gratuit.")) == []


def test_french_signs_are_written_as_in_print() -> None:
    """One apostrophe; no blank at which a line may break before ? ! : ; and within « »; no midpoint, no inverted question."""
    kept = {"What do you need?", "What help can I get?"}
    with (TRANSLATIONS / "fr" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale="fr")
    faults = []
    for message in catalogue:
        said = [message.string] if isinstance(message.string, str) else message.string
        for each in said if message.id else ():
            is_bad = re.search(r"\w'\w| [?!;:»](?!//)|« |·", each)
            asks_backwards = re.search(
                r"(?<![Ee]st)-(?:t-)?(?:je|tu|il|elle|on|nous|vous|ils|elles|ce)\b[^.:]*\?", each
            )
            if is_bad or (asks_backwards and message.id not in kept):
                faults.append(each)
    assert faults == []
