"""A draw: freeze the population, throw the seed, see the sample, hand the list out, send people there."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.choices import BEFORE_OPENING, CheckState, DrawPurpose, RoundState, UnitKind, UnitUse
from inspections.forms.checks import DrawForm, InspectorsForm, PopulationForm, standing_checks_of
from inspections.models import (
    CheckInspector,
    CheckRound,
    PopulationUnit,
    SampleDraw,
    SampleUnit,
    UnannouncedCheck,
)
from inspections.services.checks import redraw_sample, replace_unit
from inspections.services.checks.handing_out import export_population, export_sample
from inspections.tables.checks import check_tag, place_of
from inspections.views.checks.rounds import CHANGE, VIEW, crumbs
from povertyapp.core.context import reverse_or_none
from povertyapp.core.exports import CSV_FORM
from povertyapp.core.views.handing import FilePage
from povertyapp.core.views.pages import ActionPage, DetailPage, RowFormPage

PAGES_OF = {
    UnitKind.HOUSEHOLD: "households:detail",
    UnitKind.VILLAGE: "households:area",
    UnitKind.POST: None,
    UnitKind.COUNTY_UNIT: None,
}


class DrawNew(RowFormPage):
    """`/inspections/<round>/draw/`: choose the population, look how many there are, freeze it."""

    model = CheckRound
    related = ("area",)
    verb = CHANGE
    url_key = "round"
    row_name = "round"
    title = gettext_lazy("抽样：冻结总体")
    template_name = "inspections/draw_new.html"
    form_class = PopulationForm
    submit_label = gettext_lazy("冻结总体")
    success_message = gettext_lazy("总体已冻结。现在可以掷种子抽取。")

    def get_title(self):
        return self.title

    def get_breadcrumbs(self):
        return crumbs((str(self.object), self.object.get_absolute_url()), (self.title, ""))

    def post(self, request, *args, **kwargs):
        if "_count" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = self.get_form(request.POST)
        counted = form.count() if form.is_valid() else None
        status = 200 if form.is_valid() else 400
        return self.render(status=status, form=form, submit_label=self.submit_label, counted=counted)

    def get_success_url(self, saved):
        return saved.get_absolute_url()


class DrawDetail(RowFormPage):
    """`/inspections/draws/<pk>/`: the population, then the seed, then the sample with its spare units."""

    model = SampleDraw
    related = ("area", "round", "frozen_by", "drawn_by", "redraw_of")
    verb = VIEW
    write_verb = CHANGE
    row_name = "draw"
    template_name = "inspections/draw.html"
    form_class = DrawForm
    submit_label = gettext_lazy("抽取")
    success_message = gettext_lazy("已抽取。请打印名单，再派检查人。")

    def get_title(self):
        return _("抽样 %(number)s") % {"number": self.object.number}

    def get_breadcrumbs(self):
        return crumbs(*round_step(self.object), (self.object.number, ""))

    @property
    def back_url(self):
        return self.object.get_absolute_url()

    @cached_property
    def is_open(self):
        """Say whether the sample may still be changed, by anybody who may."""
        round = self.object.round
        return self.object.published_at is None and (round is None or round.state == RoundState.OPEN)

    def get_actions(self):
        draw, may = self.object, self.request.user.has_perm(CHANGE)
        if not draw.is_drawn:
            return []
        repeat = {
            "label": _("总体清单（csv）"),
            "url": reverse("inspections:draw_population", args=[draw.pk]),
        }
        if not may:
            return [repeat] if draw.published_at and self.population_seen == draw.population_size else []
        sheet = {"label": _("打印名单（xlsx）"), "url": reverse("inspections:draw_sheet", args=[draw.pk])}
        actions = [sheet, repeat]
        if self.is_open and self.is_standing and draw.purpose != DrawPurpose.VERIFICATION:
            url = reverse("inspections:draw_assign", args=[draw.pk])
            actions.insert(0, {"label": _("派检查人"), "url": url, "style": "primary"})
            url = reverse("inspections:draw_redraw", args=[draw.pk])
            actions.append({"label": _("重新抽取"), "url": url, "style": "danger"})
        return actions

    @cached_property
    def population_seen(self):
        return self.rows(PopulationUnit).filter(draw=self.object).count()

    @cached_property
    def is_standing(self):
        return not hasattr(self.object, "redraw")

    def get(self, request, *args, **kwargs):
        return self.render(form=self._form(), submit_label=self.submit_label)

    def _form(self):
        asks = not self.object.is_drawn and self.is_open and self.may_write
        return self.get_form() if asks else None

    def get_context(self, **more):
        draw = self.object
        units = self._units() if draw.is_drawn else []
        return super().get_context(
            draw=draw,
            units=[row for row in units if row["unit"].use != UnitUse.SPARE],
            spares=[row for row in units if row["unit"].use == UnitUse.SPARE],
            chosen=sum(row["unit"].use == UnitUse.CHOSEN for row in units),
            redraw=getattr(draw, "redraw", None),
            population_seen=self.population_seen,
            may_change=self.is_open and self.request.user.has_perm(CHANGE),
            **more,
        )

    def _units(self):
        rows = self.rows(SampleUnit).filter(draw=self.object).with_names()
        found = rows.select_related("site_check", "area__parent", "draw", "replaced_by").order_by("order")
        named = inspectors_of(self.rows(CheckInspector).filter(site_check__unit__draw=self.object))
        return [self._row(unit, named) for unit in found]

    def _row(self, unit, named):
        check = getattr(unit, "site_check", None)
        page = PAGES_OF.get(UnitKind(unit.kind))
        keys = {UnitKind.HOUSEHOLD: {"no": unit.code}, UnitKind.VILLAGE: {"area": unit.code}}
        replaceable = check is not None and check.state in (*BEFORE_OPENING, CheckState.ON_SITE)
        return {
            "unit": unit,
            "place": place_of(unit),
            "url": reverse_or_none(page, **keys[unit.kind]) if page else None,
            "check": check,
            "state": check_tag(check) if check is not None else "",
            "inspectors": named.get(check.pk, "") if check is not None else "",
            "may_replace": replaceable and unit.use == UnitUse.CHOSEN,
        }


def inspectors_of(rows):
    """Return check → the names of its inspectors."""
    named: dict[int, list[str]] = {}
    for row in rows.select_related("user").order_by("pk"):
        named.setdefault(row.site_check_id, []).append(str(row.user))
    return {check: "、".join(names) for check, names in named.items()}


def round_step(draw):
    """Return the step of the way that leads through the draw's round, if it has one."""
    return [(str(draw.round), draw.round.get_absolute_url())] if draw.round_id else []


