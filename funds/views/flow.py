"""The flow of a year's money (ux P7) and the overview: every amount leads to the list that adds up to it."""

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.choices.money import EntryKind
from funds.flow_chart import Drawing, Group
from funds.models import Allotment, FundEntry, FundLine, Payment
from funds.reconciling import differences_of
from funds.rules import integration
from funds.rules.flow import HOMES, LEVELS, POOL, UNITS, UNPAID, USES, Share, flow_of
from funds.views.money_forms import VIEW
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

    @cached_property
    def lines(self):
        return list(self.rows(FundLine).filter(year=self.year).with_money().order_by("code"))

    @cached_property
    def flow(self):
        return flow_of(
            self.lines,
            self.rows(FundEntry).filter(line__year=self.year),
            self.rows(Allotment).filter(line__year=self.year),
            self.rows(Payment).filter(allotment__line__year=self.year),
        )

    def year_links(self):
        return [
            {"label": str(year), "url": f"?year={year}", "is_current": year == self.year}
            for year in self.years
        ]

    def ratios(self):
        """Return stock, increment and payment as they are shown, by the parameters of the first line's county."""
        today = clock.today()
        if not self.lines:
            return []
        value = Parameters(self.lines[0].area_id, today)
        sources = reverse("funds:sources")
        found = (
            (integration.stock_rate(self.lines, today, value), {"origin": "stock", "in_scope": "True"}),
            (
                integration.increment_rate(self.lines, today, value),
                {"origin": "increment", "in_scope": "True"},
            ),
            (integration.payment_rate(self.lines, today), {}),
        )
        return [
            {"ratio": ratio, "url": address(sources, year=self.year, **narrowed), **_words(ratio)}
            for ratio, narrowed in found
        ]

    def get_context(self, **more):
        return super().get_context(year=self.year, years=self.year_links(), as_of=clock.now(), **more)


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


class FlowPage(OfYear):
    """`/funds/flow/`: from which channels, into what, how much has reached households. `?all=1` opens what is small."""

    title = gettext_lazy("资金整合流")
    template_name = "funds/flow.html"

    @property
    def shows_all(self):
        return self.request.GET.get("all") == "1"

    def list_of(self, levels=None, uses=None, state=None):
        """Return the address of the list that adds up to this share of the money."""
        narrowed = {"year": self.year, "levels": levels.query if levels else ""}
        named = uses.query if uses and POOL not in uses.values else ""
        if state == POOL or (uses and POOL in uses.values):
            return address(reverse("funds:sources"), todo=POOL, **narrowed)
        if state in (HOMES, UNITS):
            payee = "household" if state == HOMES else "unit"
            return address(reverse("funds:payments"), uses=named, payee=payee, state="standing", **narrowed)
        if state == UNPAID or uses:
            shown = "open" if state == UNPAID else "standing"
            return address(reverse("funds:allocations"), uses=named, state=shown, **narrowed)
        return address(reverse("funds:sources"), **narrowed)

    def get_actions(self):
        label, url = (
            (_("合并小项"), f"?year={self.year}")
            if self.shows_all
            else (_("展开小项"), f"?year={self.year}&all=1")
        )
        return [
            {"label": label, "url": url, "style": ""},
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


class OverviewPage(OfYear):
    """`/funds/`: six figures of a year's money with their lists, the ratios, and what does not agree."""

    title = gettext_lazy("资金总览")
    template_name = "funds/overview.html"

    def get_actions(self):
        return [
            {"label": _("看资金流"), "url": address(reverse("funds:flow"), year=self.year), "style": ""},
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
        latest = self.rows(FundEntry).filter(line__year=self.year).aggregate(on=Max("happened_on"))["on"]
        return super().get_context(
            kpis=self.figures(),
            ratios=self.ratios(),
            differences=len(differences),
            checks_url=address(reverse("funds:checks"), year=self.year),
            latest=latest,
            **more,
        )

    def figures(self):
        flow, lines, year = self.flow, self.lines, self.year
        entries, allotted = reverse("funds:entries"), reverse("funds:allocations")
        moved = self.rows(FundEntry).filter(line__year=year).standing().order_by()
        counts = dict(moved.values_list("kind").annotate(n=Count("pk")))
        uses = [s for (_l, use), s in flow.uses.items() if use != POOL]
        states = {
            key: sum((s for (*_k, t), s in flow.states.items() if t == key), Share())
            for key in (HOMES, UNITS, UNPAID, POOL)
        }
        paid = states[HOMES] + states[UNITS]
        arrived = sum((line.arrived for line in lines), Share().amount)
        figures = (
            ("arrived", _("到账（万元）"), arrived, counts.get(EntryKind.ARRIVAL, 0),
             address(entries, year=year, kind=EntryKind.ARRIVAL, state="standing"), ""),
            ("integrated", _("已整合（万元）"), flow.pool, counts.get(EntryKind.INTEGRATE, 0),
             address(entries, year=year, kind=EntryKind.INTEGRATE, state="standing"), ""),
            ("allotted", _("已下达（万元）"), sum((s.amount for s in uses), Share().amount), sum(s.count for s in uses),
             address(allotted, year=year, state="standing"), ""),
            ("paid", _("已支付（万元）"), paid.amount, paid.count,
             address(reverse("funds:payments"), year=year, state="standing"),
             _("到户 %(homes)s 万元") % {"homes": money(states[HOMES].amount)}),
            ("unpaid", _("已下达未支付（万元）"), states[UNPAID].amount, states[UNPAID].count,
             address(allotted, year=year, state="open"), ""),
            ("pool", _("整合未下达（万元）"), states[POOL].amount, states[POOL].count,
             address(reverse("funds:sources"), year=year, todo=POOL), ""),
        )  # fmt: skip
        return [
            {"label": label, "value": money(amount), "name": f"funds-{key}", "url": url, "unit": "",
             "count": count, "note": note}
            for key, label, amount, count, url, note in figures
        ]  # fmt: skip
