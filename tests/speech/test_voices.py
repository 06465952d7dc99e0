"""Engines that work, fail, hang and are fed with nasty things; clips on the disk."""

import os
import stat
import tempfile
import time
import wave
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.speech import engine
from kiosk.speech.clips import Clips, name_of
from kiosk.speech.engine import ENGINES, MOST_LETTERS, EngineError
from kiosk.speech.voice import Voice, VoiceError, read_voices, speaking_voices
from tests.thoroughness import examples

pytestmark = pytest.mark.usefixtures("espeak")

FRENCH = Voice(
    language="fr", engine="espeak-ng", name="fr-fr", rate=150, usable=True, reviewed_by=""
)


def program(folder: Path, name: str, script: str) -> None:
    """A program of this name, first on the path."""
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    file.chmod(file.stat().st_mode | stat.S_IEXEC)


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


def loudness(pcm: bytes) -> int:
    return max(
        abs(int.from_bytes(pcm[at : at + 2], "little", signed=True))
        for at in range(0, len(pcm), 200)
    )


@pytest.mark.parametrize(
    "language", sorted({each.language for each in read_voices(None) if each.usable})
)
def test_every_voice_of_this_machine_makes_sound_of_the_right_length(
    language: str, tmp_path: Path
) -> None:
    voice = speaking_voices(read_voices(None), tmp_path)[language]
    text = {"ar": "مَفْتُوحٌ حَتَّى السَّاعَة 12", "ru": "Открыто до 12 часов", "uk": "Відчинено до 12 години", "ka": "ღიაა 12 საათამდე"}.get(
        language, "Parvis, 12, 9 30, 17"
    )  # fmt: skip
    sound = ENGINES[voice.engine].speak(text, voice.name, voice.rate, tmp_path)
    assert 0.8 < sound.seconds < 12
    assert loudness(sound.pcm) > 1_000
    twice = ENGINES[voice.engine].speak(f"{text}. {text}.", voice.name, voice.rate, tmp_path)
    assert twice.seconds > sound.seconds * 1.4


def test_espeak_is_here_where_the_project_is_tested() -> None:
    """Otherwise the tests above would test nothing."""
    assert "fr" in speaking_voices(read_voices(None), Path("/nowhere"))


def test_slower_is_longer_and_a_clip_is_an_mp3(tmp_path: Path) -> None:
    clips = Clips(tmp_path)
    usual = clips.clip("Ouvert de 9 heures à 17 heures", FRENCH)
    slow = clips.clip("Ouvert de 9 heures à 17 heures", FRENCH, slow=True)
    assert usual[:2] in {b"\xff\xf3", b"\xff\xfb", b"\xff\xf2"}
    assert len(slow) > len(usual) * 1.2


def test_a_hanging_engine_is_stopped_and_nothing_of_it_stays(
    fake: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "PATIENCE_S", 0.3)
    program(fake, "espeak-ng", f"sleep 60 & echo $! > {tmp_path}/child\nwait")
    with pytest.raises(EngineError, match="espeak-ng took more than"):
        Clips(tmp_path).clip("Bonjour", FRENCH)
    child = int((tmp_path / "child").read_text())
    for _ in range(100):
        if (
            not Path(f"/proc/{child}").exists()
            or "Z" in Path(f"/proc/{child}/stat").read_text().split()[2]
        ):
            break
        time.sleep(0.02)
    else:
        pytest.fail("the child of the engine lives on")
    assert not list(tmp_path.glob("cache/*/*"))


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("exit 3", "espeak-ng ended with 3"),
        ("true", "espeak-ng made no sound"),
        ("echo this is no sound", "espeak-ng made no sound"),
    ],
)
def test_a_failing_engine_is_said(fake: Path, tmp_path: Path, script: str, message: str) -> None:
    program(fake, "espeak-ng", script)
    with pytest.raises(EngineError, match=message):
        Clips(tmp_path).clip("Bonjour", FRENCH)


def test_an_engine_that_is_gone_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EngineError, match="espeak-ng: No such file"):
        ENGINES["espeak-ng"].speak("a", "fr", 150, tmp_path)
    assert speaking_voices(read_voices(None), tmp_path) == {}


@settings(max_examples=examples(15))
@given(
    st.text(max_size=60).map(str.strip).filter(bool)
    | st.sampled_from(["--help", "-v en", "<speak>", "$(reboot)", "; rm -rf /", "\x00a", "\ud800a"])
)
def test_hostile_texts_do_no_harm(text: str) -> None:
    """Whatever it is: a sound, or a clean refusal; never an option, never a command."""
    with suppress(EngineError):
        assert ENGINES["espeak-ng"].speak(text, "fr-fr", 150, Path("/nowhere")).rate_hz > 8_000


def test_a_huge_text_is_cut(tmp_path: Path, fake: Path) -> None:
    program(fake, "espeak-ng", f"cat > {tmp_path}/text; exit 1")
    with pytest.raises(EngineError):
        ENGINES["espeak-ng"].speak("a" * 100_000, "fr", 150, tmp_path)
    assert len((tmp_path / "text").read_text()) == MOST_LETTERS


