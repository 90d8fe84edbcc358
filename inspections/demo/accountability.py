"""Cases of accountability in several states, over the demo's closed months: who sits in the bodies, notices served,
statements, decisions, an appeal, and one that somebody entered with the paper."""

import datetime as dt

import pgtrigger
from django.db import transaction

from inspections.choices.accountability import EXONERATION_CONDITIONS, ActionKind, Body, ExonerationGround
from inspections.models import AccountabilityAction
from inspections.models.account import PartyLevel
from inspections.services import accountability as desk
from inspections.services.accountability.common import made_it
from povertyapp.core import clock
from povertyapp.core.history import because
from povertyapp.core.models import RoleGrant, User
from povertyapp.core.models.area import TOWNSHIP_DIGITS
from povertyapp.core.parameters import Parameters
from povertyapp.core.period import Period
from povertyapp.core.roles import Role
from povertyapp.core.workdays import workday_after

DAY = dt.timedelta(days=1)
# People without a login of their own page: login, name, role, body, post.
MEMBERS = (
    ("office2", "黄启明", Role.OFFICE, Body.OFFICE, "县扶贫办副主任"),
    ("deputy", "向国荣", Role.LEADER, Body.LEADING_GROUP, "县领导小组副组长"),
    ("organisation", "彭志华", Role.LEADER, Body.ORGANISATION, "县委组织部副部长"),
    ("discipline", "覃正平", Role.LEADER, Body.DISCIPLINE, "县纪委副书记"),
)


@transaction.atomic
def make_accountability(*, users, county, village, today):
    """Give the bodies their named persons and take some of the proposed cases along; return how many there are."""
    members = _seats(users, county, village)
    way = _Way(users, members, today)
    cases = AccountabilityAction.objects.filter(county=county, entered_by=None).order_by("month", "no")
    in_township = cases.filter(area__code__startswith=village.pk[:TOWNSHIP_DIGITS])
    own = list(cases.filter(helper__user=users["helper"])) + list(in_township.filter(code=village.pk))
    others = in_township.exclude(pk__in=[case.pk for case in own])
    taken = []
    for kind, ways in (
        (ActionKind.CIRCULAR, (way.to_the_end, way.excused, way.decided)),
        (ActionKind.INTERVIEW, (way.appealed, way.decided)),
        (ActionKind.RECTIFY_ORDER, (way.to_the_end, way.heard)),
    ):
        taken += zip(others.filter(kind=kind), ways, strict=False)
    _date_back([case for case, _go in taken], county, today)
    for case, go in taken:
        case.refresh_from_db()
        go(case)
    for case in own[-1:] + own[:1]:
        way.served_today(case)
    desk.enter_case(
        by=users["supervisor"], county=county, level=PartyLevel.TOWNSHIP, code=village.pk[:TOWNSHIP_DIGITS],
        trigger="prov_circular", source="省扶贫办通报第 6 号", text="通报点名：产业项目进度滞后，台账与现场不符。",
    )  # fmt: skip
    return {"accountability_cases": AccountabilityAction.objects.filter(county=county).count()}


def _date_back(cases, county, today):
    """Let cases have been proposed on the day on which their months are closed: the demo closes them today."""
    rows = AccountabilityAction.objects.filter(pk__in=[case.pk for case in cases])
    for month in sorted({case.month for case in cases}):
        period = Period.parse(month)
        value = Parameters(county.pk, period.start)
        day = min(period.next.start + (int(value("account.close_day")) - 1) * DAY, today)
        due = workday_after(day, value("accountability.serve_days"), value)
        guard = "inspections.AccountabilityAction:action_keeps_its_order"
        with because(by=None, reason="load_demo"), pgtrigger.ignore(guard):
            rows.filter(month=month).update(proposed_at=clock.moment(day, 9), state_since=day, due_on=due)


def _seats(users, county, village):
    """Enter the members of the bodies; return them by body."""
    members = {}
    for username, name, role, body, title in MEMBERS:
        user = User.objects.filter(username=username).first()
        if user is None:
            with because(by=users["office"], reason="load_demo"):
                user = User(username=username, display_name=name)
                user.set_unusable_password()
                user.save()
                RoleGrant.objects.create(user=user, role=role, area=county, from_date=dt.date(2013, 1, 1))
        members[body] = user
        _seat(users, county, body, user, title)
    _seat(users, county, Body.LEADING_GROUP, users["leader"], "县领导小组组长")
    township = village.parent
    _seat(users, township, Body.TOWNSHIP, users["township"], "镇长")
    members[Body.TOWNSHIP] = users["township"]
    return members


def _seat(users, area, body, user, title):
    desk.give_seat(
        by=users["office"], area=area, body=body, user=user, title=title, paper="来组干〔2026〕18 号",
        from_date=dt.date(2013, 1, 1),
    )  # fmt: skip


class _Way:
    """Takes cases along the way, a step a day after the other, as far as today lets them go."""

    def __init__(self, users, members, today):
        self.users, self.members, self.today, self.n = users, members, today, 0

    def served_today(self, case):
        if case.state == "proposed":
            self._serve(case, self.today)

    def heard(self, case):
        """Serve the notice, and let the party say its word on paper."""
        self._serve(case, case.state_since)
        desk.record_statement(
            by=self.users["office"], case=case, text="当月两户外出务工，已电话联系，请核实。", on=case.served_on,
            paper="陈述书，档案柜 5 号",
        )  # fmt: skip

    def decided(self, case):
        self.heard(case)
        day = case.window_ends_on + DAY
        if day > self.today or made_it(case, self.members[case.body]):
            return False
        is_order = case.proposed_kind == ActionKind.RECTIFY_ORDER
        desk.decide(
            by=self.members[case.body], case=case, kind=case.proposed_kind, on=day,
            reason="当月欠账事实清楚。陈述的两户已核实，其余仍未完成。",
            deadline_on=day + 20 * DAY if is_order else None,
            joined_by=self.members[case.joint_body] if case.joint_body else None,
        )  # fmt: skip
        case.refresh_from_db()
        return True

    def excused(self, case):
        self.heard(case)
        day = case.window_ends_on + DAY
        if day <= self.today and not made_it(case, self.members[case.body]):
            desk.exonerate(
                by=self.members[case.body], case=case, ground=ExonerationGround.FORCE, on=day,
                reason="连续暴雨山洪断路十二天，路通后三天内补齐，村两委有会议记录。",
                conditions=[code for code, _label in EXONERATION_CONDITIONS],
            )  # fmt: skip

    def issued(self, case):
        if not self.decided(case):
            return False
        desk.issue(by=self.users["office"], case=case, paper=self._paper("决"), on=case.decided_on)
        case.refresh_from_db()
        return True

    def appealed(self, case):
        if self.issued(case):
            desk.appeal(
                by=self.users["office"], case=case, text="其中一户四月起已搬迁入镇，不应计入本村。",
                on=case.issued_on, paper="申诉书，档案柜 5 号",
            )  # fmt: skip

    def to_the_end(self, case):
        if self.issued(case):
            desk.execute(
                by=self.users["office"], case=case, record="当面宣布，逐项说明欠账，当场表态整改。",
                signed_by=case.answers_for, paper="约谈通报记录，档案柜 6 号", on=case.issued_on,
            )  # fmt: skip

    def _serve(self, case, day):
        desk.serve_notice(
            by=self.users["office"], case=case, answers_for=case.answers_for or "村党支部书记",
            paper=self._paper("告"), on=day,
        )  # fmt: skip
        case.refresh_from_db()

    def _paper(self, word):
        self.n += 1
        return f"来扶{word}〔{self.today.year}〕{self.n} 号"
