"""The form that puts a document on file."""

from django import forms
from django.utils.translation import gettext_lazy as _

from households.archive import checklist
from households.services.archive import file_paper
from povertyapp.core import clock
from povertyapp.core.forms import ScopedForm


class PaperForm(ScopedForm):
    """Which document, a scan of it or where the paper lies."""

    item = forms.ChoiceField(label=_("资料"))
    file = forms.FileField(
        label=_("扫描件"),
        required=False,
        help_text=_("PDF、JPG、PNG、Word 或 Excel；要打得开、看得清。"),
    )
    kept_at = forms.CharField(
        label=_("纸质材料存放"),
        required=False,
        max_length=100,
        help_text=_("没有扫描件时写明放在哪里，例如：村委会档案柜 3 号盒。"),
    )

    def __init__(self, *args, area, level, household, **kwargs):
        super().__init__(*args, **kwargs)
        self.area, self.household = area, household
        self.items = {item.code: item for item in checklist(area.code, clock.today())[level]}
        self.fields["item"].choices = [(code, item.title) for code, item in self.items.items()]

    def save(self, *, by):
        data = self.cleaned_data
        return file_paper(
            by=by,
            area=self.area,
            item=self.items[data["item"]],
            household=self.household,
            upload=data["file"],
            kept_at=data["kept_at"],
        )
