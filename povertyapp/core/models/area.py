import re

from django.db import models
from django.utils.translation import gettext_lazy as _

from povertyapp.core.scoping import ScopedQuerySet


class Level(models.TextChoices):
    """The level of an area."""

    PROVINCE = "province", _("省")
    PREFECTURE = "prefecture", _("市")
    COUNTY = "county", _("县")
    TOWNSHIP = "township", _("乡镇")
    VILLAGE = "village", _("村")


# A code at its own length tells the level; a descendant's code begins with its ancestor's.
LEVEL_BY_LENGTH = {
    2: Level.PROVINCE,
    4: Level.PREFECTURE,
    6: Level.COUNTY,
    9: Level.TOWNSHIP,
    12: Level.VILLAGE,
}
PREFECTURE_DIGITS, COUNTY_DIGITS, TOWNSHIP_DIGITS, VILLAGE_DIGITS = 4, 6, 9, 12
COMMITTEE = re.compile(r"(?:村民委员会|居民委员会|村委会|居委会)$")


def short_name(name):
    """Return the name of a place without that of its committee, as people say it: 老茶村."""
    return COMMITTEE.sub("", name) or name


class Area(models.Model):
    """A place with a statistical code (统计用区划代码) at its own length, dated, with a successor when merged."""

    ANSWERED_BY = None
    SEEN_THROUGH = ()
    ANSWERED_THROUGH = ()
    SEEN_WITH = None
    AREA_COLUMN = "code"

    code = models.CharField(_("代码"), max_length=12, primary_key=True)
    name = models.CharField(_("名称"), max_length=60)
    level = models.CharField(_("级别"), max_length=10, choices=Level)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("上级")
    )
    valid_from = models.DateField(_("启用日期"), null=True, blank=True)
    valid_to = models.DateField(_("停用日期"), null=True, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("并入")
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("行政区划")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$"),
                name="area_code_has_its_own_length",
                violation_error_message=_("区划代码只能是 2、4、6、9 或 12 位数字。"),
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def short_name(self):
        """Return the name as people say it: 老茶村 for 老茶村村民委员会."""
        return short_name(self.name)

    @property
    def county_code(self):
        """Return the code of the county that this area lies in, or its own when it lies above."""
        return self.code[:COUNTY_DIGITS]

    @property
    def path_codes(self):
        """Return the codes from the county (or the area itself, when above) down to this area."""
        lengths = [n for n in (COUNTY_DIGITS, TOWNSHIP_DIGITS, VILLAGE_DIGITS) if n <= len(self.code)]
        return [self.code[:n] for n in lengths] or [self.code]
