"""Free numbers to call, in danger and otherwise."""

from dataclasses import dataclass

from flask_babel import lazy_gettext


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A free number; ``danger``: for when a life is at risk."""

    number: str
    label: str
    icon: str
    danger: bool = False


NUMBERS = (
    Number(
        number="112",
        label=lazy_gettext("Any emergency, anywhere in Europe"),
        icon="sos",
        danger=True,
    ),
    Number(
        number="15", label=lazy_gettext("A doctor, now (SAMU)"), icon="local_hospital", danger=True
    ),
    Number(
        number="17",
        label=lazy_gettext("Police, when you are in danger"),
        icon="local_police",
        danger=True,
    ),
    Number(
        number="18",
        label=lazy_gettext("Fire and rescue"),
        icon="local_fire_department",
        danger=True,
    ),
    Number(
        number="114",
        label=lazy_gettext("Any emergency by text message, if you cannot hear or speak"),
        icon="hearing",
        danger=True,
    ),
    Number(number="115", label=lazy_gettext("A bed for tonight (SAMU social)"), icon="hotel"),
    Number(number="3919", label=lazy_gettext("Violence against women"), icon="woman"),
    Number(number="119", label=lazy_gettext("A child in danger"), icon="child_care"),
    Number(number="196", label=lazy_gettext("Rescue at sea"), icon="water_drop"),
)
