"""The flow of a year's money (ux P7) and the overview: every amount leads to the list that adds up to it."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.choices.money import EntryKind
from funds.filters.as_of import AsOf
from funds.flow_chart import Drawing, Group
from funds.models import Allotment, FundEntry, FundLine, Payment
from funds.reconciling import differences_of
from funds.rules import integration
from funds.rules.flow import HOMES, LEVELS, POOL, UNITS, UNPAID, USES, Share, flow_of
from funds.views.money_forms import VIEW, below_overview
from povertyapp.core import clock
from povertyapp.core.parameters import Parameters
from povertyapp.core.templatetags.house import money
from povertyapp.core.views.pages import Page, Rows, address


class OfYear(Rows, Page):
    """A page about the money of one year: `?year=2017`, else the newest that has any."""

    verb = VIEW

    @cached_property
    def years(self):
        found = self.rows(FundLine).order_by("-year").values_list("year", flat=True).distinct()
        return list(found)

    @cached_property
    def year(self):
        asked = self.request.GET.get("year", "")
        newest = self.years[0] if self.years else clock.today().year
        return int(asked) if asked.isdigit() and int(asked) in self.years else newest

    def get_breadcrumbs(self):
        return below_overview({"label": self.get_title(), "url": ""})

    def year_links(self):
        return [
            {"label": str(year), "url": self.address_of(year), "is_current": year == self.year}
            for year in self.years
        ]

    def address_of(self, year):
        return f"?year={year}"

    def get_context(self, **more):
        more.setdefault("as_of", clock.now())
        return super().get_context(year=self.year, years=self.year_links(), **more)


class Figures(AsOf, OfYear):
    """The figures of a year's money, now or at the end of a day."""

    @cached_property
    def lines(self):
        """Return the year's lines with their money, each with the day of its newest entry."""
        rows = self.rows(FundLine).filter(year=self.year).known(self.on)
        return list(rows.with_money(self.on).with_newest(self.on).order_by("code"))

    @cached_property
    def flow(self):
        return flow_of(
            self.lines,
            self.rows(FundEntry).filter(line__year=self.year),
            self.rows(Allotment).filter(line__year=self.year),
            self.rows(Payment).filter(allotment__line__year=self.year),
            self.on,
        )

    def address_of(self, year):
        return address("", year=year, on=self.on)

    def list_at(self, name, **narrowed):
        """Return the address of a list of the year's rows as of the page's day."""
        return address(reverse(f"funds:{name}"), year=self.year, on=self.on, **narrowed)

    def ratios(self):
        """Return stock, increment and payment as they are shown, by the parameters of the first line's county."""
        on = self.on or clock.today()
        if not self.lines:
            return []
        value = Parameters(self.lines[0].area_id, on)
        found = (
            (integration.stock_rate(self.lines, on, value), {"origin": "stock", "in_scope": "True"}),
            (integration.increment_rate(self.lines, on, value), {"origin": "increment", "in_scope": "True"}),
            (integration.payment_rate(self.lines, on), {}),
        )
        return [
            {"ratio": ratio, "url": self.list_at("sources", **narrowed), **_words(ratio)}
            for ratio, narrowed in found
        ]

    def get_context(self, **more):
        return super().get_context(
            as_of=self.moment,
            on=self.on,
            wrong_day=self.wrong_day,
            today=clock.today(),
            now_url=address("", year=self.year),
            kept={"year": self.year},
            **more,
        )


def _words(ratio):
    share = None if ratio.share is None else f"{ratio.share * 100:.2f}"
    asked = "" if ratio.asked is None else _("不低于 %(share)s%%") % {"share": f"{ratio.asked * 100:.0f}"}
    return {
        "share": share,
        "asked": asked,
        "part": money(ratio.part),
        "whole": money(ratio.whole),
        "part_plain": f"{ratio.part:.2f}",
        "whole_plain": f"{ratio.whole:.2f}",
    }


