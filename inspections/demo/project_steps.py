"""Projects of one village that go their way by the demo's own people, each left at another step."""

import datetime as dt
from decimal import Decimal

from django.db import transaction

from funds.choices.notices import NoticeKind, NoticeSubject
from funds.models import DeliveryItem, FundLine, Project
from funds.noticed import NoticeEntry
from funds.services import projects as desk
from funds.services.money import allot
from funds.services.notices import post_notice
from households.models import Household

DAY = dt.timedelta(days=1)
# Name, kind, use, budget, and the step after which it waits.
WAITING = (
    ("茶园管护道", "infrastructure", "works", 68_000, "draft"),
    ("蓄水池", "water", "works", 92_000, "apply"),
    ("烘烤房", "industry", "equipment", 156_000, "check"),
    ("晒场硬化", "service", "works", 58_000, "review"),
    ("藤茶补植", "industry", "production", 84_000, "library"),
    ("入户路", "infrastructure", "works", 120_000, "tender"),
    ("文化广场照明", "service", "equipment", 46_000, "build"),
)
# What the county has named of its two lists (LF-41); two things to the village are still to be said.
LISTS = {
    "township": ("年度计划", "资金文件", "实施方案", "报账办法"),
    "village": ("项目清单", "资金额度", "受益名单", "公示公告", "技术要求", "监督电话"),
}
HOMES = 8
BUILDER = "来凤县建筑工程第二公司"


@transaction.atomic
def walk_projects(*, users, county, village, today):
    """Take some projects of a village through their first steps; return how many wait now."""
    if Project.objects.in_area(village.pk).filter(recorded_from="").exists():
        return {}
    homes = list(Household.objects.in_area(village.pk).on_register(today).order_by("household_no")[:HOMES])
    for number, facts in enumerate(WAITING):
        way = _Way(users, county, village, today)
        way.walk(facts, homes[number % 3 :])
    way.deliver()
    return {"projects_on_the_way": len(WAITING)}


