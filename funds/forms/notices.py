"""What is asked of a notice, of its pictures, of objections and answers."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assistance.forms.columns import ColumnsForm
from assistance.forms.places import PLACES, PlaceField
from funds.choices.notices import PhotoKind
from funds.models import Notice, NoticeLine
from funds.noticed import NOTICED, entries_of, read_lines, written
from funds.services.notices import add_photo, answer_objection, object_to_notice, post_notice, take_down
from households.forms.fields import day_field
from households.forms.procedures.base import long_text, picture_field
from povertyapp.core.forms import ScopedForm

FACTS = ("kind", "subject_kind", "subject_code", "title", "posted_on", "days", "place", "complaint_line")
MORE = ("web_address", "paper")
MAY_BE_BLANK = ("title", "days")
LINES_HELP = _(
    "每行写“名称｜地点｜事项｜金额”，金额（元）可以不写。留空则按对象自动列出。不写证件、账号、电话和健康情况。"
)


class NoticeForm(ColumnsForm):
    """A notice that was put up."""

    model, columns, own_first = Notice, FACTS + MORE, True
    area = PlaceField(
        *PLACES, label=_("张贴在"), help_text=_("县级公示选县，乡镇公示栏选乡镇，村公示栏选村。")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in MAY_BE_BLANK:
            self.fields[name].required = False
        self.fields["days"].help_text = _("不写则按规定的天数。")
        self.fields["title"].help_text = _("不写则按地点和内容取名。")
        self.fields["web_address"].help_text = _("县级公示必填。")
        self.fields["lines"] = forms.CharField(
            label=_("公示明细"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 8}),
            help_text=LINES_HELP,
        )
        self.fields["image"] = picture_field()
        self.fields["taken_on"] = day_field(_("拍摄日期"), required=False, initial=None)
        asked = self.initial
        if not self.is_bound and asked.get("subject_kind") and asked.get("subject_code"):
            about = (asked["subject_kind"], asked["subject_code"], asked.get("kind", ""))
            self.initial["lines"] = written(self._proposed(*about))

    def _proposed(self, subject, code, kind):
        return entries_of(self._rows, subject, code, kind)

    def _rows(self, model):
        return model.objects.visible_to(self.user)

    def clean(self):
        """Read the lines; where nothing is written, take those of the subject."""
        data = super().clean()
        subject, code = data.get("subject_kind"), (data.get("subject_code") or "").strip()
        proposed = self._proposed(subject, code, data.get("kind")) if subject and code else []
        if subject in NOTICED and code and not proposed and not (data.get("lines") or "").strip():
            self.add_error("subject_code", _("没有找到这个编号，或它还没有可以公示的内容，请核对。"))
        try:
            data["entries"] = read_lines(data.get("lines") or "", proposed) or proposed
        except ValidationError as error:
            self.add_error(None, error)
        if data.get("image") and not data.get("taken_on"):
            data["taken_on"] = data.get("posted_on")
        return data

    def save(self, *, by):
        data = self.cleaned_data
        photos = [(data["image"], data["taken_on"])] if data.get("image") else []
        return post_notice(by=by, area=data["area"], lines=data["entries"], photos=photos, **self.facts)


class OfNoticeForm(ScopedForm):
    """A form about one notice."""

    def __init__(self, *args, notice, **kwargs):
        self.notice = notice
        super().__init__(*args, **kwargs)


class PhotoForm(OfNoticeForm):
    """A dated picture."""

    kind = forms.ChoiceField(label=_("照片"), choices=PhotoKind.choices)
    upload = picture_field()
    taken_on = day_field(_("拍摄日期"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].required = True

    def save(self, *, by):
        add_photo(by=by, notice=self.notice, **self.cleaned_data)
        return self.notice


class TakeDownForm(OfNoticeForm):
    """The day on which a notice was taken down."""

    on = day_field(_("取下日期"))
    reason = forms.CharField(
        label=_("提前取下的理由"), max_length=120, required=False, help_text=_("公示满了再取下的不用写。")
    )

    def save(self, *, by):
        return take_down(by=by, notice=self.notice, **self.cleaned_data)


class NoticeObjectionForm(OfNoticeForm):
    """What somebody said against a notice."""

    on = day_field(_("提出日期"))
    made_by = forms.CharField(
        label=_("提出人"), max_length=40, help_text=_("加密保存，只给答复的人看。匿名的写“匿名”。")
    )
    line = forms.ModelChoiceField(queryset=None, label=_("针对"), required=False, empty_label=_("整份公示"))
    text = long_text(_("异议内容"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["line"].queryset = NoticeLine.objects.visible_to(self.user).filter(notice=self.notice)

    def save(self, *, by):
        object_to_notice(by=by, notice=self.notice, **self.cleaned_data)
        return self.notice


class NoticeAnswerForm(ScopedForm):
    """The answer to an objection."""

    on = day_field(_("答复日期"))
    answer = long_text(_("答复"))

    def __init__(self, *args, objection, **kwargs):
        self.objection = objection
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        return answer_objection(by=by, objection=self.objection, **self.cleaned_data)
