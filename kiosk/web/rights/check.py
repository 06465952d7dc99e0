"""What help can I get? Questions in forms whose answers stand in the body of a request and nowhere else.

Nothing is stored: every form carries what was answered before it. A phone with JavaScript does the same
by itself (static/js/rights/), from the table and from the page of all rights.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import date

from flask import Blueprint, Flask, Response, abort, request

from kiosk.box.printer import PrinterState
from kiosk.codes.qr import Qr, qr
from kiosk.config import SettingError
from kiosk.http.clock import now, today
from kiosk.http.frame import Frame
from kiosk.http.links import link, public_address
from kiosk.http.page_cache import cache_for
from kiosk.http.render import render
from kiosk.receipt.slip import ReceiptLines
from kiosk.rights.answers import Answers
from kiosk.rights.diagram import Verdict, bits_of
from kiosk.rights.list_code import list_code
from kiosk.rights.local import NOTHING_LOCAL, LocalError, read_local
from kiosk.rights.question import Levels, Question, questions
from kiosk.rights.right import rights
from kiosk.rights.table import for_script, table
from kiosk.state import settings, state_of
from kiosk.web.parts.printer import printer
from kiosk.web.rights.where_to_ask import CHECK, Check, Doors, RightView, check_of_rights
from kiosk.wording.rights_slip import rights_lines

_LONGEST_JOB = 10
"""Figures of its number; what is longer is none of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPage:
    """The door of the check; ``table_url`` is where the script of phones finds the table."""

    table_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionPage:
    """A question, with what was answered before; ``number`` of at most ``count``."""

    question: Question
    answers: Answers
    number: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsPage:
    """Results in two groups; ``address`` opens the list here, ``url`` elsewhere, ``qr`` the same for phones."""

    first: tuple[RightView, ...]
    check: tuple[RightView, ...]
    answers: Answers
    month: date
    old: bool
    without_papers: bool
    address: str
    url: str | None
    qr: Qr | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsPaperPage:
    """What becomes of a list on paper; ``job`` while it prints."""

    answers: Answers
    state: PrinterState | None
    job: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AllPage:
    """All rights, and all questions for the script."""

    rights: tuple[RightView, ...]
    questions: tuple[Question, ...]
    month: date
    old: bool


def open_room(app: Flask) -> None:
    """Read what the town says.

    Raises:
        kiosk.config.SettingError: It cannot be used.
    """
    path = state_of(app).settings.rights
    try:
        local = read_local(path) if path else NOTHING_LOCAL
    except LocalError as error:
        message = f"KIOSK_RIGHTS: {error}"
        raise SettingError(message) from error
    own = replace(table(), diagrams={**table().diagrams, **local.diagrams()})
    script = for_script(own)
    version = hashlib.sha256(script.encode()).hexdigest()[:12]
    check = Check(table=own, local=local, script=script, version=version)
    state_of(app).put(CHECK, check)


def add_to(blueprint: Blueprint) -> None:
    """Hang the rooms of this module on the blueprint."""
    blueprint.add_url_rule("/<locale>/rights", view_func=rights_start)
    blueprint.add_url_rule("/<locale>/rights", view_func=rights_asked, methods=["POST"])
    blueprint.add_url_rule("/<locale>/rights/all", view_func=rights_all)
    blueprint.add_url_rule("/<locale>/rights/minor", view_func=rights_minor)
    blueprint.add_url_rule("/<locale>/rights/print", view_func=rights_print, methods=["POST"])
    blueprint.add_url_rule("/rights/table.json", view_func=rights_table)


def rights_start() -> Response:
    """What the check is, and its first button."""
    cache_for(300)
    table_url = link("web.rights_table", v=check_of_rights().version)
    return render(
        "rights/start.html", StartPage(table_url=table_url), frame=Frame(told_by="web.rights_all")
    )


