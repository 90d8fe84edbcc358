"""Relocations for tests, taken along their way by the services; the defaults keep every rule."""

import datetime as dt
import itertools
from decimal import Decimal
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from assistance.models import AssistanceMeasure, Visit
from funds.choices.relocation import WAY, Aim
from funds.models import Notice, RelocationCase
from funds.services import relocation as desk
from povertyapp.core import clock
from tests.households.factories import cast, make_household

DAY = dt.timedelta(days=1)
BEGIN = dt.date(2017, 1, 10)
_numbers = itertools.count(1)


def picture():
    out = BytesIO()
    Image.new("RGB", (8, 8), "grey").save(out, "JPEG")
    return SimpleUploadedFile("照片.jpg", out.getvalue(), "image/jpeg")


def movers(*, households=20, persons=80):
    """Return the cast with a listed place, a plan of the township for 2017 and a site that is built."""
    people = cast()
    places = people.places
    people.place = desk.list_place(
        by=people.clerk,
        area=places.village,
        reason="hazard",
        document="来搬〔2016〕1 号",
        on=BEGIN - 300 * DAY,
    )
    people.plan = desk.set_plan(
        by=people.clerk, township=places.township, year=2017, households=households, persons=persons,
        begins_on=dt.date(2017, 1, 1), due_on=dt.date(2017, 10, 30), document="来搬〔2017〕2 号",
    )  # fmt: skip
    people.site = built_site(people)
    return people


def make_site(people, *, households=20, estimate=Decimal(2_000_000), on=BEGIN - 200 * DAY):
    return desk.open_site(
        by=people.township, area=people.places.township, name=f"安置点{next(_numbers)}", households=households,
        estimate=estimate, on=on,
    )  # fmt: skip


def built_site(people, *, upto="built", **facts):
    site = make_site(people, **facts)
    for number, to in enumerate(("not_started", "under_construction", "built")):
        desk.move_site(by=people.township, site=site, to=to, on=site.state_since + number * DAY)
        site.refresh_from_db()
        if to == upto:
            break
    return site


def make_home(people, *, size=4, **fields):
    """Return a household that the cast's helper answers for."""
    bare = {"members": size, "income": False, "living": False, "forms": False, "answered_by": people.helper}
    return make_household(**(bare | {"registered_on": dt.date(2014, 12, 1)} | fields))


def identify(people, home=None, *, on=BEGIN, reason="hazard"):
    home = home or make_home(people)
    return desk.identify_household(by=people.township, household=home, reason=reason, on=on)


def post_keys(people, case, on, days=7):
    """Hang the allocation list of one case in its township."""
    return Notice.objects.create(
        area=people.places.township, code=f"422827K{next(_numbers):05d}", level="township", kind="keys",
        subject_kind="relocation", subject_code=case.no, title="安置房分配公示", year=on.year, days=days, posted_on=on,
        place="镇公示栏", complaint_line="12317", recorded_by=people.township,
    )  # fmt: skip


def visit(case, on, **facts):
    return Visit.objects.create(
        household=case.household,
        happened_on=on,
        recorded_at=clock.moment(on, 12),
        visitor_name="彭走访",
        **facts,
    )


def measure(home, on, **facts):
    usual = {"measure_class": "income", "kind": "industry", "name": f"产业{next(_numbers)}", "from_date": on}
    return AssistanceMeasure.objects.create(household=home, **(usual | facts))


