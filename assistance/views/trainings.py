"""Trainings: the list, one training with those who came, and the forms (ux 2.2)."""

from django.db.models import OuterRef
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from assistance.choices import TrainingKind
from assistance.filters import TrainingFilter
from assistance.forms import AttendeesForm, TrainingEditForm, TrainingForm
from assistance.models import TrainingAttendance, TrainingSession
from assistance.services import strike_attendance
from assistance.tables import TRAINING_COLUMNS, household_link, place_name
from assistance.views.strips import SheetExport, StripList
from povertyapp.core import clock
from povertyapp.core.columns import number_of
from povertyapp.core.statuses import tag
from povertyapp.core.views.pages import ActionPage, DetailPage, FormPage, RowFormPage
from povertyapp.core.workbooks.office import OfficeColumn

CHANGE = "assistance.change_training"
PICK = "_pick"  # the button that lists a village's people to tick


def _crumbs(*more):
    return [{"label": _("培训"), "url": reverse("assistance:trainings")}, *more]


class TrainingList(StripList):
    """`/assistance/trainings/`: trainings that were held, the newest first, with how many came."""

    model = TrainingSession
    related = ("area__parent",)
    verb = "assistance.view_visit"
    title = _("培训")
    filterset_class = TrainingFilter
    columns = TRAINING_COLUMNS
    order = ("-held_on", "-pk")
    add_verb, add_url_name, add_label = CHANGE, "assistance:training_add", _("登记培训")
    export_url_name = "assistance:trainings_export"

    def rows(self, model=None):
        rows = super().rows(model)
        if model is not None:
            return rows
        came = super().rows(TrainingAttendance).filter(session=OuterRef("pk"))
        return rows.annotate(
            attendee_count=number_of(came, "session"),
            household_count=number_of(came, "session", "household", distinct=True),
        )

    def get_question(self):
        return _("办了哪些培训，谁参加了")

    def get_strip(self):
        year = clock.today().year
        held = TrainingFilter({**self.kept, "year": year}, queryset=super().rows(), request=self.request).qs
        kinds = list(held.order_by().values_list("kind", flat=True))
        figures = [{"key": "held", "label": _("今年培训"), "count": len(kinds), "query": {"year": year}}]
        for kind in TrainingKind:
            if kind in kinds:
                query = {"year": year, "kind": kind.value}
                figures.append(
                    {"key": kind.value, "label": kind.label, "count": kinds.count(kind), "query": query}
                )
        return figures


class TrainingExport(SheetExport, TrainingList):
    """`/assistance/trainings/export/`: the list as a workbook."""

    sheet_kind, sheet_title = "trainings", "技能培训台账"
    sheet_columns = (
        (OfficeColumn("培训内容", 28, align="left"), lambda row: row.topic),
        (OfficeColumn("类别", 14), lambda row: row.get_kind_display()),
        (OfficeColumn("开始日期", 12, kind="date"), lambda row: row.held_on),
        (OfficeColumn("结束日期", 12, kind="date"), lambda row: row.last_day),
        (OfficeColumn("举办地", 20, align="left"), lambda row: place_name(row.area)),
        (OfficeColumn("主办单位", 22, align="left"), lambda row: row.organiser),
        (OfficeColumn("学时", 8), lambda row: row.hours),
        (OfficeColumn("户数", 8, kind="integer"), lambda row: row.household_count),
        (OfficeColumn("参加人数", 10, kind="integer"), lambda row: row.attendee_count),
    )


