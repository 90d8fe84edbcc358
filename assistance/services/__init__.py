"""The verbs of assistance: visits, who helps whom, measures."""

from assistance.services.assigning import assign_many, hand_over, plan_many, take_over
from assistance.services.assignments import assign_helper, end_assignment, refresh_answers
from assistance.services.attendance import record_attendance
from assistance.services.cards import post_card
from assistance.services.care import (
    correct_left_behind,
    end_left_behind,
    record_service,
    register_left_behind,
)
from assistance.services.corrections import correct_visit, own_visit, take_correction, why_closed
from assistance.services.helpers import correct_helper
from assistance.services.kin import declare_kin
from assistance.services.links import (
    correct_enterprise,
    correct_institution,
    end_link,
    found_institution,
    link_household,
    register_enterprise,
)
from assistance.services.matrix import set_answers
from assistance.services.measure_voiding import (
    declare_measure_false,
    restore_measure,
    void_measure,
    why_not_void_measure,
)
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
from assistance.services.trainings import (
    add_attendees,
    correct_training,
    find_attendees,
    record_training,
    strike_attendance,
)
from assistance.services.village_tasks import add_unit, assign_village, claim_village, end_task
from assistance.services.visits import is_late, record_visit
from assistance.services.voiding import declare_false, restore_visit, void_visit, why_not_void

__all__ = [
    "accept_held",
    "add_attendees",
    "add_measure",
    "add_unit",
    "announce_photo",
    "appoint",
    "assign_helper",
    "assign_many",
    "assign_village",
    "claim_village",
    "correct_enterprise",
    "correct_helper",
    "correct_institution",
    "correct_left_behind",
    "correct_measure",
    "correct_official",
    "correct_training",
    "correct_visit",
    "decide_measure",
    "declare_false",
    "declare_measure_false",
    "declare_kin",
    "end_assignment",
    "end_left_behind",
    "end_link",
    "end_measure",
    "end_post",
    "end_task",
    "end_team",
    "find_attendees",
    "found_institution",
    "hand_over",
    "hand_over_post",
    "is_late",
    "link_household",
    "own_visit",
    "plan_many",
    "post_card",
    "receive_piece",
    "record_attendance",
    "record_relief",
    "record_service",
    "record_training",
    "record_visit",
    "refresh_answers",
    "refuse_held",
    "register_enterprise",
    "register_left_behind",
    "restore_measure",
    "restore_visit",
    "reveal_place",
    "set_answers",
    "settle_value",
    "sign_effect",
    "start_team",
    "strike_attendance",
    "sweep_photos",
    "take_correction",
    "take_over",
    "take_submission",
    "void_measure",
    "void_visit",
    "why_closed",
    "why_not_void",
    "why_not_void_measure",
    "write_plan",
]
