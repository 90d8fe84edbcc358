"""What inspections tells of the records: ledgers, circulars, closed accounts."""

from households.archive import area_document
from households.models.archive import ArchiveLevel
from inspections.models import AccountMonth, NoticeSource, Problem
from povertyapp.core.models.area import COUNTY_DIGITS, TOWNSHIP_DIGITS
from povertyapp.core.period import Period


@area_document(ArchiveLevel.TOWNSHIP, "rectification_ledger")
def township_ledger(codes, day):
    """The ledger is printed from the records; where no problem concerns the township there is none to keep."""
    counties = {area[:COUNTY_DIGITS] for area in Problem.objects.values_list("area_id", flat=True).distinct()}
    own = {area[:TOWNSHIP_DIGITS] for area in Problem.objects.values_list("area_id", flat=True).distinct()}
    return {code for code in codes if code in own or code[:COUNTY_DIGITS] in counties}


@area_document(ArchiveLevel.COUNTY, "circulars")
def circulars(codes, day):
    return {code[:COUNTY_DIGITS] for code in NoticeSource.objects.values_list("area_id", flat=True)}


@area_document(ArchiveLevel.COUNTY, "closing_sheets")
def closing_sheets(codes, day):
    """The account of the month before last, or a later one, is closed: last month's is still open to entries."""
    since = str(Period.of(day).shift(-2))
    closed = AccountMonth.objects.filter(closed_at__isnull=False, month__gte=since)
    return {code[:COUNTY_DIGITS] for code in closed.values_list("area_id", flat=True)}
