"""我的设置: what one may choose for oneself."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from povertyapp.core.forms import ScopedForm
from povertyapp.core.views.pages import FormPage


class PreferencesForm(ScopedForm):
    """What a user chooses for himself."""

    daily_digest = forms.BooleanField(
        label=_("每天给我一条待办提醒"),
        required=False,
        help_text=_(
            "每天白天发一条，只说还有几件事，不含任何户的信息；夜里不发。关掉以后，快到期的事仍会在“待阅”里提醒。"
        ),
    )

    def save(self, *, by):
        """Keep the choice; nobody chooses for another."""
        by.daily_digest = self.cleaned_data["daily_digest"]
        by.save(update_fields=["daily_digest"])
        return by


class Preferences(FormPage):
    """`/me/`: one's own settings; font, density and language are switches in the head of every page."""

    title = _("我的设置")
    form_class = PreferencesForm
    template_name = "core/prefs.html"
    success_message = _("已保存。")

    def get_initial_form(self):
        user = self.request.user
        return PreferencesForm(user=user, initial={"daily_digest": getattr(user, "daily_digest", True)})

    def check_still_visible(self, saved):
        """A user is no row of a place: he wrote his own."""

    def get_success_url(self, saved):
        return reverse("core:prefs")
