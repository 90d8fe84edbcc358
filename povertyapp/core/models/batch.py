from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from povertyapp.core.scoping import ScopedModel
from povertyapp.core.text import told


class ImportState(models.TextChoices):
    """Where an import stands."""

    UPLOADED = "uploaded", _("待对列")
    CHECKING = "checking", _("正在预检")
    CHECKED = "checked", _("待确认")
    APPLYING = "applying", _("正在导入")
    APPLIED = "applied", _("已导入")
    UNDOING = "undoing", _("正在撤销")
    UNDONE = "undone", _("已撤销")
    REPLACED = "replaced", _("已换新文件")


S = ImportState
IMPORT_MOVES = {
    S.UPLOADED: {S.CHECKING, S.REPLACED},
    S.CHECKING: {S.CHECKED, S.UPLOADED},
    S.CHECKED: {S.CHECKING, S.APPLYING, S.REPLACED},
    S.APPLYING: {S.APPLIED, S.CHECKED},
    S.APPLIED: {S.UNDOING, S.UNDONE},
    S.UNDOING: {S.UNDONE, S.APPLIED},
}


class ImportBatch(ScopedModel):
    """One workbook on its way in, from the upload to the undo. `area` is that of the office that takes it in.

    `columns` holds, sheet by sheet, `[number, header, key]` of each column; a blank key is a column that is left
    aside. What was found and the samples lie sealed in `report`, because they repeat what the file says of people.
    """

    ANSWERED_BY = "started_by"

    kind = models.CharField(_("种类"), max_length=40)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("导入人")
    )
    started_at = models.DateTimeField(_("上传时间"), auto_now_add=True)
    state = models.CharField(_("状态"), max_length=10, choices=ImportState, default=ImportState.UPLOADED)
    file = models.ForeignKey("core.StoredFile", models.SET_NULL, null=True, related_name="+")
    file_name = models.CharField(_("文件"), max_length=150)
    file_sha256 = models.CharField(max_length=64)
    corrects = models.ForeignKey("self", models.SET_NULL, null=True, related_name="corrections")
    as_of = models.DateField(_("数据日期"), null=True, blank=True)
    duplicates = models.CharField(_("已有的怎么办"), max_length=10, default="update")
    only_clean = models.BooleanField(default=False)
    columns = models.JSONField(default=dict)
    job = models.ForeignKey("core.Job", models.SET_NULL, null=True, related_name="+")
    report = models.ForeignKey("core.StoredFile", models.SET_NULL, null=True, related_name="+")
    error_workbook = models.ForeignKey("core.StoredFile", models.SET_NULL, null=True, related_name="+")
    result = models.JSONField(_("结果"), default=dict)
    error_count = models.PositiveIntegerField(_("错误"), default=0)
    finding_count = models.PositiveIntegerField(_("问题"), default=0)
    checked_at = models.DateTimeField(_("预检时间"), null=True)
    act = models.UUIDField(null=True)
    applied_at = models.DateTimeField(_("导入时间"), null=True)
    undone_at = models.DateTimeField(_("撤销时间"), null=True)

    class Meta:
        verbose_name = _("导入批次")
        indexes = [models.Index(fields=["area", "-started_at"], name="import_by_area")]
        constraints = [
            models.UniqueConstraint(
                "kind", "file_sha256", condition=Q(state="applying"), name="one_import_of_a_file_at_a_time"
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def number(self):
        """Return the number of the batch: `IM-000231`."""
        return f"IM-{self.pk:06d}"

    @property
    def step(self):
        """Return the step of the wizard that this batch waits at."""
        if self.state == ImportState.UPLOADED and not self.job_id:
            return "map"
        if self.state in (
            ImportState.UPLOADED,
            ImportState.CHECKING,
            ImportState.CHECKED,
            ImportState.REPLACED,
        ):
            return "preview"
        return "result"

    @property
    def tallies(self):
        """Return what the file makes and changes, its labels in the language of whoever reads."""
        return [each | {"label": told(each["label"])} for each in self.result.get("tallies", [])]

    def address(self, step):
        return reverse("core:import_step", args=[self.pk, step])

    def get_absolute_url(self):
        return self.address(self.step)


class ImportColumn(ScopedModel):
    """What a county calls a column: matched once by hand, it is known the next time."""

    kind = models.CharField(max_length=40)
    written = models.CharField(_("表头"), max_length=100)
    key = models.CharField(_("对应的列"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("记住的列")
        constraints = [models.UniqueConstraint("area", "kind", "written", name="one_meaning_of_a_header")]

    def __str__(self):
        return f"{self.written} → {self.key}"
