"""暗访: the rounds of a month, what was drawn for each, how far it is, and its circular."""

from django.db.models import Count, IntegerField, Max, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.choices import BEFORE_OPENING, CheckState, RoundState
from inspections.filters.checks import RoundFilter
from inspections.forms.checks import RoundForm
from inspections.models import CheckRound, SampleDraw, SampleUnit, UnannouncedCheck
from inspections.services.checks import publish_round, report_round
from inspections.services.checks.deadlines import report_due_on
from inspections.tables.checks import ROUND_COLUMNS, ROUND_CUES
from povertyapp.core import clock
from povertyapp.core.models.area import COMMITTEE, Level
from povertyapp.core.parameters import Parameters
from povertyapp.core.views.pages import ActionPage, DetailPage, FormPage, ListPage, address

VIEW, CHANGE, PUBLISH = "inspections.view_check", "inspections.change_check", "inspections.publish_check"


def crumbs(*steps):
    """Return the way to a page of checks: the list of rounds, then (label, url)."""
    way = [(_("暗访"), reverse("inspections:rounds")), *steps]
    return [{"label": label, "url": url} for label, url in way]


class RoundList(ListPage):
    """`/inspections/`: rounds of checks. Those inspected see a round once its circular is out."""

    model = CheckRound
    related = ("area",)
    verb = VIEW
    title = gettext_lazy("暗访")
    filterset_class = RoundFilter
    columns = ROUND_COLUMNS
    order = ("-month", "-made_at", "pk")

    def rows(self, model=None):
        rows = super().rows(model)
        if model:
            return rows
        units = self.rows(SampleUnit).standing().filter(round=OuterRef("pk"))
        visited = units.filter(site_check__voided_at=None).exclude(site_check__state__in=BEFORE_OPENING)
        return rows.annotate(drawn=_count(units), visited=_count(visited))

    def get_question(self):
        return _("查了谁，怎么抽的，查完没有")

    def get_actions(self):
        actions = [{"label": _("检查覆盖"), "url": reverse("inspections:coverage")}]
        if self.request.user.has_perm(CHANGE):
            made = {"label": _("新一轮检查"), "url": reverse("inspections:round_new"), "style": "primary"}
            actions.append(made)
        return actions

    def get_context(self, **more):
        empty = _("没有检查记录。检查结果在通报以后才能看到。")
        return super().get_context(empty_text=empty, **more)


def _count(rows):
    counts = rows.order_by().values("round").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counts, output_field=IntegerField()), Value(0))


class RoundNew(FormPage):
    """`/inspections/rounds/new/`."""

    verb = CHANGE
    title = gettext_lazy("新一轮检查")
    form_class = RoundForm
    success_message = gettext_lazy("已建立。下一步：冻结总体，再掷种子抽样。")

    def get_breadcrumbs(self):
        return crumbs((self.title, ""))

    def get_context(self, **more):
        return super().get_context(cancel_url=reverse("inspections:rounds"), **more)