class DrawAssign(RowFormPage):
    """`/inspections/draws/<pk>/assign/`: who checks in which places; sealed from then on."""

    model = SampleDraw
    related = ("area", "round")
    verb = CHANGE
    row_name = "draw"
    title = gettext_lazy("派检查人")
    form_class = InspectorsForm
    submit_label = gettext_lazy("派出并密封")
    success_message = gettext_lazy("已派出并密封，检查人到场后才能拆封。")

    def get_title(self):
        return self.title

    def get_breadcrumbs(self):
        draw = self.object
        return crumbs(*round_step(draw), (draw.number, draw.get_absolute_url()), (self.title, ""))

    def get_form_kwargs(self):
        checks = self.rows(UnannouncedCheck).filter(unit__draw=self.object)
        return {**super().get_form_kwargs(), "checks": standing_checks_of(checks)}


class DrawAct(ActionPage):
    """An act with a typed reason."""

    verb = CHANGE
    style = "danger"
    reason_label = gettext_lazy("理由")

    def draw(self):
        """Return the draw that it is about."""
        return self.object

    def get_consequences(self):
        """Return what follows, in sentences."""
        raise NotImplementedError

    def get_breadcrumbs(self):
        draw = self.draw()
        return crumbs(*round_step(draw), (draw.number, draw.get_absolute_url()), (self.title, ""))

    def get_context(self, **more):
        page = {
            "consequences": self.get_consequences(),
            "reason_label": self.reason_label,
            "style": self.style,
            "cancel_url": self.draw().get_absolute_url(),
        }
        return super().get_context(**page | more)


