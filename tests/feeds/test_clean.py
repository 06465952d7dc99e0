"""One canonical form for text, phones, addresses and days."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.feeds import clean, phone_text


def test_a_text_that_nobody_reads_to_its_end_is_cut() -> None:
    assert clean.text("a" * (clean.MAX_TEXT + 1)) == "a" * clean.MAX_TEXT


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        (
            "<p>Bonjour <b>tous</b></p><ul><li>a &#233;</li><li>b</li></ul>",
            "Bonjour tous\n\n• a é\n• b",
        ),
        ("&amp;eacute;t&amp;eacute;", "été"),
        ("a<script>alert(1)</script>b", "ab"),
        ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
        ("a\u00a0b\r\nc", "a b\nc"),
        ("\u202eabc\x00", "abc"),
        ("   ", None),
        (None, None),
    ],
)
def test_text(raw: object, plain: str | None) -> None:
    assert clean.text(raw) == plain


@pytest.mark.parametrize(
    ("raw", "number", "display"),
    [
        ("0380112233", "+33380112233", "03 80 11 22 33"),
        (380112233, "+33380112233", "03 80 11 22 33"),
        ("380112233.0", "+33380112233", "03 80 11 22 33"),
        ("+33 (0)3 80 11 22 33", "+33380112233", "03 80 11 22 33"),
        ("115", "115", "115"),
        ("3919", "3919", "3919"),
        ("116 000", "116000", "116 000"),
        ("0262 12 34 56", "+262262123456", "0262 12 34 56"),
    ],
)
def test_phone(raw: object, number: str, display: str) -> None:
    phone = phone_text.phone(raw)
    assert phone is not None
    assert (phone.number, phone.display) == (number, display)


@pytest.mark.parametrize("raw", ["", "néant", "0000000000", "12345678901234567890", None])
def test_no_phone(raw: object) -> None:
    assert phone_text.phone(raw) is None


def test_several_phones_in_a_cell() -> None:
    found, odd = phone_text.phones("Accueil : 03 80 11 22 33 / 0612345678 ou voir site")
    assert [phone.number for phone in found] == ["+33380112233", "+33612345678"]
    assert found[0].label == "Accueil"
    assert odd == ("voir site",)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-01-31", "2026-01-31"), ("2026-01-31T23:00:00Z", "2026-01-31"), ("31/01/2026", "2026-01-31"),
        ("2013.01.26", "2013-01-26"), ("1704067200000", "2024-01-01"), (1704067200, "2024-01-01"),
        ("Décembre 2019", "2019-12-01"), ("juil-22", "2022-07-01"), ("2026-02-30", "None"), ("hier", "None"),
        ("3 mars 2026", "2026-03-03"), ("1er mars 2026", "2026-03-01"), ("Mardi 3 mars 2026", "2026-03-03"), ("31/01/26", "2026-01-31"),
        ("01/2026", "2026-01-01"), ("12/13/2026", "None"), ("03-mars-26", "2026-03-03"), ("mis à jour 2026", "None"),
    ],
)  # fmt: skip
def test_day(value: object, day: str) -> None:
    assert str(clean.day(value)) == day


@pytest.mark.parametrize(
    ("read", "raw", "expected"),
    [
        (clean.website, "www.x.fr", "https://www.x.fr"),
        (clean.website, "http://x.fr/a?b", "http://x.fr/a?b"),
        (clean.website, "javascript:alert(1)", None),
        (clean.website, "pas un site", None),
        (clean.email, " A@B.fr ", "a@b.fr"),
        (clean.email, "a@b", None),
        (clean.postal_code, 1000, "01000"),
        (clean.postal_code, "49243 CEDEX 2", "49243"),
        (clean.postal_code, "750121", None),
        (clean.postal_code, "2A004", None),
    ],
)
def test_addresses(read: Any, raw: object, expected: str | None) -> None:
    assert read(raw) == expected


@given(st.text() | st.integers() | st.floats() | st.none() | st.lists(st.text()))
def test_nothing_raises(value: object) -> None:
    for read in (
        clean.text,
        clean.line,
        phone_text.phone,
        phone_text.phones,
        clean.email,
        clean.website,
        clean.day,
    ):
        read(value)
    clean.postal_code(value)
    clean.position(value, value, ("fr",))
