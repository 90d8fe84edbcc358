"""Notices of money and projects: the list, one notice, posting, pictures, objections, taking down, the paper."""

from django.db.models import Count
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from assistance.tables import place_name
from assistance.views.strips import SheetExport, StripList
from funds.choices.notices import NoticeKind
from funds.filters.notices import STANDINGS, NoticeFilter
from funds.forms.notices import (
    NoticeAnswerForm,
    NoticeForm,
    NoticeObjectionForm,
    PhotoForm,
    TakeDownForm,
)
from funds.models import Notice, NoticeLine, NoticeObjection, NoticePhoto
from funds.services.notices.papers import make_paper
from funds.tables.notices import NOTICE_COLUMNS, standing_tag
from funds.views.records import link, table, yuan
from povertyapp.core import clock
from povertyapp.core.exports import HTML_FORM
from povertyapp.core.statuses import tag
from povertyapp.core.views.handing import PaperPage
from povertyapp.core.views.pages import DetailPage, FormPage, RowFormPage
from povertyapp.core.workbooks.office import OfficeColumn

VIEW, CHANGE = "funds.view_notice", "funds.change_notice"


def _crumbs(*more):
    return [{"label": _("公示"), "url": reverse("funds:notices")}, *more]


class NoticeList(StripList):
    """`/funds/notices/`: what was made public, where, for how long, and what is lacking."""

    model = Notice
    related = ("area__parent",)
    verb = VIEW
    title = gettext_lazy("公示")
    filterset_class = NoticeFilter
    columns = NOTICE_COLUMNS
    order = ("-posted_on", "code")
    add_verb, add_url_name, add_label = CHANGE, "funds:notice_add", gettext_lazy("张贴公示")
    export_url_name = "funds:notices_export"

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model is not None else rows.with_standing(clock.today())

    def get_question(self):
        return _("哪些资金和项目公示了，公示满没有，异议答复没有")

    def get_export_url(self):
        query = self.request.GET.urlencode()
        return reverse(self.export_url_name) + (f"?{query}" if query else "")

    def get_strip(self):
        day = clock.today()
        wanted = {key: Count("pk", filter=where(day)) for key, _label, where in STANDINGS}
        counts = self.in_place(self.rows()).aggregate(**wanted)
        return [
            {"key": key, "label": label, "count": counts[key], "query": {"standing": key}}
            for key, label, _where in STANDINGS
        ]


class NoticeExport(SheetExport, NoticeList):
    """`/funds/notices/export/`: the list as a workbook."""

    verb = VIEW
    sheet_kind, sheet_title = "notices", "扶贫资金项目公示台账"
    sheet_columns = (
        (OfficeColumn("标题", 34, align="left"), lambda row: row.title),
        (OfficeColumn("公示内容", 16), lambda row: row.get_kind_display()),
        (OfficeColumn("级别", 10), lambda row: row.get_level_display()),
        (OfficeColumn("张贴在", 18, align="left"), lambda row: place_name(row.area)),
        (OfficeColumn("张贴地点", 20, align="left"), lambda row: row.place),
        (OfficeColumn("张贴日期", 12, kind="date"), lambda row: row.posted_on),
        (OfficeColumn("取下日期", 12, kind="date"), lambda row: row.taken_down_on),
        (OfficeColumn("应公示天数", 10, kind="integer"), lambda row: row.days),
        (OfficeColumn("已公示天数", 10, kind="integer"), lambda row: row.days_up(clock.today())),
        (OfficeColumn("照片(张)", 10, kind="integer"), lambda row: row.photo_count),
        (OfficeColumn("异议(条)", 10, kind="integer"), lambda row: row.objection_count),
        (OfficeColumn("未答复(条)", 10, kind="integer"), lambda row: row.open_count),
    )


class _OneNotice:
    """What every page about one notice knows."""

    model = Notice
    related = ("area__parent", "recorded_by")
    key, url_key = "code", "code"

    def get_breadcrumbs(self):
        own = {"label": self.object.title, "url": self.object.get_absolute_url()}
        return _crumbs(own, {"label": self.get_title(), "url": ""})


