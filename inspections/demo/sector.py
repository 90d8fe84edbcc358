"""What a made-up county asks of its townships and member units: trainings, clean-ups, indicators with their paths."""

import datetime as dt
from decimal import Decimal

from assistance.models import HelpingUnit
from inspections.choices import Book, Direction, WorkKind
from inspections.models import (
    Indicator,
    IndicatorTarget,
    IndicatorValue,
    WorkAttendee,
    WorkRegister,
    WorkRound,
    WorkVillage,
)
from inspections.services.work import make_round, record_training
from povertyapp.core import clock
from povertyapp.core.period import Period

MODELS = (WorkRound, WorkRegister, WorkAttendee, WorkVillage, Indicator, IndicatorTarget)
# name, unit, share, what is counted, direction, what the year begins and ends with, how many there are
INDICATORS = (
    ("义务教育阶段入学率", "县教育局", True, "人", Direction.HIGHER, 98, 100, 8600),
    ("城乡居民医保参保率", "县卫生和计划生育局", True, "人", Direction.HIGHER, 92, 99, 31000),
    ("农村安全饮水达标率", "县水利水产局", True, "户", Direction.HIGHER, 80, 96, 9200),
    ("危房改造竣工率", "县住房和城乡建设局", True, "户", Direction.HIGHER, 5, 100, 1460),
    ("通村公路硬化里程", "县交通运输局", False, "公里", Direction.HIGHER, 12, 190, 0),
    ("扶贫小额信贷逾期率", "县财政局", True, "户", Direction.LOWER, 3, 3, 2700),
)
NAMES = ("向春梅", "田建国", "彭丽娟")
MISSED, LATE = 4, 5  # every so many registers, one stays undone, one is entered too late


def write_sector(plan, sizes):
    """Store the rounds of work and the indicators of a generated county; return how many of each."""
    rounds = _write_rounds(plan, sizes)
    return rounds | _write_indicators(plan)


def _write_rounds(plan, sizes):
    """A training in the last month of each quarter, a clean-up in June and November."""
    townships = {}
    for village, size in sizes.items():
        townships.setdefault(village.parent, []).append((village, size))
    made, registers, attendees, villages = [], [], [], []
    for period in plan.months:
        for kind, day, wanted in (
            (WorkKind.TRAINING, 20, period.closes_quarter),
            (WorkKind.CLEANUP, 25, period.month in (6, 11)),
        ):
            if wanted:
                made.append(_round(plan, kind, period.start.replace(day=day), len(made) + 1))
    for number, round_ in enumerate(made):
        for place, (township, its) in enumerate(sorted(townships.items(), key=lambda pair: pair[0].code)):
            register = WorkRegister(round=round_, area=township)
            registers.append(register)
            turn = number + place
            if round_.is_training:
                _teach(plan, register, turn, attendees)
            else:
                _clean_up(plan, register, its, turn, villages)
    for model, rows in zip(MODELS, (made, registers, attendees, villages), strict=False):
        model.objects.bulk_create(rows)
    return {"work_rounds": len(made), "work_registers": len(registers)}


def _round(plan, kind, due_on, number):
    year = f"{due_on.year}年{due_on.month}月"
    title = {WorkKind.TRAINING: "录入人员业务培训", WorkKind.CLEANUP: "账表卡册集中清理"}[kind]
    return WorkRound(
        area=plan.county,
        code=f"{plan.county.code}R{number:03d}",
        kind=kind,
        title=f"{year}{title}",
        topics=["indicators", "procedure"] if kind == WorkKind.TRAINING else [],
        asks="逐村逐户核对，账、表、卡、册一致。"
        if kind == WorkKind.CLEANUP
        else "录入人员全部参加，签到存档。",
        from_on=due_on.replace(day=1),
        due_on=due_on,
        made_at=clock.moment(due_on.replace(day=1), 9),
    )


def _moment(plan, day, turn):
    """Return when something done on a day was entered: some of it after the cut-off, None what is not known yet."""
    entered = Period.of(day).next.start + dt.timedelta(days=9) if turn % LATE == LATE - 1 else day
    return clock.moment(entered, 17) if entered < plan.known_until else None


def _teach(plan, register, turn, attendees):
    on = register.round.due_on - dt.timedelta(days=turn % 5 + 1)
    at = _moment(plan, on, turn)
    if at:
        register.held_on, register.place, register.trainer = on, "镇政府会议室", "县扶贫办信息组"
    for place, name in enumerate(NAMES):
        came = at and not (turn % MISSED == MISSED - 1 and place == 0)
        facts = {"attended_on": on, "recorded_at": at} if came else {}
        attendees.append(WorkAttendee(register=register, area_id=register.area_id, name=name, **facts))


