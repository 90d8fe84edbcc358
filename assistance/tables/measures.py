"""The columns of measures."""

from django.utils.translation import gettext_lazy as _

from povertyapp.core.views.pages import Column

MEASURE_COLUMNS = (
    Column("household", _("户"), "household"),
    Column("township", _("乡镇"), "area.parent.name"),
    Column("village", _("村"), "area.short_name", order="area_id"),
    Column("name", _("措施内容"), order="name"),
    Column("kind", _("类别"), "get_kind_display", order="kind"),
    Column("class", _("归类"), "get_measure_class_display", order="measure_class"),
    Column("unit", _("责任单位"), "responsible_unit"),
    Column("from", _("起"), "from_date", order="from_date"),
    Column("to", _("止"), "to_date", order="to_date"),
)
