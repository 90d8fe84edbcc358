"""Random steps over C5, by services and by raw SQL: an oracle that knows neither services nor moves looks at every case
after each (RELOCATION_STEPS=5000 walks farther)."""

import os
import random
from collections import Counter
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, InternalError, ProgrammingError, connection, transaction

from funds.models import RelocationCase
from funds.services import relocation as desk
from povertyapp.core.errors import Conflict
from tests.funds.relocating import BEGIN, DAY, make_home, measure, movers, picture, post_keys, visit

pytestmark = pytest.mark.django_db
STEPS = int(os.environ.get("RELOCATION_STEPS", "150"))
# C5, written once more from the rulebook: what follows what, and by whom.
ORDER = (
    "identified", "agreed", "planned", "site_assigned", "building", "built", "accepted", "key_handed", "moved_in",
    "old_house_removed", "supported", "closed",
)  # fmt: skip
WAYS = set(zip(ORDER, ORDER[1:], strict=False)) | {(was, "withdrawn") for was in ORDER[:4]}
BY = {
    "agreed": "cadre township", "planned": "office", "site_assigned": "township", "building": "cadre township",
    "built": "cadre township", "accepted": "office supervisor", "key_handed": "township",
    "moved_in": "helper township", "old_house_removed": "township", "supported": "helper", "closed": "office",
    "withdrawn": "cadre township",
}  # fmt: skip
WORD = {"office": "clerk"}
REFUSED = (ValidationError, Conflict, IntegrityError, InternalError, ProgrammingError)


class Walker:
    def __init__(self, seed):
        self.draw = random.Random(seed)
        self.people = movers()
        self.homes = [make_home(self.people, size=self.draw.randrange(1, 7)) for _each in range(4)]
        self.day = BEGIN
        self.done = Counter()

    def somebody(self, to=""):
        if to and self.draw.random() < 0.85:
            name = self.draw.choice(BY[to].split())
            return getattr(self.people, WORD.get(name, name))
        names = ("cadre", "township", "clerk", "finance", "helper", "outsider", "leader", "supervisor")
        return getattr(self.people, self.draw.choice(names))

    @property
    def case(self):
        return self.draw.choice(list(RelocationCase.objects.order_by("pk")) or [None])

    def square_metres(self):
        return Decimal(self.draw.randrange(2_000, 17_000)) / 100

    def step(self):
        self.day += DAY * self.draw.choice((0, 1, 3, 9))
        act = self.draw.choice((identify, move, move, move, move, move, force))
        try:
            with transaction.atomic():
                act(self)
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                    cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            self.done[act.__name__] += 1
        except REFUSED:
            self.done["refused"] += 1


def identify(walk):
    home = walk.draw.choice(walk.homes)
    reason = walk.draw.choice(("hazard", "hazard", "ecology"))
    desk.identify_household(by=walk.people.township, household=home, reason=reason, on=walk.day)


def move(walk):
    case = walk.case
    if case is None:
        return
    nexts = sorted(to for was, to in WAYS if was == case.status)
    if not nexts:
        return
    to = walk.draw.choice(nexts) if walk.draw.random() < 0.1 else nexts[0]
    verb, facts = ACTS[to](walk, case)
    getattr(desk, verb)(by=walk.somebody(to), case=case, on=walk.day, **facts)
    walk.done[to] += 1


def _plan(walk, case):
    if walk.draw.random() < 0.8 and not hasattr(case.household, "relocation_listed"):
        desk.list_household(
            by=None, plan=walk.people.plan, household=case.household, persons=case.persons, reason="hazard"
        )
    return "plan_case", {}


def _site(walk, case):
    at = {"settlement": "centralised", "site": walk.people.site}
    where = walk.draw.choice((at, {"settlement": "dispersed", "site": None}))
    return "assign_site", where | {"house_m2": min(walk.square_metres(), Decimal(30 * case.persons))}


def _accept(walk, case):
    facts = {name: walk.draw.random() < 0.95 for name in ("quality", "water", "power", "road")}
    return "accept_house", facts | {"acceptor": "县住建局"}


def _key(walk, case):
    if walk.draw.random() < 0.7:
        post_keys(walk.people, case, walk.day - walk.draw.choice((3, 7, 9)) * DAY)
    return "hand_key", {"receipt": "1 号"}


