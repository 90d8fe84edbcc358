"""What is asked of a helper."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.forms.columns import reason_field
from assistance.services import correct_helper
from povertyapp.core.forms import ScopedForm
from povertyapp.core.masks import mask_id, mask_phone


class HelperForm(ScopedForm):
    """Correct what is recorded of a helper. Numbers are shown masked and kept when left blank."""

    post = forms.CharField(label=_("职务"), max_length=40, required=False)
    expertise = forms.CharField(label=_("技术特长"), max_length=60, required=False)
    phone = forms.CharField(label=_("联系电话"), max_length=20, required=False)
    id_number = forms.CharField(label=_("证件号码"), max_length=40, required=False)
    reason = reason_field()

    def __init__(self, *args, helper, **kwargs):
        self.helper = helper
        super().__init__(*args, **kwargs)
        self.initial |= {"post": helper.post, "expertise": helper.expertise}
        for name, mask in (("phone", mask_phone), ("id_number", mask_id)):
            masked = mask(getattr(helper, name))
            if masked:
                self.fields[name].help_text = _("现为 %(masked)s，不改请留空。") % {"masked": masked}

    def save(self, *, by):
        given = dict(self.cleaned_data)
        reason = given.pop("reason")
        for name in ("phone", "id_number"):
            if not given[name]:
                del given[name]
        return correct_helper(by=by, helper=self.helper, reason=reason, **given)
