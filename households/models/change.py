from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from households.choices import MemberChange
from households.models.member import HouseholdMember
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel


@tracked
class MemberTurn(ScopedModel):
    """One change of a person's belonging to the household (人员变更, rulebook B1.2): he came or he left.

    The rows are kept for ever; `change_kind` and `changed_on` of the member repeat the newest one.
    """

    FOLLOWS: ClassVar = "member"

    member = models.ForeignKey(HouseholdMember, models.CASCADE, related_name="turns", verbose_name=_("成员"))
    kind = models.CharField(_("变动类型"), max_length=2, choices=MemberChange)
    happened_on = models.DateField(_("变动日期"))
    place = models.CharField(_("从哪来、到哪去"), max_length=100, blank=True)
    reason = models.CharField(_("依据"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("人员变更")
        ordering = ["member_id", "happened_on", "pk"]
        indexes = [models.Index(fields=["area", "happened_on"], name="turn_by_area")]
        constraints = [
            models.UniqueConstraint(
                "member",
                "kind",
                "happened_on",
                name="one_turn_a_day",
                violation_error_message=_("这项变动已经登记过，不用再登记；登记错了请用“修改”更正。"),
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.happened_on}"
