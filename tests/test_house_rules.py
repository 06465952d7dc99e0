"""The rules of the house, as tests."""

import ast
import graphlib
import importlib
import importlib.util
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest
from flask import Flask
from jinja2 import meta, nodes
from sqlalchemy import event

from kiosk.caches import MEMOISED, OF_APPLICATION, READ_ONCE
from kiosk.config import STATIC, TEMPLATES
from kiosk.extensions import db
from kiosk.http.bundles import bundles, modules_of
from kiosk.http.frame import NAMES

ROOT = Path(__file__).parent.parent
TEMPLATE_NAMES = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
SHEETS = sorted(STATIC.glob("css/**/*.css"))
SCRIPTS = sorted(str(path.relative_to(STATIC)) for path in STATIC.glob("js/**/*.js"))
WORDS = ("_", "gettext", "ngettext", "pgettext", "loop", "caller")
MODULES = sorted((ROOT / "kiosk").rglob("*.py"))


def test_imports_go_one_way() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports")]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


def test_there_is_something_to_test() -> None:
    assert len(TEMPLATE_NAMES) > 10
    assert SHEETS
    assert SCRIPTS
    assert len(MODULES) > 40


def test_in_the_dark_only_colours_change() -> None:
    """So axe looks at a dark page for its colours, and for all else at a light one."""
    text = "\n".join(sheet.read_text("utf-8") for sheet in SHEETS)
    starts = list(re.finditer(r"prefers-color-scheme[^{]*\{", text))
    assert starts
    for start in starts:
        end, depth = start.end(), 1
        while depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        for name, value in re.findall(
            r"^\s*([\w-]+):\s*([^;]+);", text[start.end() : end], re.MULTILINE
        ):
            assert name.startswith("--"), name
            assert re.fullmatch(r"#(?:[0-9a-f]{3}){1,2}", value), (name, value)


def imports_and_names(tree: nodes.Template) -> tuple[set[str], set[str]]:
    """What a template imports, and what it names elsewhere."""
    imported: set[str] = set()
    for each in tree.find_all(nodes.FromImport):
        imported |= {name[1] if isinstance(name, tuple) else name for name in each.names}
    return imported, {each.name for each in tree.find_all(nodes.Name) if each.ctx == "load"}


def set_here(tree: nodes.Template) -> set[str]:
    """What a template sets for itself."""
    targets = (each.target for each in tree.find_all(nodes.Assign))
    return {each.name for each in targets if isinstance(each, nodes.Name)}


@pytest.mark.parametrize("name", TEMPLATE_NAMES)
def test_templates(town: Flask, name: str) -> None:
    source = (TEMPLATES / name).read_text("utf-8")
    tree = town.jinja_env.parse(source)
    assert not re.search(r"\|\s*safe\b", source)
    assert not re.search(r"\son\w+=|\sstyle=", source)
    assert len(source.splitlines()) <= 120
    for reference in meta.find_referenced_templates(tree):
        assert reference in TEMPLATE_NAMES
    imported, named = imports_and_names(tree)
    assert imported <= named, "imported and not used"
    assert not re.search(r"with context|\{%-? with ", source), "nothing is steered from afar"
    assert meta.find_undeclared_variables(tree) - imported - set_here(tree) <= {
        *NAMES,
        *WORDS,
        *town.jinja_env.globals,
    }
    assert (
        re.search(r"[>}]\s*[A-Za-z]{4,}[^<{]*<", re.sub(r"{[{%#].*?[%}#]}", "", source)) is None
    ), "text outside _()"


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: str(sheet.relative_to(STATIC)))
def test_a_sheet_has_one_declaration_on_a_line(sheet: Path) -> None:
    source = sheet.read_text("utf-8")
    assert source.startswith("/* "), "says what it is for"
    assert max(len(line) for line in source.splitlines()) <= 120
    bare = re.sub(r'"[^"]*"|/\*.*?\*/', "", source, flags=re.DOTALL)
    for line in bare.splitlines():
        assert line.count(";") <= 1, line
        assert not re.search(r"[{;].*\S", line), line
        assert "}" not in line or line.strip() == "}", line


