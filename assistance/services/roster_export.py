"""Handing the roster out (花名册): masked unless a reason is given, recorded, and fit to come back."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from assistance.exporting import MEMBER_COLUMNS, RosterSource
from households.importing.layouts import HOUSEHOLDS, MEMBERS
from households.importing.returning import TEMPLATE, fingerprint
from households.models import HouseholdMember
from povertyapp.core import clock
from povertyapp.core.exports import Export, footer_of, hand_out, open_record
from povertyapp.core.models import Area, ExportRecord
from povertyapp.core.spoken import in_words
from povertyapp.core.workbooks.lists import ListBook, ListColumn, ListSheet
from povertyapp.core.workbooks.office import written_day
from povertyapp.core.workbooks.stamps import ExportedLine, Stamp

KIND = "roster"
WIDTHS = {"序号": 6, "户编号": 15, "人编号": 18, "证件号码": 21, "户主证件号码": 21, "银行账号": 22}
WIDTHS |= {"开户银行": 20, "帮扶单位": 20, "帮扶措施": 30, "备注": 16, "出生日期": 12, "变动日期": 12}
KINDS = {"出生日期": "date", "变动日期": "date"}
KINDS |= dict.fromkeys(("户编号", "人编号", "证件号码", "户主证件号码", "联系电话", "银行账号"), "text")


def open_roster_export(*, by, area: Area, filters=None, unmasked=False, reason="") -> ExportRecord:
    """Record an export of the roster before it is made; in full it needs a reason."""
    if unmasked and not reason.strip():
        raise ValidationError({"reason": _("导出完整的证件号码、电话和账号，请写明用途。")})
    return open_record(
        by=by,
        area=area,
        kind=KIND,
        columns=[name for name in MEMBER_COLUMNS if name != "序号"],
        filters=filters,
        reason=reason.strip(),
        is_unmasked=unmasked,
    )


def make_roster(record: ExportRecord, households, *, as_of=None, progress=None) -> Export:
    """Make the workbook of a recorded export from `households`, which the user may see.

    `progress` is told how many households there are and counts them.
    """
    as_of = as_of or clock.today()
    record.row_count = HouseholdMember.objects.filter(household__in=households).count()
    counted = progress and progress(households.count())
    source = RosterSource(households, as_of, unmasked=record.is_unmasked)

    def make():
        book = ListBook(_sheets(record, source), moment=record.made_at, row_count=record.row_count)
        lines = {}
        for number, line in enumerate(source.lines(), start=1):
            for row in line.members:
                book.row(MEMBERS.title, row)
            if line.household:
                book.row(HOUSEHOLDS.title, line.household)
            lines[str(number)] = ExportedLine(
                line.household_no, (fingerprint([*line.members, line.household]),)
            )
            if counted:
                counted.advance()
        user = record.made_by.get_username() if record.made_by else ""
        return book.close(Stamp(record.number, TEMPLATE, record.made_at, as_of, user, record.filters, lines))

    return hand_out(record, make)


def _sheets(record: ExportRecord, source: RosterSource) -> list[ListSheet]:
    county = Area.objects.filter(code=record.area.county_code).first() or record.area
    day = source.as_of
    filing = (
        f"填报单位：{county.name}{in_words('扶贫办')}",
        "单位：人、元、亩",
        f"导出日期：{written_day(day)}",
    )
    footer = footer_of(record)
    people = [
        ListColumn(name, "", WIDTHS.get(name, 10), KINDS.get(name, "general")) for name in MEMBER_COLUMNS
    ]
    homes = [
        ListColumn(c.header, c.group, WIDTHS.get(c.header, 10), KINDS.get(c.header, "general"))
        for c in source.columns
    ]
    year = f"{county.name}{day.year}年"
    return [
        ListSheet(MEMBERS.title, f"{year}建档立卡贫困人口信息花名册", filing, people, footer, 9),
        ListSheet(HOUSEHOLDS.title, f"{year}建档立卡贫困户基本信息表", filing, homes, footer, 5),
    ]


def roster_name(record: ExportRecord) -> str:
    """Return what the file is called: the place, the day, the number of the export."""
    day = clock.day_of(record.made_at)
    return _("花名册-%(place)s-%(day)s-%(number)s.xlsx") % {
        "place": record.area.short_name,
        "day": day,
        "number": record.number,
    }
