"""Households whose register and paper forms disagree, and putting one side right (CB1-12)."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.cross_forms import SOURCES, sides_of, with_sides, written
from households.filters import HouseholdFilter
from households.forms import AlignFormsForm
from households.models import Household
from households.quality import broken_for
from households.rules.living import forms_disagree
from households.tables import CROSS_FORM_COLUMNS
from povertyapp.core.period import Period
from povertyapp.core.views import DetailPage, FormPage, ListPage

COMPARE, CHANGE = "households.view_comparison", "households.change_household"
TITLE = gettext_lazy("表册对照")


class CrossForms(ListPage):
    """`/cross-forms/`: households of which rule DQ-41 is true, with all sides beside each other."""

    model = Household
    related = ("area",)
    verb = COMPARE
    title = TITLE
    filterset_class = HouseholdFilter
    columns = CROSS_FORM_COLUMNS
    order = ("area_id", "household_no")

    def rows(self, model=None):
        rows = super().rows(model)
        if model is not None:
            return rows
        period = Period.current()
        return with_sides(rows.on_roll(period).filter(broken_for(self.request.user, forms_disagree, period)))

    def get_question(self):
        return _("哪些户的系统、帮扶工作情况表、帮扶手册对不上")

    def get_row_url(self, row):
        return reverse("households:cross_form", args=[row.household_no])


class CrossForm(FormPage, DetailPage):
    """`/cross-forms/<no>/`: say which side is right; the others follow."""

    model = Household
    related = ("area",)
    key, url_key = "household_no", "no"
    verb, write_verb = COMPARE, CHANGE
    template_name = "households/cross_form.html"
    form_class = AlignFormsForm
    submit_label = gettext_lazy("按所选数据更正")
    success_message = gettext_lazy("已更正，三处数据一致。")

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else with_sides(rows)

    @cached_property
    def sides(self):
        return sides_of(self.object)

    @property
    def may_change(self):
        return self.may_write and any(side.differs for side in self.sides)

    def get_title(self):
        return _("%(household)s的表册对照") % {"household": self.object}

    def get_breadcrumbs(self):
        return [
            {"label": TITLE, "url": reverse("households:cross_forms")},
            {"label": str(self.object), "url": ""},
        ]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "household": self.object, "sides": self.sides}

    def get_context(self, form=None, **more):
        lines = [
            {
                "label": side.label,
                "differs": side.differs,
                "cells": [written(value) for value in side.values.values()],
            }
            for side in self.sides
        ]
        return super().get_context(
            form=form if self.may_change else None,
            lines=lines,
            sources=SOURCES.values(),
            cancel_url=reverse("households:cross_forms"),
            **more,
        )

    def get_success_url(self, saved):
        return reverse("households:cross_forms")
