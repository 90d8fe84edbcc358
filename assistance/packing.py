"""What a phone takes along to work without a signal: its owner's households, masked, with the version of each fact."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assistance.standing import standings
from households.choices import Health
from households.facts import CHOICES, FactField, in_words
from households.services.facts import facts_of
from povertyapp.core.models.area import LEVEL_BY_LENGTH
from povertyapp.core.period import Period

VILLAGE_DIGITS = max(LEVEL_BY_LENGTH)


@dataclass(frozen=True)
class Part:
    """What a higher floor gives along in the pack, for those who have the verb: `make(rows_of, user, now)` returns it
    as plain data, from the rows of models that `rows_of` lets the user see."""

    verb: str
    make: Callable[[Callable, Any, dt.datetime], Any]


PARTS: dict[str, Part] = {}


def carried(households, user):
    """Return the households that may lie on this user's phone: those that he sees; whoever stands over more than a
    village carries only those that he answers for himself."""
    if user.is_superuser or any(len(code) < VILLAGE_DIGITS for code in user.area_codes):
        return households.filter(answered_by=user.pk)
    return households


def pack_of(households, members, visits, assignments, today: dt.date):
    """Return the lines of the households with their people, facts and what was agreed, those still to be visited
    first. `members`, `visits` and `assignments` are the rows that the user may see."""
    found = standings(households, Period.of(today))
    keys = [standing.household.pk for standing in found]
    people = defaultdict(list)
    for member in members.present().filter(household__in=keys).order_by("household_id", "person_no"):
        people[member.household_id].append(member)
    agreed = visits.filter(household__in=keys, voided_at=None).exclude(next_promise="")
    agreed = agreed.order_by("household_id", "-happened_on", "-pk").distinct("household_id")
    promises = {visit.household_id: visit for visit in agreed}
    caring = assignments.primary().in_force(today).filter(household__in=keys)
    helpers = dict(caring.values_list("household_id", "helper__code"))
    return [
        _line(standing, people[standing.household.pk], promises.get(standing.household.pk), today)
        | {"helper_code": helpers.get(standing.household.pk)}
        for standing in found
    ]


def offered_days(today: dt.date):
    """Return the days that the form offers at once."""
    yesterday = today - dt.timedelta(days=1)
    return [
        {"value": today.isoformat(), "label": _("今天 %(day)s") % {"day": f"{today:%m-%d}"}},
        {"value": yesterday.isoformat(), "label": _("昨天 %(day)s") % {"day": f"{yesterday:%m-%d}"}},
    ]


def fact_choices():
    """Return the words that a fact may have, by field."""
    return {
        str(field): [{"value": value, "label": str(label)} for value, label in choices]
        for field, choices in CHOICES.items()
    }


def age(born, today):
    """Return the age in years on a day, None where the birthday is not known."""
    if born is None:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def _line(standing, members, agreed, today):
    household = standing.household
    return {
        "no": household.household_no,
        "name": str(household),
        "place": f"{household.area.short_name} {household.group_name}".strip(),
        "size": household.size,
        "presence": household.get_presence_display(),
        "status": household.get_poverty_status_display(),
        "cause": household.get_main_cause_display(),
        "helper": household.helper_name,
        "state": standing.state,
        "word": standing.word,
        "note": standing.note,
        "last_visit": household.last_visit,
        "promise": agreed.next_promise if agreed else "",
        "promise_on": agreed.next_promise_on if agreed else None,
        "facts": [_fact(fact) for fact in facts_of(household, members)],
        "members": [_member(member, today) for member in members],
    }


def _fact(fact):
    """Return a fact as the phone shows it; a telephone leaves masked and without its code."""
    is_phone = fact.field == FactField.PHONE
    return {
        "person_no": fact.member.person_no if fact.member else None,
        "field": str(fact.field),
        "label": str(fact.field.label),
        "value": in_words(fact.field, fact.value),
        "code": None if is_phone else fact.value,
        "base": fact.base,
    }


def _member(member, today):
    return {
        "person_no": member.person_no,
        "name": member.name,
        "relation": member.get_relation_display(),
        "age": age(member.birth_date, today),
        "health": "、".join(str(Health(code).label) for code in member.health if code in Health.values),
    }
