"""The PIN of staff: which ones nobody should choose, what is kept of it, how long a wrong one makes wait."""

import base64
import binascii
import hashlib
import hmac
import secrets
from itertools import pairwise
from typing import Final

LEAST_FIGURES: Final = 6
MOST_FIGURES: Final = 20
"""As many as its field takes."""

_COST: Final = 2**15
"""Of scrypt: a tenth of a second and 32 MB for one try."""

_BLOCK: Final = 8
_MEMORY: Final = 64 * 1024 * 1024
_SALT_BYTES: Final = 16
_KIND: Final = "scrypt"

_KEYPAD_LINES: Final = ("123", "456", "789", "147", "258", "369", "159", "357")
_KEYPAD: Final = frozenset(_KEYPAD_LINES) | {line[::-1] for line in _KEYPAD_LINES}

FREE_TRIES: Final = 3
"""So many wrong ones are forgiven: fingers slip."""

_WAITS_S: Final = (60, 120, 240, 300)
"""Behind each further one. The last stays: whoever guesses waits long, and staff are never locked out for ever."""

FORGOTTEN_AFTER_S: Final = 3600
"""So long after the latest wrong one all are forgiven."""


class PinError(ValueError):
    """A PIN that cannot be used; the message says why, and what to do."""


def check_pin(pin: str) -> None:
    """Refuse what somebody would try first.

    Raises:
        PinError: It is short, or a pattern.
    """
    if not (pin.isascii() and pin.isdecimal() and LEAST_FIGURES <= len(pin) <= MOST_FIGURES):
        message = f"a PIN has {LEAST_FIGURES} to {MOST_FIGURES} figures, 0 to 9, and nothing else"
        raise PinError(message)
    if _is_pattern(pin):
        message = f"this PIN is among the first that somebody tries; throw dice, or take this one: {random_pin()}"
        raise PinError(message)


def random_pin() -> str:
    """One that follows no pattern."""
    while True:
        pin = f"{secrets.randbelow(10**LEAST_FIGURES):0{LEAST_FIGURES}}"
        if not _is_pattern(pin):
            return pin


def _is_pattern(pin: str) -> bool:
    """Whether it repeats, counts, mirrors itself, or walks along the keys."""
    return (
        len(set(pin)) < 3
        or pin == pin[::-1]
        or any(pin == (pin[:size] * len(pin))[: len(pin)] for size in range(1, len(pin) // 2 + 1))
        or _longest_count(pin) >= len(pin) - 1
        or _is_series(pin)
        or all(pin[at : at + 3] in _KEYPAD for at in range(0, len(pin), 3))
    )


def _longest_count(pin: str) -> int:
    """How many figures in a row go by one step, 9 before 0: 123456, 987654, 135790."""
    steps = [(int(b) - int(a)) % 10 for a, b in pairwise(pin)]
    longest = run = 1
    for before, step in pairwise([None, *steps]):
        run = run + 1 if step == before else 2
        longest = max(longest, run)
    return longest


def _is_series(pin: str) -> bool:
    """Whether it counts in numbers of several figures: 246810, 101112, 102030."""
    for size in range(1, len(pin) // 3 + 1):
        for second in (size, size + 1):
            first, then = int(pin[:size]), int(pin[size : size + second])
            step, text = then - first, ""
            while len(text) < len(pin) and first >= 0:
                text, first = f"{text}{first}", first + step
            if step and text == pin:
                return True
    return False


def hash_of(pin: str) -> str:
    """What is kept of a PIN.

    Raises:
        PinError: Nobody should choose it.
    """
    check_pin(pin)
    salt = secrets.token_bytes(_SALT_BYTES)
    return f"{_KIND}:{_written(salt)}:{_written(_derived(pin, salt))}"


def is_pin_of(pin: str, pin_hash: str) -> bool:
    """Whether this is the PIN of a hash; it takes a moment, on purpose."""
    salt, derived = _parts(pin_hash)
    return hmac.compare_digest(_derived(pin, salt), derived)


def check_pin_hash(pin_hash: str) -> None:
    """Refuse what is no hash of ours.

    Raises:
        PinError: It is none.
    """
    _parts(pin_hash)


def wait_s(wrong_tries: int) -> int:
    """So many seconds one waits behind so many wrong tries."""
    beyond = wrong_tries - FREE_TRIES
    return _WAITS_S[min(beyond, len(_WAITS_S)) - 1] if beyond > 0 else 0


def _parts(pin_hash: str) -> tuple[bytes, bytes]:
    kind, *parts = pin_hash.split(":")
    try:
        salt, derived = (base64.b64decode(part, validate=True) for part in parts)
    except (ValueError, binascii.Error):
        salt = derived = b""
    if kind != _KIND or len(salt) != _SALT_BYTES or len(derived) != hashlib.sha256().digest_size:
        message = (
            "is none that 'kiosk box pin' wrote; run it, and copy the whole line that it prints"
        )
        raise PinError(message)
    return salt, derived


def _derived(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=_COST, r=_BLOCK, p=1, maxmem=_MEMORY, dklen=32)


def _written(data: bytes) -> str:
    return base64.b64encode(data).decode()
