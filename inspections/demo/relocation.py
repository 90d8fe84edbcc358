"""Relocation in a made-up county: lists of two years, sites, and who has moved, written by SQL; in the demo households
in every state, taken there by the services, a late site, and a house that was sent back because it is too large."""

import datetime as dt
import io
from decimal import Decimal

import pgtrigger
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from assistance.choices import MeasureClass, MeasureKind
from assistance.models import AssistanceMeasure, Visit
from funds.choices.notices import NoticeKind, NoticeSubject
from funds.choices.relocation import WAY, Aim, CaseStatus, DelayReason, Settlement, SiteState
from funds.models import RelocationCase, RelocationPlace, RelocationPlan, RelocationSite, RelocationTarget
from funds.models.relocation_site import site_codes
from funds.relocation_notices import house
from funds.services import relocation as desk
from funds.services.notices import post_notice
from funds.services.relocation.planning import straight_line
from households.models import Household
from povertyapp.core import clock
from povertyapp.core.copying import analyze
from povertyapp.core.history import because

DAY = dt.timedelta(days=1)
GUARD = "funds.RelocationCase:relocation_keeps_its_order"
# Each household's lot is a hash of its number and the seed: the same county each time, whatever the row ids. Who has
# left poverty was moved first.
LOT = """
CREATE TEMPORARY TABLE relocation_lot ON COMMIT DROP AS
SELECT h.id, h.area_id, h.household_no, h.size, lot.a, y.year,
       CASE WHEN h.exited_on IS NOT NULL THEN make_date(%(year)s - 1, 12, 20)
            WHEN y.year = %(year)s THEN make_date(%(year)s, 3, 1) + lot.a %% 275
            ELSE make_date(%(year)s, 1, 10) + lot.a %% 185 END AS moves_on
FROM households_household AS h
CROSS JOIN LATERAL (SELECT ('x' || substr(md5(h.household_no || %(seed)s), 1, 7))::bit(28)::int AS a) AS lot
CROSS JOIN LATERAL (SELECT CASE WHEN h.exited_on IS NOT NULL OR lot.a %% 100 < 45 THEN %(year)s - 1
                                ELSE %(year)s END AS year) AS y
WHERE h.area_id >= %(county)s AND h.area_id < %(county)s || ':' AND h.is_relocated AND h.left_register_on IS NULL
  AND h.size > 0
"""
LISTED = """
INSERT INTO funds_relocationlisted (plan_id, household_id, area_id, persons, reason, settlement, recorded_from)
SELECT p.id, l.id, l.area_id, l.size, 'hazard',
       CASE WHEN l.a %% 3 > 0 THEN 'centralised' ELSE 'dispersed' END, '搬迁台账'
FROM relocation_lot AS l JOIN funds_relocationplan AS p ON p.area_id = left(l.area_id, 9) AND p.year = l.year
"""
CASES = """
INSERT INTO funds_relocationcase
    (no, household_id, area_id, reason, persons, status, step, state_since, opened_on, agreed_on, agreement_paper,
     agrees_demolition, listed_id, settlement, site_id, house_m2, started_on, self_paid, built_on, dwelling_m2,
     accepted_on, acceptor, quality_ok, water_ok, power_ok, road_ok, keys_on, key_receipt, moved_in_on, moved_in_at,
     goods_moved, removed_on, exemption, school_moved, insurance_moved, aims, recorded_from)
SELECT %(county)s || 'B' || year || lpad(row_number() OVER (PARTITION BY year ORDER BY household_no)::text, 5, '0'),
       id, area_id, 'hazard', size, status, 0,
       CASE status WHEN 'old_house_removed' THEN moves_on + 120 WHEN 'moved_in' THEN moves_on
                   WHEN 'key_handed' THEN moves_on - 30 WHEN 'accepted' THEN moves_on - 45
                   WHEN 'building' THEN moves_on - 150 ELSE moves_on - 290 END,
       moves_on - 300, moves_on - 295, '镇档案室', true, listed_id, settlement, site_id,
       CASE WHEN status <> 'planned' THEN size * 24 END,
       CASE WHEN status <> 'planned' THEN moves_on - 150 END,
       CASE WHEN status <> 'planned' THEN least(size * 2500, 10000) END,
       CASE WHEN built THEN moves_on - 60 END, CASE WHEN built THEN size * 24 + (a %% 4) * 0.25 END,
       CASE WHEN built THEN moves_on - 45 END, CASE WHEN built THEN '县住房和城乡建设局' ELSE '' END,
       built, built, built, built,
       CASE WHEN keyed THEN moves_on - 30 END, CASE WHEN keyed THEN '镇档案室' ELSE '' END,
       CASE WHEN living THEN moves_on END,
       CASE WHEN living THEN (moves_on + CASE WHEN a %% 37 = 0 AND moves_on + 40 <= %(last)s::date THEN 40 ELSE 0 END
                              + time '17:00') AT TIME ZONE 'Asia/Shanghai' END,
       living, CASE WHEN status = 'old_house_removed' THEN moves_on + 120 END,
       CASE WHEN status = 'old_house_removed' AND a %% 5 = 0 THEN '与邻居连体' ELSE '' END,
       false, false, '{}', '搬迁台账'
FROM (
    SELECT l.*, d.id AS listed_id, d.settlement, CASE WHEN d.settlement = 'centralised' THEN t.id END AS site_id,
           s.status, s.status NOT IN ('planned', 'building') AS built,
           s.status IN ('key_handed', 'moved_in', 'old_house_removed') AS keyed,
           s.status IN ('moved_in', 'old_house_removed') AS living
    FROM relocation_lot AS l JOIN funds_relocationlisted AS d ON d.household_id = l.id
    LEFT JOIN funds_relocationsite AS t ON t.area_id = left(l.area_id, 9) AND t.state = 'occupied'
    CROSS JOIN LATERAL (SELECT CASE WHEN l.moves_on + 200 <= %(last)s::date THEN 'old_house_removed'
        WHEN l.moves_on <= %(last)s::date THEN 'moved_in' WHEN l.moves_on - 30 <= %(last)s::date THEN 'key_handed'
        WHEN l.moves_on - 45 <= %(last)s::date THEN 'accepted' WHEN l.moves_on - 150 <= %(last)s::date THEN 'building'
        ELSE 'planned' END AS status) AS s
    WHERE l.moves_on - 290 <= %(last)s::date
) AS found
"""


