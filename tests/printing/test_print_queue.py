"""The printer, well and in every bad mood: nobody waits, nothing of a job reaches the next visitor."""

import os
import pty
import sys
import time
import tty
import warnings
from collections.abc import Callable, Iterator
from threading import Thread

import pytest
import zxingcpp
from escpos.printer import Dummy
from PIL import Image

from kiosk.box.printer import PrinterState
from kiosk.box.settings import Box
from kiosk.config import FONTS, SettingError, Settings
from kiosk.printing import print_queue as press_module
from kiosk.printing.device import DEADLINE_S, FORGET, QUESTIONS, deadline_s
from kiosk.printing.print_queue import MOST_JOBS, OVERDUE_S, PrintQueue, print_queue_of
from kiosk.printing.receipt_encoder import ReceiptEncoder
from kiosk.receipt.slip import Code, Divider, Line, ReceiptLines, Style, TextRun
from tests.printing.fake import RASTER, FakePrinter, Mood, picture_of, wait_for

pytestmark = [pytest.mark.usefixtures("fonts"), pytest.mark.slow]
GENEROUS_S = 60
"""No test is about how fast this machine is."""


def usual_ink() -> ReceiptEncoder:
    return ReceiptEncoder(58, None, FONTS)


def leaf(text: str = "https://parvis.example.fr/fr/place/1") -> list[ReceiptLines]:
    return [(Line(style=Style.NAME, says=(TextRun(text="Accueil"),)), Code(text=text, says=()), Divider())]  # fmt: skip


Start = Callable[..., tuple[FakePrinter, PrintQueue]]


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    """A printer in a mood, and the press of a box that uses it, and asks more often than on a wall."""
    monkeypatch.setattr(press_module, "FRESH_S", 0.5)
    opened: list[FakePrinter | PrintQueue] = []

    def begin(mood: Mood = Mood.WELL) -> tuple[FakePrinter, PrintQueue]:
        fake = FakePrinter(mood)
        opened.extend((press := PrintQueue(fake.address, usual_ink().job), fake))
        return fake, press

    yield begin
    for each in opened:
        each.close()


def settled(press: PrintQueue, job: int | None) -> PrinterState:
    """What became of a job, at last."""
    assert job is not None
    wait_for(lambda: press.outcome(job) is not PrinterState.PRINTING, GENEROUS_S)
    found = press.outcome(job)
    assert found is not None
    return found


def is_seen_as(press: PrintQueue, state: PrinterState) -> None:
    wait_for(lambda: press.state() is state, GENEROUS_S)


def test_a_slip_is_printed_and_can_be_read(start: Start) -> None:
    fake, press = start()
    is_seen_as(press, PrinterState.READY)
    assert settled(press, press.start(leaf())) is PrinterState.READY
    (job,) = fake.jobs
    (code,) = zxingcpp.read_barcodes(picture_of(job))
    assert code.text == "https://parvis.example.fr/fr/place/1"
    assert job.index(RASTER) < len(job) - len(QUESTIONS[0])
    assert all(each in job.partition(RASTER)[0] for each in QUESTIONS), "asked before it prints"
    assert FORGET not in job


def test_the_bytes_are_those_of_the_library() -> None:
    ink = ReceiptEncoder(80, None, FONTS)
    job = ink.job(leaf())
    printer = Dummy(profile="TM-T20II")
    printer.hw("INIT")
    printer.image(picture_of(job.data))
    printer.cut()
    assert job.data == printer.output
    assert picture_of(job.data).width == 576
    assert 0 < job.watch_s <= 3
    assert ink.job(leaf() * 9).lasts_s == pytest.approx(9 * job.lasts_s)


