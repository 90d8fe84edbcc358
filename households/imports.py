"""What the wizard takes in for this floor: lists of low-income people."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.importing.low_income import CATEGORY, LAYOUT, NAME, NUMBER
from households.services.low_income import match_low_income
from povertyapp.core.imports import (
    Duplicates,
    ImportKind,
    ImportOutcome,
    ImportRequest,
    Tally,
    Template,
    register,
)


def run_low_income(request: ImportRequest) -> ImportOutcome:
    """Match a list with the register; what only name and village tie together waits for a person afterwards."""
    request.progress.phase(_("与花名册比对"))
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
