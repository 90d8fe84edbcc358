"""What the wizard takes in for this floor: rectification ledgers."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.imports import of_list
from inspections.importing.acceptance import DAY, PASSED, SATISFACTION
from inspections.importing.acceptance import LAYOUT as ACCEPTANCE
from inspections.importing.indicators import CODE, DENOMINATOR, EVIDENCE, NUMERATOR, TARGET, WHEN
from inspections.importing.indicators import LAYOUT as INDICATORS
from inspections.ledger import words
from inspections.ledger.checks import check_ledger
from inspections.ledger.reading import LAYOUT, read_ledger
from inspections.services.field.acceptance import import_results
from inspections.services.indicators import import_indicators
from inspections.services.ledger import record_ledger, started_on
from povertyapp.core import clock
from povertyapp.core.imports import (
    Duplicates,
    ImportKind,
    ImportOutcome,
    ImportRequest,
    Tally,
    Template,
    register,
)

TALLIES = (
    (gettext_lazy("问题"), "problems"),
    (gettext_lazy("整改措施"), "measures"),
)


def run_ledger(request: ImportRequest) -> ImportOutcome:
    """Record a ledger; what is odd in the paper is recorded as it stands, and told."""
    ledgers = read_ledger(request.workbook, as_of=request.as_of, today=clock.today())
    county = request.county
    found = [item for ledger in ledgers for item in check_ledger(ledger, started_on(county, ledger))]
    counts = record_ledger(by=request.by, county=county, ledgers=ledgers).as_dict()
    tallies = [
        Tally(label, *(counts[f"{name}_{act}"] for act in ("created", "updated", "unchanged")))
        for label, name in TALLIES
    ]
    return ImportOutcome(findings=found, tallies=tallies, counts=counts | {"findings_total": len(found)})


register(
    ImportKind(
        code="ledger",
        label=gettext_lazy("整改台账"),
        verb="inspections.change_problem",
        layouts=(LAYOUT,),
        run=run_ledger,
        hint=gettext_lazy("本单位的整改台账，或从系统导出、填好进展传回的台账；只改动过的格子会更新。"),
        asks_day=True,
        reads=lambda header: words.month_of_column(header, clock.today()) is not None,
        clean_label=gettext_lazy("照原表记录"),
        order=60,
    )
)


def run_indicators(request: ImportRequest) -> ImportOutcome:
    """Take in targets and reports; what was reported stays, a later report takes its place."""
    taken = import_indicators(
        by=request.by, county=request.county, workbook=request.workbook, only_clean=request.only_clean
    )
    tallies = [
        Tally(label, *(taken.counts[f"{name}_{act}"] for act in ("created", "updated", "unchanged")))
        for label, name in ((gettext_lazy("月度目标"), "targets"), (gettext_lazy("月度填报"), "values"))
    ]
    return ImportOutcome(
        findings=taken.findings,
        tallies=tallies,
        counts=dict(taken.counts),
        left_out=taken.left_out,
        refused=_("没有一行可以导入，请改正错误后重新上传。") if taken.is_refused else "",
    )


register(
    ImportKind(
        code="indicators",
        label=gettext_lazy("行业指标路径与填报"),
        verb="inspections.change_indicator",
        layouts=(INDICATORS,),
        run=run_indicators,
        template=Template(
            notes={
                CODE: gettext_lazy("按编号认指标，名称只供核对；编号在“行业指标”里看。"),
                WHEN: gettext_lazy("一个指标一个月一行，如 2017-03。"),
                TARGET: gettext_lazy("百分数填 95，不带百分号；空着不改。"),
                NUMERATOR: gettext_lazy("只填一个数的指标填在这里；空着不填报。"),
                DENOMINATOR: gettext_lazy("按百分数算的指标要填。"),
                EVIDENCE: gettext_lazy("填报的要写，例如文号、报表名称。"),
            },
            texts=frozenset({CODE, WHEN}),
        ),
        hint=gettext_lazy("从“行业指标”导出、填好传回的表，或自己做的表：一个指标一个月一行。"),
        clean_label=gettext_lazy("只导入无误的行"),
        order=70,
    )
)
register(
    ImportKind(
        code="acceptance",
        label=gettext_lazy("第三方验收结果"),
        verb="inspections.change_acceptance",
        layouts=(ACCEPTANCE,),
        run=of_list(
            import_results, ((gettext_lazy("验收结果"), "results", ("created", "updated", "unchanged")),)
        ),
        template=Template(
            choices={
                PASSED: ("合格", "不合格"),
                SATISFACTION: ("满意", "一般", "不满意", "说不清"),
            },
            notes={
                "户编号": gettext_lazy("按户编号认户，户主姓名只供核对。"),
                SATISFACTION: gettext_lazy("没有问到的不填。"),
                DAY: gettext_lazy("入户的那一天。"),
            },
            texts=frozenset({"户编号"}),
        ),
        hint=gettext_lazy(
            "第三方评估机构的逐户验收结果，一户一行，记入进行中的那次验收；再导一次只更新有变的户。"
        ),
        policies=(Duplicates.UPDATE,),
        clean_label=gettext_lazy("只导入无误的行"),
        order=65,
    )
)
