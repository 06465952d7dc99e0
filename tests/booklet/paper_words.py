"""Words for paper guides in languages that have no catalogue: written by hand, to see them laid out."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date, timedelta

from babel.dates import format_date

from kiosk.booklet.guide import BookletWords, Fact, Sentences
from kiosk.directory.place.place import Place
from kiosk.directory.vocabulary.category import categories, needs

DIRECTIONS = {"ar": "rtl", "ps": "rtl"}
CALL_FIRST = {
    "fr": "Appelez avant d’y aller.",
    "ar": "اتصل قبل أن تذهب.",
    "ps": "د تللو مخکې زنګ ووهئ.",
    "ti": "ቅድሚ ምኻድኩም ደውሉ።",
}
DATA_OF = {
    "fr": "Informations du 2 mars 2026.",
    "ar": "معلومات بتاريخ \u20662\u2069 مارس \u20662026\u2069.",
    "ps": "د \u20662\u2069 مارچ \u20662026\u2069 معلومات.",
    "ti": "ሓበሬታ ናይ 2 መጋቢት 2026።",
}
NEEDS = {
    "fr": {"eat": "Manger et boire", "sleep": "Dormir", "wash": "Se laver"},
    "ar": {"eat": "الأكل والشرب", "sleep": "النوم", "wash": "الاستحمام"},
    "ps": {"eat": "خوړل او څښل", "sleep": "خوب", "wash": "ځان مینځل"},
    "ti": {"eat": "ምብላዕን ምስታይን", "sleep": "ምድቃስ", "wash": "ምሕጻብ"},
}
FREE = {"fr": "Gratuit.", "ar": "مجاناً.", "ps": "وړیا.", "ti": "ብነጻ።"}


def words(locale: str, places: Iterable[Place]) -> BookletWords:
    """All words of a guide, the most of them one word repeated."""
    some = FREE[locale]
    sentences = Sentences(**dict.fromkeys((field.name for field in fields(Sentences)), some))
    days = [date(2024, 1, 1) + timedelta(days=day) for day in range(7)]
    return BookletWords(
        locale=locale,
        direction=DIRECTIONS.get(locale, "ltr"),
        sentences=replace(
            sentences, town="Dijon", call_first=CALL_FIRST[locale], data_of=DATA_OF[locale]
        ),
        days=tuple(format_date(day, "EEEE", locale) for day in days),
        short_days=tuple(format_date(day, "EEE", locale) for day in days),
        needs={id_: NEEDS[locale].get(id_, some) for id_ in needs()},
        helplines=dict.fromkeys(needs(), some),
        categories=dict.fromkeys((*categories(), ""), some),
        facts={
            place.number or 0: (
                Fact(icon="euro", text=some),
                Fact(icon="group", text=CALL_FIRST[locale], detail="Sonnez au n° 12, de 9h à 11h."),
            )
            for place in places
        },
        numbers=(some,),
    )
