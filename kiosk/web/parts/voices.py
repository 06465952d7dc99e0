"""The voices of this machine, as every page asks for them: whether it can be listened to, and in which language."""

from pathlib import Path
from typing import Final

from flask import Flask

from kiosk.config import SettingError
from kiosk.locales import Locale
from kiosk.speech.clips import Clips, can_encode
from kiosk.speech.seal import Sealer, key_in
from kiosk.speech.voice import Voice, VoiceError, read_voices, speaking_voices
from kiosk.state import Slot, settings, state, state_of
from kiosk.wording.language import LOCALES, current_locale


class Voices:
    """Voices, the folder of clips, and the seal of their addresses."""

    def __init__(self, folder: Path) -> None:
        """Look once which voices are here."""
        self.clips = Clips(folder)
        self.sealer = Sealer(key_in(folder))
        self.voices: dict[str, Voice] = {}
        if can_encode():
            self.voices = speaking_voices(read_voices(folder), folder)

    def has_clock(self, lang: str) -> bool:
        """Whether people have recorded pieces in a language that no engine speaks."""
        return lang not in self.voices and self.clips.recordings(lang) > 0


VOICES: Final[Slot[Voices]] = Slot("speaking")


def open_room(app: Flask) -> None:
    """Look which voices are here.

    Raises:
        SettingError: The town's own register of voices cannot be used.
    """
    try:
        folder = state_of(app).settings.speech_folder(Path(app.instance_path))
        state_of(app).put(VOICES, Voices(folder))
    except VoiceError as error:
        message = f"KIOSK_SPEECH: {error}"
        raise SettingError(message) from error


def voices_here() -> Voices:
    """Those of the running application."""
    return state().get(VOICES)


def can_listen() -> bool:
    """Whether this page can be read in its language, if only in recorded pieces."""
    return current_locale().code in voices_here().voices or has_clock()


def has_clock() -> bool:
    """Whether this language is read in recorded pieces only: days, hours, labels."""
    return voices_here().has_clock(current_locale().code)


def has_any_voice() -> bool:
    """Whether this machine can read anything: then the bar has room for the button on every page."""
    return bool(voices_here().voices)


def listen_elsewhere() -> Locale | None:
    """Where this language cannot be read: French or English, if one of them is offered and has a voice."""
    if can_listen():
        return None
    voices, offered = voices_here().voices, settings().locales
    return next(
        (LOCALES[each] for each in ("fr", "en") if each in voices and each in offered), None
    )
