"""Words and pictures for conditions of access."""

from flask_babel import lazy_gettext

from kiosk.directory.place.access import AccessCondition, Condition

CONDITION_YES = {
    Condition.REFERRAL: lazy_gettext("Ask a social worker to send you here first."),
    Condition.APPOINTMENT: lazy_gettext("You need an appointment."),
    Condition.REGISTRATION: lazy_gettext("You must register first."),
    Condition.PRICE: lazy_gettext("You have to pay something."),
    Condition.DOCUMENTS: lazy_gettext("Bring papers."),
    Condition.ANIMALS: lazy_gettext("Animals are welcome."),
    Condition.WHEELCHAIR: lazy_gettext("You can come in with a wheelchair."),
    Condition.HEATED: lazy_gettext("The place is heated."),
    Condition.AIR_CONDITIONED: lazy_gettext("The place is cooled when it is hot."),
    Condition.OTHER: lazy_gettext("Good to know"),
}
CONDITION_NO = {
    Condition.APPOINTMENT: lazy_gettext("No appointment needed."),
    Condition.REGISTRATION: lazy_gettext("No need to register."),
    Condition.PRICE: lazy_gettext("Free of charge."),
    Condition.ANIMALS: lazy_gettext("Animals are not allowed."),
    Condition.WHEELCHAIR: lazy_gettext("Not suited to wheelchairs."),
}
CONDITION_MAYBE = {
    Condition.REFERRAL: lazy_gettext("About being sent by a social worker"),
    Condition.APPOINTMENT: lazy_gettext("About appointments"),
    Condition.REGISTRATION: lazy_gettext("About registering"),
    Condition.PRICE: lazy_gettext("About the price"),
    Condition.DOCUMENTS: lazy_gettext("About papers"),
    Condition.ANIMALS: lazy_gettext("About animals"),
    Condition.WHEELCHAIR: lazy_gettext("About wheelchairs"),
    Condition.OTHER: lazy_gettext("Good to know"),
}
CONDITION_ICONS = {
    Condition.REFERRAL: "group",
    Condition.APPOINTMENT: "event_available",
    Condition.REGISTRATION: "how_to_reg",
    Condition.PRICE: "euro",
    Condition.DOCUMENTS: "description",
    Condition.ANIMALS: "pets",
    Condition.WHEELCHAIR: "accessible",
    Condition.HEATED: "thermostat",
    Condition.AIR_CONDITIONED: "ac_unit",
    Condition.OTHER: "info",
}


def condition_words(each: AccessCondition) -> str | None:
    """What a condition means for a visitor; None when there is nothing to say."""
    table = {True: CONDITION_YES, False: CONDITION_NO, None: CONDITION_MAYBE}[each.holds]
    said = table.get(each.condition)
    return str(said) if said is not None else None
