"""Reminding helpers of what they still owe their households, many at once; taken back as one act."""

import datetime as dt
from collections import Counter

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assistance.models import HelperAssignment, Nudge
from households.models import Household
from povertyapp.core import clock
from povertyapp.core.bulk import Step
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.notices import take_back, tell_each
from povertyapp.core.parameters import Parameters
from povertyapp.core.rules import HOUSEHOLD, RULES, Kind, rules_of
from povertyapp.core.scoping import nothing, within
from povertyapp.core.undo import current_act
from povertyapp.core.verdicts import missed_now

NO_HELPER = _("今天没有帮扶责任人，请先安排")
NO_LOGIN = _("帮扶责任人没有登录账号，收不到提醒")
DONE_ALREADY = _("这一项已经办到，不用提醒")
NUDGED = _("几天内已经提醒过")


def duties():
    """Return the duties that a helper owes his households: what he can be reminded of."""
    return rules_of(Kind.DUTY, subject=HOUSEHOLD, party="helper")


def plan_nudges(*, by, rows, data):
    """Return a step for each household with its helper of today, and why a reminder would reach nobody or be idle."""
    day, homes = clock.today(), rows
    in_charge = {
        row.household_id: row.helper
        for row in HelperAssignment.objects.primary()
        .in_force(day)
        .filter(household__in=[home.pk for home in homes])
        .select_related("helper")
    }
    rule = data.get("rule", "")
    owing, lately = _owing(homes, rule), _nudged(homes, rule, day)
    steps = []
    for home in homes:
        home.in_charge = in_charge.get(home.pk)
        reason = _reason(home, owing, lately)
        steps.append(Step(home, home.household_no, home.area.short_name, reason))
    return steps


def _reason(home, owing, lately):
    if home.in_charge is None:
        return NO_HELPER
    if home.in_charge.user_id is None:
        return NO_LOGIN
    if owing is not None and home.pk not in owing:
        return DONE_ALREADY
    return NUDGED if (home.pk, home.in_charge.pk) in lately else ""


def _owing(homes, rule):
    """Return the ids of the households that are still owed the duty; None while none has been named."""
    if not rule:
        return None
    rows = Household.objects.filter(pk__in=[home.pk for home in homes])
    return set(rows.filter(missed_now(RULES[rule], _counties(homes))).values_list("pk", flat=True))


def _nudged(homes, rule, day):
    """Return the pairs of household and helper that were told of it in the last `nudge.days` of their county."""
    lately = nothing()
    for county in _counties(homes):
        days = int(Parameters(county, day)("nudge.days"))
        lately |= within(county) & Q(sent_on__gt=day - dt.timedelta(days=days))
    rows = Nudge.objects.filter(lately, household__in=[home.pk for home in homes], rule=rule)
    return set(rows.values_list("household", "helper"))


def _counties(homes):
    return sorted({home.area_id[:COUNTY_DIGITS] for home in homes})


@transaction.atomic
def nudge_helpers(*, by, rows, data):
    """Remind the helpers of those households of a duty: a row each, and one notice a helper."""
    day, act = clock.today(), current_act()
    nudges = [
        Nudge(
            household=home,
            area_id=home.area_id,
            helper=home.in_charge,
            rule=data["rule"],
            sent_by_id=by.pk,
            sent_on=day,
        )
        for home in rows
    ]
    try:
        with transaction.atomic():
            Nudge.objects.bulk_create(nudges)
    except IntegrityError:  # somebody else reminded them meanwhile
        raise ValidationError(_("选中的户里有今天已经提醒过的，请返回名单重新选。")) from None
    counts = Counter(home.in_charge.user_id for home in rows)
    facts_of = {user: {"rule": data["rule"], "n": count} for user, count in counts.items()}
    tell_each(facts_of, kind="nudge", key=_key(act))


def forget_nudges(sender, act, **more):
    """Let nobody be told any more what was taken back."""
    take_back(key=_key(act))


def _key(act):
    return f"nudge:{act.pk}"
