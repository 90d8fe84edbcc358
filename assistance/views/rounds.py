"""What was assigned in one act: its result, the workbook of it, the hand-over note and its taking."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistance.caseload import charges_of
from assistance.choices import RoundKind
from assistance.forms.assigning import HandOverForm
from assistance.forms.kin import KinForm
from assistance.models import AssignmentRound, Helper, HelperKin
from assistance.rounds import carried_over, lines_of
from assistance.services import take_over
from assistance.services.round_export import export_round
from assistance.tables.rounds import ROUND_COLUMNS
from assistance.views.assigning import CHANGE, VIEW
from assistance.views.strips import EXPORT
from households.models import Household
from povertyapp.core import clock
from povertyapp.core.undo import can_undo, tell
from povertyapp.core.views.handing import FilePage
from povertyapp.core.views.pages import DetailPage, FormPage, ListPage, address


class AssignRounds(ListPage):
    """`/assistance/assignments/rounds/`: bulk assignments and hand-overs, the newest first."""

    model = AssignmentRound
    related = ("made_by", "predecessor", "successor", "act", "area")
    verb = VIEW
    title = gettext_lazy("结对帮扶办理记录")
    columns = ROUND_COLUMNS
    order = ("-made_at", "-pk")

    def get_question(self):
        return _("什么时候给哪些户换了帮扶责任人，谁办的")

    def get_row_url(self, row):
        return reverse("assistance:assign_round", args=[row.pk])

    def get_breadcrumbs(self):
        return [
            {"label": _("结对帮扶"), "url": reverse("assistance:assign")},
            {"label": self.title, "url": ""},
        ]


class AssignRound(DetailPage):
    """`/assistance/assignments/rounds/<pk>/`: done and skipped, household by household; 交接单 for a hand-over.

    The successor says here that he has taken over.
    """

    model = AssignmentRound
    related = ("made_by", "predecessor__unit", "successor__unit", "act", "area")
    verb = VIEW
    template_name = "assistance/assign_round.html"

    def get_title(self):
        made = self.object
        return _("%(kind)s：从 %(day)s 起") % {"kind": made.get_kind_display(), "day": made.from_date}

    def get_breadcrumbs(self):
        return [
            {"label": _("结对帮扶"), "url": reverse("assistance:assign")},
            {"label": _("办理记录"), "url": reverse("assistance:assign_rounds")},
            {"label": self.get_title(), "url": ""},
        ]

    def get_actions(self):
        url, act = reverse("assistance:assign_round_xlsx", args=[self.object.pk]), self.object.act
        may_export = self.request.user.has_perm(EXPORT)
        actions = [{"label": _("下载 Excel"), "url": url, "icon": "down"}] if may_export else []
        if act and can_undo(act, self.request.user):
            actions.append({"label": _("撤销这次办理"), "url": act.get_absolute_url()})
        return actions

    @property
    def may_take(self):
        made = self.object
        return (
            made.kind == RoundKind.HANDOVER
            and made.taken_at is None
            and not (made.act and made.act.undone_at)
            and made.successor.user_id == self.request.user.pk
        )

    def get_context(self, **more):
        made, seen = self.object, lines_of(self.object, self.rows)
        parts = {
            "done": [line for line in seen if line["is_written"]],
            "skipped": [line for line in seen if not line["is_written"]],
        }
        lines = parts.get(self.request.GET.get("show", ""), seen)
        if made.kind == RoundKind.HANDOVER:
            carried = carried_over(made, self.rows, clock.today())
            lines = [line | carried.get(line["household"].pk, {}) for line in lines]
        return super().get_context(
            round=made,
            is_handover=made.kind == RoundKind.HANDOVER,
            lines=lines,
            total=len(lines),
            hidden=len(made.outcome) - len(seen),
            kpis=self._kpis(parts),
            may_take=self.may_take,
            **more,
        )

    def _kpis(self, parts):
        words = {"done": _("已办"), "skipped": _("没有办")}
        path = self.request.path
        return [
            {
                "label": words[name],
                "name": f"round-{name}",
                "value": len(lines),
                "unit": _("户"),
                "url": address(path, show=name),
            }
            for name, lines in parts.items()
        ]

    def post(self, request, *args, **kwargs):
        if not self.may_take:
            raise PermissionDenied
        take_over(by=request.user, handover=self.object)
        tell(request, _("已记录：您已接手。"))
        return HttpResponseRedirect(request.path)


class AssignRoundXlsx(FilePage, AssignRound):
    """`/assistance/assignments/rounds/<pk>/result.xlsx`: the result to keep or to send on."""

    verb = EXPORT
    file_label = gettext_lazy("导出帮扶责任人办理结果")

    def count_lines(self):
        return len(self.object.outcome)

    def make(self):
        return export_round(by=self.request.user, made=self.object, rows=self.rows)

    def name_of(self, made):
        return _("帮扶责任人办理结果-%(no)s.xlsx") % {"no": self.object.pk}


class OfHelper(FormPage, DetailPage):
    """A form about one helper."""

    model = Helper
    related = ("unit",)
    key, url_key = "code", "code"
    verb = CHANGE

    def get_breadcrumbs(self):
        return [
            {"label": _("帮扶责任人"), "url": reverse("assistance:helpers")},
            {"label": self.object.name, "url": reverse("assistance:helper", args=[self.object.code])},
            {"label": self.get_title(), "url": ""},
        ]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "helper": self.object}

    def get_context(self, **more):
        form = more.get("form")
        return super().get_context(
            cancel_url=reverse("assistance:helper", args=[self.object.code]),
            people=getattr(form, "people", None),
            **more,
        )


class HandOver(OfHelper):
    """`/assistance/helpers/<code>/handover/`: another helper takes over all his households or some."""

    template_name = "assistance/handover.html"
    form_class = HandOverForm
    submit_label = gettext_lazy("办理交接")

    def get_title(self):
        return _("%(name)s的户交接给别人") % {"name": self.object.name}

    def get_form_kwargs(self):
        charges = charges_of(self.rows, clock.today()).filter(helper=self.object)
        homes = self.rows(Household).filter(pk__in=charges.values("household")).select_related("area")
        return {**super().get_form_kwargs(), "homes": homes.order_by("area_id", "household_no")}

    def succeed(self, saved):
        tell(self.request, saved.act.summary)
        return HttpResponseRedirect(reverse("assistance:assign_round", args=[saved.pk]))


class HelperKinPage(OfHelper):
    """`/assistance/helpers/<code>/kin/`: which households are his relatives; they are not proposed to him."""

    template_name = "assistance/helper_kin.html"
    form_class = KinForm
    submit_label = gettext_lazy("登记")
    success_message = gettext_lazy("已登记，分配建议会避开这一户。")

    def get_title(self):
        return _("%(name)s的亲属关系") % {"name": self.object.name}

    def get_context(self, **more):
        kin = self.rows(HelperKin).filter(helper=self.object).select_related("household__area")
        return super().get_context(kin=kin.order_by("household__household_no"), **more)

    def get_success_url(self, saved):
        return self.request.path
