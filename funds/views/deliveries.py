"""`/projects/deliveries/`: the county says what 四到乡、八到村 means (LF-41)."""

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from funds.forms.deliveries import DeliveryItemsForm
from funds.views.projects import OfProjects
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level
from povertyapp.core.views.pages import FormPage, Rows


class DeliveryItems(OfProjects, Rows, FormPage):
    """The two lists of the reader's county; the source gives their lengths and not what stands on them."""

    verb = "funds.change_deliveryitem"
    form_class = DeliveryItemsForm
    title = _("四到乡、八到村清单")
    submit_label = _("保存")
    success_message = _("清单已保存。")

    @cached_property
    def county(self):
        found = self.rows(Area).filter(level=Level.COUNTY).order_by("code").first()
        if found is None:
            raise Http404
        return found

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "county": self.county}

    def get_success_url(self, saved):
        return reverse("funds:project_list")

    def get_context(self, **more):
        hint = _("管理办法没有列明四项、八项是什么，由县里填写；空着的就是还没有定，项目页会写明。")
        return super().get_context(hint=hint, cancel_url=reverse("funds:project_list"), **more)
