"""Every door of povertyapp in one table: what it leads to and which verb opens it.

row: one row, 404 for whoever does not see the place it belongs to. list: a page of rows, with none of ours for
whoever sees none. own: one row of the county's clerk, 404 for everybody else. open: no rows of anybody. A door that is
not in the table fails the test.
"""

from dataclasses import dataclass

# At a village and answered for by the household's helper; at the county; the village itself or what belongs to it,
# seen by who stands over it, not by who answers for one of its households.
VILLAGE_ROW, COUNTY_ROW, AREA_ROW = "village", "county", "area"


@dataclass(frozen=True)
class Door:
    """One URL name: the kind of page, the verb it asks for, its arguments, and where its row lies."""

    kind: str
    verb: str = ""
    args: tuple[str, ...] = ()
    at: str = VILLAGE_ROW
    method: str = "get"
    anonymous: bool = False
    query: str = ""
    answer: tuple[int, ...] = ()  # where it is another than a page or the way to one


VIEW, CHANGE, REVEAL = (
    "households.view_household",
    "households.change_household",
    "households.reveal_household",
)
COMPARE = "households.view_comparison"
IMPORT = "core.add_importbatch"
CASE = "households.change_case"
ASSIGN = "assistance.change_helperassignment"
POST, TASK = "assistance.change_post", "assistance.change_villagetask"
VISIT, ADD_VISIT = "assistance.view_visit", "assistance.add_visit"
ACCOUNT, PROBLEM = "inspections.view_account", "inspections.view_problem"
FIGURE = "assistance.view_figure"
COMPUTE, CLOSE = "inspections.compute_account", "inspections.close_account"

