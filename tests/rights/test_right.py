"""The data of the check are whole."""

from kiosk.directory.vocabulary.category import categories
from kiosk.directory.vocabulary.fold import fold
from kiosk.http.drawings import drawings_in
from kiosk.rights.question import questions
from kiosk.rights.right import asked_for, asks_for_rights, rights, still_to_ask


def test_every_right_says_what_it_is_what_to_bring_and_where() -> None:
    for right in rights().values():
        assert right.label, right.id
        assert right.what.endswith(".")
        assert right.bring.startswith("Bring ")
        assert right.where
        assert set(right.where) <= set(categories()), right.id
        assert right.ask, right.id
        assert set(right.ask) <= set(still_to_ask()), right.id
        assert right.source.startswith(("https://", "Code ", "Loi ")), right.id


def test_every_right_is_decided_by_something() -> None:
    for right in rights().values():
        assert right.engine or right.likely or right.maybe, right.id
        if right.only_maybe:
            assert not right.likely, right.id


def test_all_that_can_be_asked_is_asked_of_some_right() -> None:
    used = {name for each in rights().values() for name in each.ask}
    assert used == set(still_to_ask())


def test_no_word_means_two_rights() -> None:
    found = [fold(word) for each in rights().values() for word in each.words]
    assert len(found) == len(set(found))


def test_words_of_search_lead_to_their_right() -> None:
    assert asked_for("RSA") is rights()["rsa"]
    assert asked_for("chèque énergie") is rights()["energy_cheque"]
    assert asked_for("douche") is None
    assert asks_for_rights("Aides")
    assert not asks_for_rights("douche")


def test_the_check_has_its_pictures() -> None:
    shown = {each.icon for each in rights().values()}
    shown |= {each.icon for question in questions() for each in (question, *question.answers)}
    assert shown <= {*drawings_in("sprite.svg"), *drawings_in("pictures.svg")}
