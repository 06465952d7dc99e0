"""The French of the screens is plain, as far as a program can tell."""

import sys
from pathlib import Path

import pytest

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
