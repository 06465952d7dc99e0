"""Pages read aloud: any page, asked for with ``aloud=1``, answers with what is said of it instead.

The sound of each sentence has an address of its own, which carries the words themselves, signed: no
list of what was said is kept anywhere, and nobody can make this server say what is not in its guide.
"""

import base64
import hashlib
import hmac
import json
import os
import secrets
import zlib
from functools import lru_cache
from pathlib import Path
from typing import Final

from flask import Blueprint, Flask, Response, abort, current_app, g, render_template, request
from flask_babel import gettext

from kiosk.config import TRANSLATIONS
from kiosk.locales import Locale
from kiosk.speech.clips import Clips, can_encode
from kiosk.speech.engine import MOST_LETTERS, EngineError
from kiosk.speech.script import MOST_SENTENCES, Part, Sentence, sentences_of
from kiosk.speech.voice import Voice, read_voices, speaking_voices
from kiosk.speech.vowels import vowels_in
from kiosk.web.box import page_settings
from kiosk.web.language import settings
from kiosk.web.pages import context
from kiosk.wording.language import LOCALES, current_locale
from kiosk.wording.spoken_words import fragments, spoken

ARGUMENT: Final = "aloud"
_EXTENSION: Final = "kiosk_speech"
_MOST_TOKEN: Final = 4_000
_SEAL_BYTES: Final = 9
_A_WEEK_S: Final = 7 * 24 * 3600


class Speaking:
    """The voices of this machine, the folder of clips, and the seal of addresses."""

    def __init__(self, folder: Path) -> None:
        """Look once which voices are here."""
        self.clips = Clips(folder)
        self.voices: dict[str, Voice] = {}
        if can_encode():
            self.voices = speaking_voices(read_voices(folder), folder)
        self._key = _key_in(folder)

    def can_say(self, locale: Locale) -> bool:
        """Whether pages in this language can be read, if only in recorded pieces."""
        return locale.code in self.voices or self.has_clock(locale.code)

    def has_clock(self, lang: str) -> bool:
        """Whether people have recorded pieces in a language that no engine speaks."""
        return lang not in self.voices and any(
            (self.clips.folder / "recordings" / lang).glob("*.mp3")
        )

    def seal(self, text: str, lang: str, *, is_private: bool) -> str:
        """The address of a clip: its language, its words, and a seal that only this guide can make."""
        said = zlib.compress(json.dumps([lang, text, int(is_private)]).encode(), 9)
        return base64.urlsafe_b64encode(self._seal(said) + said).decode().rstrip("=")

    def open(self, token: str) -> tuple[str, str, bool] | None:
        """Words, language and privacy of an address; None where the seal is not ours."""
        try:
            raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
            said = raw[_SEAL_BYTES:]
            if not hmac.compare_digest(raw[:_SEAL_BYTES], self._seal(said)):
                return None
            lang, text, is_private = json.loads(zlib.decompress(said))
        except (ValueError, zlib.error):
            return None
        return text, lang, bool(is_private)

    def _seal(self, said: bytes) -> bytes:
        return hmac.new(self._key, said, hashlib.sha256).digest()[:_SEAL_BYTES]


def _key_in(folder: Path) -> bytes:
    """The key of this machine, so that addresses stay good when the program starts anew."""
    file = folder / "key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as new:
            new.write(secrets.token_bytes(32))
    except OSError:
        pass
    try:
        return file.read_bytes() or secrets.token_bytes(32)
    except OSError:
        return secrets.token_bytes(32)


def init_app(app: Flask) -> None:
    """Turn the pages that are asked for aloud into what is said of them."""
    folder = app.extensions["kiosk_settings"].speech or Path(app.instance_path) / "speech"
    app.extensions[_EXTENSION] = Speaking(folder)
    app.jinja_env.globals.update(
        can_listen=can_listen, has_clock=has_clock, listen_elsewhere=listen_elsewhere
    )
    app.after_request(_instead)


def add_to(blueprint: Blueprint) -> None:
    """Hang the room on the blueprint."""
    blueprint.add_url_rule("/speech/<token>.mp3", view_func=clip)


def _speaking() -> Speaking:
    found: Speaking = current_app.extensions[_EXTENSION]
    return found


def can_listen() -> bool:
    """Whether this page can be read in its language."""
    return _speaking().can_say(current_locale())


def has_clock() -> bool:
    """Whether this language is read in recorded pieces only: days, hours, labels."""
    return _speaking().has_clock(current_locale().code)


def has_any_voice() -> bool:
    """Whether this machine can read anything: then every page has the button, in one place."""
    return bool(_speaking().voices)


