"""What assistance adds to the books: the measures of a village, and their statistics higher up."""

from django.db.models import Count, Sum

from assistance.choices import Batch, LeftBehindKind, LinkMode, MeasureKind
from assistance.matrix import Families
from assistance.models import AssistanceMeasure, BenefitLink, LeftBehindPerson
from households.books import NUMBER, Chapter, chapter, numbered
from households.models.archive import ArchiveLevel
from povertyapp.core.masks import mask_name
from povertyapp.core.workbooks.office import OfficeColumn


@chapter(20, ArchiveLevel.VILLAGE)
def measures(rows, area, day):
    """List the measures in force in the village, household by household."""
    found = rows(AssistanceMeasure).in_area(area.code).in_force(day).select_related("household")
    listed = numbered(
        (
            row.household.household_no,
            row.household.head_name,
            row.household.group_name,
            str(MeasureKind(row.kind).label),
            row.name,
            row.responsible_unit,
            row.from_date,
            row.to_date or "长期",
        )
        for row in found.order_by("household__household_no", "kind", "pk")
    )
    columns = (
        NUMBER,
        OfficeColumn("户编号", 15, kind="text"),
        OfficeColumn("户主", 9),
        OfficeColumn("村民小组", 9),
        OfficeColumn("类别", 13),
        OfficeColumn("措施内容", 26, align="left"),
        OfficeColumn("责任单位", 18, align="left"),
        OfficeColumn("开始日期", 12, "起止", kind="date"),
        OfficeColumn("结束日期", 12, "起止", kind="date"),
    )
    return Chapter("帮扶措施清单", columns, listed)


@chapter(22, ArchiveLevel.VILLAGE)
def links(rows, area, day):
    """List the links of interest in force in the village, household by household."""
    found = rows(BenefitLink).in_area(area.code).in_force(day).select_related("household", "enterprise")
    listed = numbered(
        (
            row.household.household_no,
            row.household.head_name,
            row.enterprise.name,
            str(LinkMode(row.mode).label),
            row.contract_no,
            row.signed_on,
            row.amount,
        )
        for row in found.order_by("household__household_no", "pk")
    )
    columns = (
        NUMBER,
        OfficeColumn("户编号", 15, kind="text"),
        OfficeColumn("户主", 9),
        OfficeColumn("合作社或企业", 26, align="left"),
        OfficeColumn("联结方式", 12),
        OfficeColumn("合同编号", 18, kind="text"),
        OfficeColumn("签订日期", 12, kind="date"),
        OfficeColumn("约定收益(元/年)", 14, align="right", kind="money"),
    )
    return Chapter("合作社和利益联结名单", columns, listed)


@chapter(24, ArchiveLevel.VILLAGE)
def left_behind(rows, area, day):
    """List who is left behind, with his carer; children by the first character of their name."""
    people = rows(LeftBehindPerson).in_area(area.code).left_on(day).select_related("household", "member")
    listed = numbered(
        (
            row.household.household_no,
            row.household.head_name,
            mask_name(row.member.name) if row.kind == LeftBehindKind.CHILD else row.member.name,
            str(LeftBehindKind(row.kind).label),
            row.lives_with,
            row.carer_name,
            row.needs,
            row.reviewed_on,
        )
        for row in people.order_by("household__household_no", "pk")
    )
    columns = (
        NUMBER,
        OfficeColumn("户编号", 15, kind="text"),
        OfficeColumn("户主", 9),
        OfficeColumn("姓名", 9),
        OfficeColumn("类别", 11),
        OfficeColumn("同住人或监护人", 14, align="left"),
        OfficeColumn("关爱联系人", 10),
        OfficeColumn("主要需求", 24, align="left"),
        OfficeColumn("核实日期", 12, kind="date"),
    )
    return Chapter("留守人员台账", columns, listed)


@chapter(20, ArchiveLevel.TOWNSHIP, ArchiveLevel.COUNTY)
def five_batches(rows, area, day):
    """Count the measures in force by batch (“五个一批”) and class: households, measures, amounts."""
    found = rows(AssistanceMeasure).in_area(area.code).in_force(day).order_by()
    counted = {
        (row["of_batch"], row["kind"]): row
        for row in found.annotate(of_batch=Families().batch_column())
        .values("of_batch", "kind")
        .annotate(households=Count("household", distinct=True), measures=Count("pk"), money=Sum("amount"))
    }
    listed = [
        (words, str(kind.label), row["households"], row["measures"], row["money"])
        for batch, words in [*Batch.choices, ("", "其他帮扶")]
        for kind in MeasureKind
        if (row := counted.get((batch, kind)))
    ]
    columns = (
        NUMBER,
        OfficeColumn("五个一批", 16, align="left"),
        OfficeColumn("措施类别", 20, align="left"),
        OfficeColumn("覆盖户数", 14, kind="integer"),
        OfficeColumn("项数", 14, kind="integer"),
        OfficeColumn("金额(元)", 18, align="right", kind="money"),
    )
    return Chapter("“五个一批”分类统计表", columns, numbered(listed))