def test_every_sheet_is_in_one_bundle_once() -> None:
    bundled = [each for files in bundles().values() for each in files if each.endswith(".css")]
    assert sorted(bundled) == sorted(str(sheet.relative_to(STATIC)) for sheet in SHEETS)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: str(sheet.relative_to(STATIC)))
def test_sheets_are_logical(sheet: Path) -> None:
    source = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    assert (
        re.findall(
            r"(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b|[\s;{](?:left|right|top|bottom|width|height)\s*:",
            source,
        )
        == []
    )
    assert "!important" not in source
    assert re.findall(r"#[a-z][\w-]*\s*[{,]", source) == []
    assert "http" not in source
    assert source.strip().startswith("@layer")


IMPORT = re.compile(r'^import (?:{ ([\w, ]+) } from )?"([^"]+)";$', re.MULTILINE)
EXPORT = re.compile(r"^export (?:async )?(?:function|const|class) (\w+)", re.MULTILINE)
CLASSIC = {"js/parts/later.js", *bundles()["js/phone/service-worker.js"]}
"""No modules: the one that stands within pages, and the worker, which is one script for older browsers."""

OLD_STYLE = re.compile(r' src="{{ "(?:js/parts/later|vendor/[^"]+)\.js"\|asset }}" defer$')

TOO_NEW = r"\?\.|\?\?|\?\?=|\|\|=|globalThis|catch \{|replaceChildren|toggleAttribute|replaceAll|flatMap|fromEntries|\.at\(|\.flat\(|\.finally\(|\\p\{|\(\?<|#\w+\("
"""What phones of 2017 cannot read (Chrome 61, the first with modules): one such sign, and the whole script is lost."""


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts(name: str) -> None:
    source = (STATIC / name).read_text("utf-8")
    assert source.startswith("/* "), "says what it is for"
    assert max(len(line) for line in source.splitlines()) <= 120
    bare = re.sub(r'"[^"\n]*"|`[^`\n]*`|/\*.*?\*/|//[^\n]*', "", source, flags=re.DOTALL)
    assert "`" not in bare, "a text stands on one line"
    for line in bare.splitlines():
        assert line.count(";") <= 1 or re.match(r" *for \(", line), f"one step on a line: {line}"
        assert not re.search(r"\bvar\b|\beval\b|\bimport\(|innerHTML|onclick", line), line
    if not name.startswith("js/box/"):
        assert re.findall(TOO_NEW, bare) == []
    if name in CLASSIC:
        assert not re.search(r"^(?:import|export)\b", source, re.MULTILINE)


@pytest.mark.parametrize("name", [each for each in SCRIPTS if each not in CLASSIC])
def test_what_a_module_imports_is_there(name: str) -> None:
    source = (STATIC / name).read_text("utf-8")
    assert len(IMPORT.findall(source)) == len(re.findall(r"^import\b", source, re.MULTILINE))
    for names, file in IMPORT.findall(source):
        other = (STATIC / name).parent / file
        exported = EXPORT.findall(other.read_text("utf-8"))
        assert {each.strip() for each in names.split(",") if each.strip()} <= set(exported)
    assert len(modules_of(name)) == len(set(modules_of(name)))


def test_every_script_is_asked_for_and_none_stands_within_a_page() -> None:
    pages = {name: (TEMPLATES / name).read_text("utf-8") for name in TEMPLATE_NAMES}
    asked = set(re.findall(r'"([^"]+)"\|script_(?:now|later)', "".join(pages.values())))
    found = {each for entry in asked for each in modules_of(entry)}
    assert found | CLASSIC == set(SCRIPTS)
    for name, source in pages.items():
        assert "<style" not in source, name
        for attributes, within in re.findall(r"<script\b(.*?)>(.*?)</script>", source):
            if within == "{{ later }}":
                continue
            assert within == "", name
            assert OLD_STYLE.match(attributes), name


