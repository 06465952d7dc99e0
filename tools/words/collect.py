"""Write ``kiosk/search/words/known/<language>.txt.gz``: the words of a language, folded, in order of letters.

Usage: ``make known-words``, with the spelling dictionaries that :data:`DICTIONARIES` names installed (Debian:
``apt install hunspell hunspell-{fr,en-gb,ar,uk,es,ru,ro,pt-pt,pt-br,tr,bn}``).

The commonest words are taken as they are; rarer ones only if a spelling dictionary accepts them too, since what is
rare on the web is often misspelt. A plural stands under its singular. Sources and licences: README.md beside the lists.
"""

import gzip
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import wordfreq

from kiosk.directory.vocabulary.fold import bare_of, fold
from kiosk.search.words.known import FOLDER, singular_of

DICTIONARIES: Final = {
    "fr": "fr_FR",
    "en": "en_GB",
    "ar": "ar",
    "uk": "uk_UA",
    "es": "es_ES",
    "ru": "ru_RU",
    "ro": "ro_RO",
    "pt": "pt_PT,pt_BR",
    "tr": "tr_TR",
    "bn": "bn_BD",
    "fa": None,
}
"""The languages of the screens that have a list, each with its spelling dictionary."""

COMMONEST: Final = 20_000
"""Taken as they are."""

RARER: Final = 60_000
"""As many are asked of the spelling dictionary."""

LATIN: Final = frozenset({"fr", "en", "es", "ro", "pt", "tr"})
SHORTEST: Final = 3


def main() -> None:
    """Write every list."""
    Path(str(FOLDER)).mkdir(exist_ok=True)
    for language, dictionary in DICTIONARIES.items():
        words = known(language, dictionary)
        text = "\n".join(words)
        path = Path(str(FOLDER)) / f"{language}.txt.gz"
        path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
        print(f"{language}: {len(words):,} words, {path.stat().st_size:,} bytes")


def known(language: str, dictionary: str | None) -> list[str]:
    """The folded words of a language."""
    listed = wordfreq.top_n_list(language, RARER)
    common, rare = listed[:COMMONEST], listed[COMMONEST:]
    accepted = _accepted(rare, dictionary) if dictionary else rare
    found = {
        bare
        for written in (*common, *accepted)
        for piece in fold(written).split()
        if (bare := bare_of(piece))
        and len(bare) >= SHORTEST
        and not any(char.isdigit() for char in bare)
        and bare.isascii() == (language in LATIN)
    }
    return sorted(word for word in found if singular_of(word) not in found - {word})


def _accepted(words: Iterable[str], dictionaries: str) -> list[str]:
    accepted: set[str] = set()
    for dictionary in dictionaries.split(","):
        run = subprocess.run(
            ["hunspell", "-i", "UTF-8", "-d", dictionary, "-G"],
            input="\n".join(words),
            capture_output=True,
            text=True,
            check=True,
        )
        accepted |= set(run.stdout.split())
    return sorted(accepted)


if __name__ == "__main__":
    main()
