"""The columns of operators' loans, and how one stands in words."""

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.tables import place_name
from assistance.tables.figures import figure_list
from funds.choices.operators import OperatorLoanStatus
from funds.models import OperatorLoan
from funds.tables.credit import yuan
from povertyapp.core import clock
from povertyapp.core.statuses import tag
from povertyapp.core.views.pages import Column

CUES = {
    OperatorLoanStatus.APPLIED: "review",
    OperatorLoanStatus.REFUSED: "none",
    OperatorLoanStatus.WITHDRAWN: "none",
    OperatorLoanStatus.DISBURSED: "good",
    OperatorLoanStatus.REPAID: "good",
}


def operator_state(loan):
    """Return where a loan stands, and what is wrong with one that is out: overdue, or too few are carried."""
    cue = CUES[OperatorLoanStatus(loan.status)]
    shown = tag(cue, loan.get_status_display(), plain=cue == "good")
    if loan.status != OperatorLoanStatus.DISBURSED:
        return shown
    late = (clock.today() - loan.due_on).days
    wrong = [_("逾期 %(n)d 天") % {"n": late}] if late > 0 else []
    wrong += [_("带动不足")] if loan.carried < loan.households else []
    for words in wrong:
        shown = format_html('{} <span class="gap">{}</span>', shown, tag("bad", words))
    return shown


def carried(loan):
    """Return how many are carried of those that were pledged."""
    return f"{loan.carried} / {loan.households}"


OPERATOR_LOAN_COLUMNS = (
    Column("enterprise", gettext_lazy("合作社或企业"), "enterprise.name", order="enterprise__name"),
    Column("no", gettext_lazy("贷款编号"), "no", order="no"),
    Column("place", gettext_lazy("所在"), lambda loan: place_name(loan.area), order="area_id"),
    Column("carried", gettext_lazy("带动 / 承诺（户）"), carried, numeric=True, order="carried"),
    Column(
        "amount", gettext_lazy("金额（元）"), lambda loan: yuan(loan.amount), numeric=True, order="amount"
    ),
    Column(
        "balance", gettext_lazy("余额（元）"), lambda loan: yuan(loan.balance), numeric=True, order="balance"
    ),
    Column("disbursed_on", gettext_lazy("放款日期"), "disbursed_on", order="disbursed_on"),
    Column("due_on", gettext_lazy("到期日"), "due_on", order="due_on"),
    Column("state", gettext_lazy("状态"), operator_state, order="status"),
)

figure_list(
    OperatorLoan,
    Column("enterprise", gettext_lazy("合作社或企业"), "enterprise.name", order="enterprise__name"),
    Column("no", gettext_lazy("贷款编号"), "no", order="no"),
    Column("state", gettext_lazy("状态"), "get_status_display", order="status"),
    Column("ground", gettext_lazy("不予贷款的原因"), "get_refusal_ground_display", order="refusal_ground"),
    related=("enterprise",),
)
