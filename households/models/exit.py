from django.db import models
from django.utils.translation import gettext_lazy as _

from households.models.evidence import picture
from households.models.guards import stays
from households.models.procedure import ProcedureCase, person
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


class ExitLevel(models.TextChoices):
    HOUSEHOLD = "household", _("户")
    VILLAGE = "village", _("村")
    COUNTY = "county", _("县")


class ExitStandard(models.Model):
    """The exit standard of a region from a year on (B8): a conjunction of items. The nearest region wins, then
    the newest year that has begun."""

    region = models.CharField(_("地区代码"), max_length=12, blank=True)
    level = models.CharField(_("对象"), max_length=10, choices=ExitLevel)
    from_year = models.PositiveSmallIntegerField(_("起始年度"))
    name = models.CharField(_("名称"), max_length=60)
    basis = models.CharField(_("依据"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("退出标准")
        ordering = ["region", "level", "from_year"]
        constraints = [
            models.UniqueConstraint("region", "level", "from_year", name="one_exit_standard_a_region")
        ]

    def __str__(self):
        return self.name


class ExitItem(models.Model):
    """One item of a standard. `test` names a function over stored facts (`households/exit_tests.py`); blank: a
    person answers, with evidence. An item with a veto must be met."""

    standard = models.ForeignKey(ExitStandard, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(_("代码"), max_length=20)
    label = models.CharField(_("内容"), max_length=80)
    test = models.CharField(_("判断方法"), max_length=40, blank=True)
    evidence = models.CharField(_("佐证"), max_length=80, blank=True)
    is_veto = models.BooleanField(_("一票否决"), default=True)

    class Meta:
        verbose_name = _("退出标准项目")
        ordering = ["standard_id", "position"]
        constraints = [models.UniqueConstraint("standard", "code", name="one_exit_item_a_code")]

    def __str__(self):
        return self.label


@tracked
class ExitAnswer(ScopedModel):
    """Whether a household meets an item: what the stored facts say, or a person with evidence. The newest
    answer of an item holds; older ones stay."""

    FOLLOWS = "case"

    case = models.ForeignKey(
        ProcedureCase, models.PROTECT, related_name="exit_answers", verbose_name=_("事项")
    )
    item = models.ForeignKey(ExitItem, models.PROTECT, related_name="+", verbose_name=_("项目"))
    is_met = models.BooleanField(_("达标"))
    is_computed = models.BooleanField(_("按登记数据判断"), default=False)
    fact = models.CharField(_("情况"), max_length=200)
    image = picture(_("照片或扫描件"))
    paper = models.CharField(_("纸质材料存放"), max_length=100, blank=True)
    answered_on = models.DateField(_("日期"))
    recorded_by = person(_("录入人"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("退出标准核对")
        ordering = ["case_id", "item_id", "pk"]
        triggers = [stays()]

    def __str__(self):
        return f"{self.item}: {self.is_met}"
