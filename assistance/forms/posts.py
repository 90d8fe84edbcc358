"""What is asked when somebody comes to a post, leaves it, or hands it over."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assistance.choices import HEADS, PostKind, UnitLevel
from assistance.forms.columns import reason_field
from assistance.forms.places import PlaceField
from assistance.models import HelpingUnit
from assistance.services import (
    add_unit,
    appoint,
    assign_village,
    claim_village,
    correct_official,
    end_post,
    end_task,
    end_team,
    hand_over_post,
    start_team,
)
from households.forms.fields import day_field
from povertyapp.core.forms import ScopedForm
from povertyapp.core.masks import mask_phone
from povertyapp.core.models import Area
from povertyapp.core.models.area import Level

# At which level of place a post stands.
KINDS_OF = {
    Level.VILLAGE: (
        PostKind.FIRST_SECRETARY,
        PostKind.TEAM_MEMBER,
        PostKind.CLERK,
        PostKind.CONTACT_LEADER,
    ),
    Level.TOWNSHIP: (PostKind.TASK_FORCE, PostKind.CONTACT_LEADER),
}
NOT_LISTED = _("单位不在名单上的，请县扶贫办先登记。")


def unit_field(**more):
    return forms.ModelChoiceField(queryset=HelpingUnit.objects.all(), **more)


class PersonForm(ScopedForm):
    """Who comes: shared by an appointment and a hand-over."""

    name = forms.CharField(label=_("姓名"), max_length=40)
    unit = unit_field(
        label=_("派出单位"),
        required=False,
        empty_label=_("本村（或同工作队）"),
        help_text=NOT_LISTED,
    )
    office = forms.CharField(label=_("职务"), max_length=40, required=False)
    phone = forms.CharField(label=_("联系电话"), max_length=20, required=False)

    def __init__(self, *args, area, **kwargs):
        self.area = area
        super().__init__(*args, **kwargs)
        units = self.fields["unit"]
        units.queryset = units.queryset.filter(area=area.county_code)


class AppointForm(PersonForm):
    """Put a person on a post of a place."""

    kind = forms.ChoiceField(label=_("岗位"), widget=forms.RadioSelect)
    is_head = forms.BooleanField(label=_("任工作队队长"), required=False)
    from_date = day_field(_("到岗日期"))
    field_order = ("kind", "name", "unit", "office", "phone", "is_head", "from_date")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = KINDS_OF[self.area.level]
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        if self.area.level == Level.TOWNSHIP:
            self.fields["is_head"].label = HEADS[PostKind.TASK_FORCE]

    def save(self, *, by):
        return appoint(by=by, area=self.area, **self.cleaned_data)


class PostHandOverForm(PersonForm):
    """Let somebody take a post over; the one before leaves the day before."""

    from_date = day_field(_("接任日期"))

    def __init__(self, *args, post, **kwargs):
        self.post = post
        super().__init__(*args, area=post.area, **kwargs)
        self.fields["unit"].empty_label = _("与前任相同")

    def save(self, *, by):
        return hand_over_post(by=by, post=self.post, **self.cleaned_data)


class LastDayForm(ScopedForm):
    """The last day of a post or of a team, and why."""

    to_date = day_field(_("最后一天"))
    reason = reason_field(_("原因"), required=False)

    def __init__(self, *args, row, **kwargs):
        self.row = row
        super().__init__(*args, **kwargs)


class PostEndForm(LastDayForm):
    def save(self, *, by):
        return end_post(by=by, post=self.row, **self.cleaned_data)


class TeamEndForm(LastDayForm):
    def save(self, *, by):
        return end_team(by=by, team=self.row, **self.cleaned_data)


class TeamForm(ScopedForm):
    """Send a team to a village."""

    unit = unit_field(label=_("派出单位"), help_text=NOT_LISTED)
    from_date = day_field(_("进驻日期"))

    def __init__(self, *args, area, **kwargs):
        self.area = area
        super().__init__(*args, **kwargs)
        units = self.fields["unit"]
        units.queryset = units.queryset.filter(area=area.county_code)

    def save(self, *, by):
        return start_team(by=by, area=self.area, **self.cleaned_data)


class OfficialForm(ScopedForm):
    """Correct what is recorded of a person on a post. The telephone is shown masked and kept when left blank."""

    office = forms.CharField(label=_("职务"), max_length=40, required=False)
    phone = forms.CharField(label=_("联系电话"), max_length=20, required=False)
    reason = reason_field()

    def __init__(self, *args, official, **kwargs):
        self.official = official
        super().__init__(*args, **kwargs)
        self.initial |= {"office": official.office}
        if masked := mask_phone(official.phone):
            self.fields["phone"].help_text = _("现为 %(masked)s，不改请留空。") % {"masked": masked}

    def save(self, *, by):
        given = dict(self.cleaned_data)
        reason = given.pop("reason")
        if not given["phone"]:
            del given["phone"]
        return correct_official(by=by, official=self.official, reason=reason, **given)


class UnitForm(ScopedForm):
    """Put a unit on a county's list."""

    county = forms.ModelChoiceField(
        label=_("帮扶的县"), queryset=Area.objects.filter(level=Level.COUNTY), empty_label=None
    )
    name = forms.CharField(label=_("单位名称"), max_length=80)
    level = forms.ChoiceField(label=_("隶属关系"), choices=UnitLevel.choices, initial=UnitLevel.COUNTY)

    def save(self, *, by):
        return add_unit(by=by, **self.cleaned_data)


class AssignVillageForm(ScopedForm):
    """Give a village to a unit."""

    area = PlaceField(Level.VILLAGE, label=_("定点村"))
    assigned_on = day_field(_("交办日期"))

    def __init__(self, *args, unit, **kwargs):
        self.unit = unit
        super().__init__(*args, **kwargs)
        villages = self.fields["area"]
        villages.queryset = villages.queryset.in_area(unit.area_id)

    def save(self, *, by):
        return assign_village(by=by, unit=self.unit, **self.cleaned_data)


class ClaimForm(ScopedForm):
    """When the unit took the village over."""

    claimed_on = day_field(_("认领日期"))

    def __init__(self, *args, row, **kwargs):
        self.row = row
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        return claim_village(by=by, task=self.row, **self.cleaned_data)


class TaskEndForm(ScopedForm):
    """The last day of a unit's task, and why it ends."""

    ended_on = day_field(_("最后一天"))
    reason = reason_field(_("原因"))

    def __init__(self, *args, row, **kwargs):
        self.row = row
        super().__init__(*args, **kwargs)

    def save(self, *, by):
        return end_task(by=by, task=self.row, **self.cleaned_data)
