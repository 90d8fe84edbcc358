"""Which verbs each role has. Which rows is another question: `visible_to` (house.md 4.4)."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    LEADER = "leader", _("县领导")
    OFFICE = "office", _("县扶贫办")
    TOWNSHIP = "township", _("乡镇专干")
    CADRE = "cadre", _("村干部")
    HELPER = "helper", _("帮扶责任人")
    SUPERVISOR = "supervisor", _("督查员")
    FINANCE = "finance", _("财务人员")
    ADMIN = "admin", _("系统管理员")


# A helper sees the rows that he answers for; the place of his grant gives him no reach of its own.
REACHING = frozenset(Role.values) - {Role.HELPER}

# Leaders, supervisors and whoever may see exports of whole areas must bring a second factor in production.
PRIVILEGED = frozenset({Role.OFFICE, Role.SUPERVISOR, Role.FINANCE, Role.ADMIN})

_READ = {
    "households.view_household",
    "households.view_comparison",
    "assistance.view_visit",
    "assistance.view_figure",
    "inspections.view_account",
    "inspections.view_problem",
    "inspections.view_check",
    "inspections.view_accountability",
    "inspections.view_indicator",
    "funds.view_allotment",
    "funds.view_notice",
}
# The whole of the county's money: its lines, plans and vouchers.
_MONEY = {"funds.view_fundline"}

VERBS = {
    # the county's leading group decides appeals against the office
    Role.LEADER: _READ
    | _MONEY
    | {
        "households.change_case",
        "inspections.view_objection",
        "inspections.close_account",
        "inspections.publish_check",
        "inspections.add_problem",
        "inspections.sign_problem",
        "inspections.extend_problem",
        "inspections.decide_accountability",
        "inspections.change_meeting",
        "inspections.issue_circular",
    },
    Role.OFFICE: _READ
    | _MONEY
    | {
        "funds.change_notice",
        "inspections.answer_checklist",
        "inspections.change_indicator",
        "inspections.report_indicator",
        "inspections.change_workround",
        "inspections.record_workround",
        "core.view_audit",
        "households.change_household",
        "core.add_importbatch",
        "households.change_case",
        "households.import_roster",
        "households.export_household",
        "households.reveal_household",
        "assistance.add_measure",
        "assistance.change_measure",
        "assistance.change_matrix",
        "assistance.add_visit",
        "assistance.use_phone",
        "households.report_fact",
        "assistance.void_visit",
        "assistance.change_helperassignment",
        "assistance.review_submission",
        "assistance.settle_value",
        "assistance.change_post",
        "assistance.change_villagetask",
        "assistance.change_training",
        "assistance.change_enterprise",
        "assistance.change_care",
        "inspections.compute_account",
        "inspections.close_account",
        "inspections.view_objection",
        "inspections.add_objection",
        "inspections.rule_objection",
        "inspections.add_excuse",
        "inspections.decide_excuse",
        "inspections.change_meeting",
        "inspections.issue_circular",
        "inspections.export_account",
        "inspections.export_evidence",
        "inspections.add_problem",
        "inspections.change_problem",
        "inspections.mend_problem",
        "inspections.close_problem",
        "inspections.export_problem",
        "inspections.add_claim",
        "inspections.check_claim",
        "inspections.change_published",
        "inspections.change_acceptance",
        # to be named as an inspector of others
        "inspections.add_check",
        "inspections.add_accountability",
        "inspections.change_accountability",
        "inspections.check_accountability",
        "inspections.decide_accountability",
        "inspections.state_accountability",
        "inspections.add_selfreport",
        "inspections.change_seat",
    },
    Role.TOWNSHIP: _READ
    | {
        "inspections.record_workround",
        "funds.change_notice",
        "inspections.answer_checklist",
        "households.change_household",
        "core.add_importbatch",
        "households.change_case",
        "households.import_roster",
        "households.export_household",
        "households.reveal_household",
        "assistance.add_measure",
        "assistance.change_measure",
        "assistance.add_visit",
        "assistance.use_phone",
        "households.report_fact",
        "assistance.change_helperassignment",
        "assistance.review_submission",
        "assistance.settle_value",
        "assistance.change_post",
        "assistance.change_training",
        "assistance.change_enterprise",
        "assistance.change_care",
        "inspections.export_account",
        "inspections.export_evidence",
        "inspections.view_objection",
        "inspections.add_objection",
        "inspections.rule_objection",
        "inspections.add_excuse",
        "inspections.decide_excuse",
        "inspections.add_problem",
        "inspections.mend_problem",
        "inspections.sign_problem",
        "inspections.export_problem",
        "inspections.add_claim",
        "inspections.check_claim",
        "inspections.add_check",
        "inspections.decide_accountability",
        "inspections.state_accountability",
        "inspections.add_selfreport",
    },
    Role.CADRE: _READ
    | {
        "inspections.record_workround",
        "funds.change_notice",
        "inspections.export_evidence",
        "households.change_household",
        "households.change_case",
        "assistance.add_measure",
        "assistance.add_visit",
        "assistance.use_phone",
        "households.report_fact",
        "assistance.settle_value",
        "assistance.change_training",
        "assistance.change_enterprise",
        "assistance.change_care",
        "inspections.mend_problem",
        "inspections.add_claim",
        "inspections.view_objection",
        "inspections.add_objection",
        "inspections.add_excuse",
        "inspections.state_accountability",
        "inspections.add_selfreport",
    },
    Role.HELPER: {
        # whoever a member unit names to report its indicators
        "inspections.view_indicator",
        "inspections.report_indicator",
        "inspections.export_evidence",
        "households.view_household",
        "assistance.view_visit",
        "assistance.add_visit",
        "assistance.use_phone",
        "households.report_fact",
        "assistance.add_measure",
        "inspections.view_objection",
        "inspections.add_objection",
        "inspections.add_excuse",
        "inspections.view_problem",
        "inspections.mend_problem",
        "inspections.view_accountability",
        "inspections.state_accountability",
    },
    Role.SUPERVISOR: _READ
    | _MONEY
    | {
        "core.view_audit",
        "inspections.view_objection",
        "assistance.void_visit",
        "assistance.use_phone",
        "inspections.add_problem",
        "inspections.verify_problem",
        "inspections.export_problem",
        "inspections.export_account",
        "inspections.export_evidence",
        "inspections.add_check",
        "inspections.change_check",
        "inspections.publish_check",
        "inspections.add_accountability",
        "inspections.check_accountability",
    },
    Role.FINANCE: {
        "inspections.view_problem",
        "inspections.mend_problem",
        "inspections.view_account",
        "inspections.view_indicator",
        "inspections.report_indicator",
        "funds.view_fundline",
        "funds.view_allotment",
        "funds.change_fundline",
        "funds.add_allotment",
        "funds.add_payment",
        "funds.reverse_fundentry",
        "funds.view_notice",
    },
    Role.ADMIN: {"core.view_audit", "core.view_job", "core.change_user", "core.change_roleparameter"},
}