def test_catalogues_are_complete_and_fresh() -> None:
    command = [sys.executable, "tools/translations.py", "check"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr


def routes(app: Flask) -> Iterator[str]:
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or set()) and rule.endpoint != "static":
            yield str(rule)


def test_the_routes_are_those_of_the_design(town: Flask) -> None:
    assert sorted(routes(town)) == [
        "/", "/<locale>/", "/<locale>/explained", "/<locale>/help", "/<locale>/list", "/<locale>/list/<code>", "/<locale>/list/<code>/paper", "/<locale>/list/<code>/sheet", "/<locale>/list/<code>/take", "/<locale>/look", "/<locale>/map", "/<locale>/pack.json", "/<locale>/pictures",
        "/<locale>/place/<slug>", "/<locale>/place/<slug>/contact.vcf", "/<locale>/place/<slug>/map", "/<locale>/place/<slug>/opening.ics", "/<locale>/place/<slug>/paper", "/<locale>/place/<slug>/sheet", "/<locale>/place/<slug>/take",
        "/<locale>/rights", "/<locale>/rights/all", "/<locale>/rights/minor", "/<locale>/saved", "/<locale>/search", "/<locale>/suggestions", "/<locale>/towns",
        "/api/v1/<path:rest>", "/api/v1/places", "/api/v1/places/<int:number>", "/box.css", "/end", "/healthz",
        "/manifest.webmanifest", "/rights/table.json", "/service-worker.js", "/speech/<token>.mp3", "/staff", "/tiles.pmtiles", "/tiles/<int:zoom>/<int:x>/<int:y>",
    ]  # fmt: skip


def test_reading_only_selects(town: Flask) -> None:
    statements: list[str] = []

    def note(_c: object, _u: object, statement: str, *_: object) -> None:
        statements.append(statement.upper())

    with town.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        for url in (
            "/",
            "/fr/",
            "/fr/search?need=eat&q=a",
            "/fr/place/table-proche-dijon-1",
            "/api/v1/places",
            "/healthz",
            "/fr/search?q=doushe+longvic",
            "/fr/suggestions?q=ta",
            "/fr/list/0011?keep=2",
            "/fr/place/1/take?as=contact",
        ):
            town.test_client().get(url)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert {each.split()[0] for each in statements} <= {"SELECT", "WITH", "BEGIN", "PRAGMA"}
    writing = {"INSERT", "UPDATE", "DELETE", "REPLACE"}
    assert not [each for each in statements if writing & set(each.split())]
    assert any("SELECT" in each for each in statements)


def test_every_setting_and_command_is_in_the_readme(town: Flask) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    settings = set(re.findall(r"KIOSK_\w+", (ROOT / "kiosk/config.py").read_text("utf-8")))
    assert {each for each in settings if each not in readme} == set()
    assert {name for name in town.cli.commands if f"kiosk {name}" not in readme} == set()


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_modules(module: Path) -> None:
    source = module.read_text("utf-8")
    tree = ast.parse(source)
    assert ast.get_docstring(tree), "says what it is for"
    assert len(source.splitlines()) <= 300, "one room, one door"
    assert module.stem not in {"utils", "helpers", "common", "misc", "manager", "util", "helper"}
    clocks = re.findall(r"datetime\.now\(|date\.today\(|os\.environ", source)
    door = module.relative_to(ROOT / "kiosk").parts[0] in {"http", "cli", "config.py"}
    assert door or not clocks, "the clock is read at the doors"


def test_the_wheel_holds_everything(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(tmp_path),
        ".",
    ]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for wanted in (
        "templates/base.html", "templates/booklet/guide.typ", "static/bundles.toml", "static/css/layers.css", "static/icons/sprite.svg", "static/vendor/htmx-2.0.11.min.js",
        "translations/fr/LC_MESSAGES/messages.mo", "translations/ar/LC_MESSAGES/messages.mo", "directory/geography/towns.csv",
        "directory/vocabulary/categories.json", "box/keyboards.toml", "demo/dijon-soliguide.json", "store/migrations/versions/0001_places.py", "store/migrations/alembic.ini",
    ):  # fmt: skip
        assert f"kiosk/{wanted}" in names


