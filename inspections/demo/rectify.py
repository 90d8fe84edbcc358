"""The demo's own batch of rectification: a measure in each state and each grade of overdue, with pictures.

The real plan stays as its paper is. These problems were found by checks of this year, and every step of theirs was
taken through the services by whoever may take it.
"""

import datetime as dt
import io
from dataclasses import dataclass
from random import Random

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from households.models import Household
from inspections.choices import SIX, EvidencePhase
from inspections.models import Problem
from inspections.services import ledger
from inspections.services.problems import (
    add_evidence,
    add_measure,
    doubt_evidence,
    mend_scope,
    raise_problem,
)
from povertyapp.core.models import Area

KEY = "demo:"
CATEGORIES = ("动态管理", "精准施策", "资金管理", "责任落实")


@dataclass(frozen=True)
class Story:
    """How far one measure is: days to its deadline, the last step taken, its progress, how many homes it concerns."""

    text: str
    goal: str
    unit: str
    days: int
    until: str
    percent: int = 100
    homes: int = 3
    is_met: bool = True
    by_helper: bool = False


STORIES = (
    Story("部分户档案缺少增收计划", "补齐增收计划", "县扶贫办", 20, "planned"),
    Story("村级公示栏没有更新", "公示栏更新到本季度", "绿水镇人民政府", 5, "assigned", homes=0),
    Story("产业奖补没有到户", "奖补资金发放到户", "县农业局", -3, "in_progress", 60),
    Story("合作社没有带动贫困户", "每户签订带动协议", "县农业局", -10, "in_progress", 40),
    Story("危房改造进度慢", "改造房屋竣工入住", "县住建局", -20, "in_progress", 30),
    Story("小额信贷投放不足", "符合条件的户贷款到位", "县金融办", -40, "in_progress", 20),
    Story("入户走访没有记录", "逐户补记走访", "绿水镇人民政府", 9, "in_progress", 70, by_helper=True),
    Story("安全饮水没有全覆盖", "户户通安全饮水", "县水利局", 6, "handed_in"),
    Story("帮扶手册与系统不一致", "手册与系统一致", "绿水镇人民政府", 4, "submitted"),
    Story("教育资助有遗漏", "应助尽助", "县教育局", 8, "submitted", homes=12),
    Story("公益岗位没有公示", "岗位人员公示到村", "县人社局", 3, "verified"),
    Story("慢病签约服务走过场", "每季度上门随访一次", "县卫健局", 2, "verified", is_met=False),
    Story("卫生厕所改造不合格", "改造后可以使用", "县农业局", -1, "sent_back", is_met=False),
    Story("低保与建档信息不一致", "两项信息一致", "县民政局", 7, "closed"),
    Story("惠民卡由村干部代管", "惠民卡由本人保管", "绿水镇人民政府", 7, "reopened"),
)
# The steps in the order in which they are taken; a story goes up to its own.
ORDER = ("planned", "assigned", "in_progress", "handed_in", "submitted", "verified", "closed", "reopened")


def rectify_some(*, users, county, township, today, seed) -> int:
    """Put a batch of problems on the ledger with their measures on their way; return how many."""
    if Problem.objects.filter(county=county, key__startswith=KEY).exists():
        return 0
    draw = Random(f"{seed} rectification")
    place = Area.objects.get(code=township)
    homes = list(Household.objects.in_area(township).order_by("household_no"))
    for number, story in enumerate(STORIES, start=1):
        some = draw.sample(homes, min(story.homes, len(homes)))
        _tell(users, county, place, number, story, some, today)
    return len(STORIES)


