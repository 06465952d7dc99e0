"""What is said of the printer: to staff, who can help it, and to visitors, who cannot."""

from typing import Final

from flask_babel import lazy_gettext

from kiosk.box.printer import PrinterState

STATES: Final = {
    PrinterState.UNASKED: lazy_gettext("Nobody has asked it yet"),
    PrinterState.READY: lazy_gettext("Ready"),
    PrinterState.PAPER_NEAR_END: lazy_gettext("Ready, but the paper is nearly used up"),
    PrinterState.NO_PAPER: lazy_gettext("No paper: put in a new roll"),
    PrinterState.COVER_OPEN: lazy_gettext("Its cover is open: close it"),
    PrinterState.SILENT: lazy_gettext("It does not answer: switch it off and on again"),
    PrinterState.UNPLUGGED: lazy_gettext("Not found: look at its cable and its power"),
    PrinterState.ERROR: lazy_gettext("It says that something is wrong: look at the printer"),
    PrinterState.PRINTING: lazy_gettext("It is printing"),
}

REASONS: Final = {
    PrinterState.NO_PAPER: lazy_gettext("There is no paper left in the printer."),
    PrinterState.COVER_OPEN: lazy_gettext("The printer is open."),
}
WITHOUT_REASON: Final = lazy_gettext("The printer does not work now.")


def reason(state: PrinterState) -> str:
    """Why there is no paper, for a visitor."""
    return str(REASONS.get(state, WITHOUT_REASON))
