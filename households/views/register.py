"""The register (花名册): who is on it, found by place, state, cause or words."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from households.filters import HouseholdFilter
from households.models import Household
from households.models.household import REGISTERED
from households.tables import HOUSEHOLD_COLUMNS
from povertyapp.core.context import reverse_or_none
from povertyapp.core.exports import PDF_FORM
from povertyapp.core.tallies import SEPARATOR
from povertyapp.core.views import ListPage
from povertyapp.core.views.list_files import ListFile

EXPORT = "households.export_household"


class HouseholdList(ListPage):
    """Households in the official order; the conditions stand in the address."""

    model = Household
    verb = "households.view_household"
    title = _("花名册")
    template_name = "households/household_list.html"
    related = ("area",)
    filterset_class = HouseholdFilter
    columns = HOUSEHOLD_COLUMNS
    shown = (
        *("household_no", "head_name", "size", "poverty_attribute", "main_cause", "poverty_status"),
        *("helper_name", "area__name"),
    )
    order = ("area_id", "household_no")
    frozen = 2
    empty_text = _("您的范围里还没有建档立卡户。先导入花名册。")
    begins_with = (_("导入花名册"), "core:import_list", "core.add_importbatch")

    def get_export_url(self):
        """Return the door of the export with the same conditions, for who may take the roster out."""
        if not self.request.user.has_perm(EXPORT):
            return ""
        query = self.request.GET.copy()
        query.pop("page", None), query.pop("sort", None)
        url = reverse_or_none("assistance:roster_export")
        return url and (f"{url}?{query.urlencode()}" if query else url)

    def get_paper_url(self):
        """Return the door of the same list on paper, for who may take it out."""
        if not self.request.user.has_perm(EXPORT):
            return ""
        query = self.request.GET.urlencode()
        return reverse("households:list_pdf") + (f"?{query}" if query else "")

    def rows(self, model=None):
        rows = super().rows(model)
        return rows.with_newest_income() if model is None else rows

    def get_total(self):
        status = self.asked("poverty_status")
        return self.noted_total(REGISTERED, status + SEPARATOR if status else "", but=("poverty_status",))


class HouseholdListXlsx(ListFile, HouseholdList):
    """`/households/list.xlsx`: the list as it stands, in the columns that the reader sees."""

    verb = EXPORT
    file_label = _("导出花名册")
    list_name = "households:list"


class HouseholdListPdf(HouseholdListXlsx):
    """`/households/list.pdf`: the same on paper."""

    file_label = _("打印花名册")
    form = PDF_FORM
