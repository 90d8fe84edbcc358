"""Special areas, whole villages, mutual-fund societies, and donations."""

from funds.services.development.areas import add_plan, make_special_area, put_villages, take_village_out
from funds.services.development.donations import receive_donation, strike_use, use_donation
from funds.services.development.pooling import lines_for, pool_donation
from funds.services.development.societies import found_society, record_step, report_society
from funds.services.development.villages import add_items, begin_whole_village, report_progress

__all__ = [
    "add_items",
    "add_plan",
    "begin_whole_village",
    "found_society",
    "lines_for",
    "make_special_area",
    "pool_donation",
    "put_villages",
    "receive_donation",
    "record_step",
    "report_progress",
    "report_society",
    "strike_use",
    "take_village_out",
    "use_donation",
]
