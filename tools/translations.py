"""Keep the catalogues true: ``update``, ``check`` and ``compile``.

python tools/translations.py update    extract the English, merge it into every catalogue, count what is translated
python tools/translations.py check     fail when one is stale, incomplete, fuzzy or broken
python tools/translations.py compile   write the .mo files
"""

import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from kiosk.directory.place.audience import audience_kinds
from kiosk.directory.vocabulary.category import categories, needs
from kiosk.directory.vocabulary.number import numbers, situations
from kiosk.locales import read_locales, write_percents
from kiosk.rights.question import questions
from kiosk.rights.right import rights, still_to_ask
from kiosk.wording.explained import terms

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "translations"
KEYWORDS = {
    "gettext": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "lazy_gettext": None,
    "_": None,
}
MAPPINGS = [("kiosk/**.py", "python"), ("templates/**.html", "jinja2")]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def extract() -> Catalog:
    """The English messages of code, templates and the directory's data files."""
    catalogue = Catalog(project="Parvis", charset="utf-8")
    found = extract_from_dir(ROOT, MAPPINGS, {"templates/**.html": {"trimmed": "true"}}, KEYWORDS)
    for file, line, message, comments, context in found:
        if message:
            place = Path(file).as_posix()
            catalogue.add(message, None, [(place, line)], auto_comments=comments, context=context)
    for name, label in data_labels():
        catalogue.add(label, None, [(f"kiosk/{name}", 1)])
    return catalogue


def data_labels() -> list[tuple[str, str]]:
    """Labels that stand in data files."""
    return [
        *(("directory/vocabulary/categories.json", each.label) for each in categories().values()),
        *(("directory/vocabulary/categories.json", each.label) for each in needs().values()),
        *(("directory/vocabulary/numbers.toml", each.label) for each in numbers()),
        *(("directory/vocabulary/numbers.toml", each.line) for each in situations().values()),
        *(("directory/audiences.json", each.label) for each in audience_kinds().values()),
        *(("wording/explained.toml", each.meaning) for each in terms()),
        *(("rights/questions.toml", text) for text in _texts_of_questions()),
        *(("rights/rights.toml", text) for text in _texts_of_rights()),
    ]


def _texts_of_questions() -> list[str]:
    asked = [text for each in questions() for text in (each.ask, each.hint, each.why)]
    answers = [answer.say for each in questions() for answer in each.answers]
    return [text for text in (*asked, *answers) if text]


def _texts_of_rights() -> list[str]:
    told = [text for each in rights().values() for text in (each.label, each.what, each.bring)]
    return [*told, *still_to_ask().values()]


def catalogues() -> list[Path]:
    """Every catalogue there is."""
    return sorted(TRANSLATIONS.glob("*/LC_MESSAGES/messages.po"))


def read(path: Path) -> Catalog:
    """Read one catalogue."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def update() -> int:
    """Merge the present English into every catalogue."""
    template = extract()
    for path in catalogues():
        catalogue = read(path)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        write(path, catalogue)
    write_percents(TRANSLATIONS, percents(template))
    return 0


def percents(template: Catalog) -> dict[str, int]:
    """How much of each language is translated and sound, rounded down. English is the source."""
    of = len([each for each in template if each.id])
    return {"en": 100} | {
        path.parent.parent.name: 100 * (of - min(of, len(faults_of(path, template)))) // of
        for path in catalogues()
    }


def write(path: Path, catalogue: Catalog) -> None:
    """Write one catalogue, sorted, so that changes read well."""
    with path.open("wb") as file:
        write_po(
            file, catalogue, sort_output=True, omit_header=False, include_lineno=False, width=100
        )


def check() -> int:
    """Name what is wrong; 1 if anything is."""
    template = extract()
    faults = [fault for path in catalogues() for fault in faults_of(path, template)]
    counted = {code: each.percent for code, each in read_locales(TRANSLATIONS).items()}
    if counted != percents(template):
        faults.append("locales.csv: stale; run make translations")
    for fault in faults:
        print(fault, file=sys.stderr)
    print(f"{len(catalogues())} catalogues, {len(template)} messages, {len(faults)} faults")
    return 1 if faults else 0


def faults_of(path: Path, template: Catalog) -> list[str]:
    """What is wrong with one catalogue."""
    catalogue, locale = read(path), path.parent.parent.name
    faults = []
    for message in template:
        if not message.id:
            continue
        key = message.id if isinstance(message.id, str) else message.id[0]
        translated = catalogue.get(key, message.context)
        if translated is None:
            faults.append(f"{locale}: stale, misses {key!r}; run make translations")
        else:
            faults += [f"{locale}: {key!r} {fault}" for fault in faults_in(translated, catalogue)]
    known = {(m.id if isinstance(m.id, str) else m.id[0], m.context) for m in template if m.id}
    for message in catalogue:
        key = message.id if isinstance(message.id, str) else message.id[0] if message.id else ""
        if key and (key, message.context) not in known:
            faults.append(f"{locale}: stale, {key!r} is not used any more; run make translations")
    return faults


def faults_in(message: Message, catalogue: Catalog) -> list[str]:
    """What is wrong with one translation."""
    forms = [message.string] if isinstance(message.string, str) else list(message.string or ())
    if isinstance(message.id, tuple):
        forms += [""] * (catalogue.num_plurals - len(forms))
    if not all(forms):
        return ["is not translated"]
    if message.fuzzy:
        return ["is fuzzy"]
    ids = [message.id] if isinstance(message.id, str) else list(message.id)
    wanted = {name for one in ids for name in PLACEHOLDER.findall(one)}
    # A plural form for exactly one or two may leave the number out: the word says it.
    optional = {"%(num)d"} if isinstance(message.id, tuple) else set()
    faults = []
    for form in forms:
        has = set(PLACEHOLDER.findall(form))
        if has - wanted or (wanted - optional) - has:
            faults.append(f"has other placeholders in {form!r}")
        if "<" in form:
            faults.append(f"holds HTML in {form!r}")
    return faults


def compile_all() -> int:
    """Write every .mo file."""
    for path in catalogues():
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read(path))
    return 0


if __name__ == "__main__":
    sys.exit({"update": update, "check": check, "compile": compile_all}[sys.argv[1]]())