class DrawRedraw(DrawAct):
    """`/inspections/draws/<pk>/redraw/`: set a sample aside, with a reason, and draw from the same population."""

    model = SampleDraw
    related = ("round",)
    title = gettext_lazy("重新抽取")
    reason_label = gettext_lazy("为什么要重新抽取（写在名单上）")
    success_message = gettext_lazy("原抽样已保留。请为新的一次重新掷种子。")

    def get_consequences(self):
        return [
            _("总体不变，要重新掷种子。"),
            _("原来的种子、名单和理由都保留，写在新名单上；原名单上的检查全部作废。"),
        ]

    def act(self, *, by, data):
        return redraw_sample(by=by, draw=self.object, reason=data.get("reason", "")[:200])

    def get_success_url(self, result):
        return result.get_absolute_url()


class UnitReplace(DrawAct):
    """`/inspections/units/<pk>/replace/`: let the next spare unit take the place of one that cannot be checked."""

    model = SampleUnit
    related = ("draw__round",)
    title = gettext_lazy("替换样本")
    reason_label = gettext_lazy("为什么查不了")
    success_message = gettext_lazy("已换成下一个备选，检查人不变。")

    def draw(self):
        return self.object.draw

    def get_title(self):
        return _("替换样本 %(unit)s") % {"unit": self.object}

    def get_consequences(self):
        return [_("按抽出顺序换成下一个备选，不能挑选。"), _("原样本保留在名单上，注明已替换和理由。")]

    def act(self, *, by, data):
        return replace_unit(by=by, unit=self.object, reason=data.get("reason", "")[:200])

    def get_success_url(self, result):
        return result.draw.get_absolute_url()


class DrawFile(FilePage, DetailPage):
    """A file of a draw that was made; only for those who keep it."""

    file_label = gettext_lazy("导出抽样名单")

    model = SampleDraw
    related = ("area", "round", "redraw_of", "drawn_by", "frozen_by")
    verb = CHANGE

    @cached_property
    def drawn(self):
        if not self.object.is_drawn:
            raise Http404
        return self.object


class DrawSheet(DrawFile):
    """`/inspections/draws/<pk>/sheet.xlsx`: the list to be signed and taken along (抽样名单)."""

    @cached_property
    def units(self):
        return self.rows(SampleUnit).filter(draw=self.drawn)

    def count_lines(self):
        return self.units.count()

    def make(self):
        return export_sample(by=self.request.user, draw=self.drawn, units=self.units)

    def name_of(self, made):
        facts = {"draw": self.drawn.number, "number": made.record.number}
        return _("抽样名单-%(draw)s-%(number)s.xlsx") % facts


class DrawPopulation(DrawFile):
    """`/inspections/draws/<pk>/population.csv`: the frozen population, from which anybody repeats the draw. It is for
    those who keep the draw, and once it is published for whoever sees the whole of it."""

    verb = VIEW
    file_label = gettext_lazy("导出抽样总体")
    form = CSV_FORM

    @cached_property
    def units(self):
        rows = self.rows(PopulationUnit).filter(draw=self.drawn)
        may = self.request.user.has_perm(CHANGE)
        if not may and not (self.drawn.published_at and rows.count() == self.drawn.population_size):
            raise Http404
        return rows

    def count_lines(self):
        return self.units.count()

    def make(self):
        return export_population(by=self.request.user, draw=self.drawn, rows=self.units)

    def name_of(self, made):
        return _("抽样总体-%(draw)s.csv") % {"draw": self.drawn.number}