def _clean_up(plan, register, its, turn, villages):
    for place, (village, size) in enumerate(its):
        on = register.round.due_on - dt.timedelta(days=place % 12)
        at = _moment(plan, on, turn)
        left = turn % MISSED == MISSED - 1 and place == 0
        facts = {"gone_through": size // 2 if at else 0, "books": [Book.ACCOUNTS.value] if at else []}
        if at and not left:
            facts = {"gone_through": size, "books": Book.values, "done_on": on, "recorded_at": at}
            facts |= {"faults": size // 3, "mended": size // 3}
        villages.append(WorkVillage(register=register, area=village, in_scope=size, **facts))


def _write_indicators(plan):
    units = HelpingUnit.objects.in_area(plan.county.code).in_bulk(field_name="code").values()
    by_name = {unit.name: unit for unit in units}
    rows = [row for row in INDICATORS if row[1] in by_name]
    made = Indicator.objects.bulk_create(
        Indicator(
            area=plan.county,
            code=f"{plan.county.code}Z{number:03d}",
            name=name,
            owner_unit=by_name[unit],
            is_share=share,
            measured_in=counted,
            direction=direction,
        )
        for number, (name, unit, share, counted, direction, *_path) in enumerate(rows, start=1)
    )
    targets, values = [], []
    for number, (indicator, row) in enumerate(zip(made, rows, strict=True)):
        begin, end, whole = row[5:]
        for year in sorted({period.year for period in plan.months}):
            targets += [
                IndicatorTarget(
                    indicator=indicator, area=plan.county, month=str(Period(year, month)),
                    target=_asked(begin, end, month),
                )
                for month in range(1, 13) if Period(year, month) >= plan.months[0]
            ]  # fmt: skip
        values += filter(
            None, (_value(plan, indicator, number, period, begin, end, whole) for period in plan.months)
        )
    IndicatorTarget.objects.bulk_create(targets)
    IndicatorValue.objects.bulk_create(values)
    return {"indicators": len(made), "indicator_targets": len(targets), "indicator_values": len(values)}


def _asked(begin, end, month):
    return (begin + Decimal(end - begin) * (month - 1) / 11).quantize(Decimal("0.1"))


def _value(plan, indicator, number, period, begin, end, whole):
    """Return the report of a month: mostly on the path, sometimes below it, late, or none."""
    turn = number + period.month
    on = period.end + dt.timedelta(days=9 if turn % 7 == 6 else 2)
    if turn % 5 == 4 or on >= plan.known_until:
        return None
    given = _asked(begin, end, period.month) * (Decimal("1.02") if turn % 3 else Decimal("0.97"))
    given = min(given, Decimal(100)) if whole else given
    numerator = int(given * whole / 100) if whole else given.quantize(Decimal("0.1"))
    return IndicatorValue(
        indicator=indicator,
        area=plan.county,
        month=str(period),
        numerator=numerator,
        denominator=whole or None,
        as_of=period.end,
        evidence=f"{period.year}年{period.month}月业务统计月报",
        recorded_at=clock.moment(on, 10),
    )


def ask_this_month(*, users, county, township, today):
    """Let the demo's people find their own: a training of this month, partly entered, a clean-up that is open, and an
    indicator that the finance officer reports."""
    facts = {"by": users["office"], "county": county, "from_on": today, "due_on": Period.of(today).end}
    training = make_round(
        kind=WorkKind.TRAINING,
        title="本月新录入人员培训",
        topics=["indicators"],
        asks="",
        townships=[township],
        **facts,
    )
    register = training.registers.select_related("round__area", "area").get(area=township)
    record_training(
        by=users["township"],
        register=register,
        users={users["township"].pk},
        held_on=today,
        place="镇政府会议室",
        trainer="县扶贫办信息组",
    )
    every = list(county.children.filter(valid_to=None).order_by("code"))
    make_round(
        kind=WorkKind.CLEANUP,
        title="本月账表卡册回头看",
        asks="逐户核对，问题当场改。",
        townships=every,
        **facts,
    )
    indicator = Indicator.objects.get(area=county, name=INDICATORS[-1][0])
    indicator.reporter = users["finance"]
    indicator.save(update_fields=["reporter"])
    return 2
