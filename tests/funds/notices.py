"""Notices for tests: one that keeps every rule, hanging at a village."""

import datetime as dt
from decimal import Decimal

from funds.choices.notices import NoticeKind, NoticeSubject
from funds.noticed import NoticeEntry
from funds.services.notices import post_notice

POSTED = dt.date(2017, 3, 1)
LINE = NoticeEntry("老茶村产业路", "老茶村", "硬化产业路 2 公里", Decimal("120000.00"), "project", "XM-1")


def make_notice(by, area, **facts):
    """Put up the notice of a project before it begins; keywords are those of `post_notice`."""
    usual = {
        "kind": NoticeKind.BEFORE,
        "subject_kind": NoticeSubject.PROJECT,
        "subject_code": "XM-1",
        "lines": [LINE],
        "posted_on": POSTED,
        "place": "村委会公示栏",
        "complaint_line": "0718-6280000",
    }
    return post_notice(by=by, area=area, **{**usual, **facts})
