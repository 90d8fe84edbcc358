"""The columns of loans, of the days of a subsidy claim, and how a loan stands in words."""

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.tables.figures import figure_list
from assistance.tables.shared import one_line
from funds.choices.credit import ASKED, LoanStanding, LoanStatus
from funds.models import Microloan
from povertyapp.core import clock
from povertyapp.core.statuses import tag
from povertyapp.core.templatetags.house import money
from povertyapp.core.views.pages import Column

CUES = {
    LoanStatus.REFUSED: "none",
    LoanStatus.WITHDRAWN: "none",
    LoanStatus.DISBURSED: "warn",
    LoanStatus.IN_USE: "good",
    LoanStatus.EXTENDED: "good",
    LoanStatus.RENEWED: "good",
    LoanStatus.REPAID: "good",
    LoanStatus.COMPENSATED: "bad",
    LoanStatus.RECOVERED: "good",
    LoanStatus.WRITTEN_OFF: "none",
}
STANDINGS = {LoanStanding.OVERDUE: "bad", LoanStanding.DUE_SOON: "warn"}


def status_tag(loan):
    """Return where a loan stands: glyph, word, colour."""
    cue = "review" if loan.status in ASKED else CUES[LoanStatus(loan.status)]
    return tag(cue, loan.get_status_display(), plain=cue == "good")


def standing_tag(loan):
    """Return how a loan that is out stands today, and by how many days; blank for others."""
    if not loan.standing:
        return ""
    word = str(LoanStanding(loan.standing).label)
    days = (loan.due_on - clock.today()).days
    if loan.standing == LoanStanding.OVERDUE:
        word = _("逾期 %(n)d 天") % {"n": -days}
    elif loan.standing == LoanStanding.DUE_SOON:
        word = _("%(n)d 天后到期") % {"n": days}
    return tag(STANDINGS.get(loan.standing, "good"), word, plain=loan.standing == LoanStanding.RUNNING)


def whole_state(loan):
    """Return the status and, where the loan is not within its term, how it stands."""
    shown = status_tag(loan)
    if loan.standing in ("", LoanStanding.RUNNING):
        return shown
    return format_html('{} <span class="gap">{}</span>', shown, standing_tag(loan))


def yuan(amount):
    """Write an amount in yuan, `—` where there is none."""
    return "" if amount is None else money(amount, "yuan")


def lent(loan):
    """Return what was granted, else what was asked for."""
    return yuan(loan.granted if loan.granted is not None else loan.amount)


def place(loan):
    return f"{loan.area.parent.name} {loan.area.short_name}"


LOAN_COLUMNS = (
    Column("household", gettext_lazy("户"), lambda loan: one_line(loan.household)),
    Column("no", gettext_lazy("贷款编号"), "no", order="no"),
    Column("place", gettext_lazy("所在村"), place, order="area_id"),
    Column("purpose", gettext_lazy("用途"), "get_purpose_display", order="purpose"),
    Column("amount", gettext_lazy("金额（元）"), lent, numeric=True, order="amount"),
    Column(
        "balance", gettext_lazy("余额（元）"), lambda loan: yuan(loan.balance), numeric=True, order="balance"
    ),
    Column("disbursed_on", gettext_lazy("放款日期"), "disbursed_on", order="disbursed_on"),
    Column("due_on", gettext_lazy("到期日"), "due_on", order="due_on"),
    Column("state", gettext_lazy("状态"), whole_state, order="status"),
)
LINE_COLUMNS = (
    Column("household", gettext_lazy("户"), lambda line: one_line(line.loan.household)),
    Column("loan", gettext_lazy("贷款编号"), "loan.no", order="loan__no"),
    Column("place", gettext_lazy("所在村"), place, order="area_id"),
    Column("from", gettext_lazy("起"), "from_date", order="from_date"),
    Column("before", gettext_lazy("止（不含）"), "before_date"),
    Column("days", gettext_lazy("天数"), "days", numeric=True, order="days"),
    Column("principal", gettext_lazy("本金（元）"), lambda line: yuan(line.principal), numeric=True),
    Column("rate", gettext_lazy("年利率"), lambda line: percent(line.rate), numeric=True),
    Column(
        "amount", gettext_lazy("贴息（元）"), lambda line: yuan(line.amount), numeric=True, order="amount"
    ),
)


def percent(rate):
    """Write a share of one as per cent, without needless zeros."""
    return "" if rate is None else f"{(rate * 100).normalize():f}%"


CLAIM_CUES = {"draft": "none", "submitted": "review", "approved": "good"}


def claim_tag(claim):
    """Return how far a claim is."""
    cue = CLAIM_CUES[claim.status]
    return tag(cue, claim.get_status_display(), plain=cue == "good")


CLAIM_COLUMNS = (
    Column("quarter", gettext_lazy("季度"), lambda row: f"{row.year} Q{row.quarter}", order="year"),
    Column("bank", gettext_lazy("承贷银行"), "bank", order="bank"),
    Column("area", gettext_lazy("县"), "area.short_name", order="area_id"),
    Column("total", gettext_lazy("贴息合计（元）"), lambda row: yuan(row.total), numeric=True, order="total"),
    Column("submitted", gettext_lazy("申报日期"), "submitted_on"),
    Column("approved", gettext_lazy("核准日期"), "approved_on"),
    Column("state", gettext_lazy("状态"), claim_tag, order="status"),
)
ENTRY_COLUMNS = (
    Column("day", gettext_lazy("日期"), "happened_on", order="happened_on"),
    Column("kind", gettext_lazy("类别"), "get_kind_display", order="kind"),
    Column("amount", gettext_lazy("金额（元）"), lambda row: yuan(row.amount), numeric=True, order="amount"),
    Column("document", gettext_lazy("凭证号"), "document"),
    Column("loan", gettext_lazy("贷款编号"), lambda row: row.loan.no if row.loan_id else ""),
    Column("by", gettext_lazy("录入人"), lambda row: row.recorded_by or _("系统")),
)

figure_list(
    Microloan,
    Column("household", gettext_lazy("户"), lambda loan: one_line(loan.household)),
    Column("no", gettext_lazy("贷款编号"), "no", order="no"),
    Column("place", gettext_lazy("所在村"), place, order="area_id"),
    Column("state", gettext_lazy("状态"), "get_status_display", order="status"),
    Column("ground", gettext_lazy("不予贷款的原因"), "get_refusal_ground_display", order="refusal_ground"),
    related=("household", "area__parent"),
)