class TrainingDetail(DetailPage):
    """`/assistance/trainings/<pk>/`: one training and who came, as far as the reader sees them."""

    model = TrainingSession
    related = ("area__parent",)
    verb = "assistance.view_visit"
    template_name = "assistance/training_detail.html"

    def get_breadcrumbs(self):
        return _crumbs({"label": self.object.topic, "url": ""})

    def get_actions(self):
        if not self.request.user.has_perm(CHANGE):
            return []
        return [
            {"label": _("补登参加人"), "url": reverse("assistance:training_attend", args=[self.object.pk])},
            {"label": _("修改"), "url": reverse("assistance:training_edit", args=[self.object.pk])},
        ]

    @property
    def may_strike(self):
        return self.request.user.has_perm(CHANGE)

    def get_context(self, **more):
        training = self.object
        came = self.rows(TrainingAttendance).filter(session=training).with_lateness()
        came = came.select_related("member", "household", "area__parent")
        listed = [self._row(row) for row in came.order_by("area_id", "household__household_no", "pk")]
        days = training.held_on
        return super().get_context(
            status_items=[
                {"label": _("类别"), "value": training.get_kind_display()},
                {"label": _("开始日期"), "value": days},
                {"label": _("结束日期"), "value": training.last_day},
                {"label": _("举办地"), "value": place_name(training.area)},
                {"label": _("主办单位"), "value": training.organiser},
                {"label": _("培训地点"), "value": training.place},
                {"label": _("学时"), "value": training.hours},
            ],
            attendees=listed,
            total=len(listed),
            households=len({row["no"] for row in listed}),
            **more,
        )

    def _row(self, row):
        return {
            "name": row.member.name,
            "person_no": row.member.person_no,
            "household": household_link(row.household),
            "no": row.household.household_no,
            "village": place_name(row.area),
            "signed": _("是") if row.is_signed else _("代签"),
            "recorded_at": row.recorded_at,
            "state": tag("warn", _("补报")) if row.is_late else _("按时"),
            "strike_url": reverse("assistance:attendance_strike", args=[row.pk]) if self.may_strike else "",
        }


class TrainingAdd(FormPage):
    """`/assistance/trainings/add/`: a training with its attendance list, in one act."""

    verb = CHANGE
    title = _("登记培训")
    form_class = TrainingForm
    template_name = "assistance/training_form.html"
    success_message = _("已登记培训和参加人。")

    def get_breadcrumbs(self):
        return _crumbs({"label": self.get_title(), "url": ""})

    def get_initial_form(self):
        return self.form_class(user=self.request.user, initial={"area": self.request.GET.get("area", "")})

    def post(self, request, *args, **kwargs):
        if PICK not in request.POST:
            return super().post(request, *args, **kwargs)
        # Only the people of the village are asked for: what was written stays, and nothing is judged yet.
        given = {name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
        return self.render(form=self.form_class(user=request.user, initial=given))

    def get_context(self, **more):
        return super().get_context(cancel_url=reverse("assistance:trainings"), **more)


class TrainingFormPage(RowFormPage):
    """A form about one training; after saving one is back at it."""

    model = TrainingSession
    related = ("area__parent",)
    verb = CHANGE

    def get_breadcrumbs(self):
        own = {"label": self.object.topic, "url": self.object.get_absolute_url()}
        return _crumbs(own, {"label": self.get_title(), "url": ""})


class TrainingEdit(TrainingFormPage):
    """`/assistance/trainings/<pk>/edit/`: correct what is recorded of a training."""

    form_class = TrainingEditForm
    success_message = _("已保存。")

    def get_title(self):
        return _("修改培训：%(topic)s") % {"topic": self.object.topic}


class TrainingAttend(TrainingFormPage):
    """`/assistance/trainings/<pk>/attend/`: more people who came."""

    form_class = AttendeesForm
    success_message = _("已补登参加人。")
    row_name = "session"

    def get_title(self):
        return _("补登参加人：%(topic)s") % {"topic": self.object.topic}


class AttendanceStrike(ActionPage):
    """`/assistance/attendances/<pk>/strike/`: take somebody off the list who did not come."""

    model = TrainingAttendance
    related = ("session", "member")
    verb = CHANGE
    success_message = _("已从签到名单中去掉。")

    def get_title(self):
        return _("从签到名单中去掉 %(name)s") % {"name": self.object.member.name}

    @cached_property
    def training_url(self):
        return self.object.session.get_absolute_url()

    def get_context(self, **more):
        topic = self.object.session.topic
        return super().get_context(
            consequences=[
                _("“%(topic)s”的参加人数少一人，这一户少一次培训。") % {"topic": topic},
                _("原来的登记和这次的理由留在变更记录里。"),
            ],
            submit_label=_("去掉"),
            style="danger",
            reason_label=_("理由"),
            cancel_url=self.training_url,
            **more,
        )

    def act(self, *, by, data):
        return strike_attendance(by=by, attendance=self.object, reason=data.get("reason", ""))

    def get_success_url(self, result):
        return self.training_url
