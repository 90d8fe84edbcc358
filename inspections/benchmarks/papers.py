"""`script/bench papers`: each paper of a generated county: how long it takes, its bytes, its pages, its typefaces.

The ledger has 500 lines beside those of the account; every page is made at its own address, as the office. With
`--keep FOLDER` each paper is left there to be looked at.
"""

import datetime as dt
import re
import resource
import time
import zlib
from pathlib import Path

from django.core.management import call_command
from django.urls import reverse

from households.models import Household
from inspections.benchmarks.ledger import COUNTY, make_ledger
from inspections.choices.wall import WallMetric
from inspections.models import AccountabilityAction, Circular, LedgerItem, Meeting, PartyAccount
from inspections.models.account import PartyLevel
from inspections.services.account import close_account, compute_account
from inspections.services.meetings.circulars import draft_circular
from povertyapp.core import clock
from povertyapp.core.models import Area, RoleGrant, User
from povertyapp.core.models.area import TOWNSHIP_DIGITS
from povertyapp.core.parameters import limit_for
from povertyapp.core.period import Period
from povertyapp.core.roles import Role
from povertyapp.core.views.handing import LINES_AT_ONCE, MOST_LINES, page_of

LINES = 500
MOST_KB, MOST_SECONDS = 1000, 20  # of a wall chart (ux 4, T05)
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def run(*, households=27_000, keep=None, **options):
    """Yield one result a paper."""
    call_command("generate_county", households=households, months=1, verbosity=0)
    county, month = Area.objects.get(code=COUNTY), Period.current().previous
    clerk = User.objects.create(username="bench-papers")
    RoleGrant.objects.create(user=clerk, role=Role.OFFICE, area=county, from_date=dt.date(2014, 1, 1))
    account = compute_account(county, month)
    close_account(county, month)
    make_ledger(county, LINES)
    account.refresh_from_db()
    circular = draft_circular(by=clerk, account=account)
    clerk = User.objects.get(pk=clerk.pk)
    for name, path, query in papers_of(county, str(month), circular):
        yield measured(name, path, query, clerk, keep) | {"households": households}


def papers_of(county, month: str, circular: Circular):
    """Yield (name, address, query) of every paper that is measured."""
    home = Household.objects.in_area(county.code).order_by("household_no").first()
    village = home.area_id if home else ""
    township = village[:TOWNSHIP_DIGITS]
    for paper in ("a3", "a1"):
        yield f"wall {paper}", reverse("inspections:wall_pdf", args=[month, WallMetric.VERDICT, paper]), ""
    yield "board", reverse("inspections:ha_board_pdf", args=[month]), ""
    yield "board with villages", reverse("inspections:ha_board_pdf", args=[month]), f"open={township}"
    yield "county account", reverse("inspections:ha_unit_pdf", args=[month, county.code]), ""
    yield "village account", reverse("inspections:ha_unit_pdf", args=[month, village]), ""
    yield from parties_of(month)
    yield "circular", reverse("inspections:bulletin_pdf", args=[circular.pk]), ""
    for paper in ("a4", "a3"):
        yield f"ledger {paper}", reverse("inspections:ledger_pdf"), f"paper={paper}&source={source_of()}"
    yield "register of a village", reverse("households:list_pdf"), f"village={village}"
    yield "register of a township", reverse("households:list_pdf"), f"township={township}"
    number = home.household_no if home else ""
    yield "card", reverse("households:card_pdf", args=[number]), ""
    yield "contact card", reverse("assistance:contact_card_pdf", args=[number]), ""
    meeting = Meeting.objects.in_area(COUNTY).latest("held_on")
    yield "minutes", reverse("inspections:meeting_pdf", args=[meeting.pk]), ""


def parties_of(month):
    """Yield the accounts of the unit and of the helper that owe most lines, and a case against a party."""
    parties = PartyAccount.objects.in_area(COUNTY).filter(account__month=month).order_by("-lines", "code")
    unit = parties.filter(level=PartyLevel.COUNTY_UNIT).first()
    helper = parties.filter(level=PartyLevel.HELPER).first()
    case = AccountabilityAction.objects.in_area(COUNTY).order_by("no").first()
    if unit:
        yield "unit account", reverse("inspections:ha_county_unit_pdf", args=[month, unit.code]), ""
    if helper:
        yield "helper account", reverse("inspections:ha_helper_pdf", args=[month, helper.code]), ""
    if case:
        yield "case", reverse("inspections:action_pdf", args=[case.no]), ""


def source_of() -> int:
    """Return the batch of the 500 lines."""
    item = LedgerItem.objects.in_area(COUNTY).filter(problem__source__name="基准").first()
    return item.problem.source_id if item else 0


def measured(name, path, query, clerk, keep=None) -> dict:
    """Return what one paper costs, and whether the page would have made a job of it, or refused it."""
    page = page_of(path, query, clerk)
    lines = page.count_lines()
    if page.is_narrowed and lines > limit_for(clerk, MOST_LINES):
        return {"bench": "papers", "paper": name, "rows": lines, "is_refused": True}
    started, used = time.monotonic(), time.process_time()
    data = page_of(path, query, clerk).make().data
    seconds, processor = time.monotonic() - started, time.process_time() - used
    if keep:
        Path(keep).mkdir(parents=True, exist_ok=True)
        Path(keep, f"{name.replace(' ', '-')}.pdf").write_bytes(data)
    inside = _opened(data)
    sizes = re.findall(rb"/MediaBox ?\[\S+ \S+ (\S+) (\S+?) ?\]", inside)
    width, height = (round(float(side) * 25.4 / 72) for side in sizes[0])
    return {
        "bench": "papers",
        "seconds": round(seconds, 2),
        "limit_seconds": MOST_SECONDS,
        "ratio": round(seconds / MOST_SECONDS, 2),
        "rows": lines,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "paper": name,
        "processor_seconds": round(processor, 2),
        "kb": len(data) // 1000,
        "allowed_kb": MOST_KB,
        "pages": len(sizes),
        "mm": f"{width}x{height}",
        "fonts": len(set(re.findall(rb"/BaseFont ?/([^\s/]+)", inside))),
        "is_embedded": b"/FontFile" in inside,
        "is_job": lines > limit_for(clerk, LINES_AT_ONCE),
        "made_on": str(clock.today()),
    }


def _opened(data: bytes) -> bytes:
    """Return the bytes of a PDF with its compressed streams opened behind them."""
    parts = [data]
    for stream in STREAM.findall(data):
        try:
            parts.append(zlib.decompressobj().decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(parts)