class NoticeDetail(_OneNotice, DetailPage):
    """`/funds/notices/<code>/`: what stood on it, how long it hung, pictures, objections with answers."""

    verb = VIEW
    template_name = "funds/record.html"

    def get_breadcrumbs(self):
        return _crumbs({"label": self.object.title, "url": ""})

    @cached_property
    def may_change(self):
        return self.request.user.has_perm(CHANGE)

    def _url(self, name, *more):
        return reverse(f"funds:{name}", args=[self.object.code, *more])

    def get_actions(self):
        notice = self.object
        found = [{"label": _("打印公示"), "url": self._url("notice_paper", HTML_FORM)}]
        if not self.may_change:
            return found
        found.append({"label": _("登记异议"), "url": self._url("notice_object")})
        found.append({"label": _("上传照片"), "url": self._url("notice_photo")})
        if notice.taken_down_on is None:
            found.append({"label": _("登记取下"), "url": self._url("notice_take_down")})
        return found

    def get_context(self, **more):
        notice = self.object
        facts = (
            (_("公示编号"), notice.code),
            (_("公示内容"), notice.get_kind_display()),
            (_("级别"), notice.get_level_display()),
            (_("张贴在"), place_name(notice.area)),
            (_("张贴地点"), notice.place),
            (_("张贴日期"), notice.posted_on),
            (_("状态"), standing_tag(notice)),
            (_("取下日期"), notice.taken_down_on),
            (_("监督电话"), notice.complaint_line),
            (_("网址"), link(notice.web_address, notice.web_address) if notice.web_address else None),
            (_("纸质材料存放"), notice.paper),
            (_("录入人"), notice.recorded_by and notice.recorded_by.display_name),
        )
        return super().get_context(
            status_items=[{"label": label, "value": value} for label, value in facts if value],
            tables=[self._lines(), self._photos(), self._objections()],
            **more,
        )

    def _lines(self):
        lines = list(self.rows(NoticeLine).filter(notice=self.object).order_by("number"))
        amounts = [line.amount for line in lines if line.amount is not None]
        total = [_("合计"), "", "", "", yuan(sum(amounts))] if amounts else None
        return table(
            "lines",
            _("公示内容"),
            (_("名称"), _("序号"), _("地点"), _("事项"), _("金额（元）")),
            [[line.name, line.number, line.group, line.item, yuan(line.amount)] for line in lines],
            empty=_("没有内容。"),
            numeric=(1, 4),
            total=total,
        )

    def _photos(self):
        photos = self.rows(NoticePhoto).filter(notice=self.object).order_by("taken_on", "pk")
        return table(
            "photos",
            _("公示照片"),
            (_("照片"), _("拍摄日期"), _("录入时间")),
            [
                [
                    link(reverse("core:file", args=[one.file_id]), one.get_kind_display()),
                    one.taken_on,
                    one.recorded_at,
                ]
                for one in photos
            ],
            empty=_("还没有公示照片。"),
        )

    def _objections(self):
        found = self.rows(NoticeObjection).filter(notice=self.object).select_related("line", "answered_by")
        return table(
            "objections",
            _("异议和答复"),
            (_("异议内容"), _("提出日期"), _("提出人"), _("针对"), _("答复"), _("答复日期"), _("办理")),
            [self._objection(one) for one in found.order_by("made_on", "pk")],
            empty=_("没有人提出异议。"),
        )

    def _objection(self, one):
        act = ""
        if one.answered_on is None and self.may_change:
            act = link(reverse("funds:notice_answer", args=[one.pk]), _("答复"))
        return [
            one.text,
            one.made_on,
            one.made_by if self.may_change else _("已登记"),
            one.line.name if one.line else _("整份公示"),
            one.answer or tag("bad", _("没有答复")),
            one.answered_on,
            act,
        ]


class NoticeAdd(FormPage):
    """`/funds/notices/add/`: put a notice up; `?subject_kind=…&subject_code=…&kind=…` fills in what it is about."""

    verb = CHANGE
    title = gettext_lazy("张贴公示")
    form_class = NoticeForm
    success_message = gettext_lazy("已登记公示。")

    def get_breadcrumbs(self):
        return _crumbs({"label": self.get_title(), "url": ""})

    def get_initial_form(self):
        given = {name: self.request.GET[name] for name in self.request.GET if name != "lines"}
        return self.form_class(user=self.request.user, initial=given)

    def get_context(self, **more):
        return super().get_context(cancel_url=reverse("funds:notices"), **more)


class _NoticeForm(_OneNotice, RowFormPage):
    """A form about one notice."""

    verb = CHANGE
    row_name = "notice"


class NoticeAddPhoto(_NoticeForm):
    """`/funds/notices/<code>/photo/`."""

    title = gettext_lazy("上传照片")
    form_class = PhotoForm
    success_message = gettext_lazy("已上传公示照片。")

    def get_title(self):
        return _("上传照片：%(notice)s") % {"notice": self.object}


class NoticeTakeDown(_NoticeForm):
    """`/funds/notices/<code>/take-down/`."""

    form_class = TakeDownForm
    success_message = gettext_lazy("已登记取下。")

    def get_title(self):
        return _("登记取下：%(notice)s") % {"notice": self.object}


class NoticeObject(_NoticeForm):
    """`/funds/notices/<code>/object/`."""

    form_class = NoticeObjectionForm
    success_message = gettext_lazy("已登记异议，请及时答复。")

    def get_title(self):
        return _("登记异议：%(notice)s") % {"notice": self.object}


class NoticeAnswer(RowFormPage):
    """`/funds/notices/objections/<pk>/`: answer an objection."""

    model = NoticeObjection
    related = ("notice",)
    verb = CHANGE
    row_name = "objection"
    form_class = NoticeAnswerForm
    success_message = gettext_lazy("已答复。")

    def get_title(self):
        return _("答复异议：%(text)s") % {"text": self.object}

    def get_breadcrumbs(self):
        own = {"label": self.object.notice.title, "url": self.object.get_absolute_url()}
        return _crumbs(own, {"label": _("答复异议"), "url": ""})

    def get_context(self, **more):
        return super().get_context(hint=self.object.text, **more)


class NoticePaper(PaperPage, _OneNotice, DetailPage):
    """`/funds/notices/<code>/paper.<form>`: the notice as it hangs: a page to print, a PDF, a workbook."""

    verb = VIEW
    file_label = gettext_lazy("导出公示")

    def url_in(self, form):
        return reverse("funds:notice_paper", args=[self.object.code, form])

    def get_parent_url(self):
        return self.object.get_absolute_url()

    def count_lines(self):
        return self.object.lines.count()

    def make(self):
        bar = self.get_bar()
        with override("zh-hans"):  # what is put up is Chinese, whatever language the page is read in
            return make_paper(by=self.request.user, notice=self.object, form=self.form, bar=bar)

    def name_of(self, made):
        notice = self.object
        with override("zh-hans"):
            kind = NoticeKind(notice.kind).label
        return f"{kind}公示-{notice.code}-{made.record.number}.{self.form}"
