"""The verbs of relocation (C5): households from the place that cannot support them to their new life, sites, plans."""

from funds.services.relocation.living import (
    accept_house,
    close_case,
    confirm_move,
    finish_building,
    hand_key,
    record_check,
    remove_old_house,
    send_back,
    support_household,
)
from funds.services.relocation.moving import (
    assign_site,
    identify_household,
    plan_case,
    sign_agreement,
    start_building,
    withdraw_case,
)
from funds.services.relocation.planning import list_household, set_plan, strike_off
from funds.services.relocation.sites import delist_place, list_place, move_site, open_site, report_site

__all__ = [
    "accept_house",
    "assign_site",
    "close_case",
    "confirm_move",
    "delist_place",
    "finish_building",
    "hand_key",
    "identify_household",
    "list_household",
    "list_place",
    "move_site",
    "open_site",
    "plan_case",
    "record_check",
    "remove_old_house",
    "report_site",
    "send_back",
    "set_plan",
    "sign_agreement",
    "start_building",
    "strike_off",
    "support_household",
    "withdraw_case",
]
