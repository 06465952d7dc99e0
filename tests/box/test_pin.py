"""Which PINs nobody may choose, and what is kept of the others."""

import random

import pytest

from kiosk.box.pin import (
    FORGOTTEN_AFTER_S,
    PinError,
    check_pin,
    check_pin_hash,
    hash_of,
    is_pin_of,
    random_pin,
    wait_s,
)
from tests.world import PIN, PIN_HASH

GUESSED_FIRST = """
000000 111111 123456 654321 012345 567890 987654 246810 135790 864200 121212 101010 123123 112233 123321 102030 101112
147258 159753 789456 258258 12345678 2468101214 99999999 00000000 11223344
"""


@pytest.mark.parametrize("pin", GUESSED_FIRST.split())
def test_what_somebody_tries_first_is_refused(pin: str) -> None:
    with pytest.raises(PinError, match=r"among the first .* take this one: \d{6}$"):
        check_pin(pin)


@pytest.mark.parametrize(
    "pin", ["", "1234", "0000", "73194", "7319a6", "73 1946", "٧٣١٩٤٦", "7" * 21]
)
def test_a_pin_is_six_figures_or_more(pin: str) -> None:
    with pytest.raises(PinError, match="has 6 to 20 figures"):
        check_pin(pin)


def test_nearly_all_others_may_be_chosen() -> None:
    dice = random.Random(9)
    pins = [f"{dice.randrange(10**6):06}" for _ in range(2_000)]

    def is_refused(pin: str) -> bool:
        try:
            check_pin(pin)
        except PinError:
            return True
        return False

    assert sum(map(is_refused, pins)) < 60
    check_pin(random_pin())


def test_the_hash_knows_its_pin_and_does_not_hold_it() -> None:
    again = hash_of(PIN)
    assert again != PIN_HASH
    assert PIN not in again
    assert is_pin_of(PIN, again)
    assert is_pin_of(PIN, PIN_HASH)
    assert not is_pin_of(PIN[:-1] + "7", PIN_HASH)
    assert not is_pin_of("", PIN_HASH)


@pytest.mark.parametrize(
    "text", ["", "731946", PIN_HASH[:-4], PIN_HASH + ":AAAA", "md5" + PIN_HASH[6:]]
)
def test_what_is_no_hash_is_refused(text: str) -> None:
    with pytest.raises(PinError, match="kiosk box pin"):
        check_pin_hash(text)


def test_each_wrong_try_waits_longer_but_nobody_for_ever() -> None:
    waits = [wait_s(count) for count in range(1, 100)]
    assert waits[:3] == [0, 0, 0]
    assert waits == sorted(waits)
    assert waits[3] == 60
    assert max(waits) == 300 < FORGOTTEN_AFTER_S
