"""What inspections adds to the county's book: how the last closed account judged each township."""

from households.books import NUMBER, Chapter, chapter, numbered
from households.models.archive import ArchiveLevel
from inspections.models import AccountMonth, PartyAccount
from inspections.models.account import PartyLevel
from povertyapp.core.workbooks.office import OfficeColumn


@chapter(40, ArchiveLevel.COUNTY)
def closing_sheet(rows, area, day):
    """State the verdict on each township in the last month that was closed."""
    closed = rows(AccountMonth).filter(area_id=area.code, closed_at__isnull=False).order_by("-month").first()
    parties = rows(PartyAccount).filter(account=closed, level=PartyLevel.TOWNSHIP) if closed else []
    listed = [
        (closed.month, party.name, str(party.get_verdict_display()), party.score, party.lines, party.failed)
        for party in (parties.order_by("code") if closed else [])
    ]
    columns = (
        NUMBER,
        OfficeColumn("月份", 12, kind="text"),
        OfficeColumn("乡镇", 20),
        OfficeColumn("判定", 12),
        OfficeColumn("得分", 10, kind="general"),
        OfficeColumn("应做到", 10, "事项", kind="integer"),
        OfficeColumn("没做到", 10, "事项", kind="integer"),
    )
    return Chapter("月度硬账", columns, numbered(listed))
