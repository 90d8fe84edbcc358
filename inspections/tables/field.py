"""The columns of what is found on site, of 一口清 and of acceptances."""

from django.utils.translation import gettext_lazy as _

from inspections.choices import AcceptanceState, Compared, Found
from povertyapp.core.statuses import tag
from povertyapp.core.text import told
from povertyapp.core.views.pages import Column

LOOKS = {Compared.MATCH: "met", Compared.MISMATCH: "bad", Compared.UNCLEAR: "none"}


def compared(answer):
    """Return how a fact stands against reality: glyph, word, colour."""
    return tag(LOOKS[Compared(answer.compared)], answer.get_compared_display())


def registered(answer):
    return told(answer.registered)


def actual(answer):
    return told(answer.actual)


def found(record):
    """Return whether the household was found."""
    return tag("met" if record.found == Found.YES else "none", record.get_found_display(), plain=True)


def issued(answer):
    """Return whether a mismatch stands on the ledger, or waits for the circular."""
    if answer.problem:
        return tag("good", answer.problem.no, plain=True)
    return tag("review", _("待通报"))


def mismatches(record):
    """Return how many facts do not match, of how many that were compared."""
    return f"{record.mismatch_count}/{record.compared_count}" if record.compared_count else "—"


RECORD_COLUMNS = (
    Column("receipt", _("回执"), "receipt", order="pk"),
    Column("township", _("乡镇"), "area.parent.name"),
    Column("village", _("村"), "area.short_name", order="area_id"),
    Column("household", _("户编号"), "site_check.unit.code"),
    Column("found", _("找到没有"), found, order="found"),
    Column("mismatches", _("不一致/对照"), mismatches, numeric=True),
    Column("satisfaction", _("满意度"), "get_satisfaction_display", order="satisfaction"),
    Column("recorded_at", _("记录时间"), "recorded_at", order="recorded_at"),
    Column("recorded_by", _("检查人"), "recorded_by"),
)
FINDING_COLUMNS = (
    Column("township", _("乡镇"), "area.parent.name"),
    Column("village", _("村"), "area.short_name", order="area_id"),
    Column("household", _("户编号"), "record.site_check.unit.code"),
    Column("fact", _("项目"), "get_fact_display", order="fact"),
    Column("registered", _("档案登记"), registered),
    Column("actual", _("实际情况"), actual),
    Column("compared", _("对照结果"), compared, order="compared"),
    Column("issued", _("整改台账"), issued),
    Column("recorded_at", _("记录时间"), "record.recorded_at", order="record__recorded_at"),
)


def verdict(check):
    """Return whether somebody knows his households by heart."""
    if check.passed is None:
        return tag("pending", _("待提问"))
    return tag("met", _("一口清")) if check.passed else tag("failed", _("没过"))


KNOWLEDGE_COLUMNS = (
    Column("township", _("乡镇"), "area.parent.name"),
    Column("village", _("村"), "area.short_name", order="area_id"),
    Column("person", _("人员"), "post.official.name"),
    Column("post", _("岗位"), "post.title"),
    Column(
        "right", _("答对/提问"), lambda row: f"{row.right}/{row.asked}" if row.asked_at else "—", numeric=True
    ),
    Column("verdict", _("结果"), verdict, order="passed"),
    Column("asked_by", _("提问人"), "asked_by"),
    Column("asked_at", _("提问时间"), "asked_at", order="asked_at"),
)


def acceptance_state(round_):
    """Return whether results still come in."""
    is_open = round_.state == AcceptanceState.OPEN
    return tag("pending" if is_open else "good", round_.get_state_display(), plain=not is_open)


ACCEPTANCE_COLUMNS = (
    Column("name", _("名称"), "name", order="name"),
    Column("agency", _("第三方机构"), "agency"),
    Column("tender", _("招标编号"), "tender_no"),
    Column("recognised", _("认可"), lambda row: f"{row.recognised_by} {row.recognition_no}"),
    Column("accepted_on", _("验收日期"), "accepted_on", order="accepted_on"),
    Column("count", _("已验收（户）"), "result_count", numeric=True),
    Column("state", _("状态"), acceptance_state, order="state"),
)


def passed(result):
    return tag("met", _("合格")) if result.passed else tag("failed", _("不合格"))


RESULT_COLUMNS = (
    Column("township", _("乡镇"), "area.parent.name"),
    Column("village", _("村"), "area.short_name", order="area_id"),
    Column("household", _("户"), "household"),
    Column("number", _("户编号"), "household.household_no", order="household__household_no"),
    Column("passed", _("验收结果"), passed, order="passed"),
    Column("satisfaction", _("满意度"), lambda row: row.get_satisfaction_display() or _("没有问到")),
    Column("visited_on", _("入户日期"), "visited_on", order="visited_on"),
    Column("note", _("说明"), "note"),
)
