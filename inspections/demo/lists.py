"""Lists that the demo's units answer, and the figures of its real plan."""

import datetime as dt

from inspections.choices import RootCause
from inspections.models import Checklist, NoticeSource
from inspections.services.sources import answer_item, load_figures, make_checklist, units_of

COMMON = ("建档立卡不规范", "帮扶方式不精准", "资金管理不科学")
SIX = (
    "贫困户识别一户一户核准",
    "问题一村一村查找",
    "措施一项一项抓实",
    "资金一笔一笔审核",
    "政策一条一条落地",
    "责任一级一级到人",
)


def make_lists(*, users, county, today):
    """Let every unit of the county answer the common problems and the six ones; some have not yet."""
    source = NoticeSource.objects.in_area(county.code).order_by("pk").first()
    load_figures(by=users["office"], source=source, bases=("LF",))
    due = today + dt.timedelta(days=20)
    common = make_checklist(
        by=users["office"], county=county, kind="common", title="省通报173项共性问题", stated_count=173, texts=COMMON,
        due_on=due,
    )  # fmt: skip
    six = make_checklist(
        by=users["office"], county=county, kind="six_ones", title="“六个一”核查", stated_count=6, texts=SIX,
        source=source, due_on=due,
    )  # fmt: skip
    units = units_of(common)
    for place, unit in enumerate(units[:6]):
        for item in common.items.exclude(text="").select_related("checklist__area")[: 3 - place % 2]:
            found = {"exists_here": True, "causes": [RootCause.values[0]], "text": "自查发现，已列入台账"}
            answer_item(
                by=users["office"], item=item, unit=unit, **(found if place == 1 else {"exists_here": False})
            )
        for item in six.items.select_related("checklist__area")[: 6 - place]:
            answer_item(by=users["office"], item=item, unit=unit, in_scope=40, checked=40 - place)
    return {"checklists": Checklist.objects.in_area(county.code).count()}