class Way:
    """The steps of one case, each some days after the one before."""

    def __init__(self, people, case):
        self.people, self.case, self.on = people, case, case.state_since

    def go(self, days=3):
        self.on += days * DAY
        return {"case": self.case, "on": self.on}

    def agreed(self):
        facts = {"paper": "镇档案室", "agrees_demolition": True}
        return desk.sign_agreement(by=self.people.cadre, **self.go(), **facts)

    def planned(self, persons=None):
        desk.list_household(
            by=self.people.clerk, plan=self.people.plan, household=self.case.household,
            persons=persons or self.case.persons, reason=self.case.reason,
        )  # fmt: skip
        return desk.plan_case(by=self.people.clerk, **self.go())

    def site_assigned(self, house_m2=Decimal(100), site="own"):
        site = self.people.site if site == "own" else site
        facts = {"settlement": "centralised" if site else "dispersed", "site": site, "house_m2": house_m2}
        return desk.assign_site(by=self.people.township, **self.go(), **facts)

    def building(self, self_paid=Decimal(8000)):
        return desk.start_building(by=self.people.township, **self.go(), image=picture(), self_paid=self_paid)

    def built(self, dwelling_m2=Decimal("99.5")):
        return desk.finish_building(by=self.people.township, **self.go(), dwelling_m2=dwelling_m2)

    def accepted(self):
        facts = dict.fromkeys(("quality", "water", "power", "road"), True)
        return desk.accept_house(by=self.people.clerk, **self.go(), acceptor="县住建局", **facts)

    def key_handed(self):
        post_keys(self.people, self.case, self.on)
        return desk.hand_key(by=self.people.township, **self.go(8), receipt="签收单 1 号")

    def moved_in(self):
        visit(self.case, self.on + 5 * DAY)
        return desk.confirm_move(by=self.people.helper, **self.go(10), image=picture(), goods_moved=True)

    def old_house_removed(self):
        return desk.remove_old_house(by=self.people.township, **self.go(), image=picture())

    def supported(self):
        found = measure(self.case.household, self.on)
        facts = {"measure": found, "school": True, "insurance": True, "aims": list(Aim.values)}
        return desk.support_household(by=self.people.helper, **self.go(), **facts)

    def closed(self):
        for _each in range(2):
            desk.record_check(by=self.people.clerk, **self.go(30), is_passed=True, note="住得稳")
        return desk.close_case(by=self.people.clerk, **self.go())


def on_the_way(people, upto, home=None, *, on=BEGIN, **facts):
    """Return (case, way) of a relocation that was taken as far as that status."""
    way = Way(people, identify(people, home, on=on))
    for status in WAY[1 : WAY.index(upto) + 1]:
        getattr(way, status)(**facts.get(status, {}))
    return way.case, way


def moved(people, home, plan, on, *, at=None, persons=4, **facts):
    """Write a relocation as the county's register brings it: on the list, living there since a day."""
    listed = desk.list_household(by=None, plan=plan, household=home, persons=persons, reason="hazard")
    return RelocationCase.objects.create(
        no=f"422827B2016{next(_numbers) + 50000:05d}", household=home, reason="hazard", persons=persons,
        status="moved_in", state_since=on, opened_on=on - 100 * DAY, listed=listed, settlement="dispersed",
        keys_on=on - 20 * DAY, moved_in_on=on, moved_in_at=at or clock.moment(on, 12), dwelling_m2=Decimal(95),
        recorded_from="搬迁台账", **facts,
    )  # fmt: skip


def relocations_of_the_world(people, home):
    """A site, a listed place, a plan and a relocation of the household, for the table of all doors."""
    places = people.places
    place = desk.list_place(by=people.clerk, area=places.village, reason="hazard", document="独文", on=BEGIN)
    plan = desk.set_plan(
        by=people.clerk, township=places.township, year=2016, households=5, persons=20,
        begins_on=dt.date(2016, 1, 1), due_on=dt.date(2017, 6, 30), document="独文",
    )  # fmt: skip
    site = make_site(people)
    case = moved(people, home, plan, BEGIN)
    pks = {"relocation_listed_pk": case.listed_id, "relocation_place_pk": place.pk}
    codes = {"relocation_plan": plan.code, "relocation_site": site.code}
    return {"relocation_no": case.no, "relocation_to": "old_house_removed", **pks, **codes}