def rights_asked() -> Response:
    """The next question, or the results."""
    answers = Answers.read(request.form.items())
    if "back" in request.form:
        answers = answers.without_last()
    if any(each.leads for each in answers.chosen):  # There is one such page.
        return rights_minor()
    question = answers.next_question
    asks_for_asylum = answers.possible["papers"] == {"asylum"}
    if question is None or "show" in request.form or asks_for_asylum:
        return render("rights/results.html", results_of(answers), frame=_frame_of_answers())
    page = QuestionPage(
        question=question,
        answers=answers,
        number=len(answers.given) + 1,
        count=len(answers.given) + answers.most_to_come,
    )
    frame = replace(
        _frame_of_answers(),
        answers_back=bool(answers.given),
        is_private=question.private,
    )
    return render("rights/question.html", page, frame=frame)


def _frame() -> Frame:
    return Frame(back_url=link("web.rights_start"))


def _frame_of_answers() -> Frame:
    """Around what hangs on answers: read aloud is the page of all rights, which tells none of them."""
    return replace(
        _frame(),
        answers_back=True,
        is_private=True,
        told_by="web.rights_all",
        read_url=link("web.rights_all", aloud="1"),
    )


def results_of(answers: Answers) -> ResultsPage:
    """What somebody may have."""
    check = check_of_rights()
    verdicts = check.table.verdicts(answers.possible, today())
    doors = Doors(now())
    code = list_code(verdicts)
    address = public_address("web.rights_all")
    url = f"{address}#{code}" if address else None

    def shown(wanted: Verdict) -> tuple[RightView, ...]:
        return tuple(doors.view(rights()[name]) for name in rights() if verdicts[name] == wanted)

    return ResultsPage(
        first=shown(Verdict.LIKELY),
        check=shown(Verdict.MAYBE),
        answers=answers,
        month=check.table.month,
        old=check.table.is_old(today()),
        without_papers=answers.possible["papers"] == {"none"},
        address=f"{link('web.rights_all')}#{code}",
        url=url,
        qr=qr(url) if url else None,
    )


def rights_all() -> Response:
    """All rights in plain words; with the code of a list after the "#", a script shows those of the list."""
    cache_for(60)
    check, doors = check_of_rights(), Doors(now())
    page = AllPage(
        rights=tuple(doors.view(each) for each in rights().values()),
        questions=questions(),
        month=check.table.month,
        old=check.table.is_old(today()),
    )
    return render("rights/all.html", page, frame=_frame())


def rights_minor() -> Response:
    """For who is younger than 18: other rights, other doors."""
    cache_for(300)
    return render("rights/minor.html", frame=_frame())


def rights_print() -> Response:
    """Print the list, then say what becomes of it: the page asks again with the number of its job."""
    press = printer() or abort(404)
    answers, asked = Answers.read(request.form.items()), request.form.get("job", "")
    job = int(asked) if asked.isdecimal() and len(asked) < _LONGEST_JOB else None
    if job is not None:
        outcome = press.outcome(job)
        state: PrinterState | None = PrinterState.ERROR if outcome is None else outcome
    else:
        state = press.state()
        if state.can_print:
            job = press.start([_leaf(answers)])
            state = None if job is None else PrinterState.PRINTING
    page = RightsPaperPage(
        answers=answers, state=state, job=job if state is PrinterState.PRINTING else None
    )
    return render("rights/paper.html", page, frame=replace(_frame(), is_private=True))


def _leaf(answers: Answers) -> ReceiptLines:
    page = results_of(answers)
    return rights_lines(settings().name, page.first, page.check, page.month, page.url)


def rights_table() -> Response:
    """The table for the script of phones."""
    check = check_of_rights()
    response = Response(check.script, mimetype="application/json")
    if not settings().kiosk_mode:
        fresh = request.args.get("v") == check.version
        age = "31536000, immutable" if fresh else "3600"
        response.headers["Cache-Control"] = f"public, max-age={age}"
    return response


def bits(levels: Levels) -> str:
    """Levels as the script takes them: "3:6 0:1", axes with their levels as bits."""
    return " ".join(f"{axis}:{mask}" for axis, mask in bits_of(levels).items())
