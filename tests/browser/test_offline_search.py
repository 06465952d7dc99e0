"""With the network cut a phone finds what the guide finds: every kind of help by its name, and by what people call it."""

import random
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from html import unescape
from itertools import pairwise, starmap

import pytest
from playwright.sync_api import Browser, expect

from kiosk.cli.demo_command import DIJON
from kiosk.directory.vocabulary.category import categories, needs
from kiosk.directory.vocabulary.number import situations
from kiosk.search.find import find_all
from kiosk.search.query import Query
from kiosk.search.reading import Reading, readings
from kiosk.search.score import Candidate
from kiosk.search.words.known import listed, words_of
from kiosk.search.words.lexicon import Meaning, phrases_of
from kiosk.search.words.urgent import situation_of
from kiosk.wording import words
from kiosk.wording.language import LOCALES, speaking
from tests.browser.conftest import Site
from tests.browser.test_pocket import READY

pytestmark = pytest.mark.browser
SYNONYMS = 10
EVERYDAY = 40
LOOK_ALIKE = ["capot", "poli", "courte", "papier peint", "112 rue de la Liberté", "15 avenue Foch"]
"""Words that only look like ours."""

NUMBERS = ["115", "3919", "119", "3114", "15", "17", "112", "114"]
SEED = 14
A_HUNDREDTH = 0.02
"""Of a minute: two roundings."""

KEEP_TOWN = """async (locales) => {
    const { shelf } = document.querySelector("meta[name=pocket]").dataset;
    const cache = await caches.open(shelf);
    for (const locale of locales) {
        const answer = await fetch(`/${locale}/pack.json`);
        const headers = { "Content-Type": "application/json", "X-Saved": String(Date.now()) };
        await cache.put(`/saved/${locale}/town`, new Response(await answer.blob(), { headers }));
    }
}"""

ASK = """async ([locale, asked]) => {
    const told = [];
    for (const text of asked) {
        const address = new URL(`/${locale}/search?q=${encodeURIComponent(text)}`, location.href);
        const minute = Math.floor(Date.now() / 6e4);
        const page = await (await savedPage(address)).text();
        if (minute !== Math.floor(Date.now() / 6e4)) { told.push(null); continue; }
        const title = /<h1>(.*?)<\\/h1>/.exec(page)[1];
        const places = [...page.matchAll(/<h3[^>]*><a href="[^"]*?(\\d+)(?:\\?[^"]*)?"/g)].map((each) => Number(each[1]));
        const call = (/class="call-first"[^]*?tel:(\\d+)/.exec(page) || [])[1];
        told.push({ minute, title, places, call });
    }
    return told;
}"""
"""What the worker writes for some words. It answers only pages that are opened, so it is asked from within."""


def asked_in(locale: str) -> list[str]:
    """Every kind of help by its name, and some of what people call it."""
    synonyms = sorted({phrase for _, phrase in phrases_of(locale)})
    with speaking(locale):
        labels = [words.category_label(each, chosen=True) for each in categories()]
        labels += [words.need_label(each) for each in needs()]
    return labels + random.Random(f"{SEED} {locale}").sample(synonyms, SYNONYMS)


def everyday_in(locale: str) -> list[str]:
    """Words of a dictionary, which mean something here by chance only."""
    words = words_of(locale) if locale in listed() else []
    return LOOK_ALIKE + random.Random(f"{SEED} {locale}").sample(words, min(EVERYDAY, len(words)))


def danger_in(locale: str) -> list[str]:
    """What tells of danger in a language, some of it within a sentence; and every number typed."""
    phrases = [
        each for situation in situations().values() for each in situation.words.get(locale, ())
    ]
    return [*phrases, *(f"… {each} ?" for each in phrases[:3]), *NUMBERS]


MEANINGS = [Meaning("category", each) for each in categories()] + [
    Meaning("need", each) for each in needs()
]


