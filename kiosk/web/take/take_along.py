"""Carry an answer away: on a phone with a network, on a phone without one, in its contacts and calendar."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as BaseResponse

from kiosk.codes.links import dial_link, map_link, wifi_text
from kiosk.codes.qr import Qr, qr
from kiosk.directory.hours.ordinary_week import printed_week, week_line
from kiosk.directory.place.opening import opening_of, schedule_of, schedules_of
from kiosk.directory.place.place import Place
from kiosk.http.clock import clock_is_believable, now, today
from kiosk.http.frame import Frame
from kiosk.http.links import arguments_here, link, public_address, readable
from kiosk.http.manner import manner
from kiosk.http.render import render
from kiosk.pocket.calendar import Event, event_file, short_event
from kiosk.pocket.contact_card import Contact, contact_card, short_contact_card
from kiosk.shortlist.list_code import list_code
from kiosk.state import settings
from kiosk.store.listed import list_numbers_of
from kiosk.web.parts.picked import places_of_list
from kiosk.web.parts.place_page import place_or_404
from kiosk.web.take.share import Sender, SharedMessage, sender_in, share_list, share_place
from kiosk.wording import carry_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What a phone reads from the screen.

    Attributes:
        way: How an answer travels: link, contact, calendar, call or map. Only the first needs a network.
        code: To be read.
        address: In letters, for phones that cannot read codes; of a link only.
        wifi: Joins the network of the building first, if there is one; of a link only.
    """

    way: str
    code: Qr
    address: str | None = None
    wifi: Qr | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakePage:
    """The question whether the phone has Internet, or the answer to it.

    Attributes:
        place: The one to take along; None when it is a list.
        here: This page, before anything is chosen.
        back: Where the answer is.
        by_link: This page, with the code that needs a network.
        list_code: Of the list, or of a list of this one place: for who can only write.
        list_address: Where the code is opened, as one reads it; None where nobody else could.
        parcel: What was chosen; None while it is still asked.
        ways: Those that can be chosen; the argument "as".
        shared: To be sent on from a phone; None on a public screen.
        sender: Who gives this list.
        places: Of a list, each taken along by itself without a network.
        sensitive: The title must tell nothing.
    """

    place: Place | None
    here: str
    back: str
    by_link: str
    list_code: str
    list_address: str | None
    parcel: Parcel | None
    ways: tuple[str, ...]
    shared: SharedMessage | None
    sender: Sender = field(default_factory=Sender)
    places: tuple[Place, ...] = ()
    sensitive: bool = False


def add_to(blueprint: Blueprint) -> None:
    """Hang the rooms of this module on the blueprint."""
    blueprint.add_url_rule("/<locale>/place/<slug>/take", view_func=take)
    blueprint.add_url_rule("/<locale>/place/<slug>/contact.vcf", view_func=contact_of_place)
    blueprint.add_url_rule("/<locale>/place/<slug>/opening.ics", view_func=opening_of_place)
    blueprint.add_url_rule("/<locale>/list/<code>/take", view_func=take_list)


def take(slug: str) -> Response:
    """Take a place along."""
    one = place_or_404(slug)
    moment = now()
    numbers = list_numbers_of([one.number or 0])
    texts = _texts(one, moment)
    way = request.args.get("as", "")
    page = TakePage(
        place=one,
        here=link("web.take", slug=one.slug),
        back=link("web.place", slug=one.slug),
        by_link=link("web.take", **{"slug": one.slug, "as": "link"}),
        list_code=list_code(numbers.values()),
        list_address=_code_opens_at(),
        parcel=_parcel(way, texts[way]) if way in texts else None,
        ways=tuple(texts),
        shared=None if settings().kiosk_mode else share_place(one),
        sensitive=one.sensitive,
    )
    return _show(page)


