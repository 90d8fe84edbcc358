"""Form fields that take what people write (ux 12): full-width digits, spaces, 2017.6.10, 12,300.00."""

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from povertyapp.core import clock
from povertyapp.core.fields import EncryptedTextField
from povertyapp.core.workbooks import CellError, cells

LONGEST_SEALED = 40
DAY_LABEL, DAY_HELP = _("日期"), _("例如 2017-06-10 或 2017.6.10")
# The answer of somebody who does not know (ux 13), in a choice and as people write it.
UNCLEAR = "?"
UNCLEAR_WORDS = frozenset({"说不清", "不清楚", "不知道", "不详"})


class WrittenField(forms.CharField):
    """A text field that `read` turns into a value; what it cannot read is told with what it can."""

    def __init__(self, *args, read, **kwargs):
        self.read = read
        self.may_be_unclear = False
        super().__init__(*args, **kwargs)

    def clean(self, value):
        text = super().clean(value)
        if self.may_be_unclear and text in UNCLEAR_WORDS:
            return UNCLEAR
        try:
            return self.read(text) if text else None
        except CellError as error:
            told = _("看不懂“%(text)s”，请填%(accepted)s。") % {"text": text, "accepted": error.accepted}
            raise ValidationError(told) from None

    def has_changed(self, initial, data):
        """Say whether what was written means something else than what stands there: 3 is 3.00."""
        try:
            return self.clean(data) != initial if data else initial not in (None, "")
        except ValidationError:
            return True


def day_field(label=DAY_LABEL, **more):
    """Return a field for a day, today unless told otherwise, in whatever way people write it."""
    told = {"required": _("请写明日期。")}
    usual = {"initial": clock.today, "help_text": DAY_HELP, "error_messages": told}
    return WrittenField(read=cells.date, label=label, **usual | more)


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or not known yet."""

    def __init__(self, **kwargs):
        choices = [("", _("未填")), ("1", _("是")), ("0", _("否"))]
        super().__init__(choices=choices, coerce=self._coerced, empty_value=None, **kwargs)

    @staticmethod
    def _coerced(text):
        return UNCLEAR if text == UNCLEAR else text == "1"

    def prepare_value(self, value):
        return {True: "1", False: "0"}.get(value, value)

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "")


def form_field(column, masked=""):
    """Return the form field of a model's column, with its label. `masked` is shown as the present value."""
    needed = {"label": column.verbose_name, "required": not (column.blank or column.null)}
    if isinstance(column, ArrayField):
        choices = list(column.base_field.choices or [])
        return forms.MultipleChoiceField(
            choices=choices, widget=forms.CheckboxSelectMultiple, **needed | {"required": False}
        )
    if isinstance(column, models.BooleanField):
        return YesNoField(**needed) if column.null else forms.BooleanField(**needed | {"required": False})
    if column.choices:
        blank = [] if needed["required"] else [("", _("未填"))]
        return forms.ChoiceField(choices=[*blank, *column.choices], **needed)
    if masked:
        needed["help_text"] = _("现为 %(value)s。要改才填，不填则不变。") % {"value": masked}
        needed["required"] = False
    field = _text_field(column, needed)
    field.kept = masked  # told again where the answers are checked: left blank it stays as it is
    return field


def _text_field(column, needed):
    if isinstance(column, models.DateField):
        return day_field(initial=None, **needed)
    if isinstance(column, models.DecimalField):
        return WrittenField(read=cells.number, **needed)
    if isinstance(column, models.IntegerField):
        return WrittenField(read=cells.integer, **needed)
    length = LONGEST_SEALED if isinstance(column, EncryptedTextField) else column.max_length
    return forms.CharField(max_length=length, **needed)


def allow_unclear(field):
    """Let a question be answered with 说不清: in a list of choices, or in words where one writes."""
    if isinstance(field, WrittenField):
        field.may_be_unclear = True
    elif isinstance(field, forms.ChoiceField) and not (
        field.required or isinstance(field, forms.MultipleChoiceField)
    ):
        field.choices = [*field.choices, (UNCLEAR, _("说不清"))]
