"""Who stands on which post, where and when: resident teams, first secretaries, clerks, leaders, task forces."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from assistance.choices.posts import FULL_TIME, HEADS, RESIDENT, PostKind
from assistance.models.assignment import DateSpan
from assistance.models.helper import Helper, HelpingUnit
from assistance.querysets.posts import PostQuerySet, SpanQuerySet
from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.history import tracked
from povertyapp.core.models.area import TOWNSHIP_DIGITS, VILLAGE_DIGITS
from povertyapp.core.scoping import ScopedModel

SPAN = (DateSpan("from_date", "to_date", RangeBoundary(True, True)), RangeOperators.OVERLAPS)


def _one(name, *columns, sentence, **where):
    """Return the constraint that no two rows with these columns equal are in force on one day."""
    same = [(column, RangeOperators.EQUAL) for column in columns]
    return ExclusionConstraint(
        name=name,
        expressions=[*same, SPAN],
        condition=Q(**where) if where else None,
        violation_error_message=sentence,
    )


def _ends_after(name):
    return models.CheckConstraint(
        condition=Q(to_date=None) | Q(to_date__gte=F("from_date")),
        name=name,
        violation_error_message=_("结束日期不能早于开始日期。"),
    )


def _code_of(digits):
    return Q(Exact(Length("area"), digits))


@tracked
class ResidentTeam(ScopedModel):
    """A team that lives in a village (驻村工作队), sent by a unit from a day to a day. Its `area` is the village."""

    unit = models.ForeignKey(HelpingUnit, models.PROTECT, related_name="teams", verbose_name=_("派出单位"))
    from_date = models.DateField(_("进驻日期"))
    to_date = models.DateField(_("撤离日期"), null=True, blank=True)

    objects: ClassVar = SpanQuerySet.as_manager()

    class Meta:
        verbose_name = _("驻村工作队")
        ordering = ["area_id", "from_date"]
        constraints = [
            _ends_after("team_ends_after_it_begins"),
            models.CheckConstraint(
                condition=_code_of(VILLAGE_DIGITS),
                name="team_stands_in_a_village",
                violation_error_message=_("驻村工作队要派到村。"),
            ),
            _one("one_team_a_village", "area", sentence=_("一个村同一天只能有一支驻村工作队。")),
        ]

    def __str__(self):
        return f"{self.area.short_name} {self.unit}"


@tracked
class Official(ScopedModel):
    """A person on a post (帮扶干部): where he comes from, and how he is reached. His `area` is the county."""

    SEEN_THROUGH = ("posts",)

    code = models.CharField(_("人员编号"), max_length=20, unique=True)
    name = models.CharField(_("姓名"), max_length=40)
    unit = models.ForeignKey(
        HelpingUnit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="officials",
        verbose_name=_("派出单位"),
    )
    office = models.CharField(_("职务"), max_length=40, blank=True)
    phone = EncryptedTextField(_("联系电话"), bound_to="code")
    helper = models.OneToOneField(
        Helper, models.SET_NULL, null=True, blank=True, related_name="official", verbose_name=_("帮扶责任人")
    )
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="official"
    )

    class Meta:
        verbose_name = _("帮扶干部")
        ordering = ["area_id", "code"]
        constraints = [models.UniqueConstraint("area", "unit", "name", name="one_official_a_name_in_a_unit")]

    def __str__(self):
        return self.name


@tracked
class Post(ScopedModel):
    """An official on a post from a day to a day, both inside. Its `area` is the village or the township."""

    kind = models.CharField(_("岗位"), max_length=12, choices=PostKind)
    official = models.ForeignKey(Official, models.PROTECT, related_name="posts", verbose_name=_("人员"))
    team = models.ForeignKey(
        ResidentTeam,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name=_("驻村工作队"),
    )
    is_head = models.BooleanField(_("队长或负责人"), default=False)
    from_date = models.DateField(_("到岗日期"))
    to_date = models.DateField(_("离岗日期"), null=True, blank=True)

    objects: ClassVar = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("帮扶岗位")
        ordering = ["area_id", "kind", "from_date"]
        indexes = [models.Index(fields=["area", "kind"], name="post_by_area")]
        constraints = [
            _ends_after("post_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(kind__in=RESIDENT, team__isnull=False)
                | (~Q(kind__in=RESIDENT) & Q(team__isnull=True)),
                name="resident_post_has_a_team",
                violation_error_message=_("第一书记和驻村工作队员都要属于一支工作队。"),
            ),
            models.CheckConstraint(
                condition=(Q(kind__in=FULL_TIME) & _code_of(VILLAGE_DIGITS))
                | (Q(kind=PostKind.TASK_FORCE) & _code_of(TOWNSHIP_DIGITS))
                | (Q(kind=PostKind.CONTACT_LEADER) & (_code_of(VILLAGE_DIGITS) | _code_of(TOWNSHIP_DIGITS))),
                name="post_stands_at_its_level",
                violation_error_message=_("这个岗位不设在这一级，请另选岗位或地方。"),
            ),
            models.CheckConstraint(
                condition=Q(is_head=False) | Q(kind__in=list(HEADS)),
                name="post_that_may_lead",
                violation_error_message=_("这个岗位没有队长或负责人，请去掉这一项。"),
            ),
            _one(
                "one_first_secretary_a_village",
                "area",
                sentence=_("一个村同一天只能有一名第一书记。"),
                kind=PostKind.FIRST_SECRETARY,
            ),
            _one(
                "one_clerk_a_village",
                "area",
                sentence=_("一个村同一天只能有一名村级扶贫专干。"),
                kind=PostKind.CLERK,
            ),
            _one(
                "one_leader_a_team",
                "team",
                sentence=_("一支驻村工作队同一天只能有一名队长。"),
                is_head=True,
                team__isnull=False,
            ),
            _one(
                "one_head_a_task_force",
                "area",
                sentence=_("一个乡镇的工作专班同一天只能有一名负责人。"),
                is_head=True,
                kind=PostKind.TASK_FORCE,
            ),
            _one(
                "one_full_time_post_a_person",
                "official",
                sentence=_("同一个人同一天只能在一个驻村或专干岗位上。"),
                kind__in=FULL_TIME,
            ),
            _one(
                "once_a_person_a_post",
                "official",
                "area",
                "kind",
                sentence=_("这个人同一天已经在这个岗位上。"),
            ),
        ]

    def __str__(self):
        return f"{self.official} {self.title}"

    @property
    def title(self):
        """Return what the post is called, the head's own word where he leads."""
        return HEADS[PostKind(self.kind)] if self.is_head else self.get_kind_display()

    @property
    def is_resident(self):
        """Say whether the days on this post are counted."""
        return self.kind in RESIDENT