def write_relocations(cursor, plan):
    """Write the tasks of two years with their lists, a site a township and how far each household is; return counts."""
    given = {
        "county": plan.county.pk,
        "seed": f":move:{plan.seed}",
        "last": plan.last_day,
        "year": plan.last_day.year,
    }
    cursor.cursor.execute(LOT, given)  # named parameters go past the wrapper of triggers
    cursor.execute(
        "SELECT left(area_id, 9), year, count(*), sum(size) FROM relocation_lot GROUP BY 1, 2 ORDER BY 1, 2"
    )
    tasks = cursor.fetchall()
    cursor.execute("SELECT DISTINCT area_id FROM relocation_lot ORDER BY 1")
    places = [code for (code,) in cursor.fetchall()]
    _write_plans(plan, tasks)
    _write_sites(plan, tasks)
    RelocationPlace.objects.bulk_create(
        RelocationPlace(
            area_id=code, reason="hazard", document="易地扶贫搬迁迁出区名录", listed_on=dt.date(2015, 12, 1)
        )
        for code in places
    )
    with pgtrigger.ignore(GUARD):
        cursor.execute("SELECT 1")  # what goes past Django's cursor does not tell the triggers itself
        for statement in (LISTED, CASES):
            cursor.cursor.execute(statement, given)
    cursor.execute("DROP TABLE relocation_lot")
    analyze(cursor, RelocationCase)
    return {"relocations": RelocationCase.objects.in_area(plan.county.pk).count()}


def _write_plans(plan, tasks):
    """Last year's task is due on 30 June, this year's on 30 October, both on a straight line (LF-30, LF-31)."""
    plans, targets = [], []
    for code, year, households, persons in tasks:
        is_late = year == plan.last_day.year
        due_on = plan.last_day.replace(month=10 if is_late else 6, day=30)
        row = RelocationPlan(
            area_id=code,
            code=f"{code}-{year}",
            name=f"{year} 年度搬迁任务",
            year=year,
            households=households,
            persons=persons,
            due_on=due_on,
            document=f"县搬迁办〔{year}〕1 号",
        )
        plans.append(row)
        begins = dt.date(plan.last_day.year, 3 if is_late else 1, 1)
        targets += [
            RelocationTarget(plan=row, area_id=code, month_end=end, households=n, persons=people)
            for end, n, people in straight_line(begins, due_on, households, persons)
        ]
    RelocationPlan.objects.bulk_create(plans)
    RelocationTarget.objects.bulk_create(targets)


