"""The columns of helpers."""

from django.utils.translation import gettext_lazy as _

from povertyapp.core.templatetags.house import figure
from povertyapp.core.views.pages import Column
from povertyapp.core.ways import at


def caseload(helper):
    """Return the figure that leads to the households in a helper's care."""
    url = at("assistance:helper", helper.code)
    return figure(helper.caseload, f"caseload-{helper.code}", url, label=_("负责户数"))


HELPER_COLUMNS = (
    Column("name", _("姓名"), order="name"),
    Column("unit", _("单位"), "unit.name", order="unit__name"),
    Column("post", _("职务")),
    Column("caseload", _("负责户数"), caseload, numeric=True, order="caseload"),
    Column("code", _("编号"), order="code"),
)
