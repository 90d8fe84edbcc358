"""Lines of money: the list, one line with its postings, and what is entered about it."""

import datetime as dt

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.choices.money import EntryKind, FundKind, MoneyState
from funds.filters.as_of import AsOf
from funds.filters.money import LineFilter
from funds.forms.money import IntegrateForm, LineForm, ReceiveForm
from funds.models import DonationUse, FundEntry, FundLine
from funds.tables.money import LINE_COLUMNS, MONEY_KEYS, state_of_entry
from funds.views.money_forms import ALLOT, CHANGE, REVERSE, VIEW, MoneyFormPage, below_overview
from funds.views.records import link
from povertyapp.core import clock
from povertyapp.core.templatetags.house import money
from povertyapp.core.views.pages import DetailPage, ListPage, RowFormPage, address

SHOWN = 50
GIVEN = (FundKind.DONATION, FundKind.PARTNER)
STATES = (MoneyState.HELD, MoneyState.POOL, MoneyState.ALLOTTED, MoneyState.PAID)


def crumbs(*more):
    return below_overview({"label": _("资金来源"), "url": reverse("funds:sources")}, *more)


def lists_of(code):
    """Return the lists behind the figures of a line: address by figure."""
    entries, standing = reverse("funds:entries"), {"line": code, "state": "standing"}
    return {
        "arrived": address(entries, kind=EntryKind.ARRIVAL, **standing),
        "integrated": address(entries, kind=EntryKind.INTEGRATE, **standing),
        "allotted": address(reverse("funds:allocations"), **standing),
        "paid": address(reverse("funds:payments"), **standing),
    }


class Lines:
    """Lines with their money."""

    model = FundLine
    key = url_key = "code"
    on: dt.date | None = None

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.with_money(self.on)


class SourceList(AsOf, Lines, ListPage):
    """`/funds/sources/`: where the money comes from and what became of it; with `?on=` by the end of that day."""

    verb = VIEW
    title = gettext_lazy("资金来源")
    filterset_class = LineFilter
    columns = LINE_COLUMNS
    order = ("-year", "code")
    money_unit = "wan"

    def get_breadcrumbs(self):
        return below_overview({"label": self.title, "url": ""})

    def get_question(self):
        return _("哪级哪笔资金到了多少，整合、下达、支付到哪一步")

    def get_actions(self):
        plans = {"label": _("整合方案"), "url": reverse("funds:plans"), "style": ""}
        entries = {"label": _("资金凭证"), "url": reverse("funds:entries"), "style": ""}
        if not self.request.user.has_perm(CHANGE):
            return [plans, entries]
        add = {"label": _("登记资金"), "url": reverse("funds:source_add"), "style": "primary"}
        return [plans, entries, add]

    def get_context(self, **more):
        context = super().get_context(as_of=self.moment, **more)
        return context | totals_of(self, context["total"])


def totals_of(page, count):
    """Return the last line of a list: the sums of its money over all that the filter leaves."""
    columns = page.shown_columns
    keys = [column.key for column in columns if column.key in MONEY_KEYS]
    if not count:
        return {}
    sums = page.found.aggregate(**{f"sum_{key}": Sum(key) for key in keys})
    written = {key: money(sums[f"sum_{key}"], page.money_unit) for key in keys}
    first = columns[0].key
    return {"totals": {"cells": [_("合计") if c.key == first else written.get(c.key, "") for c in columns]}}


