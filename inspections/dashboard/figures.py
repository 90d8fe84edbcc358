"""The six figures of a dashboard (ux P1): each with its list, its definition, and how it changed."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from households.choices import PovertyStatus
from inspections.choices import LedgerState
from inspections.dashboard.live import HOUSEHOLDS, PROBLEMS
from inspections.dashboard.trend import MEASURES, REDEFINED, VISITS, change_of
from inspections.filters.account import OWED
from inspections.models.account import Outcome
from inspections.months import level_of, rate
from povertyapp.core.models.area import Level
from povertyapp.core.period import Period
from povertyapp.core.templatetags.house import money, signed
from povertyapp.core.text import Text
from povertyapp.core.views.pages import address


@dataclass(frozen=True)
class Part:
    """A number beside a figure that has its own list."""

    name: str
    label: Text
    count: int
    url: str
    unit: Text = ""


@dataclass(frozen=True)
class Key:
    """One key figure. A value of None was not reported; `count` is the number of rows behind `url`."""

    name: str
    label: Text
    value: Any
    unit: Text
    url: str
    metric: str
    as_of: Any
    count: int | None = None
    parts: tuple[Part, ...] = ()
    note: Text = ""
    changes: tuple[str, ...] = ()


class Figures:
    """Makes the key figures of a `Dashboard`."""

    def __init__(self, dashboard):
        self.of = dashboard

    def __iter__(self):
        user = self.of.user
        if user.has_perm(HOUSEHOLDS):
            yield self._households("households", _("建档户"))
            yield self._households("in_poverty", _("未脱贫户"), PovertyStatus.IN_POVERTY)
        yield self._rule(VISITS, "visits", _("本月已走访"), _("应走访"))
        yield self._rule(MEASURES, "measures", _("有劳力措施达标"), _("应达标"))
        if money_spent := self._payment():
            yield money_spent
        if user.has_perm(PROBLEMS):
            yield self._closing()

    def _households(self, name, label, status=None):
        counts = self.of.live.statuses
        count = counts.get(status, 0) if status else sum(counts.values())
        url = address(reverse("households:list"), area=self.of.code, poverty_status=status)
        return Key(name, label, count, _("户"), url, name, self.of.live.today)

    def _rule(self, rule, name, label, owed_label):
        """Return what was done of a duty of the month: from the stored account, blank where there is none."""
        now = self.of.trend.of(rule, self.of.period)
        account, as_of = self.of.account, self.of.account and self.of.account.computed_at
        if account is None or now is None or not now.standing.owed:
            note = _("本月没有应做的户") if account else _("还没有出账")
            return Key(name, label, None, "", "", rule, as_of, note=note)
        standing, rows = now.standing, self.of.url_of("ha_rows", self.of.code, rule)
        parts = (
            Part(f"{name}-owed", owed_label, standing.owed, address(rows, outcome=OWED), _("户")),
            Part(f"{name}-missing", _("差"), standing.missing, rows, _("户")),
        )
        url = address(rows, outcome=Outcome.MET)
        return Key(
            *(name, label, f"{now.rate}%", "", url, rule, as_of, standing.met),
            parts=parts,
            note=_("完成 %(met)s 户") % {"met": standing.met},
            changes=tuple(self._changes(rule, now)),
        )

    def _changes(self, rule, now):
        """Yield how a rate changed since last month and since the same month of last year."""
        for label, period in self._before():
            found = change_of(now, self.of.trend.of(rule, period))
            if found == REDEFINED:
                yield f"{label} {_('口径有变，不作比较')}"
            elif found is None:
                yield f"{label} —"
            else:
                yield f"{label} {signed(found, _('个百分点'))}"

    def _payment(self):
        found, day = self.of.money, self.of.period.as_of
        if found is None:
            return None
        ratio, query = found.payment, self.of.of_money
        if level_of(self.of.code) == Level.COUNTY:
            url, said = reverse("funds:sources"), _("已付 %(part)s 万元 ÷ 已整合 %(whole)s 万元")
        else:
            url, said = reverse("funds:allocations"), _("已付 %(part)s 万元 ÷ 已下达 %(whole)s 万元")
            query = query | {"state": "standing"}
        return Key(
            *("payment", _("资金支出进度"), in_per_cent(ratio), "", address(url, area=self.of.code, **query)),
            *("payment", day, found.count),
            note=said % {"part": money(ratio.part), "whole": money(ratio.whole)} if found.count else "",
            changes=tuple(integrated(one) for one, _count in found.integration if one.whole),
        )

    def _closing(self):
        live = self.of.live
        closed, lines = live.in_state(LedgerState.CLOSED), sum(live.ledger.values())
        ledger = reverse("inspections:ledger")
        here = {"area": self.of.code}
        parts = (
            Part("closing-all", _("台账"), lines, address(ledger, **here), _("条")),
            Part(
                "closing-overdue",
                _("逾期"),
                live.in_state(LedgerState.OVERDUE),
                address(ledger, state=LedgerState.OVERDUE, **here),
                _("条"),
            ),
        )
        share = rate(lines, lines - closed)
        return Key(
            *("closing", _("整改销号率"), None if share is None else f"{share}%", ""),
            *(address(ledger, state=LedgerState.CLOSED, **here), "closing", live.today, closed),
            parts=parts if lines else (),
            note=_("已销号 %(n)s 条") % {"n": closed} if lines else _("没有整改事项"),
            changes=tuple(self._since_then(share)),
        )

    def _since_then(self, share):
        """Yield how what is closed now changed since the ends of last month and of this month a year ago."""
        if share is None or self.of.period != Period.current():
            return
        for label, period in self._before():
            closed, lines = self.of.live.closing_by(str(period))
            said = signed(share - rate(lines, lines - closed), _("个百分点")) if lines else "—"
            yield f"{label} {said}"

    def _before(self):
        """Return with which months a month is compared, and what that is called."""
        return (_("环比"), self.of.period.previous), (_("同比"), self.of.period.shift(-12))


def in_per_cent(ratio):
    """Return a ratio of money as it is shown, None where there is nothing to divide by."""
    return None if ratio.share is None else f"{(ratio.share * 100).quantize(Decimal('0.1'))}%"


def integrated(ratio):
    """Return in words how much is integrated, and how much is asked."""
    return f"{ratio.title} {in_per_cent(ratio)}{asked_of(ratio)}"


def asked_of(ratio):
    """Return in words how much of a ratio of money is asked at least."""
    return _("（要求≥%(asked)s%%）") % {"asked": f"{(ratio.asked * 100).normalize():f}"}
