"""The verbs of assistance: visits, who helps whom, measures."""

from assistance.services.assigning import assign_many, hand_over, plan_many, take_over
from assistance.services.assignments import assign_helper, end_assignment, refresh_answers
from assistance.services.attendance import record_attendance
from assistance.services.cards import post_card
from assistance.services.corrections import correct_visit, own_visit, take_correction, why_closed
from assistance.services.helpers import correct_helper
from assistance.services.kin import declare_kin
from assistance.services.matrix import set_answers
from assistance.services.measures import (
    add_measure,
    correct_measure,
    decide_measure,
    end_measure,
    sign_effect,
)
from assistance.services.photos import announce_photo, receive_piece, sweep_photos
from assistance.services.places import reveal_place
from assistance.services.plans import record_relief, write_plan
from assistance.services.posts import (
    appoint,
    correct_official,
    end_post,
    end_team,
    hand_over_post,
    start_team,
)
from assistance.services.review import accept_held, refuse_held, settle_value
from assistance.services.submissions import take_submission
from assistance.services.village_tasks import add_unit, assign_village, claim_village, end_task
from assistance.services.visits import is_late, record_visit
from assistance.services.voiding import declare_false, restore_visit, void_visit, why_not_void

__all__ = [
    "accept_held",
    "add_measure",
    "add_unit",
    "announce_photo",
    "appoint",
    "assign_helper",
    "assign_many",
    "assign_village",
    "claim_village",
    "correct_helper",
    "correct_official",
    "correct_visit",
    "declare_false",
    "declare_kin",
    "end_assignment",
    "end_measure",
    "end_post",
    "end_task",
    "end_team",
    "hand_over",
    "hand_over_post",
    "is_late",
    "own_visit",
    "plan_many",
    "post_card",
    "receive_piece",
    "record_attendance",
    "record_visit",
    "refresh_answers",
    "refuse_held",
    "restore_visit",
    "reveal_place",
    "settle_value",
    "start_team",
    "sweep_photos",
    "take_correction",
    "take_over",
    "take_submission",
    "void_visit",
    "why_closed",
    "why_not_void",
    "correct_measure",
    "decide_measure",
    "end_assignment",
    "end_measure",
    "is_late",
    "record_relief",
    "record_visit",
    "refresh_answers",
    "set_answers",
    "sign_effect",
    "void_visit",
    "write_plan",
]
