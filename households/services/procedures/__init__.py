"""The desk of the procedures (rulebook B3-B5, B10, C1): bring a case up, put on record what it goes by, move it.

Each service is one transaction, takes keywords, first `by`, and returns the row that it wrote. A decision is
made by a person with the role on its level; everything that still lacks is said at once.
"""

from households.services.procedures.evidence import (
    COMPARES,
    appeal,
    appeal_level,
    comparison_rules,
    decide_appeal,
    record_comparison,
    record_evidence,
)
from households.services.procedures.exits import answer_item, answers_of, judge_items, standard_for
from households.services.procedures.finding import (
    household_by_number,
    may_exit,
    open_items,
    open_objections,
    villages_for_exit,
)
from households.services.procedures.lists import (
    CHECKS,
    announce,
    answer_objection,
    post_publicity,
    record_deliberation,
    record_objection,
    record_spot_check,
    take_down,
)
from households.services.procedures.moving import Moved, move_batch, move_case, what_lacks
from households.services.procedures.opening import (
    apply_for_entry,
    open_batch,
    open_exit_list,
    open_monitoring,
    open_natural_close,
    open_removal,
    open_return,
    recorded_state,
)
from households.services.procedures.pictures import keep_picture
from households.services.procedures.registering import fill_information_form

__all__ = [
    "CHECKS",
    "COMPARES",
    "Moved",
    "announce",
    "answer_item",
    "answer_objection",
    "answers_of",
    "appeal",
    "appeal_level",
    "apply_for_entry",
    "comparison_rules",
    "decide_appeal",
    "fill_information_form",
    "household_by_number",
    "judge_items",
    "keep_picture",
    "may_exit",
    "move_batch",
    "move_case",
    "open_batch",
    "open_exit_list",
    "open_items",
    "open_monitoring",
    "open_natural_close",
    "open_objections",
    "open_removal",
    "open_return",
    "post_publicity",
    "record_comparison",
    "record_deliberation",
    "record_evidence",
    "record_objection",
    "record_spot_check",
    "recorded_state",
    "standard_for",
    "take_down",
    "what_lacks",
    "villages_for_exit",
]
