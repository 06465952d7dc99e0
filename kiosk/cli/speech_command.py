"""``kiosk speech``: which voices there are, clips made ahead, and what people can record."""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import click
from babel.messages.pofile import read_po
from flask import current_app
from flask.cli import AppGroup

from kiosk.config import TRANSLATIONS
from kiosk.speech.clips import Clips, can_encode, name_of
from kiosk.speech.engine import ENGINES, EngineError
from kiosk.speech.voice import read_voices, speaking_voices
from kiosk.speech.vowels import vowels_in
from kiosk.state import settings
from kiosk.wording.language import LOCALES
from kiosk.wording.spoken_words import clock_fragments, spoken

speech = AppGroup("speech", help="The voices that read pages aloud.")
_PLACEHOLDER: Final = ("%(", "{")


def speech_folder() -> Path:
    """Where recordings, voices and clips lie."""
    return settings().speech_folder(Path(current_app.instance_path))


@speech.command("voices")
def voices() -> None:
    """List the voices known, and which of them speak on this machine."""
    folder, known = speech_folder(), read_voices(speech_folder())
    speaking = speaking_voices(known, folder)
    click.echo(f"{'language':10}{'engine':12}{'voice':24}{'here':20}reviewed by")
    for voice in known:
        if speaking.get(voice.language) == voice:
            here = "speaks"
        elif not voice.usable:
            here = "switched off"
        elif ENGINES[voice.engine].is_ready(voice.name, folder):
            here = "a better one speaks"
        else:
            here = "not installed"
        click.echo(
            f"{voice.language:10}{voice.engine:12}{voice.name:24}{here:20}{voice.reviewed_by or 'nobody yet'}"
        )
    for code in LOCALES:
        if code not in speaking:
            recorded = Clips(folder).recordings(code)
            click.echo(
                f"{code:10}no voice; {recorded} of {len(clock_fragments(code))} pieces of the talking clock are recorded"
            )
    if not can_encode():
        click.echo(
            "Nothing speaks: sound cannot be packed without lameenc (pip install 'parvis-kiosk[speech]')."
        )


@speech.command("build")
@click.option(
    "--language", "codes", multiple=True, help="Only these; all that have a voice when left out."
)
def build(codes: tuple[str, ...]) -> None:
    """Make the clips of everything that does not change, so that the first visitor does not wait."""
    if not can_encode():
        message = "sound cannot be packed without lameenc: pip install 'parvis-kiosk[speech]'"
        raise click.ClickException(message)
    folder = speech_folder()
    clips, speaking = Clips(folder), speaking_voices(read_voices(folder), folder)
    for code in codes:
        if code not in speaking:
            message = (
                f"--language {code!r}: no voice speaks it here; kiosk speech voices lists them"
            )
            raise click.ClickException(message)
    for code in codes or tuple(each for each in speaking if each in LOCALES):
        made, size, failed = 0, 0, 0
        texts = list(dict.fromkeys(_fixed_texts(code)))
        with click.progressbar(texts, label=f"{code}", file=sys.stderr) as bar:
            for text in bar:
                if clips.is_made(text, speaking[code]):
                    continue
                try:
                    size += len(clips.clip(text, speaking[code]))
                    made += 1
                except EngineError as error:
                    failed += 1
                    click.echo(f"{code}: {text!r}: {error}", err=True)
        click.echo(
            f"{code}: {len(texts)} texts, {made} clips made, {size / 1e6:.1f} MB, {failed} failed"
        )


def _fixed_texts(code: str) -> Iterator[str]:
    """Texts of the catalogue that hold nothing to fill in, as they are said."""
    vowels = vowels_in(TRANSLATIONS / code)
    for text in (*_catalogue(code), *clock_fragments(code)):
        said: str | None = spoken(text, code)
        if vowels and said:
            said = vowels.of(said)
        if said:
            yield said


def _catalogue(code: str) -> Iterator[str]:
    file = TRANSLATIONS / (code if code != "en" else "fr") / "LC_MESSAGES" / "messages.po"
    with file.open("rb") as source:
        for message in read_po(source):
            text = message.id if code == "en" else message.string
            if (
                message.id
                and isinstance(text, str)
                and not any(each in text for each in _PLACEHOLDER)
            ):
                yield text


@speech.command("fragments")
@click.argument("code", type=click.Choice(tuple(LOCALES)))
def fragments(code: str) -> None:
    """List what a person can record for the talking clock of a language: file and text, as CSV."""
    clips = Clips(speech_folder())
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["file", "text", "recorded"])
    for text in clock_fragments(code):
        done = "yes" if clips.has_recording(text, code) else "no"
        writer.writerow([f"recordings/{code}/{name_of(text)}.mp3", text, done])
