"""Phones: those of a place for whoever looks after its users, and switching one off."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from povertyapp.core.devices import VERB, switch_off
from povertyapp.core.models import Device
from povertyapp.core.views.pages import ActionPage, Column, ListPage


def device_state(device):
    """Return whether a phone is in force, in words."""
    if device.revoked_at:
        return _("已停用")
    return _("在用") if device.is_in_force else _("要重新登录")


class DeviceList(ListPage):
    """`/devices/`: the phones of the people of one's places, the one used last first."""

    model = Device
    related = ("owner", "area")
    verb = VERB
    title = gettext_lazy("手机")
    empty_text = gettext_lazy("还没有人在手机上登记。")
    order = ("-seen_at", "-pk")
    columns = (
        Column("owner", gettext_lazy("使用人"), "owner"),
        Column("area", gettext_lazy("区域"), "area.name", order="area_id"),
        Column("name", gettext_lazy("手机"), "name"),
        Column("enrolled_at", gettext_lazy("登记时间"), order="enrolled_at"),
        Column("seen_at", gettext_lazy("最近使用"), order="seen_at"),
        Column("state", gettext_lazy("状态"), device_state),
    )

    def get_question(self):
        return _("谁的哪部手机可以不联网记走访")

    def get_row_url(self, row):
        return "" if row.revoked_at else reverse("core:device_revoke", args=[row.pk])


class DeviceRevoke(ActionPage):
    """`/devices/<pk>/revoke/`: switch off somebody's phone: lost, sold, or its owner has gone."""

    model = Device
    related = ("owner",)
    verb: str | None = VERB
    success_message = gettext_lazy("这部手机已停用。")

    def get_title(self):
        device = self.object
        return _("停用%(owner)s的手机 %(name)s") % {"owner": device.owner, "name": device.name}

    def get_context(self, **more):
        return super().get_context(
            consequences=[
                _("这部手机上的户资料下次联网时清除，登录失效。"),
                _("手机上还没有送出的走访不会丢：送来后放进“待核对的提交”，由工作人员核对。"),
                _("本人在这部手机上重新登录后可以再用。"),
            ],
            style="danger",
            submit_label=_("停用"),
            cancel_url=self.get_success_url(None),
            **more,
        )

    def act(self, *, by, data):
        return switch_off(by=by, device=self.object)

    def get_success_url(self, result):
        return reverse("core:devices")


class DeviceOff(DeviceRevoke):
    """`/devices/<pk>/off/`: switch off a phone of one's own."""

    verb = None

    def rows(self, model=None):
        rows = super().rows(model)
        return rows if model else rows.filter(owner=self.request.user)

    def get_success_url(self, result):
        return reverse("assistance:m_me")
