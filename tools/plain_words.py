"""Is the French of the screens plain? Sentences are short, words are common, nobody is acted upon by somebody.

python tools/plain_words.py

After the European rules for information that is easy to read (FALC), as far as a program can hold them. What breaks a rule
for a reason stands with that reason in ``docs/plain-words.toml``. A text is only plain when people for whom it is read it.
"""

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po
from wordfreq import zipf_frequency

ROOT = Path(__file__).resolve().parent.parent
FRENCH = ROOT / "translations" / "fr" / "LC_MESSAGES" / "messages.po"
REASONS = ROOT / "docs" / "plain-words.toml"
MOST_WORDS = 17
"""In a sentence."""

MOST_CLAUSES = 2
"""Words that begin a clause within a clause, in one sentence: one idea each."""

COMMONEST = 3.0
"""On the scale of Zipf: a word that stands once in a million words of French."""

_PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
_SENTENCES = re.compile(r"(?<=[.!?:])\s+")
_WORD = re.compile(r"[A-Za-zÀ-ÿœ]+(?:-[A-Za-zÀ-ÿ]+)*")
_ACTED_UPON = re.compile(
    r"\b(?:est|sont|été|sera|seront)\s+\w+(?:é|ée|és|ées|is|ise|it|ite|u|ue|us|ues)\s+par\b"
)
_CLAUSE = re.compile(r"\b(?:qui|que|dont|où|lesquel\w*|auquel)\b")


def texts() -> Iterator[str]:
    """Every French text, its placeholders as a short word."""
    with FRENCH.open("rb") as file:
        for message in read_po(file, locale="fr"):
            if message.id:
                forms = message.string if isinstance(message.string, tuple) else (message.string,)
                yield from (_PLACEHOLDER.sub("tel", str(form)) for form in forms)


def faults_in(text: str) -> Iterator[tuple[str, str]]:
    """What is not plain in a text: the sentence or word, and why."""
    for sentence in _SENTENCES.split(text):
        words = _WORD.findall(sentence)
        if len(words) > MOST_WORDS:
            yield sentence, f"{len(words)} words; {MOST_WORDS} at most"
        if _ACTED_UPON.search(sentence):
            yield sentence, "somebody is acted upon: say who does it"
        if len(_CLAUSE.findall(sentence)) > MOST_CLAUSES:
            yield sentence, "more than one idea: make two sentences"
        for word in words:
            if len(word) > 3 and zipf_frequency(word.casefold(), "fr") < COMMONEST:
                yield word.casefold(), "a rare word: say it with common ones"


def main() -> int:
    """Name what is not plain and has no reason to be so; and reasons that are not needed any more."""
    reasons = tomllib.loads(REASONS.read_text("utf-8"))["because"]
    found = {what: why for text in texts() for what, why in faults_in(text)}
    for what, why in found.items():
        if what not in reasons:
            print(f"{what!r}: {why}", file=sys.stderr)
    unused = set(reasons) - set(found)
    for what in sorted(unused):
        print(f"{what!r}: stands in {REASONS.name}, but is plain or gone", file=sys.stderr)
    left = [what for what in found if what not in reasons]
    print(f"{len(found)} not plain, {len(found) - len(left)} of them with a reason")
    return 1 if left or unused else 0


if __name__ == "__main__":
    sys.exit(main())
