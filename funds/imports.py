"""What the wizard takes in for this floor: the bank's list of loans."""

from django.utils.translation import gettext_lazy

from funds.choices.credit import LoanPurpose
from funds.importing import loans
from funds.services.credit.taking_in import import_loans
from households.importing.lists import NUMBER
from households.imports import of_list
from povertyapp.core.imports import Duplicates, ImportKind, Template, register

register(
    ImportKind(
        code="loans",
        label=gettext_lazy("小额信贷台账"),
        verb="funds.import_loan",
        layouts=(loans.LAYOUT,),
        run=of_list(
            import_loans,
            [
                (gettext_lazy("贷款"), "loans", ("created", "updated", "unchanged")),
                (gettext_lazy("还款"), "payments", ("created",)),
            ],
        ),
        template=Template(
            choices={loans.PURPOSE: tuple(str(label) for _code, label in LoanPurpose.choices)},
            notes={
                loans.CONTRACT: gettext_lazy("按承贷银行和合同号认贷款，每月的台账要写同一个号。"),
                loans.RATE: gettext_lazy("例如 4.35。"),
                loans.BALANCE: gettext_lazy("截至台账日还没有还的本金；还清的填 0。"),
                loans.PAID_ON: gettext_lazy("不填就按台账的日期记还款。"),
                loans.PURPOSE: gettext_lazy("不填按其他生产经营记。"),
            },
            texts=frozenset({NUMBER, loans.CONTRACT}),
        ),
        hint=gettext_lazy(
            "银行每月的小额信贷台账，一笔贷款一行：新的贷款会登记，余额减少记为还款，都还清的会办结。导入以后不能整批撤销。"
        ),
        asks_day=True,
        policies=(Duplicates.UPDATE,),
        order=70,
    )
)
