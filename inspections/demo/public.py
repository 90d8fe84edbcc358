"""What a generated county makes public, and its special areas, whole villages, societies and gifts."""

import datetime as dt
from decimal import Decimal
from itertools import count

from assistance.choices import InstitutionKind
from assistance.models import HelpingUnit, VillageInstitution
from funds.choices.development import BEFORE_LENDING, AreaPlanKind, DonationKind, DonorKind, SocietyStepKind
from funds.choices.notices import NoticeKind, NoticeLevel, NoticeSubject
from funds.models import (
    Donation,
    DonationUse,
    FundSociety,
    Notice,
    NoticeLine,
    SocietyReport,
    SocietyStep,
    SpecialArea,
    SpecialAreaPlan,
    SpecialAreaVillage,
    WholeVillage,
    WholeVillageItem,
    WholeVillageReport,
)
from households.models import Household
from inspections.demo.people import between
from povertyapp.core import clock

MODELS = (
    Notice, NoticeLine, SpecialArea, SpecialAreaVillage, SpecialAreaPlan, WholeVillage, WholeVillageItem,
    WholeVillageReport, FundSociety, SocietyStep, SocietyReport, Donation, DonationUse,
)  # fmt: skip
# Month, what is made public then, and what stands on it.
ROUNDS = (
    (
        2,
        NoticeKind.YEAR_PLAN,
        (("产业路硬化", "新建 1.5 公里", 450_000), ("茶园基地", "新植 60 亩", 180_000)),
    ),
    (5, NoticeKind.BEFORE, (("产业路硬化", "本月开工", 450_000),)),
    (10, NoticeKind.AFTER, (("产业路硬化", "验收合格", 438_600),)),
)
DAYS = 10
WORKS = (
    ("通村公路硬化", "2.5 公里", 45, 900_000),
    ("安全饮水", "1 处", 30, 500_000),
    ("人居环境整治", "60 户", 25, 300_000),
)
AREA_NAMES = ("北部高山片区", "东部边远片区", "南部河谷片区")
DONORS = ("湖北某茶业公司", "恩施某商会", "来凤县爱心协会")
DAY = dt.timedelta(days=1)


def write_public(plan, sizes):
    """Write all of it for the villages of a plan; return how many rows of each kind."""
    villages = list(sizes)
    counts = {"notices": _write_notices(plan, villages)}
    counts["special_areas"] = _write_areas(plan, villages)
    counts["whole_villages"] = _write_whole(plan, villages[::4])
    counts["societies"] = _write_societies(plan, villages)
    counts["donations"] = _write_donations(plan, villages[::3])
    return counts


def _write_notices(plan, villages):
    """Three notices a year of each village in months of the plan; a few come down early or have no paper."""
    numbers, made, lines = count(1), [], []
    for period in plan.months:
        for month, kind, listed in ROUNDS:
            for village in villages if month == period.month else ():
                draw = plan.random(village.code, "notice", str(period))
                posted = period.start + between(draw, 0, 14) * DAY
                if posted + (DAYS + 2) * DAY > plan.last_day:
                    continue
                notice = _notice(plan, village, kind, next(numbers), posted, draw)
                made.append(notice)
                lines += [
                    NoticeLine(notice=notice, area=village, number=number, name=f"{village.short_name}{name}",
                               group=village.short_name, item=item, amount=Decimal(amount))
                    for number, (name, item, amount) in enumerate(listed, start=1)
                ]  # fmt: skip
    Notice.objects.bulk_create(made)
    NoticeLine.objects.bulk_create(lines)
    return len(made)


