from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from households.choices import Cause, HousingGrade, LabourCapacity, PovertyAttribute, Presence, Relation, Sex
from households.identity import hashes_of
from households.models.procedure import ProcedureCase, person
from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class Applicant(ScopedModel):
    """What is known of a household that is not on the register yet, and later its information form
    (贫困户信息采集表). The register gets it when the county confirms."""

    FOLLOWS = "case"

    case = models.OneToOneField(
        ProcedureCase, models.PROTECT, related_name="applicant", verbose_name=_("事项")
    )
    address = models.CharField(_("详细地址"), max_length=120, blank=True)
    phone = EncryptedTextField(_("联系电话"), bound_to="case_id")
    statement = models.TextField(_("申请理由"))
    income_per_capita = models.DecimalField(
        _("申报人均纯收入（元）"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    household_no = models.CharField(_("户编号"), max_length=20, blank=True)
    poverty_attribute = models.CharField(_("贫困户属性"), max_length=24, choices=PovertyAttribute, blank=True)
    main_cause = models.CharField(_("主要致贫原因"), max_length=20, choices=Cause, blank=True)
    presence = models.CharField(_("在家情况"), max_length=20, choices=Presence, blank=True)
    housing_grade = models.CharField(_("房屋等级"), max_length=1, choices=HousingGrade, blank=True)
    is_water_safe = models.BooleanField(_("是否饮水安全"), null=True, blank=True)
    # Who filled in the information form: somebody else confirms it.
    entered_by = person(_("填表人"), null=True, blank=True)
    entered_on = models.DateField(_("填表日期"), null=True, blank=True)

    class Meta:
        verbose_name = _("申请户")

    def __str__(self):
        return str(self.case)


@tracked
class ApplicantMember(ScopedModel):
    """A person of a household that applies."""

    FOLLOWS = "applicant"
    HASHES: ClassVar = {"id_number": (hashes_of, ("id_hash",))}

    applicant = models.ForeignKey(Applicant, models.PROTECT, related_name="members", verbose_name=_("申请户"))
    key = models.CharField(max_length=32, unique=True, editable=False)
    name = models.CharField(_("姓名"), max_length=60)
    relation = models.CharField(_("与户主关系"), max_length=2, choices=Relation)
    sex = models.CharField(_("性别"), max_length=1, choices=Sex, default=Sex.UNKNOWN)
    birth_date = models.DateField(_("出生日期"), null=True, blank=True)
    id_number = EncryptedTextField(_("证件号码"), bound_to="key")
    id_hash = models.CharField(max_length=32, blank=True, editable=False)
    labour_capacity = models.CharField(_("劳动技能"), max_length=2, choices=LabourCapacity, blank=True)
    is_medical_insured = models.BooleanField(_("是否参加城乡居民基本医疗保险"), null=True, blank=True)

    class Meta:
        verbose_name = _("申请户成员")
        ordering = ["applicant_id", "relation", "pk"]

    def __str__(self):
        return self.name