class FlowPage(Figures):
    """`/funds/flow/`: from which channels, into what, how much has reached households. `?all=1` opens what is small."""

    title = gettext_lazy("资金整合流")
    template_name = "funds/flow.html"

    @property
    def shows_all(self):
        return self.request.GET.get("all") == "1"

    def list_of(self, levels=None, uses=None, state=None):
        """Return the address of the list that adds up to this share of the money."""
        narrowed = {"levels": levels.query if levels else ""}
        named = uses.query if uses and POOL not in uses.values else ""
        if state == POOL or (uses and POOL in uses.values):
            return self.list_at("sources", todo=POOL, **narrowed)
        if state in (HOMES, UNITS):
            payee = "household" if state == HOMES else "unit"
            return self.list_at("payments", uses=named, payee=payee, state="standing", **narrowed)
        if state == UNPAID or uses:
            shown = "open" if state == UNPAID else "standing"
            return self.list_at("allocations", uses=named, state=shown, **narrowed)
        return self.list_at("sources", **narrowed)

    def get_actions(self):
        label, shown = (_("合并小项"), "") if self.shows_all else (_("展开小项"), "1")
        return [
            {"label": label, "url": address("", year=self.year, on=self.on, all=shown), "style": ""},
            {"label": _("对账"), "url": address(reverse("funds:checks"), year=self.year), "style": ""},
        ]

    def get_context(self, **more):
        drawing = Drawing(self.flow, self.list_of, all_shown=self.shows_all)
        return super().get_context(
            chart=drawing.draw(),
            table=self.table(),
            ratios=self.ratios(),
            check=self.check(),
            **more,
        )

    def table(self):
        """Return the same money as a table: a row a channel, a column a use, what nobody has given a use at the end."""
        uses = [
            use for use in USES if any(key == use and s.amount for (_l, key), s in self.flow.uses.items())
        ]
        columns = [Group(use, USES[use], (use,)) for use in uses]
        rows = [
            self._row(Group(level, LEVELS[level], (level,)), columns)
            for level in LEVELS
            if self.flow.integrated.get(level)
        ]
        return {"columns": columns, "rows": rows, "total": self._row(None, columns)}

    def _row(self, level, columns):
        def share(use=None):
            if use is None:
                found = self.flow.lines.items()
                return sum((s for key, s in found if not level or key == level.key), Share())
            found = self.flow.uses.items()
            return sum(
                (s for (one, two), s in found if two == use.key and (not level or one == level.key)), Share()
            )

        name = level.key if level else "all"
        cells = [
            {"share": share(use), "name": f"flow-{name}-{use.key}", "url": self.list_of(level, use)}
            for use in columns
        ]
        cells.append({"share": share(), "name": f"flow-{name}", "url": self.list_of(level)})
        for cell in cells:
            cell["amount"] = money(cell["share"].amount)
        return {"label": level.label if level else _("合计"), "cells": cells}

    def check(self):
        sums, flow = self.flow.sums, self.flow
        labels = {
            "sources": _("来源合计"),
            "pool": _("整合池"),
            "uses": _("投向合计"),
            "states": _("状态合计"),
        }
        return {
            "sums": [{"label": labels[key], "amount": money(amount)} for key, amount in sums.items()],
            "gap": flow.gap,
            "url": address(reverse("funds:checks"), year=self.year),
        }


class OverviewPage(Figures):
    """`/funds/`: six figures of a year's money with their lists, the ratios, and what does not agree."""

    title = gettext_lazy("资金总览")
    template_name = "funds/overview.html"

    def get_breadcrumbs(self):
        return []

    def get_actions(self):
        return [
            {"label": _("看资金流"), "url": self.list_at("flow"), "style": ""},
            {
                "label": _("导出台账"),
                "url": address(reverse("funds:ledger_export"), year=self.year),
                "style": "",
            },
            {
                "label": _("打开对账"),
                "url": address(reverse("funds:checks"), year=self.year),
                "style": "primary",
            },
        ]

    def get_context(self, **more):
        differences = differences_of(self.rows, self.year)
        return super().get_context(
            kpis=self.figures(),
            ratios=self.ratios(),
            differences=len(differences),
            checks_url=address(reverse("funds:checks"), year=self.year),
            latest=max((line.newest for line in self.lines if line.newest), default=None),
            **more,
        )

    def figures(self):
        flow = self.flow
        states = {
            key: sum((s for (*_k, t), s in flow.states.items() if t == key), Share())
            for key in (HOMES, UNITS, UNPAID, POOL)
        }
        allotted = sum((s for (_l, use), s in flow.uses.items() if use != POOL), Share())
        arrived = sum((line.arrived for line in self.lines), Share().amount)
        entered = {
            kind: flow.entries.get(kind, Share()).count for kind in (EntryKind.ARRIVAL, EntryKind.INTEGRATE)
        }
        standing = {"state": "standing"}
        to_homes = _("到户 %(homes)s 万元") % {"homes": money(states[HOMES].amount)}
        figures = (
            ("arrived", _("到账（万元）"), Share(arrived, entered[EntryKind.ARRIVAL]),
             self.list_at("entries", kind=EntryKind.ARRIVAL, **standing), ""),
            ("integrated", _("已整合（万元）"), Share(flow.pool, entered[EntryKind.INTEGRATE]),
             self.list_at("entries", kind=EntryKind.INTEGRATE, **standing), ""),
            ("allotted", _("已下达（万元）"), allotted, self.list_at("allocations", **standing), ""),
            ("paid", _("已支付（万元）"), states[HOMES] + states[UNITS], self.list_at("payments", **standing),
             to_homes),
            ("unpaid", _("已下达未支付（万元）"), states[UNPAID], self.list_at("allocations", state="open"), ""),
            ("pool", _("整合未下达（万元）"), states[POOL], self.list_at("sources", todo=POOL), ""),
        )  # fmt: skip
        return [
            {"label": label, "value": money(share.amount), "name": f"funds-{key}", "url": url, "unit": "",
             "count": share.count, "note": note}
            for key, label, share, url, note in figures
        ]  # fmt: skip