class RoundDetail(DetailPage):
    """`/inspections/<round>/`: the draws of a round and how far its checks are, place by place."""

    model = CheckRound
    related = ("area", "made_by", "reported_by", "published_by")
    verb = VIEW
    url_key = "round"
    template_name = "inspections/round.html"

    def get_breadcrumbs(self):
        return crumbs((str(self.object), ""))

    @property
    def may_change(self):
        return self.object.state == RoundState.OPEN and self.request.user.has_perm(CHANGE)

    def get_actions(self):
        round, actions = self.object, []
        if self.may_change:
            url = reverse("inspections:draw_new", args=[round.pk])
            actions.append({"label": _("抽样"), "url": url, "style": "primary"})
            url = reverse("inspections:round_report", args=[round.pk])
            actions.append({"label": _("报告领导小组"), "url": url})
        if round.state == RoundState.REPORTED and self.request.user.has_perm(PUBLISH):
            url = reverse("inspections:round_publish", args=[round.pk])
            actions.append({"label": _("通报"), "url": url, "style": "primary"})
        return actions

    def get_context(self, **more):
        checks = self.rows(UnannouncedCheck).standing().filter(unit__round=self.object)
        return super().get_context(
            status_items=self._facts(checks),
            cue=ROUND_CUES[self.object.state],
            draws=[self._draw(draw) for draw in self._draws()],
            places=list(self._places(checks)),
            may_change=self.may_change,
            checks_url=address(reverse("inspections:checks"), round=self.object.pk),
            **more,
        )

    def _facts(self, checks):
        round = self.object
        facts = [
            (_("检查方式"), round.get_kind_display()),
            (_("月份"), round.month),
            (_("计划"), self._plan()),
            (_("发起"), f"{round.made_by} {clock.day_of(round.made_at)}"),
        ]
        last = checks.aggregate(last=Max("recorded_at"))["last"]
        due = report_due_on(round, last, Parameters(round.area_id, clock.today()))
        if due is not None:
            facts.append((_("应在此前报告"), due))
        if round.reported_at:
            facts.append((_("报告"), f"{round.reported_by} {clock.day_of(round.reported_at)}"))
        if round.published_at:
            said = f"{round.published_by} {clock.day_of(round.published_at)} {round.circular_no}"
            facts.append((_("通报"), said.strip()))
        return [{"label": label, "value": value} for label, value in facts]

    def _plan(self):
        round = self.object
        return _("%(groups)s 组 × %(villages)s 村 × %(homes)s 户，另访其他农户每村 %(others)s 户") % {
            "groups": round.groups,
            "villages": round.villages_per_group,
            "homes": round.registered_per_village,
            "others": round.other_per_village,
        }

    def _draws(self):
        mine = Count("units", filter=Q(units__use="chosen"))
        rows = self.rows(SampleDraw).filter(round=self.object)
        return rows.annotate(chosen=mine).select_related("redraw", "drawn_by").order_by("pk")

    def _draw(self, draw):
        if not draw.is_drawn:
            open_still = self.object.state == RoundState.OPEN
            state, word = ("warn", _("等种子")) if open_still else ("none", _("没有抽取"))
        elif hasattr(draw, "redraw"):
            state, word = "bad", _("已重抽")
        else:
            state, word = "good", _("已抽取")
        return {"draw": draw, "state": state, "word": word, "url": draw.get_absolute_url()}

    def _places(self, checks):
        counts = {
            "total": Count("pk"),
            "waiting": Count("pk", filter=Q(state=CheckState.DRAWN)),
            "sealed": Count("pk", filter=Q(state=CheckState.SEALED)),
            "on_site": Count("pk", filter=Q(state=CheckState.ON_SITE)),
            "done": Count("pk", filter=~Q(state__in=(*BEFORE_OPENING, CheckState.ON_SITE))),
        }
        rows = (
            checks.order_by()
            .values("area", "area__level", "area__name", "area__parent__name")
            .annotate(**counts)
        )
        for row in rows.order_by("area"):
            found = {"round": self.object.pk, "area": row["area"], "standing": 1}
            if row["area__level"] != Level.VILLAGE:
                found["own"] = 1
            place = f"{row['area__parent__name']} {COMMITTEE.sub('', row['area__name'])}"
            yield row | {"place": place, "url": address(reverse("inspections:checks"), **found)}


class RoundAct(ActionPage):
    """An act on a whole round."""

    model = CheckRound
    related = ("area",)
    url_key = "round"

    def get_breadcrumbs(self):
        return crumbs((str(self.object), self.object.get_absolute_url()), (self.title, ""))

    def get_consequences(self):
        """Return what follows, in sentences."""
        raise NotImplementedError

    def get_context(self, **more):
        consequences, back = self.get_consequences(), self.object.get_absolute_url()
        return super().get_context(consequences=consequences, cancel_url=back, **more)


class RoundReport(RoundAct):
    """`/inspections/<round>/report/`."""

    verb = CHANGE
    title = gettext_lazy("报告领导小组")
    success_message = gettext_lazy("已报告，县领导现在能看到这一轮检查。")

    def get_consequences(self):
        return [
            _("县领导从现在起能看到这一轮的抽样和检查结果，被查单位仍然看不到。"),
            _("报告以后不能再抽样、替换样本或补记。"),
        ]

    def act(self, *, by, data):
        return report_round(by=by, round=self.object)


class RoundPublish(RoundAct):
    """`/inspections/<round>/publish/`."""

    verb = PUBLISH
    title = gettext_lazy("通报")
    template_name = "inspections/round_publish.html"
    success_message = gettext_lazy("已通报，被查单位现在能看到自己的检查结果。")

    def get_consequences(self):
        return [
            _("被查的乡镇、村从现在起能看到本地方抽中了谁、查到了什么。"),
            _("查出的问题转入整改台账，查实不实的走访和措施作废。"),
        ]

    def act(self, *, by, data):
        return publish_round(by=by, round=self.object, circular_no=data.get("circular_no", "")[:60])
