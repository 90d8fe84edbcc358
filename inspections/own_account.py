"""What a helper still owes this month and by when, and how his closed months stand: his own page on the phone."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from inspections.models import PartyAccount
from inspections.models.account import PartyLevel
from inspections.months import grade, may_miss_hard, months_of, shown_score
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.rules import HOUSEHOLD, Kind, rules_of
from povertyapp.core.subjects import names_of, url_of
from povertyapp.core.verdicts import RuleVerdict, verdicts_by_household, verdicts_of_unit

LAST_MONTHS = 6


@dataclass(frozen=True)
class Owed:
    """One thing that is still to be done: which duty, for whom, how much of it, where it is done."""

    verdict: RuleVerdict
    whose: str
    url: str

    @property
    def title(self):
        return self.verdict.rule.title

    @property
    def figure(self):
        return self.verdict.figure


@dataclass(frozen=True)
class OwnMonth:
    """The running month of a helper: the duties that fall due in it, and those not met yet."""

    period: Period
    due: int
    owed: list[Owed]
    entry_ends: Any

    @property
    def met(self):
        return self.due - len(self.owed)


def own_month(helper, households, period):
    """Return how the running month of a helper stands now, by the same rules as his account; `households` are those
    that he answers for."""
    rows = {row.pk: row for row in households.on_roll(period).select_related("area")}
    found = _of_households(helper, rows, period) + _of_himself(helper, rows, period)
    open_ones = [item for item in found if item.verdict.is_missed and not item.verdict.is_excused]
    value = Parameters(helper.area_id, period.start)
    return OwnMonth(period, len(found), open_ones, period.entry_ends(value))


def _of_households(helper, rows, period):
    found = []
    rules = rules_of(Kind.DUTY, subject=HOUSEHOLD, party=PartyLevel.HELPER)
    mine, his = Q(household_id__in=list(rows)), Q(helper_id=helper.pk)
    for county in sorted({row.area_id[:COUNTY_DIGITS] for row in rows.values()}):
        for pk, verdicts in verdicts_by_household(mine, county, period, rules, his).items():
            row = rows[pk]
            whose = _("%(head)s户（%(village)s）") % {"head": row.head_name, "village": row.area.short_name}
            url = url_of("household", row.household_no)
            found += [Owed(verdict, whose, url) for verdict in verdicts]
    return sorted(found, key=lambda item: (item.verdict.rule.code, item.url))


def _of_himself(helper, rows, period):
    """Return his duties over things that are not households, the measures that he answers for among them."""
    found = verdicts_of_unit(PartyLevel.HELPER, helper.code, helper.area_id[:COUNTY_DIGITS], period)
    words = names_of({(verdict.subject_kind, verdict.subject_code) for verdict in found})
    return [
        Owed(
            verdict,
            words.get((verdict.subject_kind, verdict.subject_code), ""),
            url_of(verdict.subject_kind, verdict.subject_code) if verdict.subject_kind else "",
        )
        for verdict in found
    ]


def closed_months(parties, county_code):
    """Return how a helper's last closed months stand, in their newest versions: month, state, score, what is owed.

    `parties` are his accounts that the reader may see.
    """
    accounts = {account.pk: account for account in months_of(county_code) if account.is_closed}
    rows = parties.filter(level=PartyLevel.HELPER, account__in=accounts).order_by("-account__month")
    return [_month(accounts[party.account_id], party) for party in rows[:LAST_MONTHS]]


def _month(account, party: PartyAccount):
    return {
        "month": account.month,
        "version": account.version,
        "state": grade(account, party, may_miss_hard(party)),
        "score": shown_score(account, party.score),
        "failed": party.failed,
        "url": reverse("inspections:ha_helper", args=[account.month, party.code]),
    }
