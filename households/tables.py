"""The columns of the register."""

from django.utils.translation import gettext_lazy as _

from povertyapp.core.templatetags.house import money
from povertyapp.core.views import Column


def income_of(household):
    """Return the income per head in yuan; nothing where none is on record."""
    return "" if household.newest_income is None else money(household.newest_income, "yuan")


HOUSEHOLD_COLUMNS = (
    Column("household_no", _("户编号"), order="household_no"),
    Column("head_name", _("户主"), order="head_pinyin"),
    Column("village", _("村"), "area.short_name", order="area_id"),
    Column("size", _("人数"), numeric=True, order="size"),
    Column("poverty_attribute", _("属性"), "get_poverty_attribute_display", order="poverty_attribute"),
    Column("main_cause", _("致贫原因"), "get_main_cause_display", order="main_cause"),
    Column("poverty_status", _("脱贫状态"), "get_poverty_status_display", order="poverty_status"),
    Column("newest_income", _("人均纯收入（元）"), income_of, numeric=True, order="newest_income"),
    Column("helper_name", _("帮扶责任人"), order="helper_name"),
)
