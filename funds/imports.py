"""What the wizard takes in for this floor: the bank's list of loans, the county's integration ledger."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.choices.credit import LoanPurpose
from funds.choices.projects import ProjectKind, ProjectNature
from funds.choices.relocation import MoveReason, Settlement
from funds.importing import bank, loans, project_ledger, relocations
from funds.importing.fund_ledger import PROJECTS, SOURCES, read_fund_ledger
from funds.importing.fund_ledger import words as ledger_words
from funds.services.bank import import_statement
from funds.services.credit.taking_in import import_loans
from funds.services.fund_ledger import take_fund_ledger
from funds.services.projects.taking_in import import_projects
from funds.services.relocation.taking_in import import_relocations
from households.importing.lists import NUMBER
from households.imports import of_list
from povertyapp.core.imports import (
    Duplicates,
    ImportKind,
    ImportOutcome,
    ImportRequest,
    Tally,
    Template,
    register,
)

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


def run_fund_ledger(request: ImportRequest) -> ImportOutcome:
    """Record a ledger and book its money; what is odd in the paper is recorded as it stands, and told."""
    ledger = read_fund_ledger(request.workbook)
    taken = take_fund_ledger(by=request.by, county=request.county, ledger=ledger, as_of=request.as_of)
    if taken.stopping:
        said = _("有 %(n)d 处没有填清楚，改好再导入：缺了这些，一笔资金、一个项目都登记不了。") % {
            "n": taken.stopping
        }
        return ImportOutcome(findings=taken.findings, counts=taken.counts, refused=said)
    tallies = [
        Tally(label, *(taken.counts[f"{name}_{act}"] for act in ("created", "updated", "unchanged")))
        for label, name in ((gettext_lazy("资金来源"), "lines"), (gettext_lazy("项目"), "projects"))
    ]
    return ImportOutcome(
        findings=taken.findings,
        tallies=tallies,
        counts=taken.counts,
        left_out=taken.counts["projects_left_out"],
    )


register(
    ImportKind(
        code="funds",
        label=gettext_lazy("资金整合台账"),
        verb="funds.change_fundline",
        layouts=(SOURCES, PROJECTS),
        run=run_fund_ledger,
        template=Template(
            choices={
                ledger_words.LEVEL: ("中央", "省级", "州级", "县级", "社会捐赠", "对口帮扶"),
                ledger_words.ORIGIN: tuple(ledger_words.ORIGINS),
            },
            notes={
                ledger_words.ALLOCATED: gettext_lazy("单位写在表头；某一行不同的，在备注里写“本行单位:元”。"),
                ledger_words.DAY: gettext_lazy("例如 2017-03-12。"),
            },
            texts=frozenset({ledger_words.NUMBER}),
        ),
        hint=gettext_lazy(
            "财政局的资金整合台账，两张表都读：资金来源和到项目安排。照原表记录，能入账的入账，差额列入对账。导错了可以整批撤销：金额用冲销凭证退回，凭证不删；已经接着下达、支付的先冲销。"
        ),
        asks_day=True,
        policies=(Duplicates.UPDATE,),
        clean_label=gettext_lazy("照原表记录"),
        order=65,
    )
)
register(
    ImportKind(
        code="relocations",
        label=gettext_lazy("搬迁年度名单"),
        verb="funds.import_relocation",
        layouts=(relocations.LAYOUT,),
        run=of_list(
            import_relocations,
            [(gettext_lazy("名单"), "listed", ("created", "updated", "unchanged"))],
        ),
        template=Template(
            choices={
                relocations.REASON: tuple(str(label) for _code, label in MoveReason.choices),
                relocations.SETTLEMENT: tuple(str(label) for _code, label in Settlement.choices),
            },
            notes={
                relocations.YEAR: gettext_lazy("例如 2017；这个乡镇的年度计划要先下达。"),
                relocations.PERSONS: gettext_lazy("这一户列入搬迁的人数，面积红线按它计算。"),
                relocations.SETTLEMENT: gettext_lazy("可以不填，落实安置时再定。"),
            },
            texts=frozenset({NUMBER}),
        ),
        hint=gettext_lazy("搬迁年度名单，一户一行：列入名单的户签订协议以后，才能列入当年计划办理。"),
        policies=(Duplicates.UPDATE,),
        order=72,
    )
)
register(
    ImportKind(
        code="projects",
        label=gettext_lazy("项目台账"),
        verb="funds.import_project",
        layouts=(project_ledger.LAYOUT,),
        run=of_list(
            import_projects,
            [(gettext_lazy("项目"), "projects", ("created", "updated", "unchanged"))],
        ),
        template=Template(
            choices={
                project_ledger.KIND: tuple(str(label) for _code, label in ProjectKind.choices),
                project_ledger.NATURE: tuple(str(label) for _code, label in ProjectNature.choices),
            },
            notes={
                project_ledger.NUMBER: gettext_lazy("新项目可以不填，由系统编号。"),
                project_ledger.BUDGET: gettext_lazy("单位写在表头上方；不写按万元。"),
                project_ledger.VILLAGE: gettext_lazy("乡镇自己的项目可以不填。"),
            },
            texts=frozenset({project_ledger.NUMBER}),
            leave_out=frozenset({*project_ledger.DONE, *project_ledger.COUNTED}),
        ),
        hint=gettext_lazy(
            "从系统导出、改好传回的项目台账，或本单位的台账：新项目一律按草拟登记，再逐步申报入库；还没有批准的内容可以更正。阶段、资金、日期由办理产生，不能随台账改。"
        ),
        policies=(Duplicates.UPDATE,),
        order=66,
    )
)
register(
    ImportKind(
        code="bank",
        label=gettext_lazy("银行对账单"),
        verb="funds.change_fundline",
        layouts=(bank.LAYOUT,),
        run=of_list(import_statement, [(gettext_lazy("流水"), "rows", ("created", "updated", "unchanged"))]),
        template=Template(
            notes={
                bank.NUMBER: gettext_lazy("和系统里的支付凭据写成一样，就会自动对上。"),
                bank.AMOUNT: gettext_lazy("按元填写。"),
            },
            texts=frozenset({bank.NUMBER, bank.ABOUT}),
        ),
        hint=gettext_lazy(
            "银行或国库的支付对账单，一笔支付一行。凭证号和金额都相同的自动对上；对不上的列在对账页，由财务人员逐笔核对。"
        ),
        policies=(Duplicates.UPDATE,),
        order=67,
    )
)
