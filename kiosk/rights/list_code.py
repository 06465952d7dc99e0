"""The code of a list of rights: two bits a right, spelled in letters that nobody confuses.

It carries results and none of the answers. It stands after the "#" of an address, which no browser
sends to a server.
"""

from collections.abc import Mapping
from typing import Final

from kiosk.rights.diagram import Verdict
from kiosk.rights.right import rights

VERSION: Final = "1"
_LETTERS: Final = "0123456789abcdefghjkmnpqrstvwxyz"


def list_code(verdicts: Mapping[str, Verdict]) -> str:
    """The code of some results, such as "1.0c40g0000008"."""
    packed = sum(verdict << 2 * rights()[name].bit for name, verdict in verdicts.items())
    length = (2 * len(rights()) + 4) // 5
    return f"{VERSION}." + "".join(_LETTERS[packed >> 5 * place & 31] for place in range(length))


def read_list_code(code: str) -> dict[str, Verdict] | None:
    """The results of a code; None where it is none of ours."""
    version, _, letters = code.partition(".")
    length = (2 * len(rights()) + 4) // 5
    if version != VERSION or len(letters) != length or set(letters) - set(_LETTERS):
        return None
    packed = sum(_LETTERS.index(letter) << 5 * place for place, letter in enumerate(letters))
    found: dict[str, Verdict] = {}
    for name, right in rights().items():
        value = packed >> 2 * right.bit & 3
        if value > Verdict.LIKELY:
            return None
        found[name] = Verdict(value)
    return found
