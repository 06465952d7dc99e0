"""What a town writes of rights, and what it is told when it cannot be used."""

from pathlib import Path

import pytest

from kiosk.rights.diagram import Verdict, verdict_of
from kiosk.rights.local import LocalError, read_local
from kiosk.rights.question import AXES

GOOD = """
[[right]]
id = "transport"
title = "Tarif solidaire du réseau"
text.fr = "Demandez-le à l’agence de la place centrale."
text.en = "Ask for it at the office in the central square."
likely = [{ income = ["0", "500"] }]
maybe = [{ income = ["800", "1100"] }]

[[door]]
rights = ["rsa", "c2s"]
place = 12
"""


def _file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "rights.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_town_says_its_own(tmp_path: Path) -> None:
    local = read_local(_file(tmp_path, GOOD))
    own = local.rights["transport"]
    assert own.title == "Tarif solidaire du réseau"
    assert own.said("en") == ("Ask for it at the office in the central square.", "en")
    assert own.said("ar") == ("Demandez-le à l’agence de la place centrale.", "fr")
    assert local.doors == {"rsa": (12,), "c2s": (12,)}
    possible = {axis: frozenset(levels) for axis, levels in AXES.items()}
    diagram = local.diagrams()["transport"]
    assert verdict_of(diagram, {**possible, "income": frozenset(["0"])}) is Verdict.LIKELY
    assert verdict_of(diagram, {**possible, "income": frozenset(["more"])}) is Verdict.NO


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nonsense", "rights.toml"),
        ("[[rigth]]", "there is no [[rigth]]"),
        ('[right]\nid = "rsa"', "two brackets"),
        ('[[right]]\nid = "bus"', "'bus'; there are: rsa"),
        ('[[right]]\nid = "rsa"\ncolour = "red"', "there is no colour"),
        ('[[right]]\nid = "rsa"\ntext = "Hello"', "a sentence for each language"),
        ('[[right]]\nid = "rsa"\nmaybe = [{ income = ["12"] }]', "income has no level 12"),
        ('[[right]]\nid = "rsa"\nmaybe = [{ colour = ["red"] }]', "colour has no level red"),
        ('[[right]]\nid = "rsa"\nmaybe = ["rich"]', "docs/rights.md"),
        ('[[right]]\nid = "rsa"\nmaybe = 3', "docs/rights.md"),
        (
            '[[door]]\nrights = ["rsa"]\nplace = "twelve"',
            "the number at the end of the place's address",
        ),
        ("[[door]]\nrights = []\nplace = 1", "write a list"),
        ("[[door]]\nplace = 1", "write a list"),
    ],
)
def test_a_fault_is_named_with_what_to_write(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(LocalError, match=r"rights\.toml") as raised:
        read_local(_file(tmp_path, text))
    assert said in str(raised.value)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(LocalError, match="missing"):
        read_local(tmp_path / "missing.toml")
