"""What the demo's own people made public: notices on three levels, one with an objection, and two gifts."""

import datetime as dt
import io
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from funds.choices.notices import NoticeKind, NoticeSubject
from funds.models import Notice
from funds.noticed import NoticeEntry
from funds.services.development import pool_donation, receive_donation, use_donation
from funds.services.notices import add_photo, object_to_notice, post_notice
from households.models import Household

LINE = "0718-6280000"
DAY = dt.timedelta(days=1)


def post_some(*, users, county, village, today) -> int:
    """Post notices of this year on all three levels and use a gift; return how many notices. Once only."""
    if Notice.objects.filter(
        area=village, subject_kind=NoticeSubject.COUNTY_YEAR, recorded_by=users["cadre"]
    ).exists():
        return 0
    year = {
        "kind": NoticeKind.LIBRARY,
        "subject_kind": NoticeSubject.COUNTY_YEAR,
        "subject_code": str(today.year),
    }
    road = NoticeEntry(
        f"{village.short_name}产业路硬化", village.short_name, "新建 1.5 公里", Decimal(450_000)
    )
    tea = NoticeEntry(f"{village.short_name}茶园基地", village.short_name, "新植 60 亩", Decimal(180_000))
    usual = {**year, "lines": [road, tea], "complaint_line": LINE}
    web = "https://www.laifeng.example/gongshi/1"
    at = today - 12 * DAY
    post_notice(
        by=users["office"], area=county, place="县政府门户网站", web_address=web, posted_on=at, **usual
    )
    post_notice(by=users["township"], area=village.parent, place="乡政务公开栏", posted_on=at, **usual)
    hangs = post_notice(
        by=users["cadre"], area=village, place="村委会公示栏", posted_on=today - 4 * DAY, **usual
    )
    add_photo(by=users["cadre"], notice=hangs, upload=_board(), taken_on=today - 3 * DAY)
    object_to_notice(
        by=users["cadre"], notice=hangs, made_by="匿名", text="产业路起点应到三组，请核实。", on=today - DAY
    )
    _pool_a_gift(users, county, today)
    return 3 + _use_a_gift(users, village, today)


def _pool_a_gift(users, county, today):
    """Receive an enterprise's gift of money and let it enter the county's books."""
    gift = receive_donation(
        by=users["office"], area=county, kind="money", donor_kind="enterprise", donor_unit="恩施硒茶集团",
        what="产业扶贫捐款", amount=Decimal(200_000), received_on=today - 45 * DAY,
        receipt_no=f"PJ-{today.year}-9002", purpose="茶园低产改造",
    )  # fmt: skip
    pool_donation(
        by=users["finance"], donation=gift, purpose=gift.purpose, owner_unit="县扶贫办", on=today - 44 * DAY
    )


def _use_a_gift(users, village, today):
    """Receive a person's gift, give it to two households and make it public in the village."""
    gift = receive_donation(
        by=users["office"], area=village, kind="money", donor_kind="person", donor_person="匿名", what="助学款",
        amount=Decimal(6000), received_on=today - 40 * DAY, receipt_no=f"PJ-{today.year}-9001",
    )  # fmt: skip
    homes = Household.objects.in_area(village.code).filter(left_register_on=None).order_by("household_no")[:2]
    lines = []
    for home in homes:
        use_donation(
            by=users["cadre"], donation=gift, what="助学金", amount=Decimal(2000), household=home,
            receiver=home.head_name, on=today - 30 * DAY,
        )  # fmt: skip
        lines.append(
            NoticeEntry(home.head_name, f"{village.short_name} {home.group_name}", "助学金", Decimal(2000))
        )
    if not lines:
        return 0
    notice = post_notice(
        by=users["cadre"], area=village, kind=NoticeKind.DONATION, subject_kind=NoticeSubject.DONATION,
        subject_code=gift.code, lines=lines, place="村委会公示栏", complaint_line=LINE, posted_on=today - 25 * DAY,
    )  # fmt: skip
    add_photo(by=users["cadre"], notice=notice, upload=_board(), taken_on=today - 24 * DAY)
    return 1


def _board():
    """Return a drawing of a board with a sheet on it."""
    image = Image.new("RGB", (320, 240), "#cfe3ee")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 200, 320, 240), fill="#7d9a63")
    pen.rectangle((40, 30, 280, 170), fill="#2f6b4f")
    pen.rectangle((100, 45, 220, 160), fill="#ffffff")
    for line in range(60, 150, 12):
        pen.line(((110, line), (210, line)), fill="#555555", width=2)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return SimpleUploadedFile("board.jpg", out.getvalue(), "image/jpeg")
