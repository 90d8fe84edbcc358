from typing import ClassVar
from urllib.parse import urlsplit

from django.db import models
from django.utils.translation import gettext_lazy as _

from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.history import tracked
from povertyapp.core.scoping import ScopedModel, ScopedQuerySet


class GatewayStyle(models.TextChoices):
    """Whose message a gateway takes (`core.channels`)."""

    WECOM = "wecom", _("企业微信")
    DINGTALK = "dingtalk", _("政务钉钉")
    SMS = "sms", _("短信网关")
    GENERIC = "generic", _("其他（JSON）")


class Outcome(models.TextChoices):
    """What became of a message that was handed to a gateway."""

    TAKEN = "taken", _("已送达")
    REFUSED = "refused", _("网关拒收")
    SILENT = "silent", _("网关没有应答")
    UNTRUSTED = "untrusted", _("网关的证书不能确认")
    FORBIDDEN = "forbidden", _("地址不允许（内网或无效）")


@tracked
class Gateway(ScopedModel):
    """Where a county has its digests sent: its messenger's or its short messages' gateway.

    A county without one is served by the installation's (NOTICE_WEBHOOK_URL); one that switched its own off sends
    none. Messengers write their secret into the address, so the address is sealed and kept from sight as the token is:
    a page names its host.
    """

    is_on = models.BooleanField(_("启用"), default=True)
    style = models.CharField(_("网关类型"), max_length=10, choices=GatewayStyle)
    address = EncryptedTextField(_("网关地址"), bound_to="area_id")
    token = EncryptedTextField(_("密钥"), bound_to="area_id")

    objects: ClassVar = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("消息网关")
        constraints = [models.UniqueConstraint("area", name="one_gateway_a_county")]

    @property
    def host(self):
        """Return which machine is called."""
        return urlsplit(self.address).hostname

    def __str__(self):
        return f"{self.get_style_display()} {self.area_id}"


class GatewayCall(ScopedModel):
    """A message was handed to a county's gateway: how many it was for and what became of it, nobody's name."""

    called_at = models.DateTimeField(_("时间"))
    is_test = models.BooleanField(_("测试"), default=False)
    people = models.PositiveIntegerField(_("人数"))
    outcome = models.CharField(_("结果"), max_length=10, choices=Outcome)

    objects: ClassVar = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("网关发送")
        indexes = [models.Index(fields=["area", "-called_at"], name="gateway_call_by_area")]

    def __str__(self):
        return f"{self.area_id} {self.outcome}"
