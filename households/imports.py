"""What the wizard takes in for this floor: lists of low-income people, and the villages' forms."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.importing import villages
from households.importing.low_income import CATEGORY, LAYOUT, NAME, NUMBER
from households.services.lists import ListResult
from households.services.low_income import match_low_income
from households.services.village_list import import_villages
from povertyapp.core.imports import (
    Duplicates,
    ImportKind,
    ImportOutcome,
    ImportRequest,
    Tally,
    Template,
    register,
)
from povertyapp.core.text import Text


def run_low_income(request: ImportRequest) -> ImportOutcome:
    """Match a list with the register; what only name and village tie together waits for a person afterwards."""
    request.progress.phase(gettext_lazy("与花名册比对"))
    matched = match_low_income(by=request.by, source=request.workbook, county=request.county)
    counts = matched.counts
    written = counts["rows_written"]
    notes = [
        _("%(count)s 人要人工确认，在“低保比对”里办理。") % {"count": counts["to_confirm"]},
        _("%(count)s 人在名单内而户登记为一般贫困户。") % {"count": counts["roster_attr_mismatch"]},
        _("%(count)s 户登记为低保贫困户而名单里没有。") % {"count": counts["roster_low_not_listed"]},
    ]
    return ImportOutcome(
        tallies=[Tally(gettext_lazy("名单上的人"), created=written, unchanged=counts["rows"] - written)],
        counts=counts,
        notes=notes,
    )


def of_list(service: Callable[..., ListResult], tallies: Sequence[tuple[Text, str, tuple[str, ...]]]):
    """Return what takes a list in for the wizard; `tallies` are labels with what is counted and the acts."""

    def run(request: ImportRequest) -> ImportOutcome:
        result = service(
            by=request.by,
            source=request.workbook,
            county=request.county,
            as_of=request.as_of,
            only_clean=request.only_clean,
            on_trial=request.on_trial,
            progress=lambda rows: request.progress.phase(gettext_lazy("检查各行"), rows),
        )
        counts = dict(result.counts)
        return ImportOutcome(
            findings=result.findings,
            tallies=[
                Tally(label, *(counts.get(f"{kind}_{act}", 0) for act in acts))
                for label, kind, acts in tallies
            ],
            counts=counts,
            notes=counts.pop("notes", []),
            left_out=counts.get("rows_left_out", 0),
            refused=_("没有一行可以导入，请改正错误后重新上传。") if result.refused else "",
        )

    return run


register(
    ImportKind(
        code="low-income",
        label=gettext_lazy("低保名单"),
        verb="households.import_roster",
        layouts=(LAYOUT,),
        run=run_low_income,
        template=Template(
            choices={CATEGORY: ("A类", "B类", "C类")},
            notes={
                NAME: gettext_lazy("按身份证上的写法；有曾用名的写在括号里。"),
                NUMBER: gettext_lazy("18 位，按文本填写。"),
            },
            texts=frozenset({NUMBER}),
        ),
        hint=gettext_lazy("民政部门的城乡低保名单，全县一份；银行账号不会读取。"),
        policies=(Duplicates.UPDATE,),
        order=50,
    )
)
register(
    ImportKind(
        code="villages",
        label=gettext_lazy("村基本情况表"),
        verb="households.import_roster",
        layouts=(villages.LAYOUT,),
        run=of_list(
            import_villages,
            [
                (gettext_lazy("村年度情况"), "years", ("created", "updated", "unchanged")),
                (gettext_lazy("村基本情况"), "villages", ("created", "updated")),
            ],
        ),
        template=Template(
            choices={
                villages.KEY_OF[name]: tuple(str(label) for _code, label in choices.choices)
                for name, choices in villages.CODES.items()
            },
            notes={villages.YEAR: gettext_lazy("不填就算填报的这一年。")},
            texts=frozenset({villages.KEY_OF["head_phone"]}),
        ),
        hint=gettext_lazy("村的基本情况和年度数字，一村一年一行；空着的格子不改系统里的数。"),
        asks_day=True,
        order=20,
    )
)
