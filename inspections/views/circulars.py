"""The monthly circular (通报): list, draft, words, signature, paper."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from inspections.filters.meetings import CircularFilter
from inspections.forms import CircularForm
from inspections.models import AccountMonth, Circular
from inspections.services.meetings import draft_circular, issue_circular, print_circular
from inspections.tables.meetings import CIRCULAR_COLUMNS
from inspections.views.month import MonthPage
from povertyapp.core.exports import HTML_FORM, PDF_FORM, footer_of
from povertyapp.core.models.area import COUNTY_DIGITS
from povertyapp.core.templatetags.house import moment_text, month_text
from povertyapp.core.views.handing import PaperPage
from povertyapp.core.views.pages import ActionPage, DetailPage, ListPage, RowFormPage, address

VIEW, DRAFT, ISSUE = "inspections.view_account", "inspections.change_meeting", "inspections.issue_circular"


class _Circulars:
    """Drafts are read by those who write or sign them; what is issued, by all who read the account."""

    model = Circular
    related = ("area", "account", "issued_by", "drafted_by")
    verb = VIEW

    def rows(self, model=None):
        rows = super().rows(model)
        user = self.request.user
        if model is not None or user.has_perm(DRAFT) or user.has_perm(ISSUE):
            return rows
        return rows.issued()


class CircularList(_Circulars, ListPage):
    """`/bulletins/`."""

    title = gettext_lazy("通报")
    filterset_class = CircularFilter
    columns = CIRCULAR_COLUMNS
    order = ("-month", "-pk")

    def get_question(self):
        return _("每月的硬账怎么通报的，谁签发")


class CircularPage(PaperPage, _Circulars, DetailPage):
    """`/bulletins/<pk>/`: the circular as a sheet of paper, with what can be done about it; below `pdf/` as a file."""

    template_name = "papers/circular.html"
    file_label = gettext_lazy("打印通报")
    form, forms = HTML_FORM, (HTML_FORM, PDF_FORM)

    def get(self, request, *args, **kwargs):
        if self.form == HTML_FORM:  # nothing leaves with a look at it
            return self.render()
        return super().get(request, *args, **kwargs)

    def get_context(self, **more):
        more = {"bar": self.get_bar(), "links": self.get_links()} | more
        with override("zh-hans"):
            return paper(self.object) | more

    def url_in(self, form):
        name = "bulletin" if form == HTML_FORM else "bulletin_pdf"
        return reverse(f"inspections:{name}", args=[self.object.pk])

    def get_parent_url(self):
        return reverse("inspections:bulletins")

    def get_links(self):
        """Return what the reader may do with a draft."""
        circular, user = self.object, self.request.user
        if circular.is_issued:
            return []
        found = []
        if user.has_perm(DRAFT):
            found.append((_("修改文字"), reverse("inspections:bulletin_edit", args=[circular.pk])))
        if user.has_perm(ISSUE) and user.pk != circular.drafted_by_id:
            found.append((_("签发"), reverse("inspections:bulletin_issue", args=[circular.pk])))
        return found

    def render(self, template=None, status=200, **more):
        context = self.get_context(**more)
        with override("zh-hans"):  # an official document, in whatever language its bar is read
            return render(self.request, self.template_name, context, status=status)

    def count_lines(self):
        return sum(len(section["rows"]) for section in self.object.sections)

    def make(self):
        circular = self.object
        return print_circular(
            by=self.request.user, circular=circular, template=self.template_name, context=paper
        )

    def name_of(self, made):
        return f"{self.object.title}.pdf"


def paper(circular, record=None):
    """Return what the sheet shows; as a file it carries the mark of its export."""
    return {
        "circular": circular,
        "footer": footer_of(record) if record else "",
        "basis": _("依据：%(month)s硬账 v%(n)d，数据截至 %(moment)s，指纹 %(digest)s。")
        % {
            "month": month_text(circular.month),
            "n": circular.account.version,
            "moment": moment_text(circular.account.computed_at),
            "digest": circular.account.digest[:12],
        },
    }


class CircularEdit(_Circulars, RowFormPage):
    """`/bulletins/<pk>/edit/`: the words of a draft."""

    verb = DRAFT
    form_class = CircularForm
    row_name = "circular"
    success_message = gettext_lazy("通报草稿已保存。")

    def rows(self, model=None):
        return super().rows(model).drafts()

    def get_title(self):
        return _("修改：%(circular)s") % {"circular": self.object}


class CircularIssue(_Circulars, ActionPage):
    """`/bulletins/<pk>/issue/`: sign a draft that another person has written."""

    verb = ISSUE
    success_message = gettext_lazy("通报已印发。")

    def rows(self, model=None):
        return super().rows(model).drafts()

    def get_title(self):
        return _("签发：%(circular)s") % {"circular": self.object}

    def get_context(self, **more):
        return super().get_context(
            consequences=[
                _("通报印发给能看本县硬账的人，之后不能再改。"),
                _("签发人和日期记在通报上。"),
            ],
            submit_label=_("签发"),
            cancel_url=self.object.get_absolute_url(),
            **more,
        )

    def act(self, *, by, data):
        return issue_circular(by=by, circular=self.object)


class CircularDraft(MonthPage, ActionPage):
    """`/hard-account/<month>/bulletin/`: draft the circular of a closed month, or draw its tables anew."""

    verb = DRAFT
    model = AccountMonth

    @cached_property
    def code(self):
        return super().code[:COUNTY_DIGITS]

    @cached_property
    def object(self):
        account = self.account
        found = account and self.rows().filter(pk=account.pk).first()
        if not found:
            raise Http404
        return found

    def get_title(self):
        return _("起草%(month)s通报") % {"month": month_text(self.period)}

    def get_context(self, **more):
        return super().get_context(
            consequences=[
                _("按锁定的硬账和今天的整改台账列出各单位的判定、逾期的整改。"),
                _("文字可以改，表里的数字不能改；由另一个人签发。"),
            ],
            submit_label=_("起草"),
            cancel_url=address(self.url_of("ha_board"), area=self.request.GET.get("area")),
            **more,
        )

    def get(self, request, *args, **kwargs):
        return self.render_missing() if self.account is None else self.render()

    def act(self, *, by, data):
        return draft_circular(by=by, account=self.object)

    def get_success_url(self, result):
        return result.get_absolute_url()
