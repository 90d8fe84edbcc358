"""The village form, section by section."""

import datetime as dt

from django.utils.translation import gettext_lazy as _

from households.forms.row import RowForm
from households.models import Village, VillageYear
from households.services import record_village, record_village_year
from households.services.villages import HEADINGS, VILLAGE_FACTS


class VillageForm(RowForm):
    """What a village is."""

    title = _("修改村基本情况")
    columns = VILLAGE_FACTS

    @classmethod
    def row_of(cls, area, year):
        return Village.objects.filter(area=area).first() or Village(area=area)

    def save(self, *, by):
        return record_village(by=by, area=self.row.area, **self.why, **self.changes())


class VillageYearForm(RowForm):
    """One heading of the village form in one year."""

    def asked_day(self):
        return dt.date(self.row.year, 12, 31)

    @classmethod
    def row_of(cls, area, year):
        found = VillageYear.objects.filter(area=area, year=year).first()
        return found or VillageYear(area=area, year=year)

    def save(self, *, by):
        row = self.row
        return record_village_year(by=by, area=row.area, year=row.year, **self.why, **self.changes())


def _heading(key, title, names):
    return type(f"Village{key.title()}Form", (VillageYearForm,), {"title": title, "columns": names})


VILLAGE_SECTIONS = {"basic": VillageForm} | {key: _heading(key, *rest) for key, *rest in HEADINGS}
