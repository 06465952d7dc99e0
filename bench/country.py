"""A country of invented places, the same for the same seed: as many as one likes, as uneven as ours.

Towns are weighted by their inhabitants, names repeat as those of real networks do, hours follow
the patterns that directories are full of, and what is said of a place is some twenty words.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate

from kiosk.directory.geography.point import Point, territory_of
from kiosk.directory.geography.town import Town, towns
from kiosk.directory.hours.notice import Closure
from kiosk.directory.hours.opening_hours import OpeningHours
from kiosk.directory.place.access import AccessCondition, Condition
from kiosk.directory.place.audience import Audience, Welcome
from kiosk.directory.place.itinerary import Itinerary, Stop
from kiosk.directory.place.place import Address, Organisation, Phone, Place, Source
from kiosk.directory.place.service import Saturation, Service

TODAY = date(2026, 3, 2)

CATEGORIES = {
    "food_distribution": 14, "food_packages": 9, "social_grocery_stores": 4, "fountain": 4, "solidarity_fridge": 1,
    "baby_parcel": 2, "emergency_accommodation": 4, "overnight_stop": 1, "long_term_accomodation": 4,
    "access_to_housing": 5, "shower": 4, "toilets": 9, "laundry": 2, "hygiene_products": 3, "general_practitioner": 6,
    "dental_care": 2, "infirmary": 3, "psychological_support": 5, "pregnancy_care": 2, "health_coverage": 4,
    "addiction_care": 2, "sti_prevention_testing": 2, "vaccination": 3, "day_hosting": 4, "rest_area": 3,
    "information_point": 8, "libraries": 3, "sport_activities": 2, "administrative_assistance": 12, "legal_advice": 7,
    "domiciliation": 5, "social_accompaniment": 10, "budget_advice": 4, "public_writer": 3, "disability_advice": 3,
    "french_course": 7, "job_coaching": 8, "digital_tools_training": 9, "tutoring": 3, "clothing": 6,
    "luggage_storage": 1, "solidarity_store": 4, "wifi": 6, "electrical_outlets_available": 3,
    "computers_at_your_disposal": 6, "telephone_at_your_disposal": 1, "mobility_financing": 2, "driving_license": 1,
    "child_care": 3, "parent_assistance": 4, "vet_care": 1, "cardiology": 1, "hairdresser": 1,
}  # fmt: skip

NETWORKS = (
    "Entraide Populaire", "Les Tables du Cœur", "Croix d'Argent", "Secours du Quartier", "Maison des Habitants",
    "Centre communal d'action sociale", "Espace Solidarité", "Point Conseil", "Relais Famille", "Bureau d'Accueil",
    "Mission des Jeunes", "Maison de Santé", "Pôle Emploi Local", "Amis des Sans-Toit", "Atelier Ouvert",
)  # fmt: skip

HOURS = (
    ("Mo-Fr 09:00-12:00,14:00-17:00", 30), ("Mo-Fr 09:00-17:00; PH off", 16), ("Mo-Sa 09:00-18:00", 6), ("24/7", 4),
    ("Tu,Th 14:00-17:00", 8), ("We 14:00-17:00", 5), ("Mo-Su 20:00-08:00", 3), ("Mo-Su 11:30-13:30", 5),
    ("Mo-Fr 08:30-12:30", 6), ("Mo[2] 14:00-16:00", 2), ("Fr 17:00-20:00; SH off", 2), ("Mo-Su 06:00-23:00", 5),
    ("Apr-Oct Mo-Su 07:00-22:00", 2), ("Mo-Th 09:00-12:00; Fr 09:00-11:30", 4), (None, 22),
)  # fmt: skip

SYLLABLES = (
    "ba",
    "cro",
    "du",
    "fal",
    "gri",
    "lo",
    "ma",
    "nou",
    "per",
    "ri",
    "sol",
    "tan",
    "ver",
    "zé",
    "chan",
    "li",
)
_SMALL = "sur place avec une équipe à votre écoute pour tous les publics du quartier sans condition".split()  # noqa: SIM905


class Country:
    """Invented places of one seed."""

    def __init__(self, seed: int = 1, within: Sequence[Town] | None = None) -> None:
        """Prepare the weights; ``within`` these towns only."""
        self._random = random.Random(seed)
        self._towns = within or towns()
        self._weights = list(accumulate(max(50, town.population) for town in self._towns))
        self._words = ["".join(self._random.choices(SYLLABLES, k=3)) for _ in range(30_000)]
        # A few words are everywhere, most are rare, as in every language.
        self._word_weights = list(accumulate(1 / (rank + 3) for rank in range(len(self._words))))

    def places(self, size: int) -> Iterator[Place]:
        """So many places."""
        for number in range(1, size + 1):
            yield self._place(number)

    def town(self) -> Town:
        """A town, large ones more often."""
        return self._random.choices(self._towns, cum_weights=self._weights)[0]

    def near(self, town: Town) -> Point:
        """A point in or about a town: large towns are wide."""
        spread = 0.01 + min(0.05, town.population / 5_000_000)
        lat = town.point.lat + self._random.gauss(0, spread)
        return Point(lat, town.point.lon + self._random.gauss(0, spread * 1.4))

    def word(self) -> str:
        """A word of descriptions and names."""
        return self._random.choices(self._words, cum_weights=self._word_weights)[0]

    def _place(self, number: int) -> Place:
        chance, town = self._random, self.town()
        postal_code = town.postal_codes[0] if town.postal_codes else None
        hours = self._hours()
        network = chance.choice(NETWORKS)
        hidden = chance.random() < 0.02
        return Place(
            feed="bench",
            foreign_id=str(number),
            name=self._name(network, town),
            organisation=Organisation(name=network),
            description=" ".join([*chance.sample(_SMALL, 5), *(self.word() for _ in range(8))]),
            address=Address(
                street=f"{chance.randint(1, 200)} rue {self.word()}",
                postal_code=postal_code,
                town=town.name,
                town_code=town.code,
            ),
            point=self.near(town) if chance.random() < 0.97 else None,
            time_zone=territory_of(postal_code).time_zone,
            phones=(Phone(number="+33353010000", display="03 53 01 00 00"),),
            opening_hours=OpeningHours(osm=hours),
            closures=self._closures(),
            audience=self._audience(),
            conditions=self._conditions(hidden),
            languages=(
                "fr",
                *chance.sample(("en", "ar", "es", "uk", "ro", "fa"), chance.choice((0, 0, 1, 2))),
            ),
            services=tuple(self._service(rank) for rank in range(chance.choice((1, 2, 2, 3, 4)))),
            itinerary=self._round(town) if chance.random() < 0.01 else None,
            sources=(Source(name="Bench"),),
            confirmed_on=TODAY - timedelta(days=int(chance.expovariate(1 / 200))),
        )

    def _name(self, network: str, town: Town) -> str:
        kind = self._random.random()
        if kind < 0.4:
            return f"{network} de {town.name}"
        return network if kind < 0.5 else f"{network} {self.word().title()}"

    def _service(self, rank: int) -> Service:
        chance = self._random
        category = chance.choices(list(CATEGORIES), list(CATEGORIES.values()))[0]
        return Service(
            id=f"#{rank}",
            category=category,
            description=" ".join(self.word() for _ in range(6)) if chance.random() < 0.6 else None,
            saturation=chance.choices((None, Saturation.MODERATE, Saturation.HIGH), (90, 5, 5))[0],
            opening_hours=OpeningHours(osm="Tu 09:00-12:00") if chance.random() < 0.1 else None,
        )

    def _audience(self) -> Audience:
        if self._random.random() < 0.85:
            return Audience(welcome=Welcome.UNCONDITIONAL)
        kind = self._random.choice(("women", "men", "family", "student", "refugee"))
        return Audience(
            welcome=self._random.choice((Welcome.EXCLUSIVE, Welcome.PREFERENTIAL)), kinds=(kind,)
        )

    def _conditions(self, hidden: bool) -> tuple[AccessCondition, ...]:
        found = [AccessCondition(condition=Condition.REFERRAL, holds=True)] if hidden else []
        if self._random.random() < 0.4:
            found.append(AccessCondition(condition=Condition.WHEELCHAIR, holds=True))
        return tuple(found)

    def _hours(self) -> str | None:
        """Those that everyone has, or as often some of one's own: thousands of schedules in all."""
        chance = self._random
        if chance.random() < 0.6:
            return chance.choices([each for each, _ in HOURS], [weight for _, weight in HOURS])[0]
        opens, closes = chance.choice((8, 8.5, 9, 9.5, 10)), chance.choice((12, 12.5, 13))
        again, ends = chance.choice((13.5, 14, 14.5)), chance.choice((16, 16.5, 17, 17.5, 18, 19))
        days = chance.choice(("Mo-Fr", "Mo-Th", "Tu-Sa", "Mo,We,Fr", "Tu,Th", "We,Sa"))
        morning, afternoon = (
            "-".join(f"{int(each):02}:{int(each % 1 * 60):02}" for each in pair)
            for pair in ((opens, closes), (again, ends))
        )
        tail = chance.choice(("", "; PH off", "; SH off"))
        return f"{days} {morning},{afternoon}{tail}"

    def _closures(self) -> tuple[Closure, ...]:
        if self._random.random() > 0.05:
            return ()
        first = TODAY + timedelta(days=self._random.randint(-10, 60))
        return (Closure(first_day=first, last_day=first + timedelta(days=14)),)

    def _round(self, town: Town) -> Itinerary:
        return Itinerary(
            stops=tuple(
                Stop(
                    name=f"Place {self.word()}",
                    town=town.name,
                    point=self.near(town),
                    opening_hours=OpeningHours(osm=f"Mo-Fr {hour}:00-{hour + 1}:00"),
                )
                for hour in (18, 19, 20)
            )
        )