def take_list(code: str) -> BaseResponse:
    """Take a list along."""
    places, spelled = places_of_list(code), manner().shortlist
    if spelled != code:
        return redirect(link("web.take_list", **{**arguments_here(), "code": spelled}))
    sender = sender_in(request.args)
    shared = share_list(spelled, len(places), sender)
    address = shared.address if shared else None
    parcel = _parcel("link", address) if address and request.args.get("as") == "link" else None
    page = TakePage(
        place=None,
        here=link("web.take_list", code=spelled),
        back=link("web.shortlist", code=spelled),
        by_link=link("web.take_list", **{"code": spelled, "as": "link"}, **sender.arguments()),
        list_code=spelled,
        list_address=_code_opens_at(),
        parcel=parcel,
        ways=("link",) if address else (),
        shared=None if settings().kiosk_mode else shared,
        sender=sender,
        places=places,
        sensitive=any(each.sensitive for each in places),
    )
    return _show(page)


def _show(page: TakePage) -> Response:
    frame = Frame(back_url=page.here if page.parcel else page.back, is_private=page.sensitive)
    return render("take/take_along.html", page, frame=frame)


def contact_of_place(slug: str) -> Response:
    """A place as a file for the contacts of a phone."""
    one = place_or_404(slug)
    return _file(contact_card(_contact(one)), "text/vcard", f"{one.slug}.vcf")


def opening_of_place(slug: str) -> Response:
    """The next opening of a place as a file for the calendar of a phone."""
    one, moment = place_or_404(slug), now()
    event = _event(one, moment)
    if event is None:
        abort(404)
    return _file(event_file(event), "text/calendar", f"{one.slug}.ics")


def _file(text: str, mimetype: str, name: str) -> Response:
    response = Response(text, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _texts(one: Place, moment: datetime) -> dict[str, str]:
    """Every way that this place can travel, with what the code for it says."""
    event = _event(one, moment)
    known = one.point if one.point and not one.approximate else None
    texts = {
        "link": public_address("web.place", slug=str(one.number)),
        "contact": short_contact_card(_contact(one)),
        "calendar": short_event(event) if event else None,
        "call": dial_link(one.phones[0].number) if one.phones else None,
        "map": map_link(known.lat, known.lon) if known else None,
    }
    return {way: text for way, text in texts.items() if text is not None}


def _parcel(way: str, text: str) -> Parcel:
    if way != "link":
        return Parcel(way=way, code=qr(text))
    box = settings().box
    wifi = qr(wifi_text(box.wifi_name, box.wifi_password)) if box.wifi_name else None
    return Parcel(way=way, code=qr(text), address=readable(text), wifi=wifi)


def _code_opens_at() -> str | None:
    """Where a code of a list is written in, as one reads it."""
    address = public_address("web.open_list")
    return readable(address) if address else None


def _contact(one: Place) -> Contact:
    schedules = (replace(each, temporary_hours=()) for each in schedules_of(one, ()))
    week = printed_week(tuple(schedules), today())
    lines = dict.fromkeys(week_line(week, each) for each in carry_words.week_words())
    notes = carry_words.notes_of(one, varies=any(each.varies for each in week))
    return Contact(
        name=one.name,
        street=", ".join(filter(None, (one.address.street, one.address.extra))) or None,
        postal_code=one.address.postal_code,
        town=one.address.town,
        phone=one.phones[0].number if one.phones else None,
        position=(one.point.lat, one.point.lon) if one.point and not one.approximate else None,
        hours=tuple(lines),
        notes=notes,
    )


def _event(one: Place, moment: datetime) -> Event | None:
    """The next opening; None when it is not known, or when nobody knows what time it is."""
    if not clock_is_believable():
        return None
    opening = opening_of(one, (), moment)
    start = opening.next_opening
    if start is None and opening.until is not None:  # It is open: the next time is after this one.
        start = opening_of(one, (), opening.until).next_opening
    if start is None:
        return None
    span = schedule_of(one).walk_in(start, start)
    return Event(
        name=one.name,
        where=", ".join(one.address.lines) or None,
        start=start,
        end=span.end if span else None,
        made_at=moment,
    )


def qr_or_none(text: str) -> Qr | None:
    """The code of a foreign text; None when it is too long for any that phones read."""
    try:
        return qr(text)
    except ValueError:
        return None