def label_of(meaning: Meaning, locale: str) -> str:
    with speaking(locale):
        if meaning.is_need:
            return words.need_label(meaning.id)
        return words.category_label(meaning.id, chosen=True)


def is_no_bolder(told: dict[str, str], text: str, locale: str) -> bool:
    """Whether a phone takes a word for nothing that the guide does not take it for."""
    now = datetime.now(UTC)
    reading = next(readings(Query(words=text, near=DIJON), now, locale))
    title = unescape(told["title"])
    if title in {label_of(each, locale) for each in MEANINGS} and (
        reading.meaning is None or title != label_of(reading.meaning, locale)
    ):
        return False
    query = reading.query
    return not told["call"] or situation_of(text, query.need, query.category) is not None


@cache
def answer_at(query: Query, minute: int) -> tuple[Candidate, ...]:
    walked, _ = find_all(query, datetime.fromtimestamp(minute * 60, UTC))
    return walked.candidates


def stands_before(one: Candidate, other: Candidate) -> bool:
    """Whether the guide may put one before the other."""
    if one.unlocated != other.unlocated:
        return other.unlocated
    return one.minutes <= other.minutes + A_HUNDREDTH


def test_every_kind_of_help_in_every_language(
    phone_site: Callable[..., Site], browser: Browser, say: Callable[[str], None]
) -> None:
    site = phone_site()
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.goto(f"{site.address}/fr/saved")
    page.evaluate(READY)
    page.evaluate(KEEP_TOWN, list(LOCALES))
    (worker,) = context.service_workers
    context.set_offline(True)
    count, places = 0, 0
    with site.app.app_context(), site.app.test_request_context("/fr/"):
        asked = {locale: asked_in(locale) for locale in LOCALES}
        for locale, texts in asked.items():
            for text, told in zip(texts, worker.evaluate(ASK, [locale, texts]), strict=True):
                while told is None:  # The minute turned meanwhile.
                    (told,) = worker.evaluate(ASK, [locale, [text]])
                now = datetime.fromtimestamp(told["minute"] * 60, UTC)
                reading: Reading = next(readings(Query(words=text, near=DIJON), now, locale))
                assert reading.meaning, (locale, text)
                expected = answer_at(reading.query, told["minute"])
                assert unescape(told["title"]) == label_of(reading.meaning, locale), (locale, text)
                known = {each.number: each for each in expected}
                assert set(told["places"]) == set(known), (locale, text)
                ranked = [known[number] for number in told["places"]]
                assert all(starmap(stands_before, pairwise(ranked))), (locale, text, ranked)
                count, places = count + 1, places + len(expected)
        for locale in LOCALES:
            typed = everyday_in(locale)
            for text, told in zip(typed, worker.evaluate(ASK, [locale, typed]), strict=True):
                assert told is None or is_no_bolder(told, text, locale), (locale, text, told)
        for locale in LOCALES:
            words_of_danger = danger_in(locale)
            for text, told in zip(
                words_of_danger, worker.evaluate(ASK, [locale, words_of_danger]), strict=True
            ):
                situation = situation_of(text, None, None)
                assert situation, (locale, text)
                assert told is None or told["call"], (locale, text)
                if told and told["call"] not in (
                    "115",
                    "3919",
                    "15",
                ):  # What the question itself asks may be graver.
                    assert told["call"] in situation.numbers, (locale, text)
    assert count == len(LOCALES) * (len(categories()) + len(needs()) + SYNONYMS)
    say(f"words asked without a network: {count:,} in {len(LOCALES)} languages, {places:,} places found as by the guide")  # fmt: skip
    label = label_of(Meaning("need", "eat"), "ps")
    page.goto(f"{site.address}/ps/search?q={label}")
    expect(page.locator("h1")).to_have_text(label)
    expect(page.locator(".saved-note")).to_be_visible()
    assert page.locator(".card").count() >= 8
    context.close()