def _notice(plan, village, kind, number, posted, draw):
    early = draw.random() < 0.04
    down = posted + (6 if early else DAYS + 1) * DAY
    return Notice(
        area=village,
        code=f"{plan.county.code}G{number:05d}",
        level=NoticeLevel.VILLAGE,
        kind=kind,
        subject_kind=NoticeSubject.COUNTY_YEAR,
        subject_code=str(posted.year),
        title=f"{village.short_name}{posted.year}年{kind.label}公示",
        year=posted.year,
        posted_on=posted,
        days=DAYS,
        taken_down_on=down,
        down_reason="风雨损坏" if early else "",
        place="村委会公示栏",
        complaint_line="0718-6280000",
        paper="" if draw.random() < 0.05 else "村档案柜公示盒",
        recorded_at=clock.moment(down, 18),
    )


def _write_areas(plan, villages):
    """Three special areas across townships with four villages of five, their plans, one without that of the year."""
    areas = [
        SpecialArea(
            area=plan.county,
            code=f"{plan.county.code}P{number:02d}",
            name=name,
            from_date=plan.since,
            document_no="来政发〔2015〕8号",
        )
        for number, name in enumerate(AREA_NAMES, start=1)
    ]
    SpecialArea.objects.bulk_create(areas)
    inside = [village for place, village in enumerate(villages) if place % 5 != 4]
    SpecialAreaVillage.objects.bulk_create(
        SpecialAreaVillage(special_area=areas[place % len(areas)], area=village, from_date=plan.since)
        for place, village in enumerate(inside)
    )
    years = sorted({period.year for period in plan.months})
    plans = []
    for place, area in enumerate(areas):
        facts = {"special_area": area, "area": plan.county, "adopted_on": plan.since}
        whole = {"kind": AreaPlanKind.WHOLE, "year": plan.since.year, "title": f"{area.name}实施规划"}
        plans.append(SpecialAreaPlan(**facts, **whole, investment=Decimal(30_000_000)))
        for year in years if place else years[:-1]:
            adopted = max(plan.since, min(dt.date(year, 1, 20), plan.last_day))
            title = f"{area.name}{year}年度计划"
            plans.append(
                SpecialAreaPlan(
                    **facts | {"adopted_on": adopted}, kind=AreaPlanKind.YEAR, year=year, title=title,
                    investment=Decimal(9_000_000),
                )
            )  # fmt: skip
    SpecialAreaPlan.objects.bulk_create(plans)
    return len(areas)


def _write_whole(plan, villages):
    """Whole-village projects of the last year of the plan, most of them as far as the month asks."""
    year = plan.last_day.year
    rows, items, reports = [], [], []
    for number, village in enumerate(villages, start=1):
        draw = plan.random(village.code, "whole")
        facts = {"year": year, "starts_on": dt.date(year, 1, 15), "ends_on": dt.date(year, 11, 30)}
        whole = WholeVillage(area=village, code=f"{plan.county.code}Z{number:04d}", **facts)
        rows.append(whole)
        slow = draw.random() < 0.3
        for place, (name, quantity, weight, investment) in enumerate(WORKS, start=1):
            item = WholeVillageItem(
                whole_village=whole, area=village, number=place, name=name, quantity=quantity,
                weight=Decimal(weight), investment=Decimal(investment),
            )  # fmt: skip
            items.append(item)
            share = min(100, plan.last_day.month * (5 if slow else 9) + between(draw, 0, 8))
            reports.append(
                WholeVillageReport(
                    item=item, area=village, reported_on=plan.last_day, percent=Decimal(share),
                    invested=Decimal(investment) * share / 100,
                )
            )  # fmt: skip
    WholeVillage.objects.bulk_create(rows)
    WholeVillageItem.objects.bulk_create(items)
    WholeVillageReport.objects.bulk_create(reports)
    return len(rows)


