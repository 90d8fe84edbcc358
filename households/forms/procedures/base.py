"""Fields that the forms of the procedures share."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from households.forms.fields import WrittenField
from households.services.procedures import keep_picture
from povertyapp.core.forms import ScopedForm
from povertyapp.core.workbooks import cells

TEXT_MAX, PAPER_MAX, WORDS_MAX = 1000, 100, 60


def long_text(label, **more):
    return forms.CharField(label=label, max_length=TEXT_MAX, widget=forms.Textarea(attrs={"rows": 3}), **more)


def picture_field():
    return forms.FileField(
        label=_("照片或扫描件"),
        required=False,
        help_text=_("JPG 或 PNG。照片里的位置等信息会去掉。"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )


def paper_field():
    return forms.CharField(
        label=_("纸质材料存放"),
        max_length=PAPER_MAX,
        required=False,
        help_text=_("没有照片的，写明存放在哪里。"),
    )


def whole(label, **more):
    """Return a field for a whole number, however it is written."""
    return WrittenField(read=cells.integer, label=label, **more)


def amount(label, **more):
    return WrittenField(read=cells.number, label=label, **more)


class CaseForm(ScopedForm):
    """A form about one case; `argument` says which kind of record is meant."""

    title = ""
    hint = ""

    def __init__(self, *args, case, argument="", **kwargs):
        self.case, self.argument = case, argument
        super().__init__(*args, **kwargs)

    def get_title(self):
        return self.title

    @cached_property
    def picture(self):
        """Return the stored picture of this form, or None; kept only when the form is saved."""
        upload = self.cleaned_data.get("image")
        return keep_picture(by=self.user, area=self.case.area, upload=upload) if upload else None

    @property
    def proof(self):
        return {"image": self.picture, "paper": self.cleaned_data.get("paper", "")}
