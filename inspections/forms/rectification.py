"""What is written down of a problem, whom it concerns, and what is to be done about it."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.forms.places import PLACES, PlaceField
from households.forms.fields import WrittenField, day_field
from inspections.choices import Comparator, DeadlineKind, Dimension, MeasureStatus, RootCause, Track
from inspections.models import NoticeSource
from inspections.services.problems import (
    add_measure,
    add_scope,
    change_measure,
    change_problem,
    drop_scope,
    mend_scope,
    raise_problem,
    unmend_scope,
)
from inspections.services.problems.measures import ALWAYS, PLANNED
from povertyapp.core import clock
from povertyapp.core.forms import ScopedForm
from povertyapp.core.models import Area, User
from povertyapp.core.scoping import nothing, within
from povertyapp.core.workbooks import cells

EMPTY = ("", _("未填"))
LIST_HELP = _("每行一个，或用逗号隔开。")


def written(label, rows=3, **more):
    """Return a field for a text of some length."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


def codes_in(text):
    """Return the codes that somebody wrote one a line, or with commas between."""
    return [code for code in re.split(r"[\s,，、;；]+", text or "") if code]


class ProblemForm(ScopedForm):
    """What a problem is, why, in which track; the same for a new one and one on the ledger."""

    text = written(_("问题描述"), max_length=2000, help_text=_("查出了什么问题，具体表现是什么。"))
    category = forms.CharField(label=_("问题类别"), max_length=120, required=False)
    origin = forms.CharField(
        label=_("问题来源"), max_length=200, required=False, help_text=_("例如：省级反馈、审计、自查、信访。")
    )
    found_on = day_field(_("发现或收到日期"), required=False)
    track = forms.ChoiceField(label=_("整改类型"), choices=[EMPTY, *Track.choices], required=False)
    dimension = forms.ChoiceField(label=_("自查维度"), choices=[EMPTY, *Dimension.choices], required=False)
    causes = forms.MultipleChoiceField(
        label=_("原因类别"), choices=RootCause, required=False, widget=forms.CheckboxSelectMultiple
    )
    cause_text = written(_("原因分析"), required=False, help_text=_("没有原因分析的问题不能交办整改措施。"))
    scope_text = written(_("涉及范围"), rows=2, required=False)

    def __init__(self, *args, problem=None, **kwargs):
        self.problem = problem
        super().__init__(*args, **kwargs)
        if problem is not None:
            self.initial = {name: getattr(problem, name) for name in self.fields} | self.initial

    def save(self, *, by):
        facts = dict(self.cleaned_data)
        facts["found_on"] = facts["found_on"] or (self.problem.found_on if self.problem else None)
        return change_problem(by=by, problem=self.problem, **facts)


class NewProblemForm(ProblemForm):
    """A problem that somebody has found: where, in which batch, whom it concerns."""

    area = PlaceField(*PLACES, label=_("责任地方"), help_text=_("由哪个县、乡镇或村整改。"))
    source = forms.ModelChoiceField(
        label=_("来源批次"),
        queryset=NoticeSource.objects.all(),
        required=False,
        empty_label=_("本年检查发现"),
    )
    households = written(_("涉及户编号"), rows=2, required=False, help_text=LIST_HELP)
    villages = written(_("涉及村代码"), rows=2, required=False, help_text=LIST_HELP)
    field_order = ("text", "area", "source")

    def save(self, *, by):
        facts = dict(self.cleaned_data)
        area = facts.pop("area")
        return raise_problem(
            by=by,
            county=Area.objects.get(code=area.county_code),
            area=area,
            households=codes_in(facts.pop("households")),
            villages=codes_in(facts.pop("villages")),
            **facts,
        )


class ScopeForm(ScopedForm):
    """Add households, villages or a project to what a problem concerns."""

    households = written(_("户编号"), rows=2, required=False, help_text=LIST_HELP)
    villages = written(_("村代码"), rows=2, required=False, help_text=LIST_HELP)
    project = forms.CharField(label=_("项目编号"), max_length=30, required=False)
    project_area = PlaceField(*PLACES, label=_("项目所在地"), required=False)

    def __init__(self, *args, problem, **kwargs):
        self.problem = problem
        super().__init__(*args, **kwargs)

    def clean(self):
        found = super().clean()
        asked = (found.get("households"), found.get("villages"), found.get("project"))
        if not any(asked):
            raise forms.ValidationError(_("请填写户编号、村代码或项目编号。"))
        if found.get("project") and not found.get("project_area"):
            self.add_error("project_area", _("请选择项目所在地。"))
        return found

    def save(self, *, by):
        said = self.cleaned_data
        add_scope(
            by=by,
            problem=self.problem,
            households=codes_in(said["households"]),
            villages=codes_in(said["villages"]),
            projects=[(said["project"], said["project_area"])] if said["project"] else (),
        )
        return self.problem


