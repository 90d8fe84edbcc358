"""What people looked at and took away (reliability-security C5), for those who supervise a place."""

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from povertyapp.core.filters import ExportRecordFilter, RevealRecordFilter
from povertyapp.core.models import AccessAlert, ExportRecord, RevealRecord
from povertyapp.core.views.pages import Column, ListPage, address

AUDIT = "core.view_audit"
ALERTS_SHOWN = 10


def column_words(record):
    """Return what a reveal showed, in the words of the form: 证件号码 for `households_householdmember.id_number`."""
    table, _dot, name = record.column.partition(".")
    for model in apps.get_models():
        if model._meta.db_table == table:
            return getattr(model._meta.get_field(name), "verbose_name", name)
    return record.column


class Audit(ListPage):
    """`/audit/`: who saw which masked value, why; above it who looked at very much."""

    model = RevealRecord
    related = ("seen_by", "area")
    verb = AUDIT
    title = gettext_lazy("查看与导出记录")
    empty_text = gettext_lazy("还没有人查看过完整的号码。")
    template_name = "core/audit.html"
    filterset_class = RevealRecordFilter
    order = ("-seen_at", "-pk")
    columns = (
        Column("seen_at", gettext_lazy("查看时间"), order="seen_at"),
        Column("seen_by", gettext_lazy("查看人"), order="seen_by__display_name"),
        Column("column", gettext_lazy("字段"), column_words),
        Column("subject", gettext_lazy("对象编号")),
        Column("area", gettext_lazy("村"), "area.short_name", order="area_id"),
        Column("reason", gettext_lazy("理由")),
    )

    def get_question(self):
        return _("谁看了完整的号码，为什么")

    def get_actions(self):
        return [{"label": _("导出记录"), "url": reverse("core:audit_exports")}]

    def get_context(self, **more):
        alerts = self.rows(AccessAlert).select_related("person").order_by("-raised_at")[:ALERTS_SHOWN]
        told = [{"alert": one, "url": address(self.request.path, q=str(one.person))} for one in alerts]
        return super().get_context(alerts=told, **more)


class AuditExports(ListPage):
    """`/audit/exports/`: which files left, with how many rows, masked or not."""

    model = ExportRecord
    related = ("made_by", "area")
    verb = AUDIT
    title = gettext_lazy("导出记录")
    empty_text = gettext_lazy("还没有文件被导出。")
    filterset_class = ExportRecordFilter
    order = ("-made_at", "-pk")
    columns = (
        Column("number", gettext_lazy("编号")),
        Column("made_at", gettext_lazy("导出时间"), order="made_at"),
        Column("made_by", gettext_lazy("导出人"), order="made_by__display_name"),
        Column("kind", gettext_lazy("种类"), order="kind"),
        Column("area", gettext_lazy("区域"), "area.short_name", order="area_id"),
        Column("row_count", gettext_lazy("行数"), numeric=True, order="row_count"),
        Column("is_unmasked", gettext_lazy("未脱敏"), order="is_unmasked"),
        Column("reason", gettext_lazy("用途")),
        Column("fetched_at", gettext_lazy("后台文件最近下载"), order="fetched_at"),
    )

    def get_question(self):
        return _("哪些名单和文件被带出系统")

    def get_actions(self):
        return [{"label": _("查看记录"), "url": reverse("core:audit")}]
