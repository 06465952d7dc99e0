"""A place as JSON, enough for another program to find and show it."""

from datetime import datetime
from typing import Any

from kiosk.directory.hours.notice import DayPeriod
from kiosk.directory.hours.opening_hours import OpeningHours
from kiosk.directory.hours.schedule import Opening, Schedule
from kiosk.directory.place.access import AccessCondition
from kiosk.directory.place.audience import Audience
from kiosk.directory.place.itinerary import Stop
from kiosk.directory.place.opening import opening_of, schedule_of, schedule_of_stop
from kiosk.directory.place.place import Place
from kiosk.directory.place.service import Service
from kiosk.search.rank import Hit


def entry_of(hit: Hit, now: datetime) -> dict[str, Any]:
    """The JSON of a result, as in design.md, "Machines"."""
    place = hit.place
    point = hit.stop.point if hit.stop else place.point
    return {
        **_whole(place),
        "lat": point.lat if point else None,
        "lon": point.lon if point else None,
        "approximate": place.approximate,
        "distance_m": hit.distance_m,
        "walking_minutes": hit.walking_minutes,
        **_opening(hit.opening),
        "reason": hit.reason,
        "services": [_service(place, each, now) for each in place.services],
    }


def _whole(place: Place) -> dict[str, Any]:
    address = place.address
    return {
        "id": place.number,
        "slug": place.slug,
        "name": place.name,
        "organisation": place.organisation.name if place.organisation else None,
        "description": place.description,
        "translations": {each.language: each.text for each in place.translations},
        "language": place.language,
        "referral_only": place.referral_only,
        "address": {
            "street": address.street,
            "extra": address.extra,
            "postal_code": address.postal_code,
            "town": address.town,
            "country": address.country,
        },
        "phones": [
            {"number": p.number, "display": p.display, "label": p.label} for p in place.phones
        ],
        "email": place.email,
        "website": place.website,
        "time_zone": place.time_zone,
        "opening_hours": _hours(place.opening_hours),
        "closures": [{**_days(each), "reason": each.reason} for each in place.closures],
        "temporary_hours": [
            {**_days(each), "osm": each.osm, "note": each.note} for each in place.temporary_hours
        ],
        "notices": [
            {**_days(each), "title": each.title, "text": each.text} for each in place.notices
        ],
        "audience": _audience(place.audience),
        "conditions": _conditions(place.conditions),
        "languages": list(place.languages),
        "stops": [_stop(each) for each in place.itinerary.stops] if place.itinerary else [],
        "sources": [{"name": s.name, "url": s.url, "licence": s.licence} for s in place.sources],
        "confirmed_on": place.confirmed_on.isoformat() if place.confirmed_on else None,
    }


def week_of(place: Place, now: datetime) -> list[dict[str, Any]]:
    """The coming seven days of a place, or of each stop of its round."""
    if place.itinerary:
        return [
            {"stop": stop.name, "days": _days_of(schedule_of_stop(place, stop), now)}
            for stop in place.itinerary.stops
        ]
    return [{"stop": None, "days": _days_of(schedule_of(place), now)}]


def _days_of(schedule: Schedule, now: datetime) -> list[dict[str, Any]]:
    return [
        {
            "day": day.day.isoformat(),
            "known": day.known,
            "closed_for_now": day.closure is not None,
            "spans": [
                {
                    "from": span.start.isoformat(),
                    "to": span.end.isoformat(),
                    "certain": span.certain,
                    "comment": span.comment,
                }
                for span in day.spans
            ],
        }
        for day in schedule.week(schedule.local(now).date())
    ]


def _service(place: Place, service: Service, now: datetime) -> dict[str, Any]:
    opening = opening_of(place, (service,), now)
    return {
        "id": service.id,
        "category": service.category,
        "name": service.name,
        "description": service.description,
        **_opening(opening),
        "opening_hours": _hours(service.opening_hours) if service.opening_hours else None,
        "closures": [{**_days(each), "reason": each.reason} for each in service.closures],
        "audience": _audience(service.audience) if service.audience else None,
        "conditions": _conditions(service.conditions) if service.conditions is not None else None,
        "languages": list(service.languages) if service.languages is not None else None,
        "saturation": service.saturation,
        "saturation_detail": service.saturation_detail,
    }


def _opening(opening: Opening) -> dict[str, Any]:
    change = opening.next_change
    return {
        "status": opening.status.for_programs,
        "next_change": change.isoformat() if change else None,
        "status_comment": opening.comment,
    }


def _hours(hours: OpeningHours) -> dict[str, Any]:
    return {"osm": hours.osm, "note": hours.note}


def _days(dated: DayPeriod) -> dict[str, Any]:
    first, last = dated.first_day, dated.last_day
    return {
        "first_day": first.isoformat() if first else None,
        "last_day": last.isoformat() if last else None,
    }


def _audience(audience: Audience) -> dict[str, Any]:
    return {
        "welcome": audience.welcome,
        "audiences": list(audience.kinds),
        "youngest": audience.youngest,
        "oldest": audience.oldest,
        "detail": audience.detail,
    }


def _conditions(conditions: tuple[AccessCondition, ...]) -> list[dict[str, Any]]:
    return [{"condition": c.condition, "holds": c.holds, "detail": c.detail} for c in conditions]


def _stop(stop: Stop) -> dict[str, Any]:
    return {
        "name": stop.name,
        "town": stop.town,
        "lat": stop.point.lat if stop.point else None,
        "lon": stop.point.lon if stop.point else None,
        "opening_hours": _hours(stop.opening_hours),
        "description": stop.description,
    }