def _write_sites(plan, tasks):
    """A site a township where people live already; one more that has not begun, because the money is late."""
    codes = site_codes(plan.county.pk)
    rooms: dict[str, int] = {}
    for code, _year, households, _persons in tasks:
        rooms[code] = rooms.get(code, 0) + households
    since = plan.last_day.replace(month=1, day=5) - dt.timedelta(days=200)
    sites = [
        _site(next(codes), code, f"{number} 号集中安置点", room, SiteState.OCCUPIED, since)
        for number, (code, room) in enumerate(sorted(rooms.items()), start=1)
    ]
    if rooms:
        late = _site(next(codes), min(rooms), "后山安置点", 40, SiteState.NOT_STARTED, since)
        late.delay_reason, late.delay_note = DelayReason.LATE_MONEY, "省级专项资金尚未拨到。"
        late.invested, late.progress, late.due_on = Decimal(0), 0, since + dt.timedelta(days=150)
        sites.append(late)
    RelocationSite.objects.bulk_create(sites)


def _site(code, area, name, room, state, since):
    cost = Decimal(room) * 105_743
    return RelocationSite(
        code=code, area_id=area, name=name, households=room, estimate=cost, invested=cost * 9 / 10, progress=100,
        due_on=since, state=state, state_since=since,
    )  # fmt: skip


def relocate_some(*, users, county, village, today):
    """Take households of a village to every state, each left at another one; return how many."""
    if RelocationCase.objects.in_area(county.pk).filter(recorded_from="").exists():
        return {}
    homes = Household.objects.in_area(village.pk).on_register(today).filter(relocations=None, size__gt=0)
    homes = homes.filter(relocation_listed=None, exited_on=None, registered_on__lt=today - 500 * DAY)
    homes = homes.exclude(measures__kind=MeasureKind.HOUSING).exclude(living__renovation_year__isnull=False)
    mine = list(homes.filter(answered_by=users["helper"]).order_by("household_no")[:14])
    others = list(homes.exclude(answered_by=users["helper"]).order_by("household_no")[:14])
    if not mine and not others:
        return {}
    return {"relocations_on_the_way": _Moving(users, village, today).move(mine, others)}