def test_vendored_files_are_what_they_say() -> None:
    import hashlib

    told = (STATIC / "vendor" / "VENDOR.md").read_text("utf-8")
    for file in [*STATIC.glob("vendor/*.js"), STATIC / "icons" / "sprite.svg"]:
        assert hashlib.sha256(file.read_bytes()).hexdigest() in told, file.name


DOCS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("doc", DOCS, ids=lambda path: path.name)
def test_what_documents_name_is_there(doc: Path) -> None:
    named = re.findall(
        r"`((?:[\w.-]+/)+[\w.-]*\.(?:py|html|js|css|toml|json|csv|sh|typ))`", doc.read_text("utf-8")
    )
    roots = [ROOT, *(ROOT / each for each in ("kiosk", "static", "templates", "docs"))]
    assert [each for each in named if not any((root / each).exists() for root in roots)] == []


def test_every_cache_is_named_with_its_bound() -> None:
    """Importing fails for a cached function that is not named; here it is the other way round."""
    found = set()
    for module in MODULES:
        tree = ast.parse(module.read_text("utf-8"))
        place = ".".join(module.relative_to(ROOT / "kiosk").with_suffix("").parts)
        if place == "caches":
            continue
        imported = {
            name.name
            for each in ast.walk(tree)
            if isinstance(each, ast.ImportFrom) and each.module == "functools"
            for name in each.names
        }
        assert not imported & {"cache", "lru_cache", "cached_property"}, place
        for each in ast.walk(tree):
            names = {ast.unparse(one) for one in getattr(each, "decorator_list", [])}
            if names & {"memoised", "read_once"}:
                found.add(f"{place}.{each.name}")  # type: ignore[attr-defined]
    known = {each.replace("remembered.<locals>.", "") for each in {*MEMOISED, *READ_ONCE}}
    assert found == known
    slots = {
        name
        for module in MODULES
        for name in re.findall(r'CacheSlot\(\s*"(\w+)"', module.read_text("utf-8"))
    }
    assert slots == {*OF_APPLICATION}


def test_no_import_goes_round_in_a_circle() -> None:
    graph = grimp.build_graph("kiosk")
    needs = {each: graph.find_modules_directly_imported_by(each) for each in graph.modules}
    graphlib.TopologicalSorter(needs).prepare()


def test_no_folder_holds_more_than_sixteen_modules() -> None:
    folders = Counter(each.parent for each in MODULES if each.name != "__init__.py")
    assert {str(folder): count for folder, count in folders.items() if count > 16} == {}


def test_what_comments_name_is_there() -> None:
    """Moves leave old addresses behind in comments, where no tool follows them."""
    files = [
        *MODULES,
        *TEMPLATES.rglob("*.html"),
        *STATIC.glob("js/**/*.js"),
        *STATIC.glob("css/**/*.css"),
    ]
    path = re.compile(
        r"(?<![\w/.:{-])(?:kiosk|static|templates|docs|tests|tools)/(?:[\w-]+/)*[\w-]+\.(?:py|js|css|html|md|toml)\b"
    )
    name = re.compile(r":(?:class|func|mod|data):`~?(kiosk[\w.]+)`")
    lost = []
    for file in files:
        source = file.read_text("utf-8")
        lost += [(file.name, each) for each in path.findall(source) if not (ROOT / each).exists()]
        lost += [(file.name, each) for each in name.findall(source) if not _is_there(each)]
    assert lost == []


def _is_there(dotted: str) -> bool:
    module, _, attribute = dotted.rpartition(".")
    try:
        found = importlib.import_module(module)
    except ModuleNotFoundError:
        return False
    return hasattr(found, attribute) or importlib.util.find_spec(dotted) is not None
