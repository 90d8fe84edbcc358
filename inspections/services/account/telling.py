"""Tell the parties of a month, once, what is still open in it (rulebook D5: the 20th), and that the draft is out."""

from django.db.models import Q

from inspections.models import AccountMonth, PartyAccount
from inspections.models.account import PartyLevel
from povertyapp.core import clock
from povertyapp.core.models import Notice
from povertyapp.core.notices import tell_each
from povertyapp.core.reminding import standing_with

OPEN_LINES, DRAFTED = "account_open", "account_draft"
VERB = "inspections.add_objection"


def key_of(account, kind):
    """Return the key that lets a person be told of a month once, whatever beat comes how often."""
    return f"{kind}:{account.area_id}:{account.month}"


def was_told(account, kind):
    """Say whether somebody was told: those who are to know are told together."""
    return Notice.objects.filter(
        kind=kind, key=key_of(account, kind), told_at__gte=clock.moment(account.period.start)
    ).exists()


def tell_parties(county, period, kind):
    """Tell the people of each party that has something open in the month; return how many notices were written.

    Helpers are told of their own account, who stands at a village or township of its account. Again changes nothing.
    """
    account = AccountMonth.objects.filter(area=county, month=str(period)).order_by("-version").first()
    if account is None or account.computed_at is None:
        return 0
    return tell_each(_readers(account), kind=kind, key=key_of(account, kind))


def _readers(account):
    """Return user id → what he is told: his own account, else that of the place on which he stands."""
    found = {}
    owing = PartyAccount.objects.filter(account=account, failed__gt=0)
    places = {
        code: {"month": account.month, "level": level, "code": code, "n": failed}
        for level, code, failed in owing.filter(
            level__in=(PartyLevel.VILLAGE, PartyLevel.TOWNSHIP)
        ).values_list("level", "code", "failed")
    }
    for user, stands in standing_with(VERB, account.area_id, clock.today()).items():
        for code in sorted(stands, reverse=True):
            if code in places:
                found[user] = places[code]
    helpers = owing.filter(Q(level=PartyLevel.HELPER), helper__user__is_active=True)
    for user, code, failed in helpers.values_list("helper__user", "code", "failed"):
        found[user] = {"month": account.month, "level": PartyLevel.HELPER, "code": code, "n": failed}
    return found