class _Moving:
    """Relocations of one village. What only his helper may do, is done for households of the demo's helper."""

    def __init__(self, users, village, today):
        self.users, self.village, self.today = users, village, today

    def move(self, mine, others):
        self.prepare()
        far = [status for status in WAY if WAY.index(status) >= WAY.index(CaseStatus.MOVED_IN)]
        near = [status for status in WAY if status not in far]
        pairs = [*zip(far, mine, strict=False), *zip(near, [*others, *mine[len(far) :]], strict=False)]
        for status, home in pairs:
            self.take(home, status)
        left = [home for home in (*others, *mine) if not home.relocations.exists()]
        if left:
            case = self.take(left[0], CaseStatus.IDENTIFIED)
            reason = "农户在县城买了房，不愿搬迁。"
            desk.withdraw_case(by=self.users["cadre"], case=case, reason=reason, on=self.day(380))
        if left[1:]:
            self.send_back(self.take(left[1], CaseStatus.BUILDING))
        return len(pairs) + len(left[:2])

    def day(self, before):
        return self.today - before * DAY

    def prepare(self):
        if not RelocationPlace.objects.filter(area=self.village, reason="hazard", delisted_on=None).exists():
            facts = {"reason": "hazard", "document": "易地扶贫搬迁迁出区名录", "on": self.day(900)}
            desk.list_place(by=self.users["office"], area=self.village, **facts)
        self.year = self.today.year
        self.plan = RelocationPlan.objects.filter(area=self.village.parent, year=self.year).first()
        listed = self.plan.listed.count() if self.plan else 0
        begins, due = dt.date(self.year, 3, 1), dt.date(self.year, 10, 30)
        more = 16
        facts = {"households": listed + more, "document": f"县搬迁办〔{self.year}〕1 号", "due_on": due}
        persons = (self.plan.persons if self.plan else 0) + 5 * more
        self.plan = desk.set_plan(
            by=self.users["office"], township=self.village.parent, year=self.year, persons=persons,
            begins_on=begins, **facts,
        )  # fmt: skip

    def take(self, home, upto):
        users = self.users
        case = desk.identify_household(
            by=users["township"], household=home, reason="hazard", on=self.day(400)
        )
        self.case, self.size = case, home.size
        for status in WAY[1 : WAY.index(upto) + 1]:
            getattr(self, status)(case)
        return case

    def send_back(self, case):
        """Try to record a house that is too large, and send it back with what the refusal says."""
        size = Decimal(case.persons * 25 + 20)
        try:
            desk.finish_building(by=self.users["township"], case=case, dwelling_m2=size, on=self.day(240))
        except ValidationError as refusal:
            reason = f"{refusal.messages[0]}限期整改。"[:300]
            desk.send_back(by=self.users["office"], case=case, reason=reason, on=self.day(238))

    def agreed(self, case):
        facts = {"paper": "镇档案室搬迁 3 号盒", "agrees_demolition": True, "on": self.day(390)}
        desk.sign_agreement(by=self.users["cadre"], case=case, **facts)

    def planned(self, case):
        desk.list_household(
            by=self.users["office"],
            plan=self.plan,
            household=case.household,
            persons=case.persons,
            reason="hazard",
        )
        desk.plan_case(by=self.users["office"], case=case, on=self.day(380))

    def site_assigned(self, case):
        facts = {"settlement": Settlement.DISPERSED, "house_m2": Decimal(case.persons * 25)}
        desk.assign_site(by=self.users["township"], case=case, on=self.day(370), **facts)

    def building(self, case):
        facts = {"image": drawing(), "self_paid": Decimal(2_000 * min(case.persons, 5))}
        desk.start_building(by=self.users["township"], case=case, on=self.day(340), **facts)

    def built(self, case):
        size = Decimal(case.persons * 25)
        desk.finish_building(by=self.users["township"], case=case, dwelling_m2=size, on=self.day(250))

    def accepted(self, case):
        facts = dict.fromkeys(("quality", "water", "power", "road"), True)
        desk.accept_house(by=self.users["office"], case=case, acceptor="县住建局", on=self.day(235), **facts)

    def key_handed(self, case):
        post_notice(
            by=self.users["township"], area=self.village.parent, kind=NoticeKind.KEYS,
            subject_kind=NoticeSubject.RELOCATION, subject_code=case.no, posted_on=self.day(232), place="镇政府公示栏",
            lines=list(house(lambda model: model.objects.all(), case.no, NoticeKind.KEYS)), complaint_line="12317",
        )  # fmt: skip
        desk.hand_key(by=self.users["township"], case=case, receipt="镇档案室搬迁 4 号盒", on=self.day(220))

    def moved_in(self, case):
        on = self.day(192)
        with because(by=self.users["helper"], reason="核实入住"):
            Visit.objects.create(
                household=case.household, happened_on=on, recorded_at=clock.moment(on, 17), visitor_name="滕晓燕",
                recorded_by=self.users["helper"], content="看了新房，家当已搬入。",
            )  # fmt: skip
        facts = {"image": drawing(), "goods_moved": True, "on": self.day(190)}
        desk.confirm_move(by=self.users["helper"], case=case, **facts)

    def old_house_removed(self, case):
        desk.remove_old_house(by=self.users["township"], case=case, image=drawing(), on=self.day(150))

    def supported(self, case):
        measure = AssistanceMeasure.objects.filter(
            household=case.household, measure_class=MeasureClass.INCOME
        ).in_force(self.day(120)).first() or AssistanceMeasure.objects.create(
            household=case.household, measure_class=MeasureClass.INCOME, kind=MeasureKind.EMPLOYMENT,
            name="安置点扶贫车间务工", from_date=self.day(140),
        )  # fmt: skip
        facts = {"school": True, "insurance": True, "aims": Aim.values, "on": self.day(120)}
        desk.support_household(by=self.users["helper"], case=case, measure=measure, **facts)

    def closed(self, case):
        for before, note in ((80, "住得稳，在车间上班。"), (30, "菜地已分到户，生活正常。")):
            desk.record_check(
                by=self.users["supervisor"], case=case, is_passed=True, note=note, on=self.day(before)
            )
        desk.close_case(by=self.users["office"], case=case, on=self.day(20))


def drawing():
    """Return a drawn house: nobody's home, and no photograph of anybody."""
    image = Image.new("RGB", (320, 240), "#cfe3ee")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 190, 320, 240), fill="#7d9a63")
    pen.rectangle((70, 100, 250, 190), fill="#f3efe6")
    pen.polygon(((60, 100), (260, 100), (220, 55), (100, 55)), fill="#7a3b2e")
    pen.rectangle((145, 135, 180, 190), fill="#5a4632")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    return SimpleUploadedFile("house.jpg", out.getvalue(), "image/jpeg")