def _write_societies(plan, villages):
    """A society where the village has one among its stations; every other village prepares one."""
    known = VillageInstitution.objects.in_area(plan.county.code)
    known = {one.area_id: one for one in known.filter(kind=InstitutionKind.MUTUAL_FUND, ended_on=None)}
    rows, steps, reports = [], [], []
    for number, village in enumerate(villages, start=1):
        draw, there = plan.random(village.code, "society"), known.get(village.code)
        if there is None and number % 2:
            continue
        begun = there.founded_on - 170 * DAY if there else plan.since + between(draw, 20, 200) * DAY
        capital = (there and there.capital) or Decimal(150_000)
        society = FundSociety(
            area=village, code=f"{plan.county.code}H{number:04d}", name=f"{village.short_name}互助资金社",
            begun_on=begun, lending_due_on=begun + 180 * DAY, planned_capital=capital, institution=there,
        )  # fmt: skip
        rows.append(society)
        done = len(BEFORE_LENDING) if there else between(draw, 1, 4)
        days = [(step, begun + 30 * place * DAY) for place, step in enumerate(BEFORE_LENDING[:done], start=1)]
        if there:
            days.append((SocietyStepKind.LENDING, there.founded_on))
            reports.append(_report(plan, draw, society, village, capital))
        steps += [SocietyStep(society=society, area=village, step=step, done_on=day) for step, day in days]
    FundSociety.objects.bulk_create(rows)
    SocietyStep.objects.bulk_create(steps)
    SocietyReport.objects.bulk_create(reports)
    return len(rows)


def _report(plan, draw, society, village, capital):
    members = between(draw, 30, 80)
    outstanding = capital * between(draw, 0, 9) / 10
    return SocietyReport(
        society=society, area=village, as_of=plan.last_day, members=members,
        borrowers=min(members, int(outstanding // 10_000)), capital=capital, lent=outstanding * 2,
        outstanding=outstanding,
    )  # fmt: skip


def _write_donations(plan, villages):
    """Gifts of money, goods and deeds to some villages, by units, enterprises and a person."""
    units = list(HelpingUnit.objects.in_area(plan.county.code).order_by("code")[:20])
    rows = []
    for number, village in enumerate(villages, start=1):
        draw = plan.random(village.code, "gift")
        unit = units[number % len(units)] if units and number % 2 else None
        name = unit.name if unit else DONORS[number % len(DONORS)]
        kind = tuple(DonationKind)[number % 3]
        received = plan.months[0].start + between(draw, 0, 20) * DAY
        rows.append(
            Donation(
                area=village, code=f"{plan.county.code}D{number:05d}", kind=kind, unit=unit, donor_unit=name,
                donor_kind=DonorKind.HELPING_UNIT if unit else DonorKind.ENTERPRISE, received_on=received,
                what={"money": "帮扶资金", "goods": "化肥和种苗", "deed": "修复入户路"}[kind],
                amount=Decimal(between(draw, 1, 30) * 1000), receipt_no=f"PJ{number:05d}" if kind == "money" else "",
            )
        )  # fmt: skip
    Donation.objects.bulk_create(rows)
    DonationUse.objects.bulk_create(_used(plan, rows))
    return len(rows)


def _used(plan, donations):
    """Yield what became of the gifts: money and goods went to a few households, a deed is done; some wait."""
    homes: dict[str, list] = {}
    codes = [donation.area_id for donation in donations]
    for home in Household.objects.filter(area__in=codes, left_register_on=None).order_by("household_no"):
        homes.setdefault(home.area_id, []).append(home)
    for donation in donations:
        draw = plan.random(donation.code, "use")
        on = min(donation.received_on + between(draw, 5, 25) * DAY, plan.last_day)
        facts = {"donation": donation, "area_id": donation.area_id, "used_on": on, "what": donation.what}
        if donation.kind == DonationKind.DEED:
            yield DonationUse(**facts, amount=donation.amount, receiver="村委会", receipt_no="村收 1")
        elif draw.random() < 0.7:
            found = homes.get(donation.area_id, [])[:4]
            for number, home in enumerate(found, start=1):
                yield DonationUse(
                    **facts, amount=donation.amount / 5, household=home, receiver=home.head_name,
                    receipt_no=f"村收 {number}",
                )  # fmt: skip
