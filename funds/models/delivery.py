"""四到乡、八到村 (LF-41): the county's list of what comes to the township and the village, and what of it came."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from funds.choices.deliveries import Reach
from funds.models.columns import person
from funds.models.project import Project
from households.models.guards import stays
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class DeliveryItem(ScopedModel):
    """One line of the county's list; its `area` is the county. A line that nobody has named is not there."""

    reach = models.CharField(_("到哪里"), max_length=8, choices=Reach)
    number = models.PositiveSmallIntegerField(_("序号"))
    text = models.CharField(_("内容"), max_length=60)

    class Meta:
        verbose_name = _("四到乡八到村清单")
        ordering = ["area_id", "reach", "number"]
        default_permissions = ("change",)
        constraints = [
            models.UniqueConstraint(
                "area", "reach", "number", name="one_delivery_item_a_number",
                violation_error_message=_("这一项已经写过，请直接修改。"),
            ),
            models.CheckConstraint(
                condition=~models.Q(text=""), name="delivery_item_says_what",
                violation_error_message=_("请写明内容。"),
            ),
        ]  # fmt: skip

    def __str__(self):
        return self.text


@tracked
class ProjectDelivery(ScopedModel):
    """One thing of the list that came down for a project: when, and by which paper. Entered once."""

    FOLLOWS = "project"

    project = models.ForeignKey(
        Project, models.PROTECT, related_name="deliveries", verbose_name=_("项目"), db_index=False
    )
    item = models.ForeignKey(DeliveryItem, models.PROTECT, related_name="+", verbose_name=_("内容"))
    done_on = models.DateField(_("落实日期"))
    paper = models.CharField(_("依据或存放"), max_length=100)
    recorded_by = person(_("录入人"))
    recorded_at = models.DateTimeField(_("录入时间"), auto_now_add=True)

    class Meta:
        verbose_name = _("到乡到村落实")
        ordering = ["project_id", "item_id"]
        default_permissions = ()
        triggers = [stays()]
        constraints = [
            models.UniqueConstraint(
                "project", "item", name="one_delivery_a_project_and_item",
                violation_error_message=_("这一项已经登记过，请打开原来的那一条。"),
            )
        ]  # fmt: skip

    def __str__(self):
        return str(self.item_id)
