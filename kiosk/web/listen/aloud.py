"""Pages read aloud: any page, asked for with ``aloud=1``, answers with what is said of it instead.

The sound of each sentence has an address of its own, which carries the words themselves, signed: no
list of what was said is kept anywhere, and nobody can make this server say what is not in its guide.
"""

import hashlib
import json
from typing import Final, TypedDict

from flask import Blueprint, Response, abort, current_app, request
from flask_babel import gettext

from kiosk.config import TRANSLATIONS
from kiosk.http.manner import MANNERS, manner
from kiosk.http.page_cache import cache_nothing
from kiosk.http.render import base_context
from kiosk.http.templating import render_template
from kiosk.speech.engine import EngineError
from kiosk.speech.script import MOST_SENTENCES, Part, Sentence, cut, sentences_of
from kiosk.speech.seal import SealedText
from kiosk.speech.vowels import vowels_in
from kiosk.state import settings
from kiosk.web.parts.box_words import said_by_box
from kiosk.web.parts.voices import can_listen, voices_here
from kiosk.wording.language import LOCALES, current_locale
from kiosk.wording.spoken_words import fragments, spoken

ARGUMENT: Final = "aloud"
_A_WEEK_S: Final = 7 * 24 * 3600


class SpokenSentence(TypedDict):
    """A sentence for the player: as it stands on the page, whether it is private, its clips in order."""

    shown: str
    private: bool
    clips: list[str]


def add_to(blueprint: Blueprint) -> None:
    """Hang the room on the blueprint, and turn pages that are asked for aloud into what is said of them."""
    blueprint.after_request(_instead)
    blueprint.add_url_rule("/speech/<token>.mp3", view_func=clip)


def _instead(response: Response) -> Response:
    is_page = response.status_code == 200 and response.mimetype == "text/html"
    if request.args.get(ARGUMENT) != "1" or request.method != "GET" or not is_page:
        return response
    cache_nothing()  # Two forms of one address: neither is kept here.
    page = sentences_of(response.get_data(as_text=True), current_locale().code)
    read = [each for each in page if not each.is_label]
    sentences = [told for each in read if (told := _told(each))]
    note = ""
    if not can_listen():
        note = gettext("There is no voice for this language yet.")
    elif len(read) == MOST_SENTENCES:  # Cut off; a page that is read whole has more.
        note = gettext("This page is long. The voice reads its beginning.")
    response.vary.add("Accept")
    if not settings().kiosk_mode and not any(each.is_private for each in page):
        response.headers["Cache-Control"] = "no-cache"
    if request.accept_mimetypes.best_match(["text/html", "application/json"]) == "application/json":
        told_all = {"sentences": sentences, "labels": _labels(page), "note": note}
        response.set_data(json.dumps(told_all, ensure_ascii=False))
        response.mimetype = "application/json"
    else:
        if settings().kiosk_mode and manner().voice != "headset":
            # Here no script keeps what is private from the loudspeaker.
            heard = [each for each in sentences if not each["private"]]
            note = note if len(heard) == len(sentences) else said_by_box()["private"]
            sentences = heard
        shown = {"sentences": sentences, "note": note}
        response.set_data(render_template("listen/aloud.html", **base_context(), **shown))
    return response


def _labels(page: tuple[Sentence, ...]) -> dict[str, list[str]]:
    """The clips of single labels, for who goes through a public screen by keys."""
    if not settings().kiosk_mode:
        return {}
    lang = current_locale().code
    spoken_by_box = [
        Sentence(shown=each, parts=(Part(each, lang),), is_private=False, is_label=True)
        for each in (*said_by_box().values(), *MANNERS["volume"])
    ]
    labels = [each for each in (*page, *spoken_by_box) if each.is_label]
    return {told["shown"]: told["clips"] for each in labels if (told := _told(each))}


def _told(sentence: Sentence) -> SpokenSentence | None:
    clips = [
        f"{request.script_root}/speech/{token}.mp3"
        for part in sentence.parts
        for token in _tokens(part, is_private=sentence.is_private)
    ]
    return (
        SpokenSentence(shown=sentence.shown, private=sentence.is_private, clips=clips)
        if clips
        else None
    )


def _tokens(part: Part, *, is_private: bool) -> list[str]:
    """The clips of some words: of their voice, or of what people recorded; none rather than a wrong voice."""
    here, lang = voices_here(), part.lang.partition("-")[0].lower()
    if lang in here.voices:
        vowels, text = vowels_in(TRANSLATIONS / lang), spoken(part.text, lang)
        said = [(vowels.of(text) if vowels else text) or ""]
    elif lang in LOCALES:
        said = fragments(part.text, lang)
        if not all(here.clips.has_recording(each, lang) for each in said):
            return []
    else:
        return []
    pieces = [piece for each in said for piece in cut(each)]
    return [here.sealer.seal(SealedText(each, lang, is_private)) for each in pieces]


def clip(token: str) -> Response:
    """The sound of some words."""
    here = voices_here()
    text, lang, is_private = here.sealer.open(token) or abort(404)
    data = here.clips.recording(text, lang)
    if data is None:
        voice = here.voices.get(lang) or abort(404)
        try:
            slow = request.args.get("slow") == "1"
            data = here.clips.clip(text, voice, slow=slow, keep=not is_private)
        except EngineError as error:
            current_app.logger.warning("No voice: %s", error)
            return Response(status=503, headers={"Retry-After": "5"})
    response = Response(data, mimetype="audio/mpeg")
    if not is_private and not settings().kiosk_mode:
        response.headers["Cache-Control"] = f"public, max-age={_A_WEEK_S}"
    response.set_etag(hashlib.sha256(data).hexdigest()[:24])
    response.make_conditional(request, accept_ranges=True, complete_length=len(data))
    return response
