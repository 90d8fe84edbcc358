"""The sections of a household's file that people correct."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from households.choices import FormSource
from households.forms.row import RowForm
from households.models import FormFigures, IncomeStatement, LivingCondition
from households.services import correct_household, record_form_figures, record_income, record_living
from households.services.costs import income_rules
from households.services.household import CORRECTABLE
from households.services.statements import FORM_FACTS, INCOME_FACTS, LIVING_FACTS

# A blank amount is none; a blank total is worked out.
TOTALS = ("net_income", "net_income_per_capita")
AMOUNTS = tuple(name for name in INCOME_FACTS if name not in (*TOTALS, "one_off"))


class BasicForm(RowForm):
    """Names, address, attribute, causes."""

    title = _("修改基本情况")
    anchor = "card"
    columns = CORRECTABLE

    @classmethod
    def row_of(cls, household, year):
        return household

    def save(self, *, by):
        return correct_household(by=by, household=self.row, **self.why, **self.changes())


class YearForm(RowForm):
    """A statement of one year."""

    model: Any = None

    def asked_day(self):
        return dt.date(self.row.year, 12, 31)

    @classmethod
    def row_of(cls, household, year):
        found = cls.model.objects.filter(household=household, year=year).first()
        return found or cls.model(household=household, area_id=household.area_id, year=year)


class IncomeForm(YearForm):
    title = _("登记收入")
    anchor = "income"
    model = IncomeStatement
    columns = INCOME_FACTS
    zero_when_blank = AMOUNTS

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in TOTALS:
            self.fields[name].required = False
            self.fields[name].help_text = _("不填则按分项计算。")
            if not self.row.pk:
                del self.initial[name]
        self.fields["one_off"].help_text = _("来源不会持续的勾上：退出测算只看稳定收入。")

    @property
    def hint(self):
        """Say which months count, what does not, and the costs that the county reckons with."""
        return income_rules(self.row.household.area_id, self.row.year)

    def save(self, *, by):
        row = self.row
        return record_income(by=by, household=row.household, year=row.year, **self.why, **self.changes())


class LivingForm(YearForm):
    title = _("登记生产生活条件")
    anchor = "living"
    model = LivingCondition
    columns = tuple(name for name in LIVING_FACTS if name != "unclear")

    def save(self, *, by):
        row = self.row
        return record_living(by=by, household=row.household, year=row.year, **self.why, **self.changes())


class FiguresForm(RowForm):
    """What one of the two paper forms says."""

    anchor = "forms"
    columns = FORM_FACTS
    source = ""

    @classmethod
    def row_of(cls, household, year):
        own = {"household": household, "source": cls.source}
        found = FormFigures.objects.filter(**own).first()
        return found or FormFigures(**own, area_id=household.area_id)

    def save(self, *, by):
        row = self.row
        return record_form_figures(
            by=by, household=row.household, source=row.source, **self.why, **self.changes()
        )


class WorkFormForm(FiguresForm):
    title = _("登记帮扶工作情况表的数据")
    source = FormSource.WORK_FORM


class HandbookForm(FiguresForm):
    title = _("登记帮扶手册的数据")
    source = FormSource.HANDBOOK


# What the address of the page says → the form.
SECTIONS = {
    "basic": BasicForm,
    "living": LivingForm,
    "income": IncomeForm,
    "work-form": WorkFormForm,
    "handbook": HandbookForm,
}
