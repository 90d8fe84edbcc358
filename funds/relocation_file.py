"""One relocation as its page shows it: how it stands, what may be done next and by whom, what was done."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from funds.choices.relocation import (
    CASE_MOVES,
    FAULT_IN,
    FAULT_ROLES,
    NEXT_STATUS,
    STEP_ROLES,
    WAY,
    Aim,
    CaseStatus,
)
from funds.models import RelocationCase
from funds.relocation import house_limit
from povertyapp.core import clock
from povertyapp.core.files import openable
from povertyapp.core.parameters import Parameters
from povertyapp.core.roles import Role
from povertyapp.core.views.pages import address

LABELS = {
    CaseStatus.AGREED: gettext_lazy("登记协议"),
    CaseStatus.PLANNED: gettext_lazy("列入年度计划"),
    CaseStatus.SITE_ASSIGNED: gettext_lazy("落实安置"),
    CaseStatus.BUILDING: gettext_lazy("登记开工"),
    CaseStatus.BUILT: gettext_lazy("登记建成"),
    CaseStatus.ACCEPTED: gettext_lazy("验收"),
    CaseStatus.KEY_HANDED: gettext_lazy("交钥匙"),
    CaseStatus.MOVED_IN: gettext_lazy("核实入住"),
    CaseStatus.OLD_HOUSE_REMOVED: gettext_lazy("登记拆旧"),
    CaseStatus.SUPPORTED: gettext_lazy("落实后扶"),
    CaseStatus.CLOSED: gettext_lazy("办结"),
    CaseStatus.WITHDRAWN: gettext_lazy("退出搬迁"),
}


class CaseFile:
    """What the page of a relocation shows to one reader."""

    def __init__(self, case: RelocationCase, user):
        self.case, self.user, self.today = case, user, clock.today()

    @cached_property
    def value(self):
        return Parameters(self.case.area_id, self.today)

    @cached_property
    def steps(self):
        return list(self.case.steps.select_related("actor", "acting_unit").order_by("number"))

    @cached_property
    def nexts(self) -> list[str]:
        """Return the statuses to which the reader may take the case now."""
        if not self.user.has_perm("funds.step_relocation"):
            return []
        moves = CASE_MOVES.get(self.case.status, ())
        return [to for to in (*WAY, CaseStatus.WITHDRAWN) if to in moves and self._stands(STEP_ROLES[to])]

    def _stands(self, roles):
        for grant in self.user.grants_today:
            over = grant.role == Role.HELPER or self.case.area_id.startswith(grant.area_id)
            answers = grant.role != Role.HELPER or self.case.household.answered_by_id == self.user.pk
            if grant.role in roles and over and answers:
                return True
        return False

    @property
    def may_find_fault(self):
        can = self.user.has_perm("funds.step_relocation") and self._stands(FAULT_ROLES)
        return can and self.case.status in FAULT_IN

    @property
    def may_check(self):
        return self.case.status == CaseStatus.SUPPORTED and self.user.has_perm("funds.check_relocation")

    def buttons(self):
        no = self.case.no
        found = [
            {
                "label": LABELS[to],
                "url": reverse("funds:relocation_step", args=[no, to]),
                "style": "" if to == CaseStatus.WITHDRAWN else "primary",
            }
            for to in self.nexts
        ]
        if self.may_find_fault:
            found.append(
                {"label": _("退回整改"), "url": reverse("funds:relocation_fault", args=[no]), "style": ""}
            )
        if self.may_check:
            found.append(
                {"label": _("登记回访"), "url": reverse("funds:relocation_check", args=[no]), "style": ""}
            )
        return found

    @property
    def waits_for(self):
        """Return who must act next, in words; blank where nobody must."""
        roles = STEP_ROLES.get(NEXT_STATUS.get(self.case.status, ""), ())
        return "、".join(str(Role(role).label) for role in roles)

    @property
    def notice_url(self):
        """Return where the allocation list is put up, for whoever may do so while the key waits for it."""
        case = self.case
        if case.status != CaseStatus.ACCEPTED or not self.user.has_perm("funds.change_notice"):
            return None
        subject = ("site", case.site.code) if case.site else ("relocation", case.no)
        return address(
            reverse("funds:notice_add"),
            kind="keys",
            subject_kind=subject[0],
            subject_code=subject[1],
            area=case.area_id[:9],
        )

    @property
    def limit(self):
        return house_limit(self.case.area_id, self.case.persons, self.today)

    @property
    def aims(self):
        """Return the six aims of LF-29, each with whether it is reached."""
        return [(aim.label, aim in self.case.aims) for aim in Aim]

    @property
    def facts(self):
        """Return the facts of the case as (label, value)."""
        case = self.case
        taken = [case.quality_ok, case.water_ok, case.power_ok, case.road_ok]
        return [
            (_("搬迁原因"), case.get_reason_display()),
            (_("搬迁人数"), case.persons),
            (_("识别日期"), case.opened_on),
            (_("协议签订日期"), case.agreed_on),
            (_("申请和协议存放"), case.agreement_paper),
            (_("年度任务"), case.listed.plan.name if case.listed else ""),
            (_("安置方式"), case.get_settlement_display()),
            (_("安置点"), case.site.name if case.site else ""),
            (_("户型面积（平方米）"), case.house_m2),
            (_("实测住房面积（平方米）"), case.dwelling_m2),
            (_("最多（平方米）"), self.limit),
            (_("自筹资金（元）"), case.self_paid),
            (_("开工日期"), case.started_on),
            (_("建成日期"), case.built_on),
            (_("验收日期"), case.accepted_on),
            (_("验收单位"), case.acceptor),
            (_("质量、水、电、路"), _("都合格") if all(taken) else ""),
            (_("交钥匙日期"), case.keys_on),
            (_("钥匙签收单存放"), case.key_receipt),
            (_("入住日期"), case.moved_in_on),
            (_("拆旧日期"), case.removed_on),
            (_("免予拆除的依据"), case.exemption),
            (_("增收措施"), case.measure.name if case.measure else ""),
            (_("登记依据"), case.recorded_from),
        ]

    @cached_property
    def pictures(self):
        """Return the pictures as (words, stored file); None for a file that the reader may not open."""
        case = self.case
        rows = (
            (_("开工照片"), case.start_image),
            (_("入住照片"), case.move_image),
            (_("拆旧照片"), case.removal_image),
        )
        taken = [(label, file) for label, file in rows if file is not None]
        known = openable([file for _label, file in taken], self.user) if taken else ()
        return [(label, file if file.pk in known else None) for label, file in taken]
