"""Cards and events fit their codes whatever is in them, and other programs read them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
import vobject
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kiosk.codes.qr import LARGEST_VERSION, MOST_BYTES, qr
from kiosk.pocket.calendar import Event, event_file, short_event
from kiosk.pocket.contact_card import Contact, contact_card, cut, short_contact_card
from tests.thoroughness import examples

pytestmark = pytest.mark.slow

text = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1, max_size=150).map(lambda each: " ".join(each.split()) or "x")  # fmt: skip
ARABIC = Contact(
    name="مركز الاستقبال النهاري في ديجون للأشخاص الذين لا مأوى لهم",
    street="12 شارع الجمهورية، الطابق الأرضي، الباب الأزرق",
    postal_code="21000",
    town="Dijon",
    phone="+33353011001",
    position=(47.3225, 5.042),
    hours=(
        "الاثنين–الجمعة \u206609:00-12:00\u2069 \u206614:00-17:00\u2069، السبت \u206609:00-12:00\u2069",
        "ن–ج \u206609:00-12:00\u2069 \u206614:00-17:00\u2069، س \u206609:00-12:00\u2069",
    ),
    notes=("أحضر وثيقة هوية إن وجدت.", "تم التحقق من المعلومات في 24 نوفمبر 2026."),
)
FRENCH = Contact(
    name='Accueil de jour; Le Havre, "Dijon" \\ Centre',
    street="12 rue de la République",
    postal_code="21000",
    town="Dijon",
    phone="+33353011001",
    position=(47.3225, 5.042),
    hours=("lun.–ven. 09:00-12:00 14:00-17:00, sam. 09:00-12:00",),
    notes=("Sans rendez-vous.",),
)
# The reader of these tests takes an escaped sign at the very end of an address for its end.
read_whole = text.filter(lambda each: each[-1] not in ";,\\")
contacts = st.builds(
    Contact,
    name=text,
    street=st.none() | read_whole,
    postal_code=st.none() | st.just("21000"),
    town=st.none() | read_whole,
    phone=st.none() | st.just("+33353011001"),
    position=st.none() | st.just((47.3225, 5.042)),
    hours=st.tuples(text, text),
    notes=st.lists(text, max_size=4).map(tuple),
)


def test_a_whole_card_is_read_by_another_program() -> None:
    card = vobject.readOne(contact_card(FRENCH))
    card.validate()
    assert card.fn.value == FRENCH.name
    assert card.adr.value.street == FRENCH.street
    assert (card.adr.value.code, card.adr.value.city) == ("21000", "Dijon")
    assert card.tel.value == FRENCH.phone
    assert card.geo.value == "47.32250;5.04200"
    assert card.note.value == "\n".join((*FRENCH.hours, *FRENCH.notes))


def test_what_fits_is_said_whole() -> None:
    short = replace(FRENCH, name="Accueil Havre", notes=())
    assert short_contact_card(short) == contact_card(short, newline="\n").strip()


def test_in_arabic_name_street_and_hours_survive() -> None:
    said = short_contact_card(ARABIC)
    card = vobject.readOne(said)
    assert len(said.encode()) <= MOST_BYTES
    assert ARABIC.name.startswith(card.fn.value.rstrip("…"))
    assert len(card.fn.value) > 15
    assert card.adr.value.street.startswith("12 شارع الجمهورية")
    assert "\u206609:00-12:00\u2069" in card.note.value
    assert card.tel.value == ARABIC.phone


@settings(max_examples=examples(200))
@given(contacts)
@example(ARABIC)
def test_every_card_fits_a_code_and_is_read(contact: Contact) -> None:
    said = short_contact_card(contact)
    assert len(said.encode()) <= MOST_BYTES
    assert qr(said).version <= LARGEST_VERSION
    card = vobject.readOne(said)
    assert contact.name.startswith(card.fn.value.removesuffix("…").rstrip())
    said_hours = card.note.value.partition("\n")[0].removesuffix("…").rstrip()
    assert any(each.startswith(said_hours) for each in contact.hours)
    if contact.street:
        assert contact.street.startswith(card.adr.value.street.removesuffix("…").rstrip())


@settings(max_examples=examples(200))
@given(text, st.none() | text, st.integers(0, 700))
def test_every_event_fits_a_code_and_is_read(name: str, where: str | None, minutes: int) -> None:
    start = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
    event = Event(
        name=name,
        where=where,
        start=start,
        end=start + timedelta(minutes=minutes) if minutes else None,
        made_at=datetime(2026, 11, 25, 19, 0, tzinfo=UTC),
    )
    short = short_event(event)
    assert len(short.encode()) <= MOST_BYTES
    for said in (short, event_file(event)):
        (found,) = icalendar.Calendar.from_ical(said).walk("VEVENT")
        assert found["DTSTART"].dt == start
        assert ("DTEND" in found) == bool(minutes)
        assert name.startswith(str(found["SUMMARY"]).removesuffix("…").rstrip())
        assert ("LOCATION" in found) == bool(where)
    assert all(len(line.encode()) <= 75 for line in event_file(event).split("\r\n"))


@given(text, st.integers(8, 80))
def test_cut_keeps_a_beginning(said: str, most: int) -> None:
    short = cut(said, most)
    assert len(short.encode()) <= most
    assert short == said or said.startswith(short.removesuffix("…"))
