"""What is asked of a site, of a place that cannot support its people, and of a township's plan with its curve."""

import datetime as dt
import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from assistance.forms.places import PlaceField
from funds.choices.relocation import SITE_MOVES, DelayReason, MoveReason, SiteState
from funds.forms.credit import a_day, line, words, yuan
from funds.services import relocation as desk
from funds.services.relocation.planning import month_end
from households.models import Household
from povertyapp.core import clock
from povertyapp.core.forms import ScopedForm
from povertyapp.core.models.area import Level

POINT = re.compile(r"(\d{4})\s*[-年./]\s*(\d{1,2})\s*月?[\s,，]+(\d+)\s*户?[\s,，]+(\d+)\s*人?")


class SiteAddForm(ScopedForm):
    """A planned site."""

    area = PlaceField(Level.TOWNSHIP, Level.VILLAGE, label=_("所在乡镇或村"))
    name = line(_("名称"), 80)
    households = forms.IntegerField(label=_("规划安置（户）"), min_value=1)
    estimate = yuan(_("概算（元）"))
    due_on = a_day(_("计划建成日期"), required=False, initial=None)
    on = a_day(_("规划批复日期"))

    def save(self, *, by):
        return desk.open_site(by=by, **self.cleaned_data)


class SiteReportForm(ScopedForm):
    """How far a site is, in money and work, and why it is late."""

    invested = yuan(_("累计完成投资（元）"))
    progress = forms.IntegerField(label=_("形象进度（%）"), min_value=0, max_value=100)
    delay_reason = forms.ChoiceField(
        label=_("滞后原因"), choices=[("", _("没有滞后")), *DelayReason.choices], required=False
    )
    delay_note = words(_("滞后的具体情况"), required=False)

    def __init__(self, *args, site, **kwargs):
        self.site = site
        super().__init__(*args, **kwargs)
        for name in self.fields:
            self.fields[name].initial = getattr(site, name)

    def save(self, *, by):
        return desk.report_site(by=by, site=self.site, **self.cleaned_data)


class SiteMoveForm(ScopedForm):
    """The next state of a site."""

    to = forms.ChoiceField(label=_("改为"))
    on = a_day(_("日期"))

    def __init__(self, *args, site, **kwargs):
        self.site = site
        super().__init__(*args, **kwargs)
        nexts = SITE_MOVES.get(site.state, ())
        self.fields["to"].choices = [(to, SiteState(to).label) for to in nexts]

    def save(self, *, by):
        return desk.move_site(by=by, site=self.site, **self.cleaned_data)


class PlaceForm(ScopedForm):
    """A village on the list of places that people are moved from."""

    area = PlaceField(Level.VILLAGE, label=_("村"))
    reason = forms.ChoiceField(label=_("搬迁原因"), choices=MoveReason)
    part = line(_("范围"), 80, required=False, help_text=_("只有部分村组的写明组名，不写是全村。"))
    document = line(_("文号"), 80)
    on = a_day(_("列入日期"))

    def save(self, *, by):
        return desk.list_place(by=by, **self.cleaned_data)


class PlaceEndForm(ScopedForm):
    """The day from which a place is off the list."""

    on = a_day(_("移出日期"))

    def __init__(self, *args, place, **kwargs):
        self.place = place
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        return desk.delist_place(by=by, place=self.place, **self.cleaned_data)


class PlanForm(ScopedForm):
    """A township's task of a year: how many, by when, and the curve by months."""

    area = PlaceField(Level.TOWNSHIP, label=_("乡镇"))
    year = forms.IntegerField(label=_("任务年度"), min_value=2013, max_value=2100)
    households = forms.IntegerField(label=_("户数"), min_value=1)
    persons = forms.IntegerField(label=_("人数"), min_value=1)
    begins_on = a_day(_("从哪个月起算进度"))
    due_on = a_day(_("完成期限"), initial=None)
    document = line(_("文号"), 80)
    points = forms.CharField(
        label=_("月度目标"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("每行一个月的累计数：2017-03 20户 80人。不写则从起算月到期限月按月均摊。"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = clock.today().year

    def clean_points(self):
        found = []
        for number, written in enumerate(self.cleaned_data["points"].splitlines(), start=1):
            if not written.strip():
                continue
            match = POINT.fullmatch(written.strip())
            if match is None or not 1 <= int(match[2]) <= 12:
                said = _now("月度目标第 %(n)d 行看不懂，请写成“2017-03 20户 80人”。")
                raise ValidationError(said % {"n": number})
            day = month_end(dt.date(int(match[1]), int(match[2]), 1))
            found.append((day, int(match[3]), int(match[4])))
        return found

    def save(self, *, by):
        facts = dict(self.cleaned_data)
        return desk.set_plan(by=by, township=facts.pop("area"), **facts)


class ListForm(ScopedForm):
    """A household on the year's list of a plan."""

    number = line(_("户编号"), 20)
    persons = forms.IntegerField(label=_("人数"), min_value=1)
    reason = forms.ChoiceField(label=_("搬迁原因"), choices=MoveReason)

    def __init__(self, *args, plan, **kwargs):
        self.plan = plan
        super().__init__(*args, **kwargs)

    def clean_number(self):
        found = Household.objects.visible_to(self.user).filter(
            household_no=self.cleaned_data["number"].strip()
        )
        home = found.first()
        if home is None:
            raise ValidationError(_now("没有这个户编号，或不在您的范围内，请核对。"))
        return home

    def save(self, *, by):
        facts = dict(self.cleaned_data)
        return desk.list_household(by=by, plan=self.plan, household=facts.pop("number"), **facts)