DOORS = {
    "core:home": Door("open"),
    "core:login": Door("open", anonymous=True),
    "core:logout": Door("open", method="post", anonymous=True),
    "core:preference": Door("open", method="post", anonymous=True),
    "core:health": Door("open", anonymous=True, answer=(503,)),  # no worker runs beside the tests
    "core:drafts": Door("list"),
    "core:devices": Door("list", "core.change_user"),
    "core:device_revoke": Door("row", "core.change_user", ("device_pk",), at=COUNTY_ROW),
    "core:device_off": Door("own", args=("device_pk",)),
    "core:undo": Door("row", args=("act",)),
    "core:todo": Door("open"),
    "core:todo_count": Door("open"),
    "core:notices_put_away": Door("open", method="post"),
    "core:prefs": Door("open"),
    "core:help": Door("open", args=("slug",)),
    "core:search": Door("list", query="?q=独有"),
    "core:audit": Door("list", "core.view_audit"),
    "core:audit_exports": Door("list", "core.view_audit"),
    "core:api_root": Door("open"),
    "core:import_list": Door("list", IMPORT),
    "core:import_new": Door("open", IMPORT, ("import_kind",)),
    "core:import_template": Door("open", IMPORT, ("import_kind",)),
    "core:import_step": Door("row", IMPORT, ("import", "step"), at=COUNTY_ROW),
    "core:import_undo": Door("row", IMPORT, ("import",), at=COUNTY_ROW),
    "core:import_changes": Door("row", IMPORT, ("import", "table"), at=COUNTY_ROW),
    "core:import_errors": Door("row", IMPORT, ("import",), at=COUNTY_ROW),
    "core:job_list": Door("open"),
    "core:job": Door("own", args=("job",)),
    "core:job_cancel": Door("own", args=("job",)),
    "core:file": Door("own", args=("file",)),
    "set_language": Door("open", method="post", anonymous=True),
    "schema": Door("open", anonymous=True),
    "docs": Door("open", anonymous=True),
    # households
    "households:list": Door("list", VIEW),
    "households:area_home": Door("list", VIEW, at=AREA_ROW),
    "households:area": Door("row", VIEW, ("area",), at=AREA_ROW),
    "households:area_history": Door("row", VIEW, ("area",), at=AREA_ROW),
    "households:area_edit": Door("row", CHANGE, ("area", "section"), at=AREA_ROW),
    "households:detail": Door("row", VIEW, ("no",)),
    "households:history": Door("row", VIEW, ("no",)),
    "households:card": Door("row", VIEW, ("no",)),
    "households:card_pdf": Door("row", VIEW, ("no",)),
    "households:handbook": Door("row", VIEW, ("no",)),
    "households:handbook_pdf": Door("row", VIEW, ("no",)),
    "households:edit": Door("row", CHANGE, ("no", "section")),
    "households:member_add": Door("row", CHANGE, ("no",)),
    "households:member_edit": Door("row", CHANGE, ("no", "person_no")),
    "households:member_leave": Door("row", CHANGE, ("no", "person_no")),
    "households:changes": Door("list", VIEW),
    "households:change_start": Door("open", CASE, ("kind",)),
    "households:change": Door("row", VIEW, ("case",)),
    "households:change_record": Door("row", CASE, ("case", "what")),
    "households:change_move": Door("row", CASE, ("case", "to")),
    "households:change_panel": Door("row", VIEW, ("no",)),
    "households:reveal": Door("row", REVEAL, ("no",), query="?column=phone"),
    "households:low_income_lists": Door("list", COMPARE),
    "households:low_income": Door("row", COMPARE, ("low_income_pk",)),
    "households:low_income_not_listed": Door("row", COMPARE, ("low_income_pk",)),
    "households:low_income_row": Door("row", COMPARE, ("low_income_row_pk",)),
    "households:paper_add": Door("row", CHANGE, ("no",)),
    "households:archive_home": Door("list", VIEW, at=AREA_ROW),
    "households:archive": Door("row", VIEW, ("area",), at=AREA_ROW),
    "households:archive_panel": Door("row", VIEW, ("area",), at=AREA_ROW),
    "households:archive_missing": Door("row", VIEW, ("area", "level", "document"), at=AREA_ROW),
    "households:archive_paper_add": Door("row", CHANGE, ("area",), at=AREA_ROW),
    "households:archive_book": Door("row", VIEW, ("area", "form"), at=AREA_ROW),
    "households:archive_zip": Door("row", VIEW, ("area",), at=AREA_ROW),
    "households:postings": Door("list", VIEW),
    "households:posting": Door("list", VIEW, ("kind",), query="?year=2014", at=AREA_ROW),
    "households:posting_file": Door("list", VIEW, ("kind", "form"), query="?year=2014", at=AREA_ROW),
    "households:posting_batch": Door("row", VIEW, ("batch",), at=AREA_ROW),
    "households:posting_batch_file": Door("row", VIEW, ("batch", "form"), at=AREA_ROW),
    "households:cross_forms": Door("list", COMPARE),
    "households:cross_form": Door("row", COMPARE, ("no",)),
    "households:duplicates": Door("list", COMPARE),
    "households:duplicate": Door("row", COMPARE, ("person_no",)),
    "households:duplicate_ask": Door("row", CHANGE, ("person_no",)),
    "households:duplicate_answer": Door("row", CHANGE, ("request_pk",)),
    "households:household-list": Door("list", VIEW),
    "households:household-detail": Door("row", VIEW, ("household_no",)),
    # assistance
    "assistance:duty_panel": Door("row", FIGURE, ("area",), at=AREA_ROW),
    "assistance:figures": Door("list", FIGURE),
    "assistance:figure": Door("list", FIGURE, ("figure",)),
    "assistance:figure_places": Door("list", FIGURE, ("figure",)),
    "assistance:assign": Door("list", VISIT),
    "assistance:assign_new": Door("list", ASSIGN),
    "assistance:assign_villages": Door("list", VISIT),
    "assistance:assign_village": Door("row", VISIT, ("area",), at=AREA_ROW),
    "assistance:assign_units": Door("list", VISIT),
    "assistance:assign_unit": Door("row", VISIT, ("unit_pk",), at=AREA_ROW),
    "assistance:assign_rounds": Door("list", VISIT),
    "assistance:assign_round": Door("row", VISIT, ("round_pk",)),
    "assistance:assign_round_xlsx": Door("row", VISIT, ("round_pk",)),
    "assistance:helpers": Door("list", VISIT),
    "assistance:helper": Door("row", VISIT, ("code",)),
    "assistance:helper_edit": Door("row", ASSIGN, ("code",)),
    "assistance:helper_handover": Door("row", ASSIGN, ("code",)),
    "assistance:helper_kin": Door("row", ASSIGN, ("code",)),
    "assistance:units": Door("list", VISIT),
    "assistance:unit_add": Door("open", TASK),
    "assistance:unit": Door("row", VISIT, ("unit_pk",), at=AREA_ROW),
    "assistance:unit_assign": Door("row", TASK, ("unit_pk",), at=AREA_ROW),
    "assistance:task_claim": Door("row", TASK, ("task_pk",), at=AREA_ROW),
    "assistance:task_end": Door("row", TASK, ("task_pk",), at=AREA_ROW),
    "assistance:posts": Door("list", VISIT),
    "assistance:posts_export": Door("list", VISIT, at=AREA_ROW),
    "assistance:place_posts": Door("row", VISIT, ("area",), at=AREA_ROW),
    "assistance:post_appoint": Door("row", POST, ("area",), at=AREA_ROW),
    "assistance:team_start": Door("row", POST, ("area",), at=AREA_ROW),
    "assistance:team_end": Door("row", POST, ("team_pk",), at=AREA_ROW),
    "assistance:post_end": Door("row", POST, ("post_pk",), at=AREA_ROW),
    "assistance:post_hand_over": Door("row", POST, ("post_pk",), at=AREA_ROW),
    "assistance:official_edit": Door("row", POST, ("official_code",), at=AREA_ROW),
    "assistance:attendance_home": Door("list", VISIT),
    "assistance:attendance": Door("row", VISIT, ("area",), at=AREA_ROW),
    "assistance:measures": Door("list", VISIT),
    "assistance:visits": Door("list", VISIT),
    "assistance:visit": Door("row", VISIT, ("pk",)),
    "assistance:visit_photo": Door("row", VISIT, ("sent_visit", "stored_photo")),
    "assistance:visit_place": Door("row", REVEAL, ("sent_visit",)),
    "assistance:held_values": Door("list", "assistance.settle_value"),
    "assistance:held_value": Door("row", "assistance.settle_value", ("held_value",)),
    "assistance:review": Door("list", "assistance.review_submission"),
    "assistance:review_item": Door("row", "assistance.review_submission", ("held_submission",)),
    "assistance:suspicious_visits": Door("list", VISIT),
    "assistance:visit_void": Door("row", "assistance.void_visit", ("pk",)),
    "assistance:visit_false": Door("row", "assistance.void_visit", ("pk",)),
    "assistance:visit_restore": Door("row", "assistance.void_visit", ("pk",)),
    "assistance:visit_panel": Door("row", VISIT, ("no",)),
    "assistance:measure_panel": Door("row", VISIT, ("no",)),
    "assistance:helper_panel": Door("row", VISIT, ("no",)),
    "assistance:roster_export": Door("list", "households.export_household"),
    "assistance:m_home": Door("list", ADD_VISIT),
    "assistance:m_households": Door("list", ADD_VISIT),
    "assistance:m_household": Door("row", ADD_VISIT, ("no",)),
    "assistance:m_visit": Door("row", ADD_VISIT, ("no",)),
    "assistance:m_visit_done": Door("row", ADD_VISIT, ("no", "pk")),
    "assistance:m_visit_correct": Door("own", ADD_VISIT, ("no", "own_visit")),
    "assistance:m_pack": Door("list", ADD_VISIT),
    "assistance:m_me": Door("open"),
    "assistance:api-visit-list": Door("list", VISIT),
    "assistance:api-visit-detail": Door("row", VISIT, ("pk",)),
    "assistance:api-visit-batch": Door("open", ADD_VISIT, method="post", answer=(422,)),
    "assistance:api-visit-corrections": Door("own", ADD_VISIT, ("own_visit",), method="post", answer=(422,)),
    "assistance:api-photo-list": Door("open", ADD_VISIT, method="post", answer=(415,)),
    "assistance:api-photo-detail": Door("own", ADD_VISIT, ("photo_id",)),
    "assistance:api-device-list": Door("open", ADD_VISIT, method="post", answer=(422,)),
    "assistance:api-device-detail": Door("own", args=("device_id",), method="delete", answer=(204,)),
    "assistance:api-helper-list": Door("list", VISIT),
    "assistance:api-helper-detail": Door("row", VISIT, ("code",)),
    "assistance:api-post-list": Door("list", VISIT),
    "assistance:api-post-detail": Door("row", VISIT, ("post_pk",), at=AREA_ROW),
    # inspections
    "inspections:quality": Door("list", VIEW),
    "inspections:quality_list": Door("list", VIEW),
    "inspections:quality_rule": Door("list", VIEW, ("data_rule",)),
    "inspections:quality_accept": Door("row", CHANGE, ("data_rule", "finding_pk"), method="post"),
    "inspections:quality_claim": Door("row", "inspections.add_claim", ("data_rule", "finding_pk")),
    "inspections:claims": Door("list", VIEW),
    "inspections:claim": Door("row", "inspections.check_claim", ("claim_pk",)),
    "inspections:published": Door("list", VIEW),
    "inspections:published_add": Door("list", "inspections.change_published"),
    "inspections:published_edit": Door("row", "inspections.change_published", ("figure_pk",), at=COUNTY_ROW),
    "inspections:ha_newest": Door("list", ACCOUNT),
    "inspections:ha_board": Door("list", ACCOUNT, ("month",)),
    "inspections:ha_close": Door("list", COMPUTE, ("month",)),
    "inspections:ha_compute": Door("list", COMPUTE, ("month",)),
    "inspections:ha_lock": Door("list", CLOSE, ("month",)),
    "inspections:ha_export": Door("list", "inspections.export_account", ("month",)),
    "inspections:ha_late": Door("list", ACCOUNT, ("month",)),
    "inspections:ha_helpers": Door("list", ACCOUNT, ("month",)),
    "inspections:ha_helper": Door("row", VISIT, ("month", "helper")),
    "inspections:ha_county_units": Door("list", ACCOUNT, ("month",)),
    "inspections:ha_county_unit": Door("row", ACCOUNT, ("month", "county_unit"), at=COUNTY_ROW),
    "inspections:ha_unit": Door("row", ACCOUNT, ("month", "area")),
    "inspections:ha_rows": Door("row", ACCOUNT, ("month", "area", "rule")),
    "inspections:api_parties": Door("list", ACCOUNT, ("month",)),
    "inspections:api_lines": Door("list", ACCOUNT, ("month",)),
    "inspections:ledger": Door("list", PROBLEM),
    "inspections:ledger_xlsx": Door("list", "inspections.export_problem"),
    "inspections:item": Door("row", PROBLEM, ("problem_no",), at=COUNTY_ROW),
}
