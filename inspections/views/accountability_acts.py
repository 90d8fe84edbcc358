"""The steps of a case as forms: notice, statement, decision, exoneration, delivery, execution, appeal, check; and
what is entered by hand: cases with a paper, seats, self-reports."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.models import HelpingUnit
from inspections.case_file import CaseFile, deciding_words
from inspections.forms.accountability import (
    AppealForm,
    CheckForm,
    DecideForm,
    EnterForm,
    ExecuteForm,
    ExonerateForm,
    IssueForm,
    RevokeForm,
    RuleForm,
    SeatForm,
    SelfReportForm,
    ServeForm,
    StatementForm,
)
from inspections.models import DecisionSeat, SelfReport
from inspections.services.accountability import counties_of_units, end_seat, reports_for
from inspections.tables.accountability import REPORT_COLUMNS, SEAT_COLUMNS, UNIT_COLUMNS
from inspections.views.accountability import CasePage
from povertyapp.core import clock
from povertyapp.core.subjects import names
from povertyapp.core.views import ActionPage, FormPage, ListPage
from povertyapp.core.views.pages import RowFormPage

CHANGE, STATE = "inspections.change_accountability", "inspections.state_accountability"
DECIDE, CHECK = "inspections.decide_accountability", "inspections.check_accountability"
SEAT, REPORT = "inspections.change_seat", "inspections.add_selfreport"


class ActPage(RowFormPage, CasePage):
    """A step of one case. Whoever may not take it now is told why before he begins."""

    template_name = "inspections/action_act.html"
    row_name = "case"
    act = ""
    hint = ""

    @cached_property
    def file(self):
        return CaseFile(self.object, self.request.user)

    def get_context(self, **more):
        return super().get_context(
            case=self.object,
            file=self.file,
            may_act=self.act in {act.name for act in self.file.acts},
            deciding=deciding_words(self.object),
            hint=self.hint,
            **more,
        )


class ActionServe(ActPage):
    """`/accountability/<no>/serve/`."""

    verb, act, form_class = CHANGE, "serve", ServeForm
    title = submit_label = gettext_lazy("告知当事人")
    hint = gettext_lazy(
        "告知书要写明事实、依据、拟作的处理，以及陈述的权利和期限。送达之日起三个工作日为陈述期。"
    )
    success_message = gettext_lazy("已登记送达，陈述期开始。")

    def get_title(self):
        return self.title


class ActionState(ActionServe):
    """`/accountability/<no>/state/`."""

    verb, act, form_class = STATE, "state", StatementForm
    title = submit_label = gettext_lazy("陈述意见")
    hint = gettext_lazy("陈述加密保存，只有当事人、经办人和决定机关成员能看，提交以后不能改。")
    success_message = gettext_lazy("陈述已提交。")


class ActionDecide(ActionServe):
    """`/accountability/<no>/decide/`."""

    verb, act, form_class = DECIDE, "decide", DecideForm
    title = submit_label = gettext_lazy("作出决定")
    hint = gettext_lazy("决定署您的名，连同理由记录在案，不能删改。系统只提建议，不作决定。")
    success_message = gettext_lazy("决定已记录，等待下达。")


class ActionExonerate(ActionServe):
    """`/accountability/<no>/exonerate/`."""

    verb, act, form_class = DECIDE, "exonerate", ExonerateForm
    title = submit_label = gettext_lazy("容错免责")
    hint = gettext_lazy("条件要全部符合；弄虚作假、资金违规和“三个一律”不适用。")
    success_message = gettext_lazy("已免责，事项办结。")


class ActionIssue(ActionServe):
    """`/accountability/<no>/issue/`."""

    verb, act, form_class = CHANGE, "issue", IssueForm
    title = submit_label = gettext_lazy("下达决定")
    hint = gettext_lazy("决定书送达当事人之日起计算申诉期。")
    success_message = gettext_lazy("已下达。")


class ActionExecute(ActionServe):
    """`/accountability/<no>/execute/`."""

    verb, act, form_class = CHANGE, "execute", ExecuteForm
    title = submit_label = gettext_lazy("登记执行")
    hint = gettext_lazy("通报、约谈、限期整改可以当即执行；其他处理等申诉期满再执行。")
    success_message = gettext_lazy("已登记执行。")


class ActionAppeal(ActionServe):
    """`/accountability/<no>/appeal/`."""

    verb, act, form_class = STATE, "appeal", AppealForm
    title = submit_label = gettext_lazy("申诉")
    hint = gettext_lazy("申诉由复核机关另外的成员处理，复核期间不执行。")
    success_message = gettext_lazy("申诉已提交。")


class ActionRule(ActionServe):
    """`/accountability/<no>/rule/`."""

    verb, act, form_class = DECIDE, "rule", RuleForm
    title = submit_label = gettext_lazy("复核申诉")
    success_message = gettext_lazy("复核结论已记录。")
    hint = gettext_lazy("复核为最终决定。撤销的，倒查上级的责任同时撤销。")


class ActionRevoke(ActionServe):
    """`/accountability/<no>/revoke/`."""

    verb, act, form_class = DECIDE, "revoke", RevokeForm
    title = submit_label = gettext_lazy("撤销决定")
    hint = gettext_lazy("所依据的月份已更正，或者决定确有错误的，由复核机关撤销。")
    success_message = gettext_lazy("决定已撤销。")


class ActionCheck(ActionServe):
    """`/accountability/<no>/check/`."""

    verb, act, form_class = CHECK, "check", CheckForm
    title = submit_label = gettext_lazy("期满核查")
    hint = gettext_lazy("核查的人不能是决定的人。没有完成的，系统在下一次锁账后提出问责。")
    success_message = gettext_lazy("核查结论已记录。")


class ActionAdd(FormPage):
    """`/accountability/add/`: the three “without exception” (JZ-43), misuse (LF-51), failing acceptance (JZ-21)."""

    verb = "inspections.add_accountability"
    form_class = EnterForm
    title = submit_label = gettext_lazy("录入线索")
    success_message = gettext_lazy("已提出，等待告知当事人。")

    def get_breadcrumbs(self):
        own = {"label": self.title, "url": ""}
        return [{"label": _("问责"), "url": reverse("inspections:actions")}, own]

    def get_context(self, **more):
        hint = _("凭材料录入；录入的人不参加决定。硬账交不清的由系统在锁账以后提出，不在这里录。")
        return super().get_context(hint=hint, cancel_url=reverse("inspections:actions"), **more)


class SeatList(ListPage):
    """`/accountability/seats/`: the named persons of the deciding bodies."""

    model = DecisionSeat
    verb = SEAT
    related = ("area", "user")
    title = gettext_lazy("决定机关成员")
    columns = SEAT_COLUMNS
    order = ("to_date", "body", "area_id", "pk")

    def get_question(self):
        return _("谁能代表哪个机关决定；不能登记自己。")

    def get_actions(self):
        return [{"label": _("登记成员"), "url": reverse("inspections:seat_add"), "style": "primary"}]

    def get_row_url(self, row):
        return "" if row.to_date else reverse("inspections:seat_end", args=[row.pk])

    def get_breadcrumbs(self):
        own = {"label": self.title, "url": ""}
        return [{"label": _("问责"), "url": reverse("inspections:actions")}, own]


class SeatAdd(ActionAdd):
    """`/accountability/seats/add/`."""

    verb, form_class = SEAT, SeatForm
    title = submit_label = gettext_lazy("登记成员")
    success_message = gettext_lazy("已登记。")

    def get_success_url(self, saved):
        return reverse("inspections:seats")

    def get_context(self, **more):
        hint = _("凭任命文件登记；决定只能由登记在册的本人作出。")
        return FormPage.get_context(self, hint=hint, cancel_url=reverse("inspections:seats"), **more)


class SeatEnd(ActionPage):
    """`/accountability/seats/<pk>/end/`."""

    model = DecisionSeat
    verb = SEAT
    related = ("user",)
    success_message = gettext_lazy("已登记离任。")

    def get_title(self):
        return _("离任：%(seat)s") % {"seat": self.object}

    def act(self, *, by, data):
        return end_seat(by=by, seat=self.object, on=clock.today())

    def get_success_url(self, result):
        return reverse("inspections:seats")

    def get_context(self, **more):
        return super().get_context(
            consequences=[
                _("从今天起不再代表%(body)s决定？已作的决定不变。") % {"body": self.object.get_body_display()}
            ],
            cancel_url=reverse("inspections:seats"),
            **more,
        )


class SelfReportList(ListPage):
    """`/accountability/self-reports/`: faults below that a village, township or unit found itself (JZ-20)."""

    model = SelfReport
    verb = REPORT
    related = ("area", "reported_by")
    title = gettext_lazy("自查报告")
    columns = REPORT_COLUMNS
    order = ("-month", "area_id", "pk")

    def get_question(self):
        return _("锁账以前自己查出并报告的问题，下级被问责时不倒查本级。")

    def rows(self, model=None):
        rows = super().rows(model)
        return rows.annotate(reporter=names("level", "code")) if model is None else rows

    def get_actions(self):
        found = []
        if reports_for(self.request.user):
            found.append((_("报告问题"), "self_report_add"))
        if counties_of_units(self.request.user):
            found.append((_("代帮扶单位录入"), "self_report_units"))
        return [
            {"label": label, "url": reverse(f"inspections:{name}"), "style": "primary"}
            for label, name in found
        ]

    def get_row_url(self, row):
        return ""

    def get_breadcrumbs(self):
        own = {"label": self.title, "url": ""}
        return [{"label": _("问责"), "url": reverse("inspections:actions")}, own]


class SelfReportAdd(SeatAdd):
    """`/accountability/self-reports/add/`."""

    verb, form_class = REPORT, SelfReportForm
    title = submit_label = gettext_lazy("报告问题")
    success_message = gettext_lazy("已报告。")

    def get_success_url(self, saved):
        return reverse("inspections:self_reports")

    def get_context(self, **more):
        hint = _("写清查出了什么、已经怎么处理。提交以后不能改。")
        return FormPage.get_context(self, hint=hint, cancel_url=reverse("inspections:self_reports"), **more)


class SelfReportUnits(ListPage):
    """`/accountability/self-reports/units/`: the helping units whose papers the office enters."""

    model = HelpingUnit
    verb = REPORT
    title = gettext_lazy("代帮扶单位录入")
    columns = UNIT_COLUMNS
    order = ("area_id", "code")

    def rows(self, model=None):
        rows = super().rows(model)
        return rows.filter(area__in=counties_of_units(self.request.user)) if model is None else rows

    def get_question(self):
        return _("帮扶单位没有登录账号，自查发现的问题凭单位的书面报告由县扶贫办录入。")

    def get_row_url(self, row):
        return reverse("inspections:self_report_unit", args=[row.code])

    def get_breadcrumbs(self):
        return _report_crumbs(self.title)


class SelfReportOfUnit(RowFormPage):
    """`/accountability/self-reports/units/<code>/`: what a unit found among those it sent or in the villages that it
    took on, entered by the county's office."""

    model = HelpingUnit
    key, url_key = "code", "county_unit"
    verb, form_class = REPORT, SelfReportForm
    row_name = "unit"
    submit_label = gettext_lazy("报告问题")
    success_message = gettext_lazy("已报告。")

    def rows(self, model=None):
        rows = super().rows(model)
        return rows.filter(area__in=counties_of_units(self.request.user)) if model is None else rows

    @property
    def back_url(self):
        return reverse("inspections:self_reports")

    def get_title(self):
        return _("自查报告：%(unit)s") % {"unit": self.object.name}

    def get_breadcrumbs(self):
        return _report_crumbs(self.object.name)

    def get_context(self, **more):
        hint = _("凭单位的书面报告录入：查出了什么、已经怎么处理。提交以后不能改。")
        return super().get_context(hint=hint, **more)


def _report_crumbs(label):
    return [
        {"label": _("问责"), "url": reverse("inspections:actions")},
        {"label": _("自查报告"), "url": reverse("inspections:self_reports")},
        {"label": label, "url": ""},
    ]