class SourceDetail(Lines, DetailPage):
    """`/funds/sources/<code>/`: one line, its figures, and every movement of its money."""

    verb = VIEW
    related = ("area",)
    template_name = "funds/source.html"

    def get_title(self):
        return self.object.name

    def get_breadcrumbs(self):
        return crumbs({"label": self.object.name, "url": ""})

    def get_actions(self):
        user, code = self.request.user, self.object.code
        actions = []
        if user.has_perm(CHANGE):
            actions += [
                {"label": _("更正"), "url": reverse("funds:source_edit", args=[code]), "style": ""},
                {"label": _("追加到账"), "url": reverse("funds:source_receive", args=[code]), "style": ""},
                {"label": _("整合"), "url": reverse("funds:source_integrate", args=[code]), "style": ""},
            ]
        if user.has_perm(ALLOT) and self.object.unallotted:
            url = address(reverse("funds:allocation_add"), line=code)
            actions.append({"label": _("下达到项目"), "url": url, "style": "primary"})
        return actions

    def get_context(self, **more):
        line = self.object
        entries = self.rows(FundEntry).filter(line=line)
        return super().get_context(
            status_items=self._facts(),
            kpis=self._kpis(entries),
            states=[state.label for state in STATES],
            entries=self._entries(entries),
            entries_url=address(reverse("funds:entries"), line=line.code),
            may_reverse=self.request.user.has_perm(REVERSE),
            as_of=clock.now(),
            **more,
        )

    def _facts(self):
        line = self.object
        return [
            {"label": _("资金编号"), "value": line.code},
            {"label": _("年度"), "value": str(line.year)},
            {"label": _("级次"), "value": line.get_level_display()},
            {"label": _("资金类别"), "value": line.get_kind_display()},
            {"label": _("存量或增量"), "value": line.get_origin_display()},
            {"label": _("整合范围内"), "value": line.in_scope},
            {"label": _("下达文号"), "value": line.document_no},
            {"label": _("到账日期"), "value": line.arrived_on},
            {"label": _("到账天数"), "value": (clock.today() - line.arrived_on).days},
            {"label": _("主管单位"), "value": line.owner_unit},
            {"label": _("规定用途"), "value": line.purpose},
            *([{"label": _("备注"), "value": line.note}] if line.note else []),
            *self._gift(),
        ]

    def _gift(self):
        """Return the gift that the line holds as a fact, where the reader sees it."""
        if self.object.kind not in GIVEN or not self.request.user.has_perm("funds.view_development"):
            return []
        uses = self.rows(DonationUse).filter(line=self.object, struck_on=None).select_related("donation")
        gifts = [use.donation for use in uses]
        return [{"label": _("来自捐赠"), "value": link(one.get_absolute_url(), one.code)} for one in gifts]

    def _kpis(self, entries):
        line, lists = self.object, lists_of(self.object.code)
        counts = dict(entries.standing().order_by().values_list("kind").annotate(n=Count("pk")))
        planned = _("计划 %(planned)s 万元") % {"planned": money(line.planned)}
        figures = (
            ("arrived", _("到账"), EntryKind.ARRIVAL, ""),
            ("integrated", _("已整合"), EntryKind.INTEGRATE, planned),
            ("allotted", _("已下达"), EntryKind.ALLOT, _("未下达 %(left)s 万元") % {"left": money(line.unallotted)}),
            ("paid", _("已支付"), EntryKind.PAY, _("未支付 %(left)s 万元") % {"left": money(line.unpaid)}),
        )  # fmt: skip
        return [
            {
                "label": label, "value": money(getattr(line, key)), "name": f"line-{key}", "url": lists[key],
                "unit": _("万元"), "count": counts.get(kind, 0), "note": note,
            }
            for key, label, kind, note in figures
        ]  # fmt: skip

    def _entries(self, entries):
        """Return the newest movements, each with what every account gained or gave."""
        found = entries.with_reversal().select_related("made_by").prefetch_related("postings")[:SHOWN]
        return [{"entry": entry, "state": state_of_entry(entry), "legs": _legs(entry)} for entry in found]


def _legs(entry):
    amounts = dict.fromkeys(STATES, "")
    for leg in entry.postings.all():
        if leg.state in amounts:
            amounts[leg.state] = money(leg.amount, "yuan")
    return list(amounts.values())


class SourceAdd(MoneyFormPage):
    """`/funds/sources/add/`."""

    verb = CHANGE
    form_class = LineForm
    title = gettext_lazy("登记资金")
    submit_label = gettext_lazy("登记")
    success_message = gettext_lazy("资金已登记。")

    def get_breadcrumbs(self):
        return crumbs({"label": self.title, "url": ""})

    def get_context(self, **more):
        return super().get_context(cancel_url=reverse("funds:sources"), **more)


class SourceForms(Lines, MoneyFormPage, RowFormPage):
    """What is entered about one line."""

    verb = CHANGE
    row_name = "line"

    def get_breadcrumbs(self):
        back = {"label": self.object.name, "url": self.object.get_absolute_url()}
        return crumbs(back, {"label": self.get_title(), "url": ""})


class SourceEdit(SourceForms):
    """`/funds/sources/<code>/edit/`."""

    form_class = LineForm
    success_message = gettext_lazy("资金已更正。")

    def get_title(self):
        return _("更正：%(line)s") % {"line": self.object.name}


class SourceReceive(SourceForms):
    """`/funds/sources/<code>/receive/`: more of it arrived."""

    form_class = ReceiveForm
    success_message = gettext_lazy("到账已登记。")

    def get_title(self):
        return _("追加到账：%(line)s") % {"line": self.object.name}


class SourceIntegrate(SourceForms):
    """`/funds/sources/<code>/integrate/`: what arrived goes into the pool."""

    form_class = IntegrateForm
    success_message = gettext_lazy("已整合。")

    def get_title(self):
        return _("整合：%(line)s") % {"line": self.object.name}
