"""三率一度 and the other figures of a sample (B6, E-01 to E-03, E-20), each with n and interval, on their own page.

A township of a round has the same page with its part of the sample; numbers of a few households say little, and the
interval says so.
"""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.forms.found import FrameForm, OtherForm
from inspections.models import (
    CheckAnswer,
    CheckRecord,
    CheckRound,
    OtherFrame,
    OtherRecord,
    SampleDraw,
    SampleUnit,
)
from inspections.services.field.rates import incidence_of, rates_of
from povertyapp.core.context import reverse_or_none
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.views.pages import DetailPage, Page, RowFormPage, Rows, address

VIEW, CHECK = "inspections.view_check", "inspections.add_check"


def percent(share, places=1):
    """Write a share of one as per cent, — where there is nothing to divide by."""
    return "—" if share is None else f"{share * 100:.{places}f}%"


class RatesPage(Rows, Page):
    """`/inspections/rates/?round=&area=`: what a round found in its sample, with n and a 95 per cent interval."""

    template_name = "inspections/rates.html"
    verb = VIEW
    title = gettext_lazy("三率一度（抽样）")
    model = CheckRound

    @cached_property
    def rounds(self):
        return list(self.rows().order_by("-month", "-pk"))

    @cached_property
    def round(self):
        """Return the round asked for, else the newest in which something was found; None where he sees none."""
        asked = self.request.GET.get("round", "")
        if not asked:
            seen = set(self.rows(CheckRecord).values_list("site_check__unit__round", flat=True).distinct())
            return next((one for one in self.rounds if one.pk in seen), next(iter(self.rounds), None))
        found = next((one for one in self.rounds if str(one.pk) == asked), None)
        if found is None:
            raise Http404
        return found

    @cached_property
    def place(self):
        """Return the township asked for, None for the whole round; 404 for places that the reader does not see."""
        code = self.request.GET.get("area", "")
        found = self.rows(Area).filter(code=code).first() if code else None
        if code and found is None:
            raise Http404
        return found

    def of_round(self, model, path):
        rows = self.rows(model).filter(**{path: self.round})
        return rows.in_area(self.place.code) if self.place else rows

    def get_rates(self):
        records = self.of_round(CheckRecord, "site_check__unit__round")
        answers = self.of_round(CheckAnswer, "record__site_check__unit__round")
        others = self.of_round(OtherRecord, "frame__draw__round")
        return rates_of(self.round, records, answers, others)

    def get_context(self, **more):
        if self.round is None:
            return super().get_context(round=None, **more)
        rates = self.get_rates()
        mismatches = address(reverse("inspections:findings"), round=self.round.pk, area=self._code())
        compared = address(
            reverse("inspections:findings"), round=self.round.pk, compared="all", area=self._code()
        )
        return super().get_context(
            round=self.round,
            rounds=[(one, address(self.request.path, round=one.pk)) for one in self.rounds],
            place=self.place,
            rates=rates,
            mismatches_url=mismatches,
            compared_url=compared,
            incidence=None if self.place else self._incidence(rates),
            places=self._places(),
            draws=self._draws(),
            **more,
        )

    def _code(self):
        return self.place.code if self.place else None

    def _incidence(self, rates):
        found = incidence_of(self.round, rates)
        words = {
            "point": percent(found.point, 2),
            "low": percent(found.low, 2),
            "high": percent(found.high, 2),
        }
        return {"found": found, "limit": percent(found.limit), **words}

    def _places(self):
        """Return the townships in which the round checked households, each with its own page."""
        seen = self.rows(CheckRecord).filter(site_check__unit__round=self.round)
        codes = {code[:9] for code in seen.order_by().values_list("area_id", flat=True).distinct()}
        areas = self.rows(Area).filter(code__in=codes, level=Level.TOWNSHIP).order_by("code")
        return [(area, address(self.request.path, round=self.round.pk, area=area.code)) for area in areas]

    def _draws(self):
        """Return each draw of the round with its frame, seed, drawn list and replacements, and its other frames."""
        draws = self.rows(SampleDraw).filter(round=self.round).order_by("pk")
        units = self.rows(SampleUnit).filter(draw__in=draws, replaced_by__isnull=False)
        replaced = list(units.select_related("replaced_by"))
        frames = list(self.rows(OtherFrame).filter(draw__in=draws).select_related("area", "draw__round"))
        return [
            {
                "draw": draw,
                "url": reverse_or_none("inspections:draw", pk=draw.pk),
                "replaced": [unit for unit in replaced if unit.draw_id == draw.pk],
                "frames": [frame for frame in frames if frame.draw_id == draw.pk],
                "frame_url": reverse("inspections:other_frame_add", args=[draw.pk])
                if not draw.seed and self.request.user.has_perm("inspections.change_check")
                else "",
            }
            for draw in draws
        ]


class FrameAdd(RowFormPage):
    """`/inspections/draws/<pk>/others/`: the households of a village that are on no list, before the seed."""

    model = SampleDraw
    verb = "inspections.change_check"
    form_class = FrameForm
    row_name = "draw"
    title = gettext_lazy("登记未建档户名册")
    success_message = gettext_lazy("已登记。")

    def get_title(self):
        return self.title

    @property
    def back_url(self):
        return address(reverse("inspections:rates"), round=self.object.round_id)


class FrameDetail(DetailPage):
    """`/inspections/others/<pk>/`: which numbers of the household book were drawn, and what was found there."""

    model = OtherFrame
    related = ("draw__round", "area__parent", "made_by")
    verb = VIEW
    template_name = "inspections/other_frame.html"

    def get_title(self):
        return _("未建档户：%(place)s") % {"place": self.object.area.short_name}

    def get_breadcrumbs(self):
        url = address(reverse("inspections:rates"), round=self.object.draw.round_id)
        return [
            {"label": _("三率一度（抽样）"), "url": url},
            {"label": self.object.area.short_name, "url": ""},
        ]

    def get_actions(self):
        if not self.object.draw.seed or not self.request.user.has_perm(CHECK):
            return []
        url = reverse("inspections:other_add", args=[self.object.pk])
        return [{"label": _("记录一户"), "url": url, "style": "primary"}]

    def get_context(self, **more):
        chosen, spare = self.object.numbers
        return super().get_context(
            frame=self.object,
            chosen=chosen,
            spare=spare,
            records=self.rows(OtherRecord).filter(frame=self.object).select_related("recorded_by"),
            **more,
        )


class OtherAdd(RowFormPage):
    """`/inspections/others/<pk>/add/`: what was found at one household on no list."""

    model = OtherFrame
    related = ("draw__round", "area")
    verb = CHECK
    form_class = OtherForm
    row_name = "frame"
    success_message = gettext_lazy("已记录。")

    def get_title(self):
        return _("未建档户核查：%(place)s") % {"place": self.object.area.short_name}