@pytest.mark.parametrize(
    ("mood", "seen", "becomes"),
    [
        (Mood.NEAR_END, PrinterState.PAPER_NEAR_END, PrinterState.PAPER_NEAR_END),
        (Mood.STALLS, PrinterState.SILENT, PrinterState.SILENT),
        (Mood.MUTE, PrinterState.SILENT, PrinterState.SILENT),
        (Mood.LIES, PrinterState.ERROR, PrinterState.ERROR),
        (Mood.NO_PAPER, PrinterState.NO_PAPER, PrinterState.NO_PAPER),
        (Mood.COVER_OPEN, PrinterState.COVER_OPEN, PrinterState.COVER_OPEN),
        (Mood.DEAF, PrinterState.READY, PrinterState.SILENT),
        (Mood.CUTS, PrinterState.READY, PrinterState.UNPLUGGED),
        (Mood.RUNS_OUT, PrinterState.READY, PrinterState.NO_PAPER),
    ],
)
def test_moods(start: Start, mood: Mood, seen: PrinterState, becomes: PrinterState) -> None:
    fake, press = start(mood)
    is_seen_as(press, seen)
    assert settled(press, press.start(leaf())) is becomes
    began = len(fake.connections)
    if not seen.can_print:
        assert fake.jobs == [], "not a byte is sent to a printer that is not ready"
        return
    fake.mood = Mood.WELL
    wait_for(lambda: press.state().can_print and len(fake.connections) > began, GENEROUS_S)
    later = bytes(fake.connections[-1])
    assert RASTER not in later, "nothing of the job comes later"
    if not becomes.can_print:
        assert any(each.startswith(FORGET) for each in fake.connections[began:])
    assert settled(press, press.start(leaf("https://other.example.fr/"))) is PrinterState.READY
    (code,) = zxingcpp.read_barcodes(picture_of(fake.jobs[-1]))
    assert code.text == "https://other.example.fr/"


def test_a_printer_that_is_not_there_and_comes_back(start: Start) -> None:
    fake, press = start()
    fake.close()
    is_seen_as(press, PrinterState.UNPLUGGED)
    assert settled(press, press.start(leaf())) is PrinterState.UNPLUGGED


def test_it_hides_and_comes_back_by_itself(start: Start) -> None:
    fake, press = start()
    for mood, state in ((Mood.WELL, PrinterState.READY), (Mood.NO_PAPER, PrinterState.NO_PAPER), (Mood.WELL, PrinterState.READY)):  # fmt: skip
        fake.mood = mood
        is_seen_as(press, state)


def test_a_slip_that_comes_out_is_not_cut_off_by_the_end_of_the_visit(start: Start) -> None:
    fake, press = start()
    is_seen_as(press, PrinterState.READY)
    job = press.start(leaf())
    # Once it is asked how it is, it has been handed all of the job.
    wait_for(lambda: fake.jobs and bytes(fake.connections[-1]).endswith(QUESTIONS))
    press.end_visit()
    assert settled(press, job) is PrinterState.READY
    assert FORGET not in bytes(fake.connections[-1])


def test_a_printer_that_prints_slowly_is_waited_for(start: Start) -> None:
    """Some seconds for what it was sent; the answer to the first question comes after them."""
    fake, _ = start(Mood.SLOW)
    job = usual_ink().job(leaf())
    press = PrintQueue(fake.address, lambda _: job._replace(lasts_s=GENEROUS_S))
    is_seen_as(press, PrinterState.READY)
    assert settled(press, press.start(leaf())) is PrinterState.READY
    assert FORGET not in bytes(fake.connections[-1])
    press.close()


def test_a_job_that_is_cancelled_is_forgotten(start: Start) -> None:
    fake, press = start(Mood.DEAF)
    is_seen_as(press, PrinterState.READY)
    job = press.start(leaf())
    wait_for(lambda: fake.jobs)
    press.cancel()
    assert press.outcome(job or 0) is PrinterState.ERROR
    fake.mood = Mood.WELL
    wait_for(lambda: bytes(fake.connections[-1]).startswith(FORGET), GENEROUS_S)
    assert RASTER not in fake.connections[-1]


