import pytest

from kiosk.config import SettingError, read_settings


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("", None),
        ("https://parvis.example.fr", "https://parvis.example.fr"),
        ("https://parvis.example.fr/", "https://parvis.example.fr"),
        ("http://guide.example.fr:8080/parvis/", "http://guide.example.fr:8080/parvis"),
    ],
)
def test_the_address_that_phones_know(given: str, kept: str | None) -> None:
    assert read_settings({"KIOSK_PUBLIC_URL": given}).public_url == kept


@pytest.mark.parametrize(
    "given", ["parvis.example.fr", "ftp://x.fr", "https://", "https://x.fr/?a=1", "https://x.fr/#a"]
)
def test_an_address_that_phones_cannot_follow_is_refused(given: str) -> None:
    with pytest.raises(SettingError, match=r"KIOSK_PUBLIC_URL is .* write it as"):
        read_settings({"KIOSK_PUBLIC_URL": given})
