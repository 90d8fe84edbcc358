from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from povertyapp.core.history import tracked


class FormVersionQuerySet(models.QuerySet):
    def in_force(self, day):
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


@tracked
class FormVersion(models.Model):
    """A paper form that the country prescribed for some years, and what it asks: `table.column` each.

    Pages show of a year what its form asks, and besides whatever is filled in already.
    """

    code = models.CharField(_("代码"), max_length=20, unique=True)
    name = models.CharField(_("表名"), max_length=60)
    valid_from = models.DateField(_("启用日期"))
    valid_to = models.DateField(_("停用日期"), null=True, blank=True)
    fields = ArrayField(models.CharField(max_length=60), verbose_name=_("项目"))

    objects = FormVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("采集表版本")
        ordering = ["valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="form_ends_after_it_begins",
            )
        ]

    def __str__(self):
        return self.name
