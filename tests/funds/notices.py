"""Notices for tests: one that keeps every rule, hanging at a village."""

import datetime as dt
from decimal import Decimal

from funds.choices.notices import NoticeKind, NoticeSubject
from funds.noticed import NoticeEntry
from funds.services.notices import object_to_notice, post_notice

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


def notices_of_the_world(people):
    """A notice at the village with an objection that waits, for the table of all doors."""
    notice = make_notice(people.cadre, people.places.village, title="独有的公示")
    made = object_to_notice(by=people.cadre, notice=notice, made_by="匿名", text="独有的异议")
    return {"notice_code": notice.code, "notice_objection_pk": made.pk}