def _live(walk, case):
    if walk.draw.random() < 0.8:
        visit(case, walk.day)
    return "confirm_move", {"image": picture(), "goods_moved": walk.draw.random() < 0.7}


def _support(walk, case):
    found = measure(case.household, walk.day) if walk.draw.random() < 0.9 else None
    aims = ["settled", "basics", "services", "income", "managed", "data"][: walk.draw.choice((5, 6, 6))]
    return "support_household", {"measure": found, "school": True, "insurance": True, "aims": aims}


def _close(walk, case):
    for number in range(walk.draw.randrange(3)):
        desk.record_check(
            by=walk.people.clerk, case=case, is_passed=True, note="看", on=walk.day - number * DAY
        )
    return "close_case", {}


ACTS = {
    "agreed": lambda _w, _c: ("sign_agreement", {"paper": "镇", "agrees_demolition": True}),
    "planned": _plan,
    "site_assigned": _site,
    "building": lambda w, _c: (
        "start_building", {"image": picture(), "self_paid": Decimal(w.draw.randrange(0, 12_000))},
    ),
    "built": lambda w, c: ("finish_building", {"dwelling_m2": min(w.square_metres(), Decimal(28 * c.persons))}),
    "accepted": _accept,
    "key_handed": _key,
    "moved_in": _live,
    "old_house_removed": lambda _w, _c: ("remove_old_house", {"exemption": "连体"}),
    "supported": _support,
    "closed": _close,
    "withdrawn": lambda _w, _c: ("withdraw_case", {"reason": "放弃"}),
}  # fmt: skip


def force(walk):
    """Write past the services: any status, with a step beside it or without."""
    case = walk.case
    if case is None:
        raise ValidationError("nobody is moved yet")
    to = walk.draw.choice(ORDER)
    with connection.cursor() as cursor:
        if walk.draw.random() < 0.6:
            actor = walk.somebody()
            grant = actor.grants_today[0]
            cursor.execute(
                "INSERT INTO funds_relocationstep (case_id, area_id, number, act, from_status, to_status, actor_id,"
                " acting_role, acting_unit_id, decided_on, recorded_at, reason, guards)"
                " VALUES (%s, %s, %s, 'move', %s, %s, %s, %s, %s, %s, now(), '', '[]')",
                [
                    case.pk,
                    case.area_id,
                    case.step + 1,
                    case.status,
                    to,
                    actor.pk,
                    grant.role,
                    grant.area_id,
                    walk.day,
                ],
            )
        cursor.execute(
            "UPDATE funds_relocationcase SET status = %s, step = step + 1, state_since = %s, dwelling_m2 = %s"
            " WHERE id = %s",
            [to, walk.day, walk.square_metres(), case.pk],
        )


def look():
    """Hold every case against C5 and B15, by SQL that knows nothing of the services."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM funds_relocationcase WHERE greatest(house_m2, dwelling_m2) > persons * 25 * 1.03"
            " OR self_paid > 10000 OR (status = 'closed') <> (ended_on IS NOT NULL AND status <> 'withdrawn')"
        )
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "SELECT from_status, to_status, acting_role FROM funds_relocationstep WHERE act = 'move'"
        )
        for was, to, role in cursor.fetchall():
            assert (was, to) in WAYS
            assert role in BY[to].split()
        cursor.execute(
            "SELECT count(*) FROM funds_relocationcase AS c WHERE step <> (SELECT count(*) FROM funds_relocationstep"
            " WHERE case_id = c.id) OR (step > 0 AND status <> (SELECT to_status FROM funds_relocationstep"
            " WHERE case_id = c.id AND number = c.step))"
        )
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "SELECT count(*) FROM funds_relocationcase AS c WHERE keys_on IS NOT NULL AND NOT EXISTS"
            " (SELECT 1 FROM funds_notice WHERE subject_code = c.no AND kind = 'keys' AND posted_on + 7 <= c.keys_on)"
            " OR moved_in_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM assistance_visit AS v WHERE v.id ="
            " c.move_visit_id AND v.household_id = c.household_id AND v.happened_on >= c.keys_on)"
        )
        assert cursor.fetchone() == (0,)


def test_random_steps_never_leave_the_order():
    walk = Walker(20)
    for number in range(STEPS):
        walk.step()
        if number % 5 == 0:
            look()
    look()
    assert walk.done["force"] == 0
    assert walk.done["refused"] > STEPS // 8
    assert walk.done["building"] > 0