def listen_elsewhere() -> Locale | None:
    """Where this language cannot be read: French or English, if one of them is offered and has a voice."""
    if can_listen():
        return None
    voices, offered = _speaking().voices, settings().locales
    return next(
        (LOCALES[each] for each in ("fr", "en") if each in voices and each in offered), None
    )


def _instead(response: Response) -> Response:
    if (
        request.args.get(ARGUMENT) != "1"
        or request.method != "GET"
        or response.status_code != 200
        or response.mimetype != "text/html"
        or g.get("is_aloud")
    ):
        return response
    g.is_aloud = True
    g.pop("keep_s", None)  # Two forms of one address: neither is kept here.
    page = sentences_of(response.get_data(as_text=True), current_locale().code)
    sentences = [told for each in page if not each.is_label and (told := _told(each))]
    note = ""
    if not can_listen():
        note = gettext("There is no voice for this language yet.")
    elif sum(not each.is_label for each in page) == MOST_SENTENCES:
        note = gettext("This page is long. The voice reads its beginning.")
    response.vary.add("Accept")
    if not settings().kiosk_mode and not any(each.is_private for each in page):
        response.headers["Cache-Control"] = "no-cache"
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        response.set_data(
            json.dumps(
                {"sentences": sentences, "labels": _labels(page), "note": note}, ensure_ascii=False
            )
        )
        response.mimetype = "application/json"
    else:
        response.set_data(
            render_template("aloud/show.html", **context(), sentences=sentences, note=note)
        )
    return response


def _labels(page: tuple[Sentence, ...]) -> dict[str, list[str]]:
    """The clips of single labels, for who goes through a public screen by keys."""
    if not settings().kiosk_mode:
        return {}
    lang = current_locale().code
    said = [*json.loads(page_settings())["said"].values(), *"12345"]
    spoken_by_box = [
        Sentence(shown=each, parts=(Part(each, lang),), is_private=False, is_label=True)
        for each in said
    ]
    found = {}
    for each in (*page, *spoken_by_box):
        if each.is_label and (told := _told(each)):
            found[each.shown] = told["clips"]
    return found  # type: ignore[return-value] # clips are lists of addresses


def _told(sentence: Sentence) -> dict[str, object] | None:
    clips = [
        f"{request.script_root}/speech/{token}.mp3"
        for part in sentence.parts
        for token in _tokens(part, is_private=sentence.is_private)
    ]
    if not clips:
        return None
    return {"shown": sentence.shown, "private": sentence.is_private, "clips": clips}


def _tokens(part: Part, *, is_private: bool) -> list[str]:
    """The clips of some words: of their voice, or of what people recorded; none rather than a wrong voice."""
    speaking, lang = _speaking(), part.lang.partition("-")[0].lower()
    if lang in speaking.voices:
        vowels = vowels_in(TRANSLATIONS / lang)
        text: str | None = spoken(part.text, lang)
        if vowels and text:
            text = vowels.of(text)
        said = [text] if text else []
    elif lang in LOCALES:
        said = fragments(part.text, lang)
        if not all(speaking.clips.has_recording(each, lang) for each in said):
            return []
    else:
        return []
    pieces = [piece for each in said for piece in _cut(each)]
    return [speaking.seal(each, lang, is_private=is_private) for each in pieces]


@lru_cache(maxsize=512)
def _cut(text: str) -> tuple[str, ...]:
    """A text in pieces that an engine takes, cut between sentences, else between words."""
    pieces, rest = [], text
    while len(rest) > MOST_LETTERS:
        head = rest[:MOST_LETTERS]
        at = max(head.rfind(". "), head.rfind("! "), head.rfind("? "), head.rfind("\u06d4 "))
        at = at + 1 if at > 0 else max(head.rfind(" "), 0) or MOST_LETTERS
        pieces.append(rest[:at].strip())
        rest = rest[at:].strip()
    return tuple(each for each in (*pieces, rest) if each)


def clip(token: str) -> Response:
    """The sound of some words."""
    opened = _speaking().open(token) if len(token) <= _MOST_TOKEN else None
    if opened is None:
        abort(404)
    text, lang, is_private = opened
    speaking = _speaking()
    data = speaking.clips.recording(text, lang)
    if data is None:
        voice = speaking.voices.get(lang) or abort(404)
        try:
            slow = request.args.get("slow") == "1"
            data = speaking.clips.clip(text, voice, slow=slow, keep=not is_private)
        except EngineError as error:
            current_app.logger.warning("No voice: %s", error)
            return Response(status=503, headers={"Retry-After": "5"})
    response = Response(data, mimetype="audio/mpeg")
    if not is_private and not settings().kiosk_mode:
        response.headers["Cache-Control"] = f"public, max-age={_A_WEEK_S}"
    response.set_etag(hashlib.sha256(data).hexdigest()[:24])
    response.make_conditional(request, accept_ranges=True, complete_length=len(data))
    return response
