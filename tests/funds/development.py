"""Special areas, whole villages, societies and donations for tests."""

import datetime as dt
from decimal import Decimal

from funds.services.development import (
    begin_whole_village,
    found_society,
    make_special_area,
    receive_donation,
    use_donation,
)

FIRST = dt.date(2017, 1, 10)
ROAD = {"name": "通村路硬化", "quantity": "2.5 公里", "weight": Decimal(60), "investment": Decimal(900_000)}
WATER = {"name": "安全饮水", "quantity": "1 处", "weight": Decimal(40), "investment": Decimal(600_000)}


def make_area(by, county, villages, **facts):
    """Name villages a special area."""
    usual = {"name": "百福司片区", "from_date": FIRST, "villages": villages}
    return make_special_area(by=by, area=county, **{**usual, **facts})


def make_whole_village(by, village, **facts):
    """Begin the whole-village project of 2017 with a road and a waterworks."""
    usual = {"year": 2017, "starts_on": dt.date(2017, 2, 1), "ends_on": dt.date(2017, 11, 30)}
    return begin_whole_village(by=by, area=village, **{**usual, "items": [ROAD, WATER], **facts})


def make_society(by, village, **facts):
    """Apply for a mutual-fund society that is to lend by the end of August."""
    usual = {"name": "老茶村互助资金社", "planned_capital": Decimal(150_000), "begun_on": FIRST}
    return found_society(by=by, area=village, **{**usual, "lending_due_on": dt.date(2017, 8, 31), **facts})


def make_donation(by, area, **facts):
    """Receive ten thousand yuan from an enterprise."""
    usual = {
        "kind": "money",
        "donor_kind": "enterprise",
        "donor_unit": "来凤茶业公司",
        "what": "助学款",
        "amount": Decimal(10_000),
        "received_on": FIRST,
        "receipt_no": "PJ-1",
    }
    return receive_donation(by=by, area=area, **{**usual, **facts})


def development_of_the_world(people):
    """One of each at the village, for the table of all doors."""
    places = people.places
    special = make_area(people.clerk, places.county, [places.village], name="独有的片区")
    whole = make_whole_village(people.clerk, places.village)
    donation = make_donation(people.clerk, places.village, what="独有的捐赠")
    use = use_donation(by=people.cadre, donation=donation, what="独有", amount=Decimal(1), receiver="某人")
    return {
        "area_code": special.code,
        "member_pk": special.villages.get().pk,
        "whole_code": whole.code,
        "whole_item_pk": whole.items.first().pk,
        "society_code": make_society(people.clerk, places.village).code,
        "donation_code": donation.code,
        "donation_use_pk": use.pk,
    }