class MendForm(ScopedForm):
    """Say how one thing of a problem was mended."""

    day = day_field(_("整改到位日期"))
    note = forms.CharField(label=_("怎样整改到位"), max_length=300)

    def __init__(self, *args, scope, **kwargs):
        self.scope = scope
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        return mend_scope(by=by, scope=self.scope, **self.cleaned_data)


class ScopeReasonForm(ScopedForm):
    """Why something is taken out of the scope, or is not mended after all."""

    reason = forms.CharField(label=_("理由"), max_length=200)
    service: Any = staticmethod(drop_scope)

    def __init__(self, *args, scope, **kwargs):
        self.scope = scope
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        return self.service(by=by, scope=self.scope, **self.cleaned_data)


class UnmendForm(ScopeReasonForm):
    """Why something is not mended after all."""

    service = staticmethod(unmend_scope)


class MeasureForm(ScopedForm):
    """The plan of a measure: what, with which goal, by when, and who answers for it (LF-10)."""

    text = written(_("整改措施"), max_length=2000)
    goal = written(_("整改目标"), rows=2, max_length=2000)
    metric = forms.CharField(label=_("指标"), max_length=120, required=False)
    comparator = forms.ChoiceField(label=_("比较"), choices=[EMPTY, *Comparator.choices], required=False)
    threshold = WrittenField(
        read=cells.number, label=_("目标值"), required=False, help_text=_("没有目标值的措施不能交办。")
    )
    threshold_unit = forms.CharField(label=_("计量单位"), max_length=20, required=False)
    deadline_kind = forms.ChoiceField(
        label=_("时限性质"), choices=[c for c in DeadlineKind.choices if c[0] != DeadlineKind.WORDS]
    )
    deadline = day_field(_("整改时限"), initial=None, required=False)
    leader_name = forms.CharField(label=_("责任领导"), max_length=200, required=False)
    led_by = forms.ModelChoiceField(
        label=_("责任领导账号"), queryset=User.objects.none(), required=False, empty_label=_("没有账号")
    )
    lead_unit = forms.CharField(label=_("牵头单位"), max_length=200, required=False)
    responsible_unit = forms.CharField(label=_("责任单位"), max_length=200, required=False)
    person_name = forms.CharField(label=_("责任人"), max_length=200, required=False)
    answered_by = forms.ModelChoiceField(
        label=_("责任人账号"), queryset=User.objects.none(), required=False, empty_label=_("没有账号")
    )
    line_owner = forms.CharField(
        label=_("条上责任（部门）"), max_length=200, required=False, help_text=_("行业系统整改必填。")
    )
    area_owner = forms.CharField(
        label=_("块上责任（县乡）"), max_length=200, required=False, help_text=_("行业系统整改必填。")
    )
    remark = written(_("备注"), rows=2, required=False)

    def __init__(self, *args, problem, measure=None, **kwargs):
        self.problem, self.measure = problem, measure
        super().__init__(*args, **kwargs)
        people = User.objects.filter(is_active=True, pk__in=standing_in(problem.county_id))
        for name in ("led_by", "answered_by"):
            self.fields[name].queryset = people.order_by("display_name", "username")
        if measure is not None:
            self.initial = {name: getattr(measure, name) for name in self.fields} | self.initial
            if measure.status != MeasureStatus.PLANNED:
                for name in set(PLANNED) - set(ALWAYS):
                    self.fields.pop(name, None)

    def save(self, *, by):
        facts = dict(self.cleaned_data)
        if self.measure is not None:
            return change_measure(by=by, measure=self.measure, **facts)
        return add_measure(by=by, problem=self.problem, **facts)


def standing_in(*counties):
    """Return the ids of those who stand in one of the counties today."""
    grants = User._meta.get_field("grants").related_model.objects.in_force(clock.today())
    reach = nothing()
    for county in counties:
        reach |= within(county)
    return grants.filter(reach).values("user")
