"""Pages read aloud: any page, asked for with ``aloud=1``, answers with what is said of it instead.

The sound of each sentence has an address of its own, which carries the words themselves, signed: no
list of what was said is kept anywhere, and nobody can make this server say what is not in its guide.
"""

import hashlib
import json
from dataclasses import dataclass
from typing import Final, TypedDict

from flask import Blueprint, Response, abort, current_app, request
from flask_babel import gettext

from kiosk.config import TRANSLATIONS
from kiosk.directory.place.audience import audience_kinds
from kiosk.directory.vocabulary.category import categories, needs
from kiosk.directory.vocabulary.language import languages
from kiosk.http.frame import Frame
from kiosk.http.links import same_page_with
from kiosk.http.manner import LIST, MANNERS, manner
from kiosk.http.page_cache import cache_nothing
from kiosk.http.render import page_text
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
_CHOSEN: Final = frozenset(
    {ARGUMENT, LIST, *MANNERS, "need", "category", "open", "audience", "language", "wheelchair", "radius_m", "page", "as", "at"}
)  # fmt: skip
"""Arguments whose values we offer. All others may be typed, or be a place where somebody stands."""

_A_WEEK_S: Final = 7 * 24 * 3600


class SpokenSentence(TypedDict):
    """A sentence for the player: as it stands on the page, whether it is private, its clips in order."""

    shown: str
    private: bool
    clips: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AloudPage:
    """What is said of a page; ``note`` where not all of it is."""

    sentences: tuple[SpokenSentence, ...]
    note: str


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
        read_page = AloudPage(sentences=tuple(sentences), note=note)
        frame = Frame(back_url=same_page_with(aloud=None))
        response.set_data(page_text("listen/aloud.html", read_page, frame))
    return response


def _may_keep(sentence: Sentence) -> bool:
    """Whether nothing of a sentence can have been typed: neither the page nor the sentence tells of the address.

    Only arguments whose values we choose may stand in the address of a page whose clips are kept; and of those that
    somebody wrote there by hand, none may stand in the sentence.
    """
    said = sentence.shown.casefold()
    return not sentence.is_private and all(
        name in _CHOSEN and (_is_ours(value) or value.casefold() not in said)
        for name, values in request.args.lists()
        for value in values
        if value
    )


def _is_ours(value: str) -> bool:
    """Whether a value is a word of ours, or too short to be anybody's."""
    known = (needs(), categories(), audience_kinds(), languages())
    return value.isdecimal() or len(value) < 3 or any(value in each for each in known)


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
        for token in _tokens(part, may_keep=_may_keep(sentence))
    ]
    return (
        SpokenSentence(shown=sentence.shown, private=sentence.is_private, clips=clips)
        if clips
        else None
    )


def _tokens(part: Part, *, may_keep: bool) -> list[str]:
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
    return [here.sealer.seal(SealedText(each, lang, may_keep)) for each in pieces]


def clip(token: str) -> Response:
    """The sound of some words."""
    here = voices_here()
    text, lang, may_keep = here.sealer.open(token) or abort(404)
    data = here.clips.recording(text, lang)
    if data is None:
        voice = here.voices.get(lang) or abort(404)
        try:
            slow = request.args.get("slow") == "1"
            data = here.clips.clip(text, voice, slow=slow, keep=may_keep)
        except EngineError as error:
            current_app.logger.warning("No voice: %s", error)
            return Response(status=503, headers={"Retry-After": "5"})
    response = Response(data, mimetype="audio/mpeg")
    if may_keep and not settings().kiosk_mode:
        response.headers["Cache-Control"] = f"public, max-age={_A_WEEK_S}"
    response.set_etag(hashlib.sha256(data).hexdigest()[:24])
    response.make_conditional(request, accept_ranges=True, complete_length=len(data))
    return response
