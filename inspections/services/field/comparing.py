"""What the record says of a household when its check is fetched: the side of the comparison that nobody may change.

The phone gets it with a signature of the server and sends it back with the answers: the comparison is with the record
as it stood when the sample was fetched, however long the phone was without a signal.
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from assistance.choices import Channel
from assistance.models import AssistanceMeasure, Visit
from households.choices import PovertyStatus
from households.models import Household, LivingCondition
from inspections.choices import Fact, Listed
from povertyapp.core.templatetags.house import moment_text

SALT = "inspections.check"


@dataclass(frozen=True)
class Registered:
    """The facts of a household that are compared, as the record has them."""

    number: str
    size: int = 0
    land: Decimal | None = None
    measures: list[AssistanceMeasure] = field(default_factory=list)
    visit: Visit | None = None
    listed: str = Listed.REGISTERED

    def words(self, fact) -> str:
        """Return what the record says of one fact, as an official reads it."""
        return {
            Fact.SIZE: _("%(n)s 人") % {"n": self.size},
            Fact.LAND: _("没有登记")
            if self.land is None
            else _("%(n)s 亩") % {"n": f"{self.land.normalize():f}"},
            Fact.MEASURES: self._measures(),
            Fact.LAST_VISIT: self._visit(),
        }[fact]

    def _measures(self):
        names = "、".join(measure.name for measure in self.measures)
        count = _("%(n)s 项") % {"n": len(self.measures)}
        return f"{count}（{names}）" if names else count

    def _visit(self):
        if self.visit is None:
            return _("没有走访记录")
        who = self.visit.visitor_name or getattr(self.visit.helper, "name", "")
        return f"{moment_text(self.visit.happened_on)} {who}".strip()


def registered_of(households, today: dt.date) -> dict[int, Registered]:
    """Return household id → what the record says of it today; one query a kind of fact, however many there are."""
    homes = list(households)
    keys = [home.pk for home in homes]
    land = LivingCondition.objects.filter(household__in=keys).order_by("household_id", "-year")
    acres = {row.household_id: row.cultivated_mu for row in land.distinct("household_id")}
    measures = defaultdict(list)
    for measure in AssistanceMeasure.objects.in_force(today).filter(household__in=keys).order_by("pk"):
        measures[measure.household_id].append(measure)
    visits = Visit.objects.filter(
        household__in=keys, channel=Channel.HOME, voided_at=None, happened_on__lte=today
    )
    newest = (
        visits.select_related("helper")
        .order_by("household_id", "-happened_on", "-pk")
        .distinct("household_id")
    )
    last = {visit.household_id: visit for visit in newest}
    return {
        home.pk: Registered(
            home.household_no,
            home.size,
            acres.get(home.pk),
            measures[home.pk],
            last.get(home.pk),
            listed_as(home),
        )
        for home in homes
    }


def listed_as(household: Household) -> str:
    """Return the list on which a registered household stands."""
    return Listed.EXITED if household.poverty_status == PovertyStatus.EXITED else Listed.REGISTERED


def sealed_facts(check, known: Registered) -> str:
    """Return the facts for one check as the server signs them."""
    told = {
        "check": str(check.key),
        "no": known.number,
        "size": known.size,
        "land": None if known.land is None else str(known.land),
        "measures": [measure.pk for measure in known.measures],
        "visit": known.visit.pk if known.visit else None,
        "listed": str(known.listed),
    }
    return signing.dumps(told, salt=SALT, compress=True)


def opened_facts(check, token: str) -> Registered:
    """Return the facts that were signed for this check; ValidationError for any others."""
    try:
        told = signing.loads(token or "", salt=SALT)
    except signing.BadSignature:
        told = {}
    if told.get("check") != str(check.key):
        raise ValidationError({"token": _("对照用的档案数据缺失或被改过，请联网重新打开这一户再填。")})
    measures = AssistanceMeasure.objects.in_bulk(told["measures"])
    return Registered(
        number=told["no"],
        size=told["size"],
        land=None if told["land"] is None else Decimal(told["land"]),
        measures=[measures[pk] for pk in told["measures"] if pk in measures],
        visit=Visit.objects.select_related("helper").filter(pk=told["visit"] or 0).first(),
        listed=told["listed"],
    )
