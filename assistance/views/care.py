"""Left-behind people: who they are, what their file says, what is done for them (LF-32)."""

from django.db.models import Count, Q
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from assistance.choices import CareKind, LeftBehindKind
from assistance.filters import LeftBehindFilter
from assistance.forms import CareServiceForm, LeftBehindEditForm, LeftBehindEndForm, LeftBehindForm
from assistance.models import CareService, LeftBehindPerson
from assistance.tables import LEFT_BEHIND_COLUMNS, household_link, shown_name
from assistance.views.strips import SheetExport, StripList
from households.models import Household
from povertyapp.core import clock
from povertyapp.core.parameters import Parameters
from povertyapp.core.statuses import tag
from povertyapp.core.text import labelled
from povertyapp.core.views.pages import DetailPage, FormPage, RowFormPage, Rows
from povertyapp.core.workbooks.office import OfficeColumn

CHANGE = "assistance.change_care"


def _crumbs(*more):
    return [{"label": _("三留守"), "url": reverse("assistance:left_behind")}, *more]


def _review_days(user):
    """Return for how many days a look at a file counts where the reader stands."""
    codes = user.area_codes
    return int(Parameters(codes[0] if codes else "", clock.today())("left_behind.review_days"))


class LeftBehindRows:
    """People who are left behind today, with whether their file is complete and this year's services."""

    def rows(self, model=None):
        rows = super().rows(model)
        if model is not None:
            return rows
        today = clock.today()
        rows = rows.with_file(today, _review_days(self.request.user))
        return rows.with_services(today.year, self.request.user)


class LeftBehindList(LeftBehindRows, StripList):
    """`/assistance/left-behind/`: left-behind elderly, women and children with this year's services."""

    model = LeftBehindPerson
    related = ("member", "household", "area__parent")
    verb = "assistance.view_visit"
    title = _("三留守")
    filterset_class = LeftBehindFilter
    columns = LEFT_BEHIND_COLUMNS
    order = ("area_id", "household__household_no", "kind", "pk")
    add_verb, add_url_name, add_label = CHANGE, "assistance:left_behind_add", _("登记留守人员")
    export_url_name = "assistance:left_behind_export"

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model is not None else rows.left_on(clock.today())

    def get_question(self):
        return _("谁留守在家，档案全不全，今年做了哪些服务")

    def get_strip(self):
        today, user = clock.today(), self.request.user
        people = self.in_place(StripList.rows(self)).left_on(today).with_file(today, _review_days(user))
        people = people.order_by()
        counts = people.aggregate(
            complete=Count("pk", filter=Q(is_complete=True)),
            incomplete=Count("pk", filter=Q(is_complete=False)),
            **{kind.value: Count("pk", filter=Q(kind=kind)) for kind in LeftBehindKind},
        )
        served = self.rows(CareService).filter(happened_on__year=today.year, person__in=people.values("pk"))
        by_kind = dict(served.order_by().values_list("kind").annotate(n=Count("person", distinct=True)))
        strip = [
            {"key": k.value, "label": k.label, "count": counts[k.value], "query": {"kind": k.value}}
            for k in LeftBehindKind
        ]
        for key, label, value in (
            ("complete", _("档案完整"), "true"),
            ("incomplete", _("档案不完整"), "false"),
        ):
            strip.append({"key": key, "label": label, "count": counts[key], "query": {"complete": value}})
        strip += [
            {
                "key": f"care-{k.value}",
                "label": k.label,
                "count": by_kind.get(k.value, 0),
                "query": {"service": k.value},
            }
            for k in CareKind
        ]
        return strip


class LeftBehindExport(SheetExport, LeftBehindList):
    """`/assistance/left-behind/export/`: the list as a workbook, children by the first character of their name."""

    sheet_kind, sheet_title = "left_behind", "留守人员台账"
    sheet_columns = (
        (OfficeColumn("乡镇", 12), lambda row: row.area.parent.name),
        (OfficeColumn("村", 12), lambda row: row.area.short_name),
        (OfficeColumn("户编号", 16, kind="text"), lambda row: row.household.household_no),
        (OfficeColumn("姓名", 9), shown_name),
        (OfficeColumn("类别", 12), lambda row: row.get_kind_display()),
        (OfficeColumn("外出亲属和去向", 20, align="left"), lambda row: row.away),
        (OfficeColumn("同住人或监护人", 16, align="left"), lambda row: row.lives_with),
        (OfficeColumn("关爱联系人", 10), lambda row: row.carer_name),
        (OfficeColumn("联系人身份", 14), lambda row: row.get_carer_role_display()),
        (OfficeColumn("主要需求", 24, align="left"), lambda row: row.needs),
        (OfficeColumn("核实日期", 12, kind="date"), lambda row: row.reviewed_on),
        (OfficeColumn("今年服务(次)", 10, kind="integer"), lambda row: row.services_count),
    )


