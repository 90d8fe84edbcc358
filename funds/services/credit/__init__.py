"""The verbs of microcredit (C4), from the application to the end, and those of the fund and the subsidy."""

from funds.services.credit.asking import (
    advise_loan,
    apply_for_loan,
    publicise_loan,
    rate_loan,
    recommend_loan,
    withdraw_loan,
)
from funds.services.credit.bad import compensate_loan, write_off_loan
from funds.services.credit.fund import open_fund, pay_in, plan_instalment, take_out
from funds.services.credit.lending import (
    approve_loan,
    defer_loan,
    disburse_loan,
    extend_loan,
    refuse_loan,
    renew_loan,
)
from funds.services.credit.operators import (
    apply_for_operator_loan,
    disburse_operator_loan,
    refuse_operator_loan,
    repay_operator_loan,
    withdraw_operator_loan,
)
from funds.services.credit.repaying import (
    check_use,
    record_collection,
    record_payment,
    report_diversion,
    reverse_payment,
    settle_loan,
)
from funds.services.credit.subsidy import approve_claim, compute_claim, return_claim, submit_claim

__all__ = [
    "advise_loan",
    "apply_for_loan",
    "apply_for_operator_loan",
    "approve_claim",
    "approve_loan",
    "check_use",
    "compensate_loan",
    "compute_claim",
    "defer_loan",
    "disburse_loan",
    "disburse_operator_loan",
    "extend_loan",
    "open_fund",
    "pay_in",
    "plan_instalment",
    "publicise_loan",
    "rate_loan",
    "recommend_loan",
    "record_collection",
    "record_payment",
    "refuse_loan",
    "refuse_operator_loan",
    "renew_loan",
    "repay_operator_loan",
    "report_diversion",
    "return_claim",
    "reverse_payment",
    "settle_loan",
    "submit_claim",
    "take_out",
    "withdraw_loan",
    "withdraw_operator_loan",
    "write_off_loan",
]