@pytest.mark.parametrize(
    ("name", "binary", "script"),
    [
        (
            "rhvoice",
            "RHVoice-test",
            'cat > /dev/null; while [ "$1" != -o ]; do shift; done; cp "$SAMPLE" "$2"',
        ),
        (
            "piper",
            "piper",
            'cat > /dev/null; while [ "$1" != --output_file ]; do shift; done; cp "$SAMPLE" "$2"',
        ),
    ],
)
def test_other_engines_are_called_as_they_want(
    fake: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, binary: str, script: str
) -> None:
    sample = tmp_path / "sample.wav"
    with wave.open(str(sample), "wb") as file:
        file.setparams((1, 2, 16_000, 0, "NONE", "not compressed"))
        file.writeframes(b"\x00\x10" * 8_000)
    monkeypatch.setenv("SAMPLE", str(sample))
    program(fake, binary, script)
    (tmp_path / "piper").mkdir()
    (tmp_path / "piper" / "fr_FR-test.onnx").touch()
    assert ENGINES[name].is_ready("fr_FR-test", tmp_path)
    assert ENGINES[name].speak("Bonjour", "fr_FR-test", 0, tmp_path).seconds == 0.5


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_what_is_said_is_no_argument_and_no_file(
    fake: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """It may be private: other users of the machine see arguments, and whoever takes the disk sees files."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    program(fake, ENGINES[name].program, f'echo "$@" > {tmp_path}/arguments; cat > {tmp_path}/text; ls -R {tmp_path}/temporary > {tmp_path}/files; exit 1')  # fmt: skip
    with pytest.raises(EngineError):
        ENGINES[name].speak("Quiverol", "voice", 150, tmp_path)
    assert "Quiverol" not in (tmp_path / "arguments").read_text()
    assert (tmp_path / "text").read_text() == "Quiverol"
    assert (tmp_path / "files").read_text().split() == [f"{tmp_path}/temporary:"]


def test_piper_needs_its_voice(fake: Path, tmp_path: Path) -> None:
    program(fake, "piper", "true")
    assert not ENGINES["piper"].is_ready("fr_FR-siwis-medium", tmp_path)


def test_a_recording_comes_first(tmp_path: Path) -> None:
    folder = tmp_path / "recordings" / "ps"
    folder.mkdir(parents=True)
    (folder / f"{name_of('نن')}.mp3").write_bytes(b"recorded")
    clips = Clips(tmp_path)
    assert clips.recording(" نن ", "ps") == b"recorded"
    assert clips.recording("سبا", "ps") is None
    assert clips.has_recording("نن", "ps")
    assert not clips.has_recording("نن", "fa")


def test_what_was_typed_leaves_nothing_on_the_disk(tmp_path: Path) -> None:
    clips = Clips(tmp_path)
    assert clips.clip("mot tapé", FRENCH, keep=False)
    assert not clips.is_made("mot tapé", FRENCH)
    assert not list(tmp_path.glob("cache/*/*"))


def test_the_oldest_clips_go_when_room_is_short(tmp_path: Path) -> None:
    clips = Clips(tmp_path, most_bytes=1)
    clips.clip("un", FRENCH)
    clips.clip("deux", FRENCH)
    big = Clips(tmp_path, most_bytes=sum(f.stat().st_size for f in tmp_path.glob("cache/*/*")) - 1)
    first = min(tmp_path.glob("cache/*/*"), key=lambda each: each.stat().st_mtime_ns)
    assert big.trim() == 1
    assert not first.exists()
    assert Clips(tmp_path).trim() == 0


def test_a_full_disk_costs_the_copy_not_the_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    clips = Clips(tmp_path)
    monkeypatch.setattr("kiosk.speech.clips.tempfile.NamedTemporaryFile", full)
    assert clips.clip("plein", FRENCH)


def test_a_town_puts_its_own_register(tmp_path: Path) -> None:
    (tmp_path / "voices.toml").write_text(
        '[[voice]]\nlanguage = "fa"\nengine = "espeak-ng"\nname = "fa"\nrate = 120\nusable = true\nreviewed_by = "A person"\n'
    )
    (voice,) = read_voices(tmp_path)
    assert voice.reviewed_by == "A person"
    assert set(speaking_voices([voice], tmp_path)) == {"fa"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[voice]]\nlanguage = "fa"\n', "voice 1: 'engine' must be there, as str"),
        (
            '[[voice]]\nlanguage="a"\nengine="hal"\nname="a"\nrate=1\nusable=true\nreviewed_by=""\n',
            "'engine' must be one of espeak-ng",
        ),
        ("[[voice", "voices.toml"),
    ],
)
def test_a_register_that_cannot_be_used_is_said(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "voices.toml").write_text(text)
    with pytest.raises(VoiceError, match=message):
        read_voices(tmp_path)


def test_nobody_is_said_to_have_listened() -> None:
    assert not any(each.reviewed_by for each in read_voices(None))