def test_presses_that_follow_each_other(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    fake, press = start()
    is_seen_as(press, PrinterState.READY)
    first = press.start(leaf())
    assert press.start(leaf()) == first
    assert press.start(leaf("other")) == first, "one at a time"
    settled(press, first)
    monkeypatch.setattr(press_module, "AGAIN_S", GENEROUS_S)
    assert press.start(leaf()) == first, "an impatient finger gets one slip"
    for rank in range(MOST_JOBS - 1):
        settled(press, press.start(leaf(f"slip {rank}")))
    assert press.start(leaf("one too many")) is None
    assert len(fake.jobs) == MOST_JOBS
    press.end_visit()  # And with it what is known of its slips.
    assert press.outcome((first or 0) + 50) is None


def test_a_job_whose_process_vanished_is_over(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake, press = start(Mood.DEAF)
    is_seen_as(press, PrinterState.READY)
    job = press.start(leaf())
    wait_for(lambda: fake.jobs)
    press.close()
    began = time.monotonic()
    moment = began + DEADLINE_S
    monkeypatch.setattr("kiosk.printing.print_queue.time.monotonic", lambda: moment)
    monkeypatch.setattr(press_module, "WAIT_S", -1)
    assert press.outcome(job or 0) is PrinterState.PRINTING, "it may still come"
    moment = began + deadline_s(usual_ink().job(leaf()).lasts_s) + OVERDUE_S
    assert press.outcome(job or 0) is PrinterState.ERROR


def test_all_workers_share_what_is_known(start: Start) -> None:
    _, press = start()
    is_seen_as(press, PrinterState.READY)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # The fake printer's threads stay here.
        child = os.fork()
    if not child:  # Another worker, forked from the same parent, starts a job.
        press.start(leaf())
        os._exit(0)
    os.waitpid(child, 0)
    assert settled(press, 1) is PrinterState.READY


def test_a_device_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies behind /dev/usb/lp0 reads and answers like a terminal."""
    ours, theirs = pty.openpty()
    tty.setraw(theirs)
    heard = bytearray()

    def answer() -> None:
        while not heard.endswith(b"bye"):
            data = os.read(ours, 1_024)
            heard.extend(data)
            os.write(ours, b"\x12" * data.count(b"\x10\x04"))

    thread = Thread(target=answer, daemon=True)
    thread.start()
    press = PrintQueue(f"file://{os.ttyname(theirs)}", usual_ink().job)
    is_seen_as(press, PrinterState.READY)
    assert settled(press, press.start(leaf())) is PrinterState.READY
    os.write(theirs, b"bye")
    thread.join()
    press.close()
    os.close(ours)
    os.close(theirs)
    assert RASTER in heard


def test_a_box_without_the_extra_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "kiosk.printing.receipt_encoder")
    monkeypatch.setitem(sys.modules, "escpos", None)
    with pytest.raises(SettingError, match=r"pip install 'parvis-kiosk\[printer\]'"):
        print_queue_of(Settings(kiosk_mode=True, box=Box(printer="tcp://127.0.0.1")))


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"box": Box(printer="tcp://x", printer_profile="TM-NONE")}, "printer_profile is 'TM-NONE'"),
        ({"box": Box(printer="tcp://x", printer_profile="TM-U220")}, "that prints pictures"),
        ({"box": Box(printer="tcp://x"), "fonts": FONTS / "none"}, "apt install fonts-noto-core"),
    ],
)  # fmt: skip
def test_what_cannot_print_says_so_at_the_start(settings: dict[str, object], says: str) -> None:
    with pytest.raises(SettingError, match=says):
        print_queue_of(Settings(kiosk_mode=True, **settings))  # type: ignore[arg-type]


def test_no_printer_no_press() -> None:
    assert print_queue_of(Settings(kiosk_mode=True)) is None
    assert print_queue_of(Settings(kiosk_mode=False, box=Box(printer="tcp://x"))) is None


def test_paper_is_never_wider_than_the_printer() -> None:
    assert ReceiptEncoder(80, "TM-T88V", FONTS).paper.width == 512
    assert ReceiptEncoder(58, "TM-T88V", FONTS).paper.width == 384
    assert ReceiptEncoder(80, "default", FONTS).paper.width == 576
    assert isinstance(
        picture_of(ReceiptEncoder(80, "default", FONTS).job(leaf()).data), Image.Image
    )
