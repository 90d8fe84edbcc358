"""What is asked of a round of work, and of what a township enters in its register."""

from django import forms
from django.utils.translation import gettext_lazy as _

from households.forms.fields import day_field
from inspections.choices import Book, Topic, WorkKind
from inspections.services.work import (
    clerks_of,
    edit_round,
    make_round,
    record_training,
    record_village,
    withdraw_round,
)
from povertyapp.core.forms import ScopedForm
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level

PAPER_HELP = _("PDF、JPG、PNG、Word 或 Excel；要打得开、看得清。")


def many_lines(label, rows=4, **more):
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": rows}), **more)


class WorkRoundForm(ScopedForm):
    """A round of work that the county asks of its townships."""

    county = forms.ModelChoiceField(
        Area.objects.filter(level=Level.COUNTY, valid_to=None).order_by("code"),
        label=_("县"),
        empty_label=None,
    )
    kind = forms.ChoiceField(label=_("工作"), choices=WorkKind.choices)
    title = forms.CharField(label=_("名称"), max_length=80)
    topics = forms.MultipleChoiceField(
        label=_("培训内容"),
        choices=Topic.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("培训要选；清理不选。"),
    )
    asks = many_lines(_("要求"), max_length=2000)
    from_on = day_field(_("开始日期"))
    due_on = day_field(_("完成时限"), initial=None)
    townships = forms.ModelMultipleChoiceField(
        Area.objects.filter(level=Level.TOWNSHIP, valid_to=None).order_by("code"),
        label=_("乡镇"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("每个乡镇建一本登记册，到期没有完成的记入当月硬账。"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["townships"].label_from_instance = lambda area: area.name
        self.initial["townships"] = [area.pk for area in self.fields["townships"].queryset]

    def save(self, *, by):
        return make_round(by=by, **self.cleaned_data)


class WorkRoundEditForm(ScopedForm):
    """The words of a round, and its due day."""

    title = forms.CharField(label=_("名称"), max_length=80)
    asks = many_lines(_("要求"), max_length=2000)
    due_on = day_field(_("完成时限"), initial=None)

    def __init__(self, *args, round, **kwargs):
        self.round = round
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self.initial[name] = getattr(round, name)

    def save(self, *, by):
        return edit_round(by=by, round=self.round, **self.cleaned_data)


class WithdrawForm(ScopedForm):
    """Why a round is taken back."""

    reason = forms.CharField(
        label=_("撤销原因"), max_length=200, help_text=_("撤销以后，乡镇不再欠这项工作；已登记的仍然留着。")
    )

    def __init__(self, *args, round, **kwargs):
        self.round = round
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        return withdraw_round(by=by, round=self.round, **self.cleaned_data)


class TrainingForm(ScopedForm):
    """When a township's clerks were taught, and who of them attended."""

    held_on = day_field(_("培训日期"))
    place = forms.CharField(label=_("地点"), max_length=60, required=False)
    trainer = forms.CharField(label=_("授课人"), max_length=40, required=False)
    present = forms.MultipleChoiceField(
        label=_("参训人员"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("有录入权的账号都在名单里，全部参训才算完成。"),
    )
    others = many_lines(_("其他参训人员"), 3, max_length=2000, help_text=_("没有账号的，一行一个姓名。"))
    note = many_lines(_("情况说明"), 3, max_length=1000)
    sheet = forms.FileField(label=_("签到册"), required=False, help_text=PAPER_HELP)

    def __init__(self, *args, register, **kwargs):
        self.register = register
        super().__init__(*args, **kwargs)
        listed = list(register.attendees.all())
        clerks = {user.pk: user for user in clerks_of(register.area_id)}
        choices = {f"u{pk}": str(user) for pk, user in clerks.items()}
        choices |= {_key(row): row.name for row in listed if row.user_id not in clerks}
        self.fields["present"].choices = list(choices.items())
        self.initial["present"] = [_key(row) for row in listed if row.attended_on]
        for name in ("held_on", "place", "trainer", "note"):
            if getattr(register, name):
                self.initial[name] = getattr(register, name)

    def save(self, *, by):
        facts = dict(self.cleaned_data)
        present, others = facts.pop("present"), facts.pop("others")
        names = [key[1:] for key in present if key.startswith("n")] + others.splitlines()
        users = {int(key[1:]) for key in present if key.startswith("u")}
        return record_training(by=by, register=self.register, users=users, names=names, **facts)


def _key(row):
    return f"u{row.user_id}" if row.user_id else f"n{row.name}"


class VillageForm(ScopedForm):
    """How far the books of one village were gone through."""

    done_on = day_field(_("清理日期"))
    gone_through = forms.IntegerField(label=_("已清理户数"), min_value=0, max_value=100000)
    books = forms.MultipleChoiceField(
        label=_("已清理的"), choices=Book.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    faults = forms.IntegerField(label=_("发现差错"), min_value=0, max_value=1000000)
    mended = forms.IntegerField(label=_("已改正"), min_value=0, max_value=1000000)
    note = many_lines(_("情况说明"), 3, max_length=1000)
    image = forms.FileField(label=_("照片"), required=False, help_text=PAPER_HELP)

    def __init__(self, *args, village, **kwargs):
        self.village = village
        super().__init__(*args, **kwargs)
        self.fields["gone_through"].help_text = _("在册 %(n)d 户；户数、账、表、卡、册都清完才算完成。") % {
            "n": village.in_scope
        }
        for name in ("gone_through", "books", "faults", "mended", "note"):
            self.initial[name] = getattr(village, name)
        if village.done_on:
            self.initial["done_on"] = village.done_on

    def save(self, *, by):
        return record_village(by=by, village=self.village, **self.cleaned_data)
