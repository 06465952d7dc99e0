"""``kiosk booklet``, as it is typed."""

import io
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskCliRunner
from pypdf import PdfReader

from kiosk.booklet import typesetting
from kiosk.extensions import db
from tests.conftest import load, make_app
from tests.world import SECRET_STREET, place, world

pytestmark = [pytest.mark.usefixtures("fonts"), pytest.mark.slow]


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> FlaskCliRunner:
    uri = f"sqlite:///{tmp_path_factory.mktemp('paper')}/town.sqlite"
    app: Flask = make_app(uri, public_url="https://parvis.exemple.fr")
    sensitive = {"id": "#1", "category": "addiction_care"}
    with app.app_context():
        given = world()
        service = type(given[0].services[0])
        given.append(place("care", "Point Discret", services=(service(**sensitive),)))
        load(given)
    yield app.test_cli_runner()
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "guide.pdf"


def run(runner: FlaskCliRunner, out: Path, *arguments: object) -> Result:
    given = ("booklet", "--town", "Dijon", "--out", out, *arguments)
    return runner.invoke(args=[str(each) for each in given])


def text(out: Path) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(out.read_bytes())).pages)


def test_a_guide_in_french(runner: FlaskCliRunner, out: Path) -> None:
    result = run(runner, out, "--needs", "eat,sleep")
    assert result.exit_code == 0, result.stderr
    assert f"{out}: 6 places on" in result.stdout
    told = text(out)
    for wanted in ("Manger et boire", "Table Proche", "Abri de Nuit", "Camion du Soir", "115", "3919"):  # fmt: skip
        assert wanted in told
    assert "Douches des Femmes" not in told
    assert "Maison Discrète" in told
    assert SECRET_STREET not in told
    assert [each.name for each in out.parent.iterdir()] == ["guide.pdf"]


def test_a_guide_in_arabic_and_french_to_fold(runner: FlaskCliRunner, out: Path) -> None:
    result = run(runner, out, "--language", "ar", "--format", "a5-fold", "--needs", "wash")
    assert result.exit_code == 0, result.stderr
    sheets = PdfReader(out).pages
    assert len(sheets) % 2 == 0
    assert sheets[0].mediabox.width > sheets[0].mediabox.height
    assert "Douches des Femmes" in text(out)


def test_sensitive_places_are_printed_only_when_asked(runner: FlaskCliRunner, out: Path) -> None:
    result = run(runner, out, "--needs", "health,wash")
    assert "sensitive services that were left out: 1." in result.stderr
    assert "Point Discret" not in text(out)
    result = run(runner, out, "--needs", "health,wash", "--sensitive")
    assert "left out" not in result.stderr
    assert "Point Discret" in text(out)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--town", "Nulleville"), "--town 'Nulleville'"),
        (("--town", "Dijom"), "did you mean Dijon?"),
        (("--needs", "eat,fly"), "--needs 'eat,fly': write one or more of eat,sleep"),
        (("--needs", ","), "--needs"),
        (("--language", "xx"), "--language 'xx': write one of fr, en, ar, fa"),
        (("--format", "a3"), "--format"),
        (("--radius-km", "0"), "--radius-km"),
    ],
)
def test_what_cannot_be_is_said_with_its_option(
    runner: FlaskCliRunner, out: Path, arguments: tuple[str, str], said: str
) -> None:
    result = run(runner, out, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not out.exists()


def test_without_places_there_is_no_file(runner: FlaskCliRunner, out: Path) -> None:
    out.write_text("the guide of last month")
    result = run(runner, out, "--town", "Brest", "--needs", "eat")
    assert result.exit_code == 1
    assert "no place within 10 km of Brest for eat" in result.stderr
    assert out.read_text() == "the guide of last month"


def test_an_output_that_cannot_be_written(runner: FlaskCliRunner, tmp_path: Path) -> None:
    missing = tmp_path / "none" / "guide.pdf"
    for path in (missing, tmp_path):
        result = run(runner, path, "--needs", "wash")
        assert result.exit_code == 2
        assert f"--out {path}" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_write_that_fails_leaves_the_old_file(
    runner: FlaskCliRunner, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out.write_text("the guide of last month")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    result = run(runner, out, "--needs", "wash")
    assert result.exit_code == 1
    assert "No space left on device" in result.stderr
    assert [each.name for each in out.parent.iterdir()] == ["guide.pdf"]
    assert out.read_text() == "the guide of last month"


def test_without_typesetter_it_says_what_to_install(
    runner: FlaskCliRunner, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typesetting, "typst", None)
    result = run(runner, out, "--needs", "wash")
    assert result.exit_code == 1
    assert "pip install 'parvis-kiosk[paper]'" in result.stderr
    assert not out.exists()


def test_without_fonts_it_names_the_package(out: Path, tmp_path: Path) -> None:
    app = make_app(f"sqlite:///{tmp_path}/poor.sqlite", fonts=tmp_path / "none")
    with app.app_context():
        load(world())
    result = run(app.test_cli_runner(), out, "--needs", "wash")
    with app.app_context():
        db.engine.dispose()
    assert result.exit_code == 1
    assert "fonts-noto-core" in result.stderr
    assert "KIOSK_FONTS" in result.stderr
    assert not out.exists()
