"""消息网关: where the county's digests go, whether they arrive, and a message to try it."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from povertyapp.core.channels import VERB, drop_gateway, failing, set_gateway
from povertyapp.core.forms import ScopedForm
from povertyapp.core.jobs import start_job
from povertyapp.core.models import Gateway, GatewayCall
from povertyapp.core.models.gateway import GatewayStyle
from povertyapp.core.views.pages import ActionPage, FormPage
from povertyapp.core.views.terms import CountyHome, CountyPage

CALLS = 20


class GatewayForm(ScopedForm):
    """Where digests go and in whose style. Address and secret are never shown again."""

    is_on = forms.BooleanField(
        label=gettext_lazy("启用"), required=False, help_text=gettext_lazy("停用后本县只在“待阅”里提醒。")
    )
    style = forms.ChoiceField(label=gettext_lazy("网关类型"), choices=GatewayStyle.choices)
    address = forms.CharField(
        label=gettext_lazy("网关地址"),
        max_length=500,
        help_text=gettext_lazy(
            "以 https:// 开头，加密保存，不再显示；已有网关的，留空就沿用原来的。"
            "本单位内网的地址要先由系统维护人员在服务器上准许。"
        ),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    token = forms.CharField(
        label=gettext_lazy("密钥"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("加密保存，不再显示；地址不变时留空就沿用原来的。换了地址要重新填。"),
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, county, has_address, **kwargs):
        super().__init__(*args, **kwargs)
        self.county = county
        self.fields["address"].required = not has_address

    def clean_token(self):
        token = self.cleaned_data["token"]
        if not (token.isascii() and (token.isprintable() or not token)) or " " in token:
            raise forms.ValidationError(_("密钥只能是字母、数字和符号，不带空格。"))
        return token

    def save(self, *, by):
        set_gateway(by=by, county=self.county, **self.cleaned_data)
        return self.county


class GatewayHome(CountyHome):
    """`/gateway/`."""

    verb = VERB
    url_name = "core:gateway"


class GatewayPage(CountyPage, FormPage):
    """`/gateway/<area>/`: the county's gateway, and what became of the last messages."""

    verb = VERB
    template_name = "core/gateway.html"
    form_class = GatewayForm
    submit_label = gettext_lazy("保存")
    success_message = gettext_lazy("网关已保存。请发一条测试消息。")

    @cached_property
    def gateway(self):
        return self.rows(Gateway).filter(area=self.object).first()

    def get_title(self):
        return _("%(county)s的消息网关") % {"county": self.object.short_name}

    def get_form_kwargs(self):
        own = self.gateway
        return {**super().get_form_kwargs(), "county": self.object, "has_address": own is not None}

    def get_form(self, data=None, files=None):
        initial: dict[str, Any] = {"is_on": True, "style": settings.NOTICE_WEBHOOK_STYLE}
        if own := self.gateway:
            initial = {"is_on": own.is_on, "style": own.style}
        return self.form_class(data, files, initial=initial, **self.get_form_kwargs())

    def get_context(self, **more):
        calls = self.rows(GatewayCall).filter(area=self.object)
        return super().get_context(
            gateway=self.gateway,
            has_default=bool(settings.NOTICE_WEBHOOK_URL),
            failing=failing(calls),
            calls=calls.order_by("-called_at", "-pk")[:CALLS],
            **more,
        )

    def get_success_url(self, saved):
        return reverse("core:gateway", args=[saved.code])


class _OwnGateway(CountyPage, ActionPage):
    """An act on the county's own gateway; without one there is nothing to act on."""

    verb = VERB

    @cached_property
    def gateway(self):
        found = self.rows(Gateway).filter(area=self.object).first()
        if found is None:
            raise Http404
        return found

    def get_context(self, **more):
        url = self.get_success_url(None)
        return super().get_context(
            gateway=self.gateway, consequences=self.consequences(), cancel_url=url, **more
        )

    def consequences(self):
        raise NotImplementedError

    def get_success_url(self, result):
        return reverse("core:gateway", args=[self.object.code])


class GatewayTest(_OwnGateway):
    """`/gateway/<area>/test/`: a message to oneself."""

    title = gettext_lazy("发测试消息")
    success_message = gettext_lazy("测试消息交给后台发送。")

    def consequences(self):
        return [
            _("向您自己的账号（%(user)s）发一条消息，不含任何户的信息。")
            % {"user": self.request.user.username}
        ]

    def act(self, *, by, data):
        return start_job(by=by, kind="gateway_test", area=self.gateway.area)

    def get_success_url(self, result):
        return result.get_absolute_url() if result else super().get_success_url(result)


class GatewayDelete(_OwnGateway):
    """`/gateway/<area>/delete/`: back to the installation's gateway."""

    title = gettext_lazy("不用本县的网关")
    success_message = gettext_lazy("本县的网关已删除。")

    def consequences(self):
        return [_("地址和密钥删除。以后用系统统一的网关；没有统一网关的，只在“待阅”里提醒。")]

    def get_context(self, **more):
        return super().get_context(style="danger", submit_label=_("删除"), **more)

    def act(self, *, by, data):
        return drop_gateway(by=by, gateway=self.gateway)
