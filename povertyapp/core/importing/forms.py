"""The forms of the wizard."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from povertyapp.core.forms import ScopedForm
from povertyapp.core.importing import batches, columns
from povertyapp.core.imports import Duplicates
from povertyapp.core.models import Area
from povertyapp.core.workbooks import guards

ASIDE = "-"


class UploadForm(ScopedForm):
    """A workbook; above the county also the county that it is for."""

    file = forms.FileField(
        label=gettext_lazy("选择文件"),
        help_text=gettext_lazy("xlsx、xls、csv，以及网页格式的 xls；.et 请先在 WPS 中另存为 .xlsx。"),
        error_messages={"required": gettext_lazy("请选择要导入的文件。")},
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls,.csv"}),
    )
    county = forms.ModelChoiceField(Area.objects.none(), label=gettext_lazy("导入到哪个县"))

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        limits = guards.Limits.from_settings()
        if batches.home_of(self.user):
            del self.fields["county"]
            self.fields["file"].widget.attrs["data-go"] = ""
        else:
            field: Any = self.fields["county"]
            field.queryset = batches.counties_for(self.user)
        self.fields["file"].help_text = _("%(types)s 最大 %(size)s，最多 %(rows)s 行。") % {
            "types": self.fields["file"].help_text,
            "size": guards.megabytes(limits.size),
            "rows": f"{limits.rows:,}",
        }

    def clean_file(self):
        upload = self.cleaned_data["file"]
        guards.check_size(upload.size, upload.name, guards.Limits.from_settings())
        return upload

    def save(self, *, by):
        upload = self.cleaned_data["file"]
        try:
            return batches.upload_workbook(
                by=by, kind=self.kind, source=upload, name=upload.name, county=self.cleaned_data.get("county")
            )
        except ValidationError as error:
            raise (
                error if hasattr(error, "error_dict") else ValidationError({"file": error.messages})
            ) from error


class MatchForm(forms.Form):
    """One select a column, and how the import is to be made."""

    duplicates = forms.ChoiceField(label=gettext_lazy("系统里已有的记录怎么办"), widget=forms.RadioSelect)
    as_of = forms.DateField(
        label=gettext_lazy("这份表是哪一天的"),
        help_text=gettext_lazy("不填就用表里写的导出日期或填报日期。"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": gettext_lazy("请填写存在的日期，如 2017-06-30。")},
    )

    def __init__(self, data=None, *, kind, batch, guesses):
        initial = {"duplicates": batch.duplicates, "as_of": batch.as_of}
        super().__init__(data, initial=initial)
        self.kind, self.batch, self.guesses = kind, batch, guesses
        if len(kind.policies) > 1:
            field: Any = self.fields["duplicates"]
            field.choices = [(policy.value, policy.label) for policy in kind.policies]
        else:
            del self.fields["duplicates"]
        if not kind.asks_day:
            del self.fields["as_of"]
        self.options = list(self.fields)
        self.sheets = [self._sheet(place, sheet) for place, sheet in enumerate(guesses)]

    def _sheet(self, place, sheet):
        """Add a select for each column of a sheet; return what the page shows of it."""
        decided = {(n, written): key for n, written, key in self.batch.columns.get(sheet.name, [])}
        keys = [(spec.key, spec.key) for spec in sheet.layout.columns]
        rows = []
        for column in sheet.columns:
            key = decided.get((column.number, column.written), column.key)
            first = [("", _("请选择…"))] if column.key is None else []
            name = f"s{place}c{column.number}"
            self.fields[name] = forms.ChoiceField(
                label=column.written,
                choices=[*first, (ASIDE, _("忽略这一列")), *keys],
                required=False,
                initial=ASIDE if key == columns.ASIDE else key,
            )
            rows.append({"column": column, "bound": self[name], "is_open": column.key is None})
        return {
            "name": sheet.name,
            "title": sheet.layout.title,
            "open": [row for row in rows if row["is_open"]],
            "known": [row for row in rows if not row["is_open"] and row["column"].key],
            "aside": [row for row in rows if not row["is_open"] and not row["column"].key],
            "missing": sheet.missing,
            "count": len(rows),
        }

    def option_fields(self):
        return [self[name] for name in self.options]

    def choices(self):
        """Return what was chosen for each column, as a batch keeps it; None where nothing was."""
        found: columns.Choices = {}
        for place, sheet in enumerate(self.guesses):
            for column in sheet.columns:
                said = self.cleaned_data.get(f"s{place}c{column.number}", "")
                key = columns.ASIDE if said == ASIDE else said or None
                found.setdefault(sheet.name, []).append([column.number, column.written, key])
        return found

    def clean(self):
        super().clean()
        for place, sheet in enumerate(self.guesses):
            for column in sheet.unknown:
                name = f"s{place}c{column.number}"
                if not self.cleaned_data.get(name):
                    self.add_error(name, _("请选择对应的列，或选择忽略。"))
        if not self.errors:
            columns.check_choices(self.guesses, self.choices())
        return self.cleaned_data

    def save(self, *, by):
        return batches.match_columns(
            by=by,
            batch=self.batch,
            choices=self.choices(),
            duplicates=self.cleaned_data.get("duplicates") or Duplicates(self.kind.policies[0]),
            as_of=self.cleaned_data.get("as_of"),
        )


class ConfirmForm(forms.Form):
    """The tick that lets the clean part in while the rest is wrong."""

    only_clean = forms.BooleanField(required=False)

    def __init__(self, data=None, *, batch):
        super().__init__(data)
        self.batch = batch

    @property
    def wants_only_clean(self):
        return self.is_valid() and bool(self.cleaned_data["only_clean"])
