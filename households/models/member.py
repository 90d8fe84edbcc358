from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from households.choices import (
    GB3304_OF_ETHNICITY,
    GONE,
    CardState,
    DisabilityKind,
    DropoutReason,
    Education,
    Health,
    IdFault,
    IdType,
    LabourCapacity,
    MemberChange,
    PoliticalStatus,
    Relation,
    SchoolStatus,
    Sex,
    WorkRegion,
)
from households.identity import hashes_of
from households.models.household import Household
from households.querysets import MemberQuerySet
from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.history import tracked
from povertyapp.core.names import Characters, Initials
from povertyapp.core.scoping import ScopedModel


@tracked
class HouseholdMember(ScopedModel):
    """A person of a household, rulebook B1.2."""

    FOLLOWS = "household"
    # Sealed column → what works out its keyed hashes, and the columns that hold them.
    HASHES: ClassVar = {"id_number": (hashes_of, ("id_hash", "id_tail_hash"))}

    household = models.ForeignKey(Household, models.CASCADE, related_name="members", verbose_name=_("户"))
    person_no = models.CharField(_("人编号"), max_length=24, unique=True)
    name = models.CharField(_("姓名"), max_length=60)
    name_pinyin = models.CharField(max_length=120, blank=True, editable=False)
    sex = models.CharField(_("性别"), max_length=1, choices=Sex, default=Sex.UNKNOWN)
    birth_date = models.DateField(_("出生日期"), null=True, blank=True)
    id_type = models.CharField(_("证件类型"), max_length=10, choices=IdType, default=IdType.RESIDENT)
    id_number = EncryptedTextField(_("证件号码"), bound_to="person_no")
    id_hash = models.CharField(max_length=32, blank=True, editable=False)
    id_tail_hash = models.CharField(max_length=32, blank=True, editable=False)
    # Judged whenever the numbers are written: a rule cannot look into sealed columns (identity.judged).
    id_fault = models.CharField(max_length=8, choices=IdFault, blank=True, editable=False)
    card_state = models.CharField(max_length=8, choices=CardState, default=CardState.NONE, editable=False)
    relation = models.CharField(_("与户主关系"), max_length=2, choices=Relation, blank=True)
    ethnicity = models.CharField(_("民族"), max_length=20, blank=True)
    political_status = models.CharField(_("政治面貌"), max_length=2, choices=PoliticalStatus, blank=True)
    education = models.CharField(_("文化程度"), max_length=2, choices=Education, blank=True)
    school_status = models.CharField(_("在校生状况"), max_length=2, choices=SchoolStatus, blank=True)
    dropout_reason = models.CharField(_("失学或辍学原因"), max_length=10, choices=DropoutReason, blank=True)
    # Offices write several: 长期慢性病、残疾.
    health = ArrayField(
        models.CharField(max_length=2, choices=Health), verbose_name=_("健康状况"), default=list, blank=True
    )
    disability_card = EncryptedTextField(_("残疾人证号"), bound_to="person_no")
    disability_kind = models.CharField(_("残疾类别"), max_length=1, choices=DisabilityKind, blank=True)
    disability_level = models.PositiveSmallIntegerField(_("残疾等级"), null=True, blank=True)
    labour_capacity = models.CharField(_("劳动技能"), max_length=2, choices=LabourCapacity, blank=True)
    work_region = models.CharField(_("务工状况"), max_length=2, choices=WorkRegion, blank=True)
    work_months = models.DecimalField(
        _("务工时间(月)"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    public_post = models.CharField(_("公益性岗位"), max_length=40, blank=True)
    public_post_months = models.DecimalField(
        _("公益性岗位(月)"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    is_medical_insured = models.BooleanField(_("是否参加城乡居民基本医疗保险"), null=True, blank=True)
    is_major_illness_insured = models.BooleanField(_("是否参加大病医疗"), null=True, blank=True)
    is_supplementary_insured = models.BooleanField(_("是否参加商业补充医疗保险"), null=True, blank=True)
    is_pension_insured = models.BooleanField(_("是否参加城乡居民基本养老保险"), null=True, blank=True)
    gets_allowance = models.BooleanField(_("是否享受低保"), null=True, blank=True)
    gets_five_guarantee = models.BooleanField(_("是否特困供养"), null=True, blank=True)
    gets_disability_subsidy = models.BooleanField(_("是否享受残疾补贴"), null=True, blank=True)
    is_in_service = models.BooleanField(_("是否现役军人"), null=True, blank=True)
    phone = EncryptedTextField(_("本人电话"), bound_to="person_no")
    registered_on = models.DateField(_("人员识别时间"), null=True, blank=True)
    change_kind = models.CharField(_("变动类型"), max_length=2, choices=MemberChange, blank=True)
    changed_on = models.DateField(_("变动日期"), null=True, blank=True)

    # Columns to which the answer was that nobody knows: not blank, somebody has to find out (ux 13).
    unclear = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("说不清的项目"),
        default=list,
        blank=True,
        editable=False,
    )

    objects: ClassVar = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("家庭成员")
        ordering = ["household_id", "relation", "person_no"]
        indexes = [
            models.Index(fields=["area"], name="member_by_area"),
            GinIndex(Characters("name"), name="member_by_characters"),
            models.Index(OpClass("name_pinyin", "varchar_pattern_ops"), name="member_by_pinyin"),
            models.Index(OpClass(Initials("name_pinyin"), "text_pattern_ops"), name="member_by_initials"),
            models.Index(fields=["id_hash"], name="member_by_id", condition=~Q(id_hash="")),
            models.Index(fields=["id_tail_hash"], name="member_by_id_tail", condition=~Q(id_tail_hash="")),
        ]

    def __str__(self):
        return self.name

    @property
    def ethnicity_code(self) -> str:
        """Return the code of GB/T 3304, or blank."""
        return GB3304_OF_ETHNICITY.get(self.ethnicity, "")

    @property
    def is_gone(self):
        """Say whether the person died or left; such a member is kept and not counted."""
        return self.change_kind in GONE


class SchoolYear(ScopedModel):
    """What a member's grade was in a school year, called by the year in which it began.

    Kept from what the register said in that year (services.school_years): the last word of the year stands.
    """

    FOLLOWS = "member"
    DERIVED = True  # each refresh of the findings writes it from the members

    member = models.ForeignKey(
        HouseholdMember, models.CASCADE, related_name="school_years", verbose_name=_("家庭成员")
    )
    year = models.PositiveSmallIntegerField(_("学年"))
    school_status = models.CharField(_("在校生状况"), max_length=2, choices=SchoolStatus)

    class Meta:
        verbose_name = _("学年记录")
        ordering = ["member_id", "-year"]
        constraints = [models.UniqueConstraint("member", "year", name="one_grade_a_school_year")]

    def __str__(self):
        return f"{self.member} {self.year}"
