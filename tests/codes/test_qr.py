"""QR codes are read by another program, at any text."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.codes.links import dial_link, map_link, text_message_link, wifi_text
from kiosk.codes.qr import LARGEST_VERSION, MOST_BYTES, QUIET, qr
from tests.read_codes import read
from tests.thoroughness import examples


@settings(max_examples=examples(40))
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60))  # fmt: skip
def test_whatever_goes_in_comes_out(text: str) -> None:
    code = qr(text)
    assert read(code.size, code.path) == text


def test_a_short_address_is_a_small_code_with_its_quiet_zone() -> None:
    code = qr("https://parvis.example/fr/list/B7K2QD")
    assert code.size <= 33 + 2 * QUIET
    columns = [int(x) for x in re.findall(r"M(\d+) ", code.path)]
    rows = [int(y) for y in re.findall(r"M\d+ (\d+)\.5h", code.path)]
    assert min(columns) == min(rows) == QUIET
    assert max(rows) == code.size - QUIET - 1


@pytest.mark.parametrize("length", [MOST_BYTES + 1, 3_000])
def test_too_long_a_text_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match=f"{length} bytes are more than the 271"):
        qr("x" * length)


def test_the_longest_text_is_in_a_code_that_old_phones_read() -> None:
    assert qr("é" * 106).version == qr("x" * MOST_BYTES).version == LARGEST_VERSION


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (dial_link("+33353011001"), "tel:+33353011001"),
        (map_link(47.3225, 5.04), "geo:47.32250,5.04000"),
        (
            map_link(47.3225, 5.04, "Le (bon) lit"),
            "geo:47.32250,5.04000?q=47.32250,5.04000(Le%20%28bon%29%20lit)",
        ),
        (wifi_text("Mairie; salle", 'a"b\\c:d'), 'WIFI:T:WPA;S:Mairie\\; salle;P:a\\"b\\\\c\\:d;;'),
        (wifi_text("Ouvert", None), "WIFI:T:nopass;S:Ouvert;;"),
        (
            text_message_link("Le Lit : 12 rue A & B"),
            "sms:?&body=Le%20Lit%20%3A%2012%20rue%20A%20%26%20B",
        ),
    ],
)
def test_what_a_phone_does_at_once(said: str, text: str) -> None:
    assert said == text
