from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assistance.choices import UnitLevel
from assistance.models.numbering import new_codes
from assistance.querysets import HelperQuerySet
from households.identity import hashes_of
from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class HelpingUnit(ScopedModel):
    """A unit that sends helpers (帮扶单位). Its `area` is the county it helps."""

    SEEN_THROUGH = ("helpers", "teams", "tasks")

    code = models.CharField(_("单位编号"), max_length=20, unique=True)
    name = models.CharField(_("单位名称"), max_length=80)
    level = models.CharField(_("隶属关系"), max_length=2, choices=UnitLevel, default=UnitLevel.COUNTY)

    class Meta:
        verbose_name = _("帮扶单位")
        ordering = ["area_id", "name"]
        constraints = [models.UniqueConstraint("area", "name", name="one_unit_a_name")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        if not self.code:
            self.code = next(unit_codes(self.area_id))
        super().save(*args, **kwargs)


def unit_codes(county_code):
    """Yield the next codes for units of a county: its own code, `D`, a number."""
    return new_codes(HelpingUnit, county_code, "D", 3)


@tracked
class Helper(ScopedModel):
    """A person responsible for households (帮扶责任人), rulebook B1.6. Its `area` is the county."""

    ANSWERED_BY = "user_id"
    SEEN_THROUGH = ("assignments",)
    HASHES: ClassVar = {"id_number": (hashes_of, ("id_hash",))}

    code = models.CharField(_("帮扶人编号"), max_length=20, unique=True)
    name = models.CharField(_("姓名"), max_length=40)
    unit = models.ForeignKey(HelpingUnit, models.PROTECT, related_name="helpers", verbose_name=_("单位"))
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="helper"
    )
    post = models.CharField(_("职务"), max_length=40, blank=True)
    expertise = models.CharField(_("技术特长"), max_length=60, blank=True)
    phone = EncryptedTextField(_("联系电话"), bound_to="code")
    id_number = EncryptedTextField(_("证件号码"), bound_to="code")
    # Of the same kind as a member's, so that a helper who is registered himself is found (DQ-33).
    id_hash = models.CharField(max_length=32, blank=True, editable=False)

    objects: ClassVar = HelperQuerySet.as_manager()

    class Meta:
        verbose_name = _("帮扶责任人")
        ordering = ["area_id", "code"]
        indexes = [models.Index(fields=["area", "code"], name="helper_by_area")]
        constraints = [models.UniqueConstraint("area", "unit", "name", name="one_helper_a_name_in_a_unit")]

    def __str__(self):
        return self.name