class _Way:
    """One project on its way, from a hundred days ago on."""

    STEPS = ("draft", "apply", "check", "review", "library", "approve", "plan", "tender", "start", "build")

    def __init__(self, users, county, village, today):
        self.users, self.county, self.village, self.today = users, county, village, today
        self.first = today - 100 * DAY

    def walk(self, facts, homes):
        *content, stop = facts
        self.content, self.homes = content, homes
        for step in self.STEPS:
            getattr(self, step)()
            if step == stop:
                break

    def deliver(self):
        """Name the county's lists and say what of them has come down for the project that is being built."""
        texts = {(reach, n): text for reach, told in LISTS.items() for n, text in enumerate(told, start=1)}
        desk.name_items(by=self.users["office"], county=self.county, texts=texts)
        items = DeliveryItem.objects.filter(area=self.county, number__lte=2)
        for item in items.order_by("reach", "number"):
            by = self.users["township" if item.reach == "township" else "cadre"]
            facts = {"item": item, "done_on": self.day(60), "paper": f"{item.text}，文件柜 3"}
            desk.deliver(by=by, project=self.now, **facts)

    def day(self, number):
        return self.first + number * DAY

    @property
    def now(self):
        return Project.objects.select_related("area").get(pk=self.project.pk)

    def draft(self):
        name, kind, use, budget = self.content
        self.budget = Decimal(budget)
        self.project = desk.draft_project(
            by=self.users["cadre"], area=self.village, on=self.first, name=f"{self.village.short_name}{name}",
            kind=kind, year=self.today.year, nature="new", uses=[use], budget=self.budget,
            place=f"{self.village.short_name}二组",
            task=f"{name}，按设计图施工", starts_on=self.day(60), ends_on=self.day(150),
            responsible_unit=f"{self.village.short_name}村委会", responsible_person="覃永明",
            money_sources="中央财政专项扶贫资金", performance_goal=f"{len(self.homes)} 户受益，户均年增收 600 元",
            participation="村民投工投劳", benefit_mechanism="务工收入和生产条件改善", deliberated_on=self.day(-5),
            deliberation_paper="村档案柜 3",
        )  # fmt: skip
        numbers = [home.household_no for home in self.homes]
        desk.add_benefits(
            by=self.users["cadre"], project=self.now, numbers=numbers, what=name, amount=Decimal(600)
        )

    def apply(self):
        desk.apply_project(by=self.users["cadre"], project=self.now, on=self.day(1))

    def check(self):
        desk.check_project(
            by=self.users["township"], project=self.now, seen_on=self.day(4), seen_by="彭鹏", on=self.day(5),
            reason="同村项目各在一处，不重复",
        )  # fmt: skip

    def review(self):
        desk.record_review(
            by=self.users["office"], project=self.now, held_on=self.day(9), chair_name="向慧玲",
            attendees="县扶贫办、财政局、交通局、农业局", minutes="会审通过，列入项目库。",
            estimate=self.budget, scale_score=8,
            poverty_score=8, income_score=7, lasting_score=7, proposed_line="中央财政专项扶贫资金", is_passed=True,
            duplicates_note="逐户核对，受益内容不重复",
        )  # fmt: skip
        desk.review_project(by=self.users["office"], project=self.now, on=self.day(10))

    def library(self):
        self.post(NoticeKind.LIBRARY, self.day(11))
        desk.publish_library(by=self.users["office"], project=self.now, on=self.day(11))
        paper = f"来扶领〔{self.today.year}〕12 号"
        desk.enter_library(by=self.users["leader"], project=self.now, paper=paper, on=self.day(22))

    def approve(self):
        """Only what money is left for goes on: a line may be used up."""
        lines = FundLine.objects.filter(area=self.county, year=self.today.year, in_scope=True).with_money()
        line = next(line for line in lines.order_by("code") if line.unallotted >= self.budget)
        on = max(self.day(24), line.arrived_on)
        allot(
            by=self.users["finance"], line=line, project=self.now, amount=self.budget, on=on,
            document=f"来财农〔{self.today.year}〕88 号",
        )  # fmt: skip
        desk.approve_project(
            by=self.users["leader"], project=self.now, amount=self.budget, on=self.day(25),
            paper=f"来扶领〔{self.today.year}〕15 号", plan_paper=f"{self.today.year} 年度计划",
        )  # fmt: skip

    def plan(self):
        self.post(NoticeKind.YEAR_PLAN, self.day(26))
        desk.publish_plan(by=self.users["office"], project=self.now, on=self.day(26))
        desk.begin_procurement(by=self.users["cadre"], project=self.now, on=self.day(37))

    def tender(self):
        desk.record_procurement(
            by=self.users["cadre"], project=self.now, mode="open", announced_on=self.day(38), opened_on=self.day(55),
            bidders=4, winner=BUILDER, paper="招标档案 12", preliminary_cost=Decimal(900),
            preliminary_source="前期工作费",
        )  # fmt: skip

    def start(self):
        desk.record_contract(
            by=self.users["cadre"], project=self.now, number=f"HT-{self.project.number[-4:]}", contractor=BUILDER,
            amount=self.budget - 2000, signed_on=self.day(57), starts_on=self.day(60), ends_on=self.day(150),
            retention_percent=Decimal(5), is_related=False, relation_note="已签无利害关系承诺书", paper="合同柜 2",
        )  # fmt: skip
        desk.agree_contract(by=self.users["township"], project=self.now, on=self.day(58))
        desk.contract_project(by=self.users["cadre"], project=self.now, on=self.day(58))
        desk.name_supervision(
            by=self.users["cadre"],
            project=self.now,
            supervision="villagers",
            supervisor_name="村民监督小组五人",
        )
        self.picture("before", 59)
        desk.start_project(by=self.users["cadre"], project=self.now, on=self.day(60))

    def build(self):
        desk.report_progress(
            by=self.users["cadre"], project=self.now, percent=45, text="基础完成，设备进场", on=self.day(80)
        )
        self.picture("during", 81)
        on = self.day(84)
        desk.file_claim(
            by=self.users["township"], project=self.now, kind="advance", amount=Decimal(15_000), handed_in_on=on,
            claimed_on=on, vouchers="发票 2 张", department_signed="向局长", opinion="同意报账",
        )  # fmt: skip

    def picture(self, phase, number):
        desk.add_image(
            by=self.users["cadre"], project=self.now, phase=phase, taken_on=self.day(number), place="二组",
            person_name="覃永明", paper="相册 5",
        )  # fmt: skip

    def post(self, kind, on):
        entry = NoticeEntry(
            self.project.name, self.village.short_name, "项目公示", self.budget, NoticeSubject.PROJECT,
            self.project.number,
        )  # fmt: skip
        for area in (self.county, self.village.parent, self.village):
            post_notice(
                by=self.users["office"], area=area, kind=kind, subject_kind=NoticeSubject.PROJECT,
                subject_code=self.project.number, posted_on=on, place="公示栏", complaint_line="0718-6280000",
                lines=[entry], web_address="https://www.laifeng.example/gs" if area == self.county else "",
            )  # fmt: skip
