"""The columns of lines, entries, allotments and payments. Lists are in 万元, single vouchers in 元."""

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from povertyapp.core.statuses import tag
from povertyapp.core.templatetags.house import money
from povertyapp.core.views.pages import Column


def amount(key, label):
    """Return a column of money in 万元."""
    return Column(key, label, lambda row: money(getattr(row, key)), numeric=True, order=key)


def standing_of(is_reversed):
    """Return whether something stands or was taken back, as a tag."""
    return tag("none", _("已冲销")) if is_reversed else tag("good", _("有效"))


def unbroken(entry):
    """Return the number of an entry on one line."""
    return format_html('<span class="wrap-people">{}</span>', entry.number)


def state_of_entry(entry):
    """Return whether an entry stands, was taken back, or takes one back."""
    if entry.reverses_id:
        return tag("review", _("冲销凭证"))
    return standing_of(entry.is_reversed)


def payee_of(payment):
    """Return who was paid."""
    return (
        f"{payment.household.head_name}（{payment.household.household_no}）"
        if payment.household
        else payment.payee
    )


LINE_COLUMNS = (
    Column("name", _("资金名称"), "name", order="name"),
    Column("level", _("级次"), "get_level_display", order="level"),
    Column("origin", _("存量或增量"), "get_origin_display", order="origin"),
    Column("in_scope", _("整合范围内"), "in_scope", order="in_scope"),
    Column("arrived_on", _("到账日期"), "arrived_on", order="arrived_on"),
    amount("arrived", _("到账（万元）")),
    amount("integrated", _("已整合（万元）")),
    amount("allotted", _("已下达（万元）")),
    amount("unallotted", _("未下达（万元）")),
    amount("paid", _("已支付（万元）")),
    amount("balance", _("结余（万元）")),
)
MONEY_KEYS = ("arrived", "integrated", "allotted", "unallotted", "paid", "balance", "unpaid", "amount")
ENTRY_COLUMNS = (
    Column("number", _("凭证号"), unbroken, order="pk"),
    Column("happened_on", _("日期"), "happened_on", order="happened_on"),
    Column("kind", _("事项"), "get_kind_display", order="kind"),
    Column("line", _("资金名称"), "line.name", order="line__name"),
    Column("amount", _("金额（元）"), lambda row: money(row.amount, "yuan"), numeric=True, order="amount"),
    Column("document", _("文号或凭据"), "document_no", order="document_no"),
    Column("state", _("状态"), state_of_entry),
    Column("reason", _("理由"), "reason"),
    Column("by", _("经办人"), lambda row: str(row.made_by or _("系统"))),
    Column("made_at", _("录入时间"), "made_at", order="made_at"),
)
ALLOTMENT_COLUMNS = (
    Column("project", _("项目"), "project.name", order="project__name"),
    Column("area", _("实施地"), "area.name", order="area_id"),
    Column("line", _("资金名称"), "line.name", order="line__name"),
    Column("level", _("级次"), "line.get_level_display", order="line__level"),
    Column("allotted_on", _("下达日期"), "allotted_on", order="allotted_on"),
    Column("document", _("下达文号"), "document_no", order="document_no"),
    amount("allotted", _("已下达（万元）")),
    amount("paid", _("已支付（万元）")),
    amount("unpaid", _("未支付（万元）")),
    Column("state", _("状态"), lambda row: standing_of(row.is_reversed)),
)
PAYMENT_COLUMNS = (
    Column("payee", _("收款方"), payee_of),
    Column("paid_on", _("支付日期"), "paid_on", order="paid_on"),
    Column(
        "amount", _("支付金额（元）"), lambda row: money(row.amount, "yuan"), numeric=True, order="amount"
    ),
    Column("project", _("项目"), "allotment.project.name", order="allotment__project__name"),
    Column("area", _("实施地"), "area.name", order="area_id"),
    Column("line", _("资金名称"), "allotment.line.name", order="allotment__line__name"),
    Column("document", _("支付凭据"), "document_no", order="document_no"),
    Column("state", _("状态"), lambda row: standing_of(row.is_reversed)),
)
PLAN_COLUMNS = (
    Column("year", _("年度"), lambda row: str(row.year), order="year"),
    Column("area", _("县"), "area.name", order="area_id"),
    Column("document", _("方案文号"), "document_no"),
    Column("adopted_on", _("印发日期"), "adopted_on", order="adopted_on"),
    Column("filed_on", _("报备日期"), "filed_on", order="filed_on"),
    Column(
        "amount",
        _("整合数量（万元）"),
        lambda row: money(row.amount) if row.amount else "",
        numeric=True,
        order="amount",
    ),
    Column("lacking", _("缺少内容"), lambda row: "、".join(row.lacking)),
)