def _tell(users, county, place, number, story, homes, today):
    at_township = "镇" in story.unit
    problem = raise_problem(
        by=users["supervisor"], county=county, area=place if at_township else county, text=story.text,
        category=CATEGORIES[number % len(CATEGORIES)], origin="县督查组暗访", households=homes,
        key=f"{KEY}{number}", cause_text="统筹协调不到位", causes=["coordination"], dimension="steps",
        scope_text=f"{place.short_name} {len(homes)} 户" if homes else place.short_name,
    )  # fmt: skip
    measure = add_measure(
        by=users["office"], problem=problem, text=f"{story.goal}，逐户核对，举一反三", goal=story.goal,
        deadline=today + dt.timedelta(days=story.days), responsible_unit=story.unit, person_name="向慧玲",
        leader_name="田国安", lead_unit="县扶贫办", metric="整改到位", comparator=">=",
        threshold=max(len(homes), 1), threshold_unit="户" if homes else "项",
        answered_by=users["helper"] if story.by_helper else None,
    )  # fmt: skip
    way = ORDER if story.until == "sent_back" else ORDER[: ORDER.index(story.until) + 1]
    for step in way[1:]:
        if step == "closed" and story.until == "sent_back":
            deadline = today + dt.timedelta(days=10)
            ledger.send_back_measure(
                by=users["office"], measure=measure, reason="两户仍不能使用", deadline=deadline
            )
            return
        STEPS[step](users, measure, story, today)


def _assign(users, measure, story, today):
    ledger.assign_measure(by=users["office"], measure=measure)


def _work(users, measure, story, today):
    ledger.report_progress(
        by=users["township"], measure=measure, day=today, text=f"已完成 {story.percent}%，正在逐户核对",
        percent=story.percent,
    )  # fmt: skip
    rows = list(measure.problem.scope.order_by("code"))
    for row in rows[: len(rows) * story.percent // 100]:
        mend_scope(by=users["township"], scope=row, day=today, note="已整改，户主确认")
    phases = EvidencePhase if story.percent == 100 else (EvidencePhase.BEFORE,)
    for phase in phases:
        _show(users, measure, phase, story, today)


def _show(users, measure, phase, story, today):
    """Upload a drawn picture: nobody's house, and no photograph of anybody."""
    facts = {"caption": f"{story.goal}（{phase.label}）", "taken_on": today}
    shown = add_evidence(
        by=users["township"], measure=measure, phase=phase, upload=_picture(phase, measure.number), **facts
    )
    if story.until == "sent_back" and phase == EvidencePhase.AFTER:
        doubt_evidence(by=users["supervisor"], evidence=shown, reason="拍的不是这一户")


def _picture(phase, number):
    """Return a drawing of a house, grey before and red-roofed after."""
    roof, wall = ("#777777", "#bbbbbb") if phase == EvidencePhase.BEFORE else ("#a33a2c", "#e8dcc0")
    image = Image.new("RGB", (320, 240), "#cfe3ee")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 190, 320, 240), fill="#7d9a63")
    pen.rectangle((80, 110, 240, 200), fill=wall)
    pen.polygon(((60, 112), (160, 50), (260, 112)), fill=roof)
    pen.rectangle((140, 145, 180, 200), fill="#5b4632")
    if phase == EvidencePhase.BEFORE:
        pen.line(((90, 115), (120, 160), (105, 198)), fill="#444444", width=4)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return SimpleUploadedFile(f"{phase}-{number}.jpg", out.getvalue(), "image/jpeg")


def _hand_in(users, measure, story, today):
    ledger.hand_in_measure(by=users["township"], measure=measure, statement="逐户核对，档案齐全，户主签字")


def _sign(users, measure, story, today):
    ledger.sign_measure(by=users["leader"], measure=measure, name="田国安")


def _verify(users, measure, story, today):
    items = ledger.whole_scope(measure)
    results = {
        item.position: {"is_met": story.is_met or item.position > 1, "note": "到户查看"} for item in items
    }
    ledger.verify_measure(
        by=users["supervisor"], measure=measure, results=results, conduct=dict.fromkeys(SIX, True), day=today,
        note="不打招呼到户查看",
    )  # fmt: skip


def _close(users, measure, story, today):
    ledger.close_measure(by=users["office"], measure=measure, sheet="销号单第1号，县扶贫办档案室")


def _reopen(users, measure, story, today):
    ledger.reopen_measure(by=users["supervisor"], measure=measure, reason="暗访又发现两张惠民卡由村干部代管")


STEPS = {
    "assigned": _assign,
    "in_progress": _work,
    "handed_in": _hand_in,
    "submitted": _sign,
    "verified": _verify,
    "closed": _close,
    "reopened": _reopen,
}
