"""Short words of one language that tell nothing, or too little, in another."""

import pytest

from kiosk.search.query import Query
from kiosk.search.reading import readings
from kiosk.search.words.meaning import meanings_of
from kiosk.search.words.text import text_of
from tests.world import MONDAY_10H


@pytest.mark.parametrize(("word", "id_"), [("iş", "job_coaching"), ("para", "budget_advice")])
def test_a_word_that_tells_nothing_elsewhere_is_understood_alone(word: str, id_: str) -> None:
    assert meanings_of(text_of(word), "tr")[0].id == id_


def test_such_a_word_beside_others_still_tells_nothing() -> None:
    assert meanings_of(text_of("where is the shower"), "en") == meanings_of(
        text_of("where shower"), "en"
    )


def test_a_town_of_two_letters_is_one_if_a_language_calls_it_so() -> None:
    found = [each.town for each in readings(Query(words="ሻወር ኣብ ሊል"), MONDAY_10H, "ti")]
    assert "Lille" in found