class LeftBehindDetail(LeftBehindRows, DetailPage):
    """`/assistance/left-behind/<pk>/`: the household file of one person, and the services."""

    model = LeftBehindPerson
    related = ("member", "household", "area__parent")
    verb = "assistance.view_visit"
    template_name = "assistance/left_behind_detail.html"

    def get_title(self):
        return f"{self.object.member.name} · {self.object.get_kind_display()}"

    def get_breadcrumbs(self):
        return _crumbs({"label": self.get_title(), "url": ""})

    def get_actions(self):
        if not self.request.user.has_perm(CHANGE):
            return []
        own = [self.object.pk]
        found = [
            {"label": _("登记服务"), "url": reverse("assistance:care_add", args=own), "style": "primary"},
            {"label": _("修改档案"), "url": reverse("assistance:left_behind_edit", args=own)},
        ]
        if self.object.until is None:
            found.append({"label": _("结束留守"), "url": reverse("assistance:left_behind_end", args=own)})
        return found

    def get_context(self, **more):
        row = self.object
        facts = [
            (_("户"), household_link(row.household)),
            (_("开始日期"), row.since),
            (_("结束日期"), row.until),
            (_("外出亲属和去向"), row.away),
            (_("同住人或监护人"), row.lives_with),
            (_("关爱联系人"), row.carer_name),
            (_("联系人身份"), row.get_carer_role_display()),
            (_("主要需求"), row.needs),
            (_("核实日期"), row.reviewed_on),
        ]
        year = clock.today().year
        services = list(self.rows(CareService).filter(person=row))
        return super().get_context(
            facts=[{"label": label, "value": value} for label, value in facts],
            file_state=tag("good", _("户情档案完整")) if row.is_complete else tag("bad", _("户情档案不完整")),
            services=services,
            kinds=[
                (kind.label, sum(s.kind == kind and s.happened_on.year == year for s in services))
                for kind in CareKind
            ],
            year=year,
            total=sum(service.happened_on.year == year for service in services),
            **more,
        )


class LeftBehindAdd(Rows, FormPage):
    """`/assistance/left-behind/add/?household=…`: open the file of a left-behind person."""

    verb = CHANGE
    title = _("登记留守人员")
    form_class = LeftBehindForm
    success_message = _("已登记留守人员。")

    @cached_property
    def household(self):
        """Return the household whose members are offered, or None."""
        number = self.request.GET.get("household", "")
        if not number:
            return None
        found = self.rows(Household).filter(household_no=number).first()
        if found is None:
            raise Http404
        return found

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "household": self.household}

    def get_breadcrumbs(self):
        return _crumbs({"label": self.title, "url": ""})

    def get_context(self, **more):
        return super().get_context(cancel_url=reverse("assistance:left_behind"), **more)


class LeftBehindFormPage(RowFormPage):
    """A form about one left-behind person; after saving one is back at the file."""

    model = LeftBehindPerson
    related = ("member", "household")
    verb = CHANGE
    row_name = "person"
    title_words = ""

    def get_title(self):
        return labelled(self.title_words, self.object.member.name)

    def get_breadcrumbs(self):
        own = {"label": self.object.member.name, "url": self.object.get_absolute_url()}
        return _crumbs(own, {"label": self.title_words, "url": ""})


class LeftBehindEdit(LeftBehindFormPage):
    """`/assistance/left-behind/<pk>/edit/`: correct or complete the file."""

    form_class = LeftBehindEditForm
    title_words = _("修改档案")
    success_message = _("已保存。")
    row_name = "row"


class LeftBehindEnd(LeftBehindFormPage):
    """`/assistance/left-behind/<pk>/end/`: the person is left behind no more."""

    form_class = LeftBehindEndForm
    title_words = _("结束留守")
    success_message = _("已结束留守档案。")


class CareAdd(LeftBehindFormPage):
    """`/assistance/left-behind/<pk>/services/add/`: one of the five services."""

    form_class = CareServiceForm
    title_words = _("登记服务")
    success_message = _("已登记服务。")
